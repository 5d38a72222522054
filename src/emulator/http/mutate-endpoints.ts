import { type Mutate, type MutateOutcome, runMutate } from '../mutate/run-mutate.ts'
import type { ResourceRules } from '../mutate/operation.ts'
import { readRequest } from '../request-json.ts'
import { rulesOfNoun } from '../resources/registry.ts'
import { listOf, type Message, messageType, newMessage, singleMutateType, subMessage } from '../schema.ts'
import type { Caller, World } from '../world.ts'

const MIXED = messageType('services.MutateGoogleAdsRequest')
const OPERATION_KINDS = messageType('services.MutateOperation').fields

/** `googleAds:mutate`: operations of many kinds. */
export async function answerMixedMutate(
  world: World,
  caller: Caller,
  body: Buffer | undefined,
): Promise<Record<string, unknown>> {
  const mutate = readMixedMutate(readRequest(body, MIXED))
  world.meter.count(caller.account, mutate.operations.length)
  return runMixedMutate(world, caller, mutate)
}

export async function runMixedMutate(
  world: World,
  caller: Caller,
  mutate: Mutate,
): Promise<Record<string, unknown>> {
  const { results, partialFailureError } = await runMutate(world, caller, mutate)
  const responses = results.map((result, index) => {
    const noun = mutate.operations[index]?.noun ?? ''
    return result ? { [camel(`${noun}_result`)]: wireResult(result, noun) } : {}
  })
  return {
    ...(partialFailureError === undefined ? {} : { partialFailureError }),
    ...(responses.length === 0 ? {} : { mutateOperationResponses: responses }),
  }
}

/** `campaigns:mutate` and its like: operations of one kind. */
export async function answerSingleMutate(
  world: World,
  caller: Caller,
  rules: ResourceRules,
  body: Buffer | undefined,
): Promise<Record<string, unknown>> {
  const resource = rules.type.replace('resources.', '')
  const request = readRequest(body, singleMutateType(resource))
  const operations = listOf(request, 'operations').map((operation, index) => ({
    rules,
    noun: rules.noun,
    prefix: [{ fieldName: 'operations', index }],
    body: operation,
  }))
  world.meter.count(caller.account, operations.length)
  const { results, partialFailureError } = await runMutate(world, caller, {
    ...optionsOf(request),
    operations,
  })
  return {
    ...(partialFailureError === undefined ? {} : { partialFailureError }),
    ...(results.length === 0
      ? {}
      : { results: results.map((result) => (result ? wireResult(result, rules.noun) : {})) }),
  }
}

/** A mixed mutate from its message; each operation's location starts with its index and kind. */
export function readMixedMutate(request: Message): Mutate {
  const operations = listOf(request, 'mutateOperations').map((operation, index) => {
    const kind = OPERATION_KINDS.find((field) => operation[field.json] !== undefined)
    const noun = nounOf(kind?.snake ?? '')
    const at = { fieldName: 'mutate_operations', index }
    return {
      rules: kind && rulesOfNoun(noun),
      noun,
      prefix: kind ? [at, { fieldName: kind.snake }] : [at],
      body: subMessage(operation, kind?.json ?? '') ?? newMessage(),
    }
  })
  return { ...optionsOf(request), operations }
}

function optionsOf(request: Message): Omit<Mutate, 'operations'> {
  return {
    partialFailure: request['partialFailure'] === true,
    validateOnly: request['validateOnly'] === true,
    withResources: request['responseContentType'] === 'MUTABLE_RESOURCE',
  }
}

type Result = NonNullable<MutateOutcome['results'][number]>

function wireResult({ name, resource }: Result, noun: string): Record<string, unknown> {
  return resource ? { resourceName: name, [camel(noun)]: resource } : { resourceName: name }
}

const nounOf = (operation: string): string => operation.replace(/_operation$/, '')
const camel = (name: string): string => name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
