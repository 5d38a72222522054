import type { ErrorCode } from '../generated/error-codes.ts'
import type { Operation } from '../mutate/operation.ts'
import { enumNames } from '../schema.ts'

/** `shop now` of SHOP_NOW: the text form is the name in words. */
const TEXTS: ReadonlySet<string> = new Set(
  [...enumNames('CallToActionType')]
    .filter((name) => name !== 'UNSPECIFIED' && name !== 'UNKNOWN')
    .map((name) => name.toLowerCase().replaceAll('_', ' ')),
)

/** Refuses a call to action that Google does not offer as text. */
export function checkCallToAction(op: Operation, text: string, field: string, code: ErrorCode): void {
  if (text === '' || TEXTS.has(text.toLowerCase())) return
  op.refuse(code, field, 'This is not one of the calls to action that can be chosen.', { trigger: text })
}
