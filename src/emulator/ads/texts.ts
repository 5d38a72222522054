import type { Operation } from '../mutate/operation.ts'
import { checkText } from '../resources/texts.ts'
import { listOf, type Message, textOf } from '../schema.ts'

const MAX_BREADCRUMB = 15

/** Checks a list of texts like headlines: how many, none empty, none too wide. */
export function checkTexts(
  op: Operation,
  ad: Message,
  json: string,
  path: string,
  { max, width }: { max: number; width: number },
): void {
  const texts = listOf(ad, json)
  if (texts.length === 0) op.refuse('fieldError.REQUIRED', path, 'The required field was not present.')
  if (texts.length > max)
    op.refuse('collectionSizeError.TOO_MANY', path, `At most ${max} belong here.`, {
      trigger: String(texts.length),
    })
  for (const [index, text] of texts.entries()) {
    checkAdText(op, textOf(text, 'text'), `${path}[${index}].text`, width)
    if (text['pinnedField'] === undefined) continue
    op.refuse(
      'assetLinkError.PINNING_UNSUPPORTED',
      `${path}[${index}].pinned_field`,
      'Only the texts of search ads are pinned.',
      { trigger: textOf(text, 'pinnedField') },
    )
  }
}

/** The two parts of the path shown behind the site's name. */
export function checkBreadcrumbs(op: Operation, ad: Message, path: string): void {
  for (const field of ['breadcrumb1', 'breadcrumb2'])
    checkText(op, textOf(ad, field), `${path}.${field}`, MAX_BREADCRUMB)
}

/** Checks one text of an ad that cannot hold customizers. */
export function checkAdText(op: Operation, text: string, field: string, width: number): void {
  if (text.trim() === '') {
    op.refuse('fieldError.REQUIRED', field, 'The text is empty.')
    return
  }
  if (text.split('{').length !== text.split('}').length) {
    op.refuse('adError.UNPAIRED_BRACE_IN_AD_CUSTOMIZER_TAG', field, 'A brace has no partner.', {
      trigger: text,
    })
  } else if (text.includes('{')) {
    op.refuse(
      'adError.AD_CUSTOMIZERS_NOT_SUPPORTED_FOR_AD_TYPE',
      field,
      'This kind of ad takes no customizers.',
      { trigger: text },
    )
  } else {
    checkText(op, text, field, width)
  }
}
