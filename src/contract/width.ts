/**
 * Google measures texts by display width: a full-width character counts two. What follows is Unicode's East Asian
 * Width (Wide and Fullwidth) as ranges, short enough for the page's first load.
 */
const WIDE =
  /[\u1100-\u115f\u2329\u232a\u2e80-\u303e\u3041-\u4dbf\u4e00-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{16fe0}-\u{18aff}\u{1b000}-\u{1b2ff}\u{1f200}-\u{1f265}\u{1f300}-\u{1f64f}\u{1f680}-\u{1f6ff}\u{1f900}-\u{1f9ff}\u{20000}-\u{3fffd}\p{Emoji_Presentation}]/u

/** Takes no room: marks over or around another character, joiners, variation selectors, the tail of a Hangul syllable. */
const ZERO = /[\p{Mn}\p{Me}\p{Default_Ignorable_Code_Point}\u1160-\u11ff\ud7b0-\ud7ff]/u

/** One picture, however many code points make it: flags, skin tones, families, keycaps. */
const EMOJI = /\p{Emoji_Presentation}|\ufe0f|\p{Extended_Pictographic}\u200d/u

// oxlint-disable-next-line no-control-regex
const ASCII = /^[\u0000-\u007f]*$/

/** What can join several code points into one picture. Rare, and looking for graphemes costs far more than a plain count. */
const JOINS = /\u200d|\ufe0f|\p{Regional_Indicator}|\p{Emoji_Modifier}/u

let segmenter: Intl.Segmenter | undefined

function sumOfCharacters(text: string): number {
  let width = 0
  for (const character of text) {
    if (!ZERO.test(character)) width += WIDE.test(character) ? 2 : 1
  }
  return width
}

/** How wide a text is by Google's count. Spacing marks (Indic vowel signs) count one: stricter is safer here. */
export function displayWidth(text: string): number {
  if (ASCII.test(text)) return text.length
  if (!JOINS.test(text)) return sumOfCharacters(text)
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' })
  let width = 0
  for (const { segment } of segmenter.segment(text))
    width += EMOJI.test(segment) ? 2 : sumOfCharacters(segment)
  return width
}

/** Unicode code points: what Google's limits on names count, where an emoji is one and not the two of a JS string. */
export function characterCount(text: string): number {
  return Array.from(text).length
}
