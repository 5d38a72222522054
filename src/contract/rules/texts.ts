import type { Finding } from '../publication.ts'
import { characterCount, displayWidth } from '../width.ts'
import { api, error } from './finding.ts'

/** Line breaks count: Google refuses them in names. */
// oxlint-disable-next-line no-control-regex
const CONTROL_CHARACTERS = /[\u0000-\u001f\u007f\u2028\u2029]/u

export function hasControlCharacters(text: string): boolean {
  return CONTROL_CHARACTERS.test(text)
}

/** White space and characters that show nothing. */
export function isBlank(text: string): boolean {
  return /^[\s\p{Default_Ignorable_Code_Point}]*$/u.test(text)
}

/** Whether every brace has its partner and none stands inside another pair. */
function bracesPair(text: string): boolean {
  let open = false
  for (const character of text) {
    if (character === '{') {
      if (open) return false
      open = true
    } else if (character === '}') {
      if (!open) return false
      open = false
    }
  }
  return !open
}

export interface TextLimit {
  /** With its article left out: "headline". */
  noun: string
  width: number
  source: string
  /** Whose text it is: "Demand Gen image ad". */
  owner: string
  placeholders?: true | undefined
}

/** Placeholders that Google fills in where an ad is shown; of these, what stands after the colon is what it shows otherwise. */
const PLACEHOLDER =
  /\{(?:keyword|location|countdown|global_countdown|customizer\.[^{}:]+)\b[^{}:]*(?::([^{}]*))?\}/gi

/** What holds for each single text of an ad: something to read, not too wide, no braces where none are read. */
export function* checkAdText(text: string, path: string, limit: TextLimit): Generator<Finding> {
  const { noun, source } = limit
  const owner = limit.owner.charAt(0).toUpperCase() + limit.owner.slice(1)
  if (isBlank(text)) {
    yield error({
      path,
      code: 'text_blank',
      message: `This ${noun} is empty.`,
      fix: 'Write it, or take it out.',
      source,
    })
    return
  }
  const width = displayWidth(limit.placeholders ? text.replace(PLACEHOLDER, '$1') : text)
  if (width > limit.width) {
    const counts = width <= characterCount(text) ? '' : ' CJK and full-width characters count two.'
    yield error({
      path,
      code: 'text_too_wide',
      message: `The ${noun} is ${width} wide; Google allows ${limit.width}.${counts}`,
      fix: `Shorten it by ${width - limit.width}.`,
      source,
    })
  }
  if (!bracesPair(text)) {
    yield error({
      path,
      code: 'text_brace_unpaired',
      message: `The ${noun} has a brace without its partner. Google reads braces as placeholders.`,
      fix: 'Take the braces out.',
      source: api('AdError.UNPAIRED_BRACE_IN_AD_CUSTOMIZER_TAG'),
    })
  } else if (limit.placeholders) {
    if (!text.replace(PLACEHOLDER, '').includes('{')) return
    yield error({
      path,
      code: 'text_placeholder_unknown',
      message: `The ${noun} has a placeholder in braces that Google does not know.`,
      fix: 'Write it like {KeyWord:Shoes} or {LOCATION(City):your town}, or take the braces out.',
      source: api('AdError, ad customizers and keyword insertion'),
    })
  } else if (text.includes('{')) {
    yield error({
      path,
      code: 'text_placeholder_not_supported',
      message: `The ${noun} has a placeholder in braces. ${owner}s take none: no keyword insertion, no customizers.`,
      fix: 'Write the words themselves.',
      source: api('AdError, ad customizers and keyword insertion'),
    })
  }
}
