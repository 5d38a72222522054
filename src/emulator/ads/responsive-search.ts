import type { Operation } from '../mutate/operation.ts'
import { checkText } from '../resources/texts.ts'
import { listOf, type Message, textOf } from '../schema.ts'

const MAX_PATH = 15
const LISTS = [
  { json: 'headlines', field: 'headlines', min: 3, max: 15, width: 30, pins: /^HEADLINE_[123]$/ },
  { json: 'descriptions', field: 'descriptions', min: 2, max: 4, width: 90, pins: /^DESCRIPTION_[12]$/ },
] as const

/** The search ad that Google puts together from headlines and descriptions. */
export function checkResponsiveSearchAd(op: Operation, ad: Message, path: string): void {
  for (const list of LISTS) checkList(op, ad, list, `${path}.${list.field}`)
  const [path1, path2] = [textOf(ad, 'path1'), textOf(ad, 'path2')]
  if (path2 !== '' && path1 === '')
    op.refuse('adError.CANNOT_SET_PATH2_WITHOUT_PATH1', `${path}.path2`, 'The second path needs the first.')
  checkText(op, path1, `${path}.path1`, MAX_PATH)
  checkText(op, path2, `${path}.path2`, MAX_PATH)
}

function checkList(
  op: Operation,
  ad: Message,
  { json, min, max, width, pins }: (typeof LISTS)[number],
  path: string,
): void {
  const texts = listOf(ad, json)
  if (texts.length < min)
    op.refuse('collectionSizeError.TOO_FEW', path, `At least ${min} belong here.`, {
      trigger: String(texts.length),
    })
  if (texts.length > max)
    op.refuse('collectionSizeError.TOO_MANY', path, `At most ${max} belong here.`, {
      trigger: String(texts.length),
    })
  const seen = new Set<string>()
  for (const [index, item] of texts.entries()) {
    const text = textOf(item, 'text')
    const field = `${path}[${index}].text`
    if (text.trim() === '') op.refuse('fieldError.REQUIRED', field, 'The text is empty.')
    else if (seen.has(text.toLowerCase()))
      op.refuse('distinctError.DUPLICATE_ELEMENT', field, 'The text stands twice in this list.', {
        trigger: text,
      })
    else if (text.split('{').length !== text.split('}').length) {
      op.refuse('adError.UNPAIRED_BRACE_IN_AD_CUSTOMIZER_TAG', field, 'A brace has no partner.', {
        trigger: text,
      })
    } else checkText(op, withoutTags(text), field, width)
    seen.add(text.toLowerCase())
    const pin = textOf(item, 'pinnedField')
    if (pin !== '' && !pins.test(pin)) {
      op.refuse(
        'assetLinkError.INVALID_PINNED_FIELD',
        `${path}[${index}].pinned_field`,
        'This text cannot be pinned there.',
        { trigger: pin },
      )
    }
  }
}

/** Of `{KeyWord:Tents}` only the default counts. */
function withoutTags(text: string): string {
  return text.replace(/\{[^{}:]*:([^{}]*)\}/g, '$1')
}
