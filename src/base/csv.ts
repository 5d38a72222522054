/** What a spreadsheet takes for the beginning of a formula; a line break or tab in front hides it from the eye alone. */
const FORMULA = /^(\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r])/u

/** The same behind what other spreadsheets part cells by, such as a German one: they do not look at our quotes. */
const FORMULA_WITHIN = /(?<=[;\t\r\n]\s*)(?=[=+\-@\uff1d\uff0b\uff0d\uff20])/gu

/**
 * One line of a CSV file (RFC 4180). Text that a spreadsheet would carry out gets an apostrophe in front, which shows it as it is;
 * numbers are numbers.
 */
export function csvLine(cells: readonly (string | number | null)[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`
}

function csvCell(cell: string | number | null): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return String(cell)
  const text = (FORMULA.test(cell) ? `'${cell}` : cell).replace(FORMULA_WITHIN, "'")
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
