// Looks for statements in migrations that stop readers or writers, or break the release before: Squawk's rules, and two
// that it has not. Fails on a finding, unless the file's header has a line `-- squawk-ignore RULE -- REASON`.
//   node scripts/lint-migrations.ts [folder]
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import {
  MIGRATIONS_DIR,
  type MigrationFile,
  readMigrations,
  splitStatements,
  withoutComments,
} from '../src/store/migration-files.ts'

const SQUAWK = fileURLToPath(new URL('../node_modules/.bin/squawk', import.meta.url))
/** The oldest server that is supported: what is slow there counts. */
const PG_VERSION = '15'

/** Rules that hold for no file, and why. */
const NOT_OURS: Record<string, string> = {
  'require-lock-timeout': 'the runner sets it for every file, and tries again',
  'require-statement-timeout': 'a validation may take long: its lock lets readers and writers go on',
}

/** What Squawk does not look for. */
const OWN_RULES: [rule: string, pattern: RegExp, message: string][] = [
  [
    'ban-rewrite',
    /^(vacuum\s+full|vacuum\s*\([^)]*full|cluster)\b/i,
    'Rewrites the table under the strongest lock.',
  ],
  [
    'ban-whole-table-write',
    /^(update|delete)\b(?![\s\S]*\bwhere\b)/i,
    'Writes every row in one transaction: backfill in batches (migrations/README.md).',
  ],
]

export interface Finding {
  file: string
  /** From 1; undefined: the file as a whole. */
  line: number | undefined
  rule: string
  message: string
}

/** Everything that is wrong with the migrations of a folder. */
export function lintMigrations(dir: string = MIGRATIONS_DIR): Finding[] {
  const files = readMigrations(dir).flatMap(({ up, down }) => [up, down])
  const found = squawk(files)
  return files.flatMap((migration) =>
    judge(migration, [...found.filter(({ file }) => file === migration.file), ...ownFindings(migration)]),
  )
}

/** What is left when the header has been heard. */
function judge({ file, sql }: MigrationFile, found: Finding[]): Finding[] {
  const ignored = [...sql.matchAll(/^--\s*squawk-ignore\s+(\S+)(?:\s+--\s+(\S.*))?$/gm)]
  const problem = (rule: string, message: string): Finding => ({ file, line: undefined, rule, message })
  const problems = ignored.flatMap(([, rule, reason]) => {
    if (reason === undefined)
      return [problem(rule!, 'Say why it is ignored: -- squawk-ignore RULE -- REASON.')]
    if (!found.some((finding) => finding.rule === rule))
      return [problem(rule!, 'Nothing here breaks this rule: take the line out.')]
    return []
  })
  const rules = new Set(ignored.map(([, rule]) => rule))
  return [...found.filter(({ rule }) => !rules.has(rule)), ...problems]
}

interface SquawkFinding {
  file: string
  line: number
  rule_name: string
  message: string
  help: string | null
}

/** Reads copies: Squawk would obey the lines in the headers itself, and then nobody could tell which are of no use. */
function squawk(files: MigrationFile[]): Finding[] {
  const copies = mkdtempSync(join(tmpdir(), 'gacm-squawk-'))
  try {
    const written = files.flatMap((file) =>
      scriptsOf(file).map((sql, index) => {
        const path = join(copies, String(index), file.file)
        mkdirSync(dirname(path), { recursive: true })
        writeFileSync(path, sql.replaceAll(/squawk-ignore/g, 'ignore'))
        return { path, alone: file.mode === 'alone' }
      }),
    )
    return [false, true].flatMap((outside) => {
      const paths = written.filter(({ alone }) => alone === outside).map(({ path }) => path)
      return paths.length === 0 ? [] : ask([...(outside ? [] : ['--assume-in-transaction']), ...paths])
    })
  } finally {
    rmSync(copies, { recursive: true })
  }
}

/** What runs in one transaction, on the lines where it stands in the file. */
function scriptsOf({ sql, mode }: MigrationFile): string[] {
  if (mode !== 'each') return [sql]
  return splitStatements(sql).map((statement) => {
    const lines = sql.slice(0, sql.indexOf(statement)).split('\n').length - 1
    return `${'\n'.repeat(lines)}${statement};\n`
  })
}

function ask(args: string[]): Finding[] {
  const exclude = `--exclude=${Object.keys(NOT_OURS).join()}`
  const found = run(['--pg-version', PG_VERSION, '--reporter', 'json', exclude, ...args])
  return (JSON.parse(found) as SquawkFinding[]).map(({ file, line, rule_name: rule, message, help }) => {
    return {
      file: basename(file),
      line: line + 1,
      rule,
      message: help === null ? message : `${message} ${help}`,
    }
  })
}

/** It ends with 1 when it has found something, which is an answer; without an answer it has failed. */
function run(args: string[]): string {
  try {
    return execFileSync(SQUAWK, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
  } catch (error) {
    if (error instanceof Error && 'stdout' in error && String(error.stdout).startsWith('['))
      return String(error.stdout)
    throw error
  }
}

function ownFindings({ file, sql }: MigrationFile): Finding[] {
  return splitStatements(sql).flatMap((statement) =>
    OWN_RULES.filter(([, pattern]) => pattern.test(withoutComments(statement))).map(([rule, , message]) => {
      return { file, line: sql.slice(0, sql.indexOf(statement)).split('\n').length, rule, message }
    }),
  )
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const findings = lintMigrations(process.argv[2])
  for (const { file, line, rule, message } of findings)
    console.log(`${file}${line === undefined ? '' : `:${line}`}: ${rule}: ${message}`)
  if (findings.length > 0) process.exitCode = 1
}
