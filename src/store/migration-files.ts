import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { AppError } from '../base/errors.ts'
import { sha256 } from '../base/ids.ts'

/** One half of a migration. */
export interface MigrationFile {
  file: string
  sql: string
  /**
   * `whole`: in one transaction. `alone`: marked `-- no-transaction`, one statement that can be run twice. `each`: marked
   * `-- transaction-per-statement`. `batches`: marked `-- batches: ROWS`, one statement that is repeated.
   */
  mode: 'whole' | 'alone' | 'each' | 'batches'
  /** Of a file in batches: how many rows one transaction takes. */
  batchRows: number | undefined
  /** From the line `-- lock-timeout: 10s`, where the default does not fit. */
  lockTimeout: string | undefined
}

export interface Migration {
  version: number
  name: string
  /** Of the up file, with line ends as git may have changed them taken out of the sum. */
  sha256: string
  up: MigrationFile
  down: MigrationFile
}

/** The program's own migrations. */
export const MIGRATIONS_DIR = fileURLToPath(new URL('../../migrations', import.meta.url))

const FILE_NAME = /^(\d{4})_([a-z][a-z0-9_]*)\.(up|down)\.sql$/
/** Comments, strings, quoted names and dollar quotes, in which a semicolon ends nothing; and the semicolon. */
const TOKEN =
  /--[^\n]*|\/\*[\s\S]*?\*\/|\b[eE]'(?:\\.|''|[^'\\])*'|'(?:''|[^'])*'|"(?:""|[^"])*"|\$(\w*)\$[\s\S]*?\$\1\$|;/g

/** Reads and checks a folder of `NNNN_name.up.sql` and `.down.sql`. Throws `misconfigured` and names the file. */
export function readMigrations(dir: string): Migration[] {
  const found = new Map<number, Partial<Record<'up' | 'down', { name: string; file: MigrationFile }>>>()
  for (const file of readdirSync(dir).sort()) {
    if (!/\.(up|down)\.sql$/.test(file)) continue
    const [, version, name, half] = FILE_NAME.exec(file) ?? []
    if (version === undefined || name === undefined)
      throw wrong(file, 'is not called NNNN_name.up.sql or NNNN_name.down.sql')
    const pair = found.get(Number(version)) ?? {}
    found.set(Number(version), pair)
    if (pair[half as 'up' | 'down'] !== undefined) throw wrong(file, 'has the number of another migration')
    pair[half as 'up' | 'down'] = { name, file: readMigrationFile(dir, file) }
  }
  return [...found.entries()].map(([version, { up, down }], index) => {
    if (up === undefined) throw wrong(down!.file.file, 'has no .up.sql beside it')
    if (down === undefined || down.name !== up.name)
      throw wrong(up.file.file, 'has no .down.sql of the same name beside it')
    if (version !== index + 1) throw wrong(up.file.file, `should have the number ${pad(index + 1)}`)
    return { version, name: up.name, sha256: sha256(up.file.sql), up: up.file, down: down.file }
  })
}

/** Writes the two files of the next migration and answers their paths. */
export function newMigration(name: string, dir: string = MIGRATIONS_DIR): { up: string; down: string } {
  if (!/^[a-z][a-z0-9_]*$/.test(name)) {
    throw new AppError(
      'misconfigured',
      `A migration's name is made of a-z, 0-9 and _, and starts with a letter: "${name}" is not.`,
    )
  }
  const version = pad(readMigrations(dir).length + 1)
  const up = join(dir, `${version}_${name}.up.sql`)
  const down = join(dir, `${version}_${name}.down.sql`)
  writeFileSync(
    up,
    '-- What changes and why.\n-- Expand or contract, and why it is safe while the program runs.\n\n',
    { flag: 'wx' },
  )
  writeFileSync(down, '', { flag: 'wx' })
  return { up, down }
}

/** The statements of a script, each with the comments before it. */
export function splitStatements(sql: string): string[] {
  const ends = [...sql.matchAll(TOKEN)].filter(([token]) => token === ';').map(({ index }) => index)
  const parts = [...ends, sql.length].map((end, i) => sql.slice(i === 0 ? 0 : ends[i - 1]! + 1, end))
  return parts.map((part) => part.trim()).filter((part) => withoutComments(part) !== '')
}

/** A statement as the server understands it, for looking at its first words. */
export function withoutComments(statement: string): string {
  return statement
    .replace(TOKEN, (token) => (token.startsWith('--') || token.startsWith('/*') ? ' ' : token))
    .trim()
}

function readMigrationFile(dir: string, file: string): MigrationFile {
  const sql = readFileSync(join(dir, file), 'utf8').replaceAll('\r\n', '\n')
  const header = /^(?:\s*(?:--[^\n]*)?\n)*/.exec(sql)![0]
  const lockTimeout = /^--\s*lock-timeout:\s*(\d+\s*(?:ms|s|min))\s*$/m.exec(header)?.[1]
  const rows = /^--\s*batches:\s*(\d{1,6})\s*$/m.exec(header)?.[1]
  const batchRows = rows === undefined ? undefined : Number(rows)
  const marks = Object.entries(MARKS).filter(([, mark]) => mark.test(header))
  if (marks.length > 1) throw wrong(file, `is marked both ${marks.map(([mode]) => mode).join(' and ')}`)
  const mode = (marks[0]?.[0] ?? 'whole') as MigrationFile['mode']
  const statements = splitStatements(sql).map(withoutComments)
  const control = statements.find((one) =>
    /^(begin|start\s+transaction|commit|rollback|abort)\b(?!\s+(?:to|prepared))/i.test(one),
  )
  if (control !== undefined)
    throw wrong(file, `says "${control.split(/\s/, 1)[0]}": the runner opens and ends the transaction`)
  if (mode === 'alone') checkAlone(file, statements)
  if (mode === 'batches') checkBatches(file, statements, batchRows)
  if (mode === 'each' || mode === 'batches') checkWayUp(file, mode)
  return { file, sql, mode, batchRows, lockTimeout }
}

const MARKS: Record<Exclude<MigrationFile['mode'], 'whole'>, RegExp> = {
  alone: /^--\s*no-transaction\s*$/m,
  each: /^--\s*transaction-per-statement\s*$/m,
  batches: /^--\s*batches:/m,
}

/** The way back loses what the migration made: it need not go through the rows. */
function checkWayUp(file: string, mode: string): void {
  if (file.endsWith('.down.sql')) throw wrong(file, `is a way back and cannot be marked ${mode}`)
}

function checkBatches(file: string, statements: string[], rows: number | undefined): void {
  if (rows === undefined || rows === 0)
    throw wrong(file, 'must say how many rows a batch has, like "-- batches: 1000"')
  if (statements.length !== 1)
    throw wrong(file, `is marked batches and must hold one statement, not ${statements.length}`)
  const missing = ['$1', '$2', '$3'].filter((place) => !statements[0]!.includes(place))
  if (missing.length > 0)
    throw wrong(
      file,
      `is marked batches and must use $1 (workspace), $2 (last key), $3 (rows): no ${missing.join()}`,
    )
}

/** Killed between its statement and the note that it ran, such a file runs a second time. */
function checkAlone(file: string, statements: string[]): void {
  if (statements.length !== 1)
    throw wrong(file, `is marked no-transaction and must hold one statement, not ${statements.length}`)
  const statement = statements[0]!
  if (/^create\s+(unique\s+)?index\b/i.test(statement) && !/\bif\s+not\s+exists\b/i.test(statement)) {
    throw wrong(
      file,
      'is marked no-transaction and must say "if not exists", because it may run a second time',
    )
  }
  if (/^drop\s+index\b/i.test(statement) && !/\bif\s+exists\b/i.test(statement)) {
    throw wrong(file, 'is marked no-transaction and must say "if exists", because it may run a second time')
  }
}

function wrong(file: string, what: string): AppError {
  return new AppError('misconfigured', `The migration ${file} ${what}.`)
}

function pad(version: number): string {
  return String(version).padStart(4, '0')
}
