/** What a terminal obeys instead of showing it: control characters, of Latin-1 too, and what turns the order of the signs around. */
// oxlint-disable-next-line no-control-regex
const OBEYED = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/gu

/** What somebody else wrote, for a terminal: nothing in it is carried out, and its further lines stand beneath the first. */
export function printable(text: string, indent = 11): string {
  return text.replace(OBEYED, '\ufffd').replaceAll('\n', `\n${' '.repeat(indent)}`)
}
