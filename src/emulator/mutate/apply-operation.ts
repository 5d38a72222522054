import { applyMask, type MaskPath, parseMask, snakePath } from '../field-mask.ts'
import { Refusal } from '../refusal.ts'
import { isTemporary, parseResourceName, resourceName } from '../resource-name.ts'
import { type Message, messageType, subMessage, textOf, type Value } from '../schema.ts'
import type { Row } from '../state.ts'
import { checkMessage } from './check-message.ts'
import type { Operation, ResourceRules } from './operation.ts'

/** Carries out one operation and returns the resource name it was about; what is wrong stands in `op.faults`. */
export function applyOperation(op: Operation, rules: ResourceRules, body: Message): string | undefined {
  if (op.verb === 'create') return applyCreate(op, rules, body)
  if (op.verb === 'update') return applyUpdate(op, rules, body)
  return applyRemove(op, rules, textOf(body, 'remove'))
}

function applyCreate(op: Operation, rules: ResourceRules, body: Message): string | undefined {
  const sent = subMessage(body, 'create') ?? {}
  const temporary = textOf(sent, 'resourceName')
  if (textOf(body, 'updateMask') !== '') {
    op.refuseOperation('fieldMaskError.FIELD_MASK_NOT_ALLOWED', 'update_mask', 'A create has no update mask.')
  }
  checkNewName(op, rules, temporary)
  const data = checkMessage(op, sent, rules.type, { writable: rules.writable ?? [], refuseOutputOnly: true })
  if (data['status'] === 'REMOVED') {
    op.refuse(
      'operationAccessDeniedError.CREATE_AS_REMOVED_NOT_PERMITTED',
      'status',
      'A resource cannot be created as removed.',
    )
  }
  const image = op.scope.images.get(sent)
  if (image) (op.scope.images as Map<Message, typeof image>).set(data, image)
  delete data['resourceName']
  const resolved = resolveTemporary(op, data)
  const made = resolved ? rules.create?.(op, data) : undefined
  const name = made && !op.failed ? store(op, rules, made) : undefined
  if (temporary !== '' && !(op.failed && op.scope.temporary.get(temporary) !== undefined))
    op.scope.temporary.set(temporary, name)
  return name
}

function checkNewName(op: Operation, rules: ResourceRules, name: string): void {
  if (name === '') return
  if (rules.composite) {
    op.refuse(
      'mutateError.INCONSISTENT_FIELD_VALUES',
      'resource_name',
      'Leave the resource name out: it follows from the linked resources.',
      { trigger: name },
    )
    return
  }
  const parsed = parseResourceName(name)
  if (!parsed || parsed.collection !== rules.collection || parsed.key.includes('~')) {
    op.refuse(
      'requestError.RESOURCE_NAME_MALFORMED',
      'resource_name',
      `The resource name '${name}' is malformed.`,
      { trigger: name },
    )
  } else if (parsed.customerId !== op.customerId) {
    op.refuse(
      'requestError.INVALID_CUSTOMER_ID',
      'resource_name',
      'The resource name is of another account.',
      { trigger: name },
    )
  } else if (!parsed.key.startsWith('-')) {
    op.refuse(
      'newResourceCreationError.CANNOT_SET_ID_FOR_CREATE',
      'resource_name',
      'Only temporary (negative) ids may be chosen.',
      { trigger: name },
    )
  } else if (op.scope.temporaryIds.has(parsed.key)) {
    op.refuse(
      'newResourceCreationError.DUPLICATE_TEMP_IDS',
      'resource_name',
      `The temporary id ${parsed.key} is used twice.`,
      { trigger: name },
    )
  } else {
    op.scope.temporaryIds.add(parsed.key)
  }
}

function store(
  op: Operation,
  rules: ResourceRules,
  made: NonNullable<ReturnType<NonNullable<ResourceRules['create']>>>,
): string {
  if (made.existing) return made.existing.name
  const name = resourceName(op.customerId, rules.collection, made.key)
  const row: Row = {
    table: rules.table,
    name,
    customerId: op.customerId,
    data: { ...made.data, resourceName: name },
    createdAtMs: op.scope.nowMs,
  }
  op.state.put(made.contentHash === undefined ? row : { ...row, contentHash: made.contentHash })
  return name
}

function applyUpdate(op: Operation, rules: ResourceRules, body: Message): string | undefined {
  const sent = subMessage(body, 'update') ?? {}
  const name = textOf(sent, 'resourceName')
  const update = checkMessage(op, sent, rules.type, { writable: [], refuseOutputOnly: false })
  if (!rules.update) {
    op.refuse(
      'operationAccessDeniedError.UPDATE_OPERATION_NOT_PERMITTED',
      '',
      'This resource cannot be updated.',
    )
    return undefined
  }
  const row = findExisting(op, rules, name, 'resource_name')
  const paths = readMask(op, rules, textOf(body, 'updateMask'))
  if (!resolveTemporary(op, update) || !row || !paths || !checkPaths(op, paths) || op.failed) return undefined
  if (row.data['status'] === 'REMOVED') {
    op.refuse(
      'contextError.OPERATION_NOT_PERMITTED_FOR_REMOVED_RESOURCE',
      'resource_name',
      'A removed resource cannot be changed.',
      { trigger: name },
    )
    return undefined
  }
  if (rules.locate) {
    rules.update(op, row, update, paths)
    return op.failed ? undefined : name
  }
  const next = applyMask(row.data, update, paths, messageType(rules.type))
  // A status that is cleared is the default again; nothing is without one.
  if (next['status'] === undefined && row.data['status'] !== undefined) next['status'] = 'ENABLED'
  rules.update(op, row, next, paths)
  if (op.failed) return undefined
  op.state.put({ ...op.state.find(row.name)!, data: next })
  return row.name
}

function readMask(op: Operation, rules: ResourceRules, mask: string): MaskPath[] | undefined {
  try {
    const paths = parseMask(mask, messageType(rules.type))
    if (paths.length > 0) return paths
    op.refuseOperation(
      'fieldMaskError.FIELD_MASK_MISSING',
      'update_mask',
      'An update needs a mask that names at least one field.',
    )
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    for (const fault of error.faults)
      op.refuseOperation(fault.code, 'update_mask', fault.message, fault.trigger)
  }
  return undefined
}

function checkPaths(op: Operation, paths: readonly MaskPath[]): boolean {
  for (const path of paths) {
    const fixed = path.find((field) => field.outputOnly || field.immutable)
    if (!fixed) continue
    const why = fixed.outputOnly ? 'is output only' : 'cannot be changed once it is set'
    op.refuse('fieldError.IMMUTABLE_FIELD', snakePath(path), `The field '${snakePath(path)}' ${why}.`, {
      trigger: snakePath(path),
    })
  }
  return !op.failed
}

function applyRemove(op: Operation, rules: ResourceRules, name: string): string | undefined {
  if (!rules.remove) {
    op.refuse(
      'operationAccessDeniedError.REMOVE_OPERATION_NOT_PERMITTED',
      '',
      'This resource cannot be removed.',
    )
    return undefined
  }
  const row = findExisting(op, rules, name, '')
  if (!row) return undefined
  if (row.data['status'] === 'REMOVED') {
    op.refuse(
      'contextError.OPERATION_NOT_PERMITTED_FOR_REMOVED_RESOURCE',
      '',
      'The resource is already removed.',
      { trigger: name },
    )
    return undefined
  }
  rules.remove(op, row)
  return op.failed ? undefined : row.name
}

function findExisting(op: Operation, rules: ResourceRules, sentName: string, field: string): Row | undefined {
  if (sentName === '') {
    op.refuse('requestError.RESOURCE_NAME_MISSING', field, 'The resource name is missing.')
    return undefined
  }
  const parsed = parseResourceName(sentName)
  if (!parsed || parsed.collection !== rules.collection) {
    op.refuse(
      'requestError.RESOURCE_NAME_MALFORMED',
      field,
      `The resource name '${sentName}' is malformed.`,
      { trigger: sentName },
    )
    return undefined
  }
  const name = op.scope.temporary.get(sentName) ?? sentName
  const row = rules.locate ? rules.locate(op, name) : op.state.find(name)
  if (row?.customerId === op.customerId) return row
  op.refuse('mutateError.RESOURCE_NOT_FOUND', field, `Resource '${sentName}' was not found.`, {
    trigger: sentName,
  })
  return undefined
}

/** Puts real names where the request used temporary ones. False where one stands for a resource that failed. */
function resolveTemporary(op: Operation, message: Message): boolean {
  let resolved = true
  const visit = (value: Value, path: string): Value => {
    if (Array.isArray(value)) return value.map((item, index) => visit(item, `${path}[${index}]`))
    if (typeof value === 'object') {
      for (const [key, item] of Object.entries(value)) {
        if (item !== undefined)
          value[key] = visit(item, path === '' ? snakeCase(key) : `${path}.${snakeCase(key)}`)
      }
      return value
    }
    if (typeof value !== 'string' || !isTemporary(value) || !op.scope.temporary.has(value)) return value
    const name = op.scope.temporary.get(value)
    if (name !== undefined) return name
    op.refuse(
      'newResourceCreationError.TEMP_ID_RESOURCE_HAD_ERRORS',
      path,
      'The resource that this temporary id stands for was refused.',
      { trigger: value },
    )
    resolved = false
    return value
  }
  visit(message, '')
  return resolved
}

const snakeCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
