import { refuse } from './refusal.ts'
import {
  cloneValue,
  type Field,
  findField,
  type Message,
  type MessageType,
  messageType,
  newMessage,
  subMessage,
} from './schema.ts'

/** One path of an update mask, field by field. */
export type MaskPath = readonly Field[]

/** The paths of a mask in either spelling, or the refusal that Google gives for one that names no field. */
export function parseMask(mask: string, type: MessageType): MaskPath[] {
  return mask
    .split(',')
    .map((path) => path.trim())
    .filter((path) => path !== '')
    .map((path) => resolvePath(path, type))
}

/** `campaign.network_settings.target_youtube` of a path below the resource. */
export function snakePath(path: MaskPath): string {
  return path.map((field) => field.snake).join('.')
}

/** What `current` becomes when only the masked fields of `update` are taken; a masked field that is absent is cleared. */
export function applyMask(
  current: Message,
  update: Message,
  paths: readonly MaskPath[],
  type: MessageType,
): Message {
  const next = cloneValue(current)
  for (const path of paths) applyPath(next, update, path, type)
  return next
}

function resolvePath(path: string, type: MessageType): MaskPath {
  const fields: Field[] = []
  let at: MessageType | undefined = type
  for (const name of path.split('.')) {
    const field: Field | undefined = at && findField(at, name)
    if (!field)
      throw refuse(
        'fieldMaskError.FIELD_NOT_FOUND',
        `The field mask contained an invalid field: '${path}'.`,
        { path: 'update_mask', trigger: path },
      )
    fields.push(field)
    at =
      field.kind === 'message' && !field.repeated && field.type !== '' ? messageType(field.type) : undefined
  }
  if (at && at.fields.length > 0) {
    const message = `The field mask updated a field with subfields: '${path}'. Please list out the subfields being updated.`
    throw refuse('fieldMaskError.FIELD_HAS_SUBFIELDS', message, { path: 'update_mask', trigger: path })
  }
  return fields
}

function applyPath(next: Message, update: Message, path: MaskPath, type: MessageType): void {
  let target = next
  let source: Message | undefined = update
  let targetType = type
  for (const [index, field] of path.entries()) {
    const value: Message[string] = source?.[field.json]
    if (index === path.length - 1) {
      if (value === undefined) delete target[field.json]
      else {
        clearOneof(target, field, targetType)
        target[field.json] = cloneValue(value)
      }
      return
    }
    // A sub-message that is present, be it empty, is set; clearing below one that is not there creates nothing.
    if (value === undefined && target[field.json] === undefined) return
    if (target[field.json] === undefined) {
      clearOneof(target, field, targetType)
      target[field.json] = newMessage()
    }
    target = subMessage(target, field.json) ?? newMessage()
    source = subMessage(source, field.json)
    targetType = messageType(field.type)
  }
}

function clearOneof(target: Message, field: Field, type: MessageType): void {
  if (field.oneof === undefined) return
  for (const other of type.fields)
    if (other.oneof === field.oneof && other !== field) delete target[other.json]
}
