import { recordChanges } from '../change-events.ts'
import { failure } from '../envelope.ts'
import { noteRuns } from '../metrics/runs.ts'
import { type Fault, type PathElement, refuse, Refusal } from '../refusal.ts'
import { type Message, messageType, newMessage, subMessage, textOf } from '../schema.ts'
import type { Caller, World } from '../world.ts'
import { applyOperation } from './apply-operation.ts'
import { checkAccount } from './check-account.ts'
import { decodeImages } from './decode-images.ts'
import { Operation, type RequestScope, type ResourceRules, type Verb } from './operation.ts'

/** One operation as it came, with where errors about it are to point. */
export interface SentOperation {
  rules: ResourceRules | undefined
  /** The name of its kind, for the answer and for the refusal of kinds that are not modelled. */
  noun: string
  prefix: PathElement[]
  body: Message
}

export interface Mutate {
  operations: SentOperation[]
  partialFailure: boolean
  validateOnly: boolean
  withResources: boolean
}

/** For each operation in turn: the name and, if asked for, the resource; undefined where it failed. */
export interface MutateOutcome {
  results: ({ name: string; resource: Message | undefined } | undefined)[]
  partialFailureError: Record<string, unknown> | undefined
}

const MAX_OPERATIONS = 10_000

/** Carries out a mutate as one transaction, or each of its operations for itself where partial failure was asked for. */
export async function runMutate(world: World, caller: Caller, mutate: Mutate): Promise<MutateOutcome> {
  checkSize(mutate)
  const creates = mutate.operations.flatMap(({ noun, body }) =>
    noun === 'asset' ? [subMessage(body, 'create') ?? newMessage()] : [],
  )
  const images = await decodeImages(creates)
  const scope: RequestScope = {
    world,
    caller,
    nowMs: world.clock.now(),
    images,
    temporary: new Map(),
    temporaryIds: new Set(),
    assetHashes: new Set(),
    atEnd: new Map(),
  }
  checkAccount(scope, mutate)
  const operations: Operation[] = []
  const faultsOf = (): Fault[] => operations.flatMap((op) => op.faults)
  const results: MutateOutcome['results'] = []
  world.state.transaction(scope.nowMs, () => {
    const repeated = repeatedNames(mutate)
    for (const [index, sent] of mutate.operations.entries()) {
      world.state.savepoint(() => {
        const op = runOperation(scope, sent, repeated.has(index), mutate, results)
        operations.push(op)
        return !op.failed
      })
    }
    // With something missing already, what a whole lacks says nothing.
    if (faultsOf().length === 0) checkWholes(scope)
    const faults = faultsOf()
    const isKept = !mutate.validateOnly && (faults.length === 0 || mutate.partialFailure)
    if (isKept) {
      recordChanges(world.state, caller, scope.nowMs)
      noteRuns(world.state, scope.nowMs)
    }
    return isKept
  })
  const faults = faultsOf()
  if (faults.length > 0 && !mutate.partialFailure) throw new Refusal(faults)
  return { results: mutate.validateOnly ? [] : results, partialFailureError: partialFailure(faults, caller) }
}

function runOperation(
  scope: RequestScope,
  sent: SentOperation,
  repeated: boolean,
  mutate: Mutate,
  results: MutateOutcome['results'],
): Operation {
  const verb = (['create', 'update', 'remove'] as const).find((verb) => sent.body[verb] !== undefined)
  const op = new Operation(scope, sent.prefix, verb ?? 'create')
  const name = judgeOperation(op, sent, verb, repeated)
  // Operations that are kept for themselves have to be whole for themselves.
  if (mutate.partialFailure) checkAlone(op, sent)
  const resource = mutate.withResources && name !== undefined ? mutableFields(scope, sent, name) : undefined
  results.push(name === undefined || op.failed ? undefined : { name, resource })
  return op
}

function checkAlone(op: Operation, { body }: SentOperation): void {
  const { scope } = op
  if (!op.failed) checkWholes(scope)
  scope.atEnd.clear()
  const temporary = textOf(subMessage(body, 'create'), 'resourceName')
  if (op.failed && scope.temporary.has(temporary)) scope.temporary.set(temporary, undefined)
}

function checkWholes({ atEnd }: RequestScope): void {
  for (const check of atEnd.values()) check()
  atEnd.clear()
}

function judgeOperation(
  op: Operation,
  sent: SentOperation,
  verb: Verb | undefined,
  repeated: boolean,
): string | undefined {
  if (!sent.rules && sent.noun !== '') {
    const message = `This server does not offer operations of the kind ${sent.noun}.`
    op.refuseOperation('mutateError.MUTATE_NOT_ALLOWED', '', message, sent.noun)
    return undefined
  }
  if (verb === undefined || !sent.rules) {
    op.refuseOperation(
      'requestError.OPERATION_REQUIRED',
      '',
      'The operation holds neither create, update nor remove.',
    )
    return undefined
  }
  if (repeated) {
    const field = verb === 'remove' ? '' : 'resource_name'
    op.refuse(
      'mutateError.ID_EXISTS_IN_MULTIPLE_MUTATES',
      field,
      'The same resource is changed more than once in this request.',
    )
    return undefined
  }
  if (verb === 'create' && !sent.rules.create) {
    op.refuse(
      'operationAccessDeniedError.CREATE_OPERATION_NOT_PERMITTED',
      '',
      'This resource cannot be created on its own.',
    )
    return undefined
  }
  return applyOperation(op, sent.rules, sent.body)
}

function checkSize({ operations }: Mutate): void {
  if (operations.length === 0)
    throw refuse('requestError.REQUIRED_FIELD_MISSING', 'The request holds no operations.', {
      path: 'mutate_operations',
    })
  if (operations.length > MAX_OPERATIONS) {
    throw refuse(
      'requestError.TOO_MANY_MUTATE_OPERATIONS',
      `A request holds at most ${MAX_OPERATIONS} operations.`,
      { path: 'mutate_operations' },
    )
  }
}

/** Indexes of operations on a resource that an earlier operation of the request changes already. */
function repeatedNames({ operations }: Mutate): Set<number> {
  const seen = new Set<string>()
  const repeated = new Set<number>()
  for (const [index, { body }] of operations.entries()) {
    const name =
      textOf(body, 'remove') ||
      textOf(subMessage(body, 'update'), 'resourceName') ||
      textOf(subMessage(body, 'create'), 'resourceName')
    if (name === '') continue
    // Two creates under one name are a matter of temporary ids, and are refused as such.
    if (seen.has(name) && body['create'] === undefined) repeated.add(index)
    seen.add(name)
  }
  return repeated
}

function partialFailure(faults: readonly Fault[], caller: Caller): Record<string, unknown> | undefined {
  if (faults.length === 0) return undefined
  const message = `Multiple errors in ‘details’. First error: ${faults[0]?.message}`
  return { code: 3, message, details: [failure(faults, caller.version, caller.requestId)] }
}

function mutableFields(scope: RequestScope, { rules }: SentOperation, name: string): Message {
  const row = scope.world.state.find(name)
  const resource = newMessage({ resourceName: name })
  if (!row || !rules) return resource
  for (const field of messageType(rules.type).fields) {
    const value = row.data[field.json]
    if (!field.outputOnly && value !== undefined) resource[field.json] = value
  }
  return resource
}
