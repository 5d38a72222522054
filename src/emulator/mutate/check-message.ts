import { cloneValue, type Field, type Message, messageType, type MessageType, type Value } from '../schema.ts'
import type { Operation } from './operation.ts'

interface Options {
  /** Output-only fields that a create may carry. */
  writable: readonly string[]
  /** Read-only fields are only an error where the caller sets them: an update ignores what its mask does not name. */
  refuseOutputOnly: boolean
}

/**
 * What holds for every resource, by the proto's annotations: output-only fields are Google's, UNKNOWN is no value to
 * write, and UNSPECIFIED is the same as leaving a field out. Returns the message without the latter.
 */
export function checkMessage(op: Operation, message: Message, typeName: string, options: Options): Message {
  return checkFields(op, cloneValue(message), messageType(typeName), '', options)
}

function checkFields(
  op: Operation,
  message: Message,
  type: MessageType,
  path: string,
  options: Options,
): Message {
  for (const field of type.fields) {
    const value = message[field.json]
    if (value === undefined) continue
    const at = path === '' ? field.snake : `${path}.${field.snake}`
    if (field.outputOnly && options.refuseOutputOnly && !options.writable.includes(at))
      refuseOutputOnly(op, field, at, path)
    else if (value === 'UNSPECIFIED' && field.kind === 'enum') delete message[field.json]
    else message[field.json] = checkValue(op, value, field, at, options)
  }
  return message
}

function checkValue(op: Operation, value: Value, field: Field, path: string, options: Options): Value {
  if (Array.isArray(value))
    return value.map((item, index) => checkValue(op, item, field, `${path}[${index}]`, options))
  if (field.kind === 'message' && field.type !== '' && typeof value === 'object') {
    return checkFields(op, value, messageType(field.type), path, options)
  }
  if (field.kind === 'enum' && (value === 'UNKNOWN' || value === 'UNSPECIFIED')) {
    op.refuse('enumError.ENUM_VALUE_NOT_PERMITTED', path, `The enum value ${value} is not permitted.`, {
      trigger: value,
    })
  }
  return value
}

function refuseOutputOnly(op: Operation, field: Field, at: string, path: string): void {
  if (field.json === 'id' && path === '') {
    op.refuse(
      'newResourceCreationError.CANNOT_SET_ID_FOR_CREATE',
      at,
      'A new entity gets its id from Google Ads.',
    )
    return
  }
  op.refuse('fieldError.VALUE_MUST_BE_UNSET', at, 'The field is output only and must not be set.')
}
