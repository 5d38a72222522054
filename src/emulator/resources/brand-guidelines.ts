import type { Operation } from '../mutate/operation.ts'
import { listOf, type Message, subMessage, textOf } from '../schema.ts'
import { checkText } from './texts.ts'

const FONTS: ReadonlySet<string> = new Set([
  'Open Sans',
  'Roboto',
  'Montserrat',
  'Poppins',
  'Lato',
  'Oswald',
  'Playfair Display',
  'Roboto Slab',
])
const MAX_EXCLUSIONS = { count: 25, characters: 30 }
const MAX_RESTRICTIONS = { count: 40, characters: 300 }

/** How a campaign's brand looks: colours and a font, of Performance Max campaigns with brand guidelines only. */
export function checkBrandGuidelines(op: Operation, data: Message, channel: string): void {
  const guidelines = subMessage(data, 'brandGuidelines')
  const isEnabled = data['brandGuidelinesEnabled'] === true
  if (channel !== 'PERFORMANCE_MAX' && (guidelines || isEnabled)) {
    const field = isEnabled ? 'brand_guidelines_enabled' : 'brand_guidelines'
    const message = `A ${channel} campaign has no brand guidelines.`
    op.refuse('campaignError.BRAND_GUIDELINES_UNSUPPORTED_CHANNEL', field, message, { trigger: channel })
    return
  }
  if (!guidelines) return
  if (!isEnabled) {
    const message = 'The campaign was made without brand guidelines.'
    op.refuse('campaignError.BRAND_GUIDELINES_NOT_ENABLED_FOR_CAMPAIGN', 'brand_guidelines', message)
    return
  }
  checkColours(op, guidelines)
  const font = textOf(guidelines, 'predefinedFontFamily')
  if (font !== '' && !FONTS.has(font)) {
    const message = `The font is one of ${[...FONTS].join(', ')}.`
    op.refuse(
      'campaignError.BRAND_GUIDELINES_UNSUPPORTED_FONT_FAMILY',
      'brand_guidelines.predefined_font_family',
      message,
      { trigger: font },
    )
  }
}

function checkColours(op: Operation, guidelines: Message): void {
  const colours = [
    ['main_color', textOf(guidelines, 'mainColor')],
    ['accent_color', textOf(guidelines, 'accentColor')],
  ] as const
  for (const [field, colour] of colours) {
    if (colour === '' || /^#[0-9a-f]{6}$/i.test(colour)) continue
    const message = 'A colour is written #rrggbb.'
    op.refuse('campaignError.BRAND_GUIDELINES_COLOR_INVALID_FORMAT', `brand_guidelines.${field}`, message, {
      trigger: colour,
    })
  }
  if (colours.filter(([, colour]) => colour !== '').length === 1) {
    op.refuse(
      'campaignError.BRAND_GUIDELINES_MAIN_AND_ACCENT_COLORS_REQUIRED',
      'brand_guidelines',
      'The main colour and the accent colour come together.',
    )
  }
}

/** What Google may not say in the texts that it makes. */
export function checkTextGuidelines(op: Operation, guidelines: Message | undefined): void {
  if (!guidelines) return
  const exclusions = (guidelines['termExclusions'] ?? []) as string[]
  const restrictions = listOf(guidelines, 'messagingRestrictions').map((one) =>
    textOf(one, 'restrictionText'),
  )
  checkList(op, exclusions, 'text_guidelines.term_exclusions', '', MAX_EXCLUSIONS)
  checkList(op, restrictions, 'text_guidelines.messaging_restrictions', '.restriction_text', MAX_RESTRICTIONS)
}

function checkList(
  op: Operation,
  texts: readonly string[],
  field: string,
  inner: string,
  { count, characters }: { count: number; characters: number },
): void {
  if (texts.length > count)
    op.refuse('collectionSizeError.TOO_MANY', field, `At most ${count} belong here.`, {
      trigger: String(texts.length),
    })
  for (const [index, text] of texts.entries()) checkText(op, text, `${field}[${index}]${inner}`, characters)
}
