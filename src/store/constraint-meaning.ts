import type { ErrorCode } from '../base/errors.ts'

/** What a broken constraint means to the person who wrote the field. */
export interface Meaning {
  code: ErrorCode
  /** The field it is about; empty: none. */
  path: string
  message: string
}

export const ONE_LINE = 'The name must be a single line of characters that can be shown.'
