import { AppError } from '../base/errors.ts'

/** A place in a list, opaque to callers: the key of the last row that they have seen. */
export function encodeCursor(key: string | number): string {
  return Buffer.from(`k1:${key}`).toString('base64url')
}

/** The key inside a cursor; `invalid_request` where it is not one of ours. */
export function decodeCursor(cursor: string, isKey: (key: string) => boolean): string {
  const text = Buffer.from(cursor, 'base64url').toString('utf8')
  const key = text.startsWith('k1:') ? text.slice(3) : ''
  if (isKey(key) && encodeCursor(key) === cursor) return key
  const message = 'This is not a cursor of this list. Start again without one.'
  throw new AppError('invalid_request', message, {
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
