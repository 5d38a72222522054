import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { AppError } from '../base/errors.ts'
import { sha256 } from '../base/ids.ts'

/** One half of a migration. */
export interface MigrationFile {
  file: string
  sql: string
  /** false: marked `-- no-transaction`, and then it is one statement that can be run twice. */
  inTransaction: boolean
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
  const inTransaction = !/^--\s*no-transaction\s*$/m.test(header)
  const lockTimeout = /^--\s*lock-timeout:\s*(\d+\s*(?:ms|s|min))\s*$/m.exec(header)?.[1]
  const statements = splitStatements(sql).map(withoutComments)
  const control = statements.find((one) =>
    /^(begin|start\s+transaction|commit|rollback|abort)\b(?!\s+(?:to|prepared))/i.test(one),
  )
  if (control !== undefined)
    throw wrong(file, `says "${control.split(/\s/, 1)[0]}": the runner opens and ends the transaction`)
  if (!inTransaction) checkAlone(file, statements)
  return { file, sql, inTransaction, lockTimeout }
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
