import { displayWidth } from '../display-width.ts'
import type { Operation } from '../mutate/operation.ts'

/** Refuses text that is too long: by characters, or by width where wide characters make it so. */
export function checkText(op: Operation, text: string, field: string, limit: number): void {
  if (characters(text) > limit) {
    op.refuse('stringLengthError.TOO_LONG', field, `The text is longer than ${limit} characters.`, {
      trigger: text,
    })
  } else if (displayWidth(text) > limit) {
    op.refuse('adError.LINE_TOO_WIDE', field, `The text is wider than ${limit}: wide characters count two.`, {
      trigger: text,
    })
  }
}

/** Names of campaigns and ad groups hold no line breaks and no NUL. */
export function hasForbiddenCharacter(name: string): boolean {
  return ['\0', '\n', '\r'].some((character) => name.includes(character))
}

/** Code points, as Google counts. */
export const characters = (text: string): number => Array.from(text).length
export const utf8Bytes = (text: string): number => Buffer.byteLength(text, 'utf8')
