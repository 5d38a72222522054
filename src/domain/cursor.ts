import { AppError } from '../base/errors.ts'
import { sha256 } from '../base/ids.ts'

/** A place in a list, opaque to callers: the key of the last row that they have seen. */
export function encodeCursor(key: string | number): string {
  return Buffer.from(`k1:${key}`).toString('base64url')
}

/** The key inside a cursor; `invalid_request` where it is not one of ours. */
export function decodeCursor(cursor: string, isKey: (key: string) => boolean): string {
  const text = Buffer.from(cursor, 'base64url').toString('utf8')
  const key = text.startsWith('k1:') ? text.slice(3) : ''
  if (isKey(key) && encodeCursor(key) === cursor) return key
  throw badCursor()
}

/** A place in a list that can be ordered and filtered in several ways: the last row's key in that order, and its id. */
export interface Place {
  key: string
  id: string
}

/** `list` says which list it is: its order and its filters. A cursor goes on in the list that it comes from alone. */
export function encodePlace(list: readonly unknown[], { key, id }: Place): string {
  return Buffer.from(`p1:${markOf(list)}:${id}:${key}`).toString('base64url')
}

/** The place inside a cursor of this very list; `invalid_request` where it is of another one, or not ours. */
export function decodePlace(
  list: readonly unknown[],
  cursor: string,
  isKey: (key: string) => boolean,
): Place {
  const text = Buffer.from(cursor, 'base64url').toString('utf8')
  const [, id, key] = /^p1:[0-9a-f]{16}:([^:]*):(.*)$/su.exec(text) ?? []
  if (id !== undefined && key !== undefined && isRowId(id) && isKey(key)) {
    if (encodePlace(list, { key, id }) === cursor) return { key, id }
  }
  throw badCursor()
}

function markOf(list: readonly unknown[]): string {
  return sha256(JSON.stringify(list)).slice(0, 16)
}

function badCursor(): AppError {
  const message = 'This is not a cursor of this list. Start again without one.'
  return new AppError('invalid_request', message, {
    errors: [{ path: 'cursor', code: 'bad_cursor', message }],
  })
}

/** Whether the text is a whole number that the database can hold. */
export function isRevisionNumber(key: string): boolean {
  return /^[1-9]\d{0,9}$/.test(key) && Number(key) <= 2_147_483_647
}

/** Whether the text is the id of a row. */
export function isRowId(key: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(key)
}
