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
  const place = findPlace(list, cursor, isKey)
  if (place === undefined) throw badCursor()
  return place
}

/** As `decodePlace`; undefined where the cursor is of another list. */
export function findPlace(
  list: readonly unknown[],
  cursor: string,
  isKey: (key: string) => boolean,
): Place | undefined {
  const text = Buffer.from(cursor, 'base64url').toString('utf8')
  const [, id, key] = /^p1:[0-9a-f]{16}:([^:]*):(.*)$/su.exec(text) ?? []
  if (id === undefined || key === undefined || !isRowId(id) || !isKey(key)) return undefined
  return encodePlace(list, { key, id }) === cursor ? { key, id } : undefined
}

/** The place right beside another one, before it by id or after it: a list that begins there has that row as its first. */
export function placeBeside({ key, id }: Place, side: 'before' | 'after'): Place {
  const next = BigInt(`0x${id.replaceAll('-', '')}`) + (side === 'before' ? -1n : 1n)
  const hex = next.toString(16).padStart(32, '0')
  return { key, id: hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5') }
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
