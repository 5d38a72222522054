import { AppError } from '../base/errors.ts'
import { type CampaignEditsRequest, TABLE_FIELDS, type TableField } from '../contract/campaign-edits.ts'

type Edits = CampaignEditsRequest['edits']

/**
 * Edits as a file has them: JSON, the list of the API; or a table with a heading of `id`, perhaps `version`, and fields. In a table
 * an empty cell changes nothing, and the word null clears.
 */
export function readEdits(text: string, what: string): Edits {
  const content = text.replace(/^\uFEFF/, '')
  return /^\s*[[{]/.test(content) ? fromJson(content, what) : fromTable(content, what)
}

function fromJson(text: string, what: string): Edits {
  try {
    const parsed = JSON.parse(text) as Edits | { edits: Edits }
    return Array.isArray(parsed) ? parsed : parsed.edits
  } catch (error) {
    throw new AppError('invalid_request', `${what} is not JSON: ${(error as Error).message}`)
  }
}

function fromTable(text: string, what: string): Edits {
  const heading = text.slice(0, text.search(/\r?\n|$/))
  const separator = [',', ';', '\t'].find((one) => heading.includes(one)) ?? ','
  const [names = [], ...rows] = readCells(text, separator)
  const unknown = names.find((name) => !isColumn(name))
  if (unknown !== undefined || !names.includes('id')) {
    const found = unknown === undefined ? 'There is no column "id".' : `There is no field "${unknown}".`
    const known = ['id', 'version', ...TABLE_FIELDS].join(', ')
    throw new AppError('invalid_request', `${what}: ${found} The first line names the columns: ${known}.`)
  }
  return rows
    .filter((cells) => cells.some((cell) => cell !== ''))
    .map((cells) => editOf(names, cells))
    .filter(({ set }) => Object.keys(set).length > 0)
}

function isColumn(name: string): boolean {
  return name === 'id' || name === 'version' || (TABLE_FIELDS as readonly string[]).includes(name)
}

function editOf(names: readonly string[], cells: readonly string[]): Edits[number] {
  const cellOf = (name: string): string => cells[names.indexOf(name)] ?? ''
  const set: Edits[number]['set'] = {}
  for (const name of names) {
    const cell = cellOf(name)
    if (name === 'id' || name === 'version' || cell === '') continue
    set[name as TableField] = cell === 'null' ? null : cell
  }
  const version = names.includes('version') ? cellOf('version') : ''
  return { id: cellOf('id'), ...(version === '' ? {} : { version: Number(version) }), set }
}

/** Lines and cells as spreadsheets write them: a cell in quotes may hold the separator, a line break, and quotes twice. */
function readCells(text: string, separator: string): string[][] {
  const cell = new RegExp(`("(?:[^"]|"")*"|[^${separator}\\r\\n]*)(${separator}|\\r?\\n|$)`, 'gy')
  const rows: string[][] = [[]]
  for (const [, raw = '', end = ''] of text.matchAll(cell)) {
    rows.at(-1)!.push(raw.startsWith('"') ? raw.slice(1, -1).replaceAll('""', '"') : raw.trim())
    if (end === '') break
    if (end !== separator) rows.push([])
  }
  return rows
}
