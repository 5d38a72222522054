/** Pure steps on a list of lines: pasting several at once, and another order. */

/** The lines of what was pasted; a spreadsheet's cells beside each other become one line. */
export function pastedLines(text: string): string[] {
  return text
    .split(/\r\n?|\n/)
    .map((line) => line.replaceAll('\t', ' ').trim())
    .filter((line) => line !== '')
}

interface Pasted<Text> {
  list: (Text | { text: string })[]
  /** How many lines had no room. */
  left: number
  /** The place of the last line that came in. */
  last: number
}

/** Puts lines in after the one that they were pasted into, or in its place where it is empty. */
export function withPasted<Text extends { text: string }>(
  texts: readonly Text[],
  index: number,
  lines: readonly string[],
  max: number,
): Pasted<Text> {
  const isEmpty = texts[index]?.text.trim() === ''
  const before = texts.slice(0, isEmpty ? index : index + 1)
  // Empty lines below only wait for words: they give way.
  const after = texts.slice(index + 1).filter(({ text }) => text.trim() !== '')
  const room = Math.max(0, max - before.length - after.length)
  const taken = lines.slice(0, room)
  return {
    list: [...before, ...taken.map((text) => ({ text })), ...after],
    left: lines.length - taken.length,
    last: Math.max(0, before.length + taken.length - 1),
  }
}

/** The list with one entry at another place. */
export function moved<Entry>(list: readonly Entry[], from: number, to: number): Entry[] {
  const order = [...list]
  const [entry] = order.splice(from, 1)
  if (entry !== undefined) order.splice(to, 0, entry)
  return order
}
