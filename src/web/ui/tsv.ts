/** Cells as spreadsheets put them into the clipboard: tabs between columns, a line for each row, quotes where they are needed. */

export function formatTsv(rows: readonly (readonly string[])[]): string {
  return rows.map((cells) => cells.map(quoted).join('\t')).join('\n')
}

const quoted = (cell: string): string => (/[\t\n\r"]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)

export function parseTsv(text: string): string[][] {
  // Spreadsheets end the last row too; an empty line between rows is a row of one empty cell.
  const body = text.replace(/\r\n?/g, '\n').replace(/\n$/, '')
  const rows: string[][] = [[]]
  const pattern = /(?:"((?:[^"]|"")*)"(?=[\t\n]|$)|([^\t\n]*))([\t\n]|$)/gy
  for (let end = ''; ; ) {
    const match = pattern.exec(body)
    if (match === null) return rows
    const [, inQuotes, plain = ''] = match
    rows.at(-1)!.push(inQuotes?.replaceAll('""', '"') ?? plain)
    end = match[3] ?? ''
    if (end === '') return rows
    if (end === '\n') rows.push([])
  }
}
