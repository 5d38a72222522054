import Table from 'cli-table3'
import { Command, InvalidArgumentError } from 'commander'
import { parseConfig } from '../base/config.ts'
import { newMigration } from '../store/migration-files.ts'
import {
  type MigrateOptions,
  type MigrationRun,
  type MigrationStatus,
  formatRun,
  migrateDown,
  migrateUp,
  migrationPlan,
  migrationStatus,
  verifyMigrations,
} from '../store/migrate.ts'
import { addDistribute } from './distribute.ts'
import { databaseUrlOf } from './running.ts'

/** `gacm migrate up|down|status|plan|verify|new`. */
export function migrateCommand(): Command {
  const command = new Command('migrate').description(
    'the database’s schema: DATABASE_URL, or the database of a running "gacm start"',
  )
  addUpAndDown(command)
  addReports(command)
  addDistribute(command)
  command
    .command('new <name>')
    .description('make the two files of a new migration')
    .action((name: string) => {
      const { up, down } = newMigration(name)
      process.stdout.write(`${up}\n${down}\n`)
    })
  return command
}

function addUpAndDown(command: Command): void {
  command
    .command('up')
    .description('bring the database to the newest version')
    .option('--to <version>', 'stop at this version', version)
    .option('--dry-run', 'print the SQL and change nothing')
    .action(async ({ to, dryRun }: { to?: number; dryRun?: true }) => {
      const options = { ...(to === undefined ? {} : { to }), ...(dryRun ? { dryRun } : {}) }
      printRun(await migrateUp(databaseUrl(), { ...options, ...watch() }), dryRun)
    })
  command
    .command('down')
    .description('take the database back to a version; data of later versions is lost')
    .requiredOption('--to <version>', 'the version to end at; 0 removes everything', version)
    .option('--dry-run', 'print the SQL and change nothing')
    .action(async ({ to, dryRun }: { to: number; dryRun?: true }) => {
      printRun(await migrateDown(databaseUrl(), { to, ...(dryRun ? { dryRun } : {}) }), dryRun)
    })
}

function addReports(command: Command): void {
  command
    .command('status')
    .description('every migration and whether it is applied')
    .option('--json', 'as JSON')
    .action(async ({ json }: { json?: true }) => {
      const rows = await migrationStatus(databaseUrl())
      if (json) return void process.stdout.write(`${JSON.stringify(rows)}\n`)
      const head = ['Version', 'Name', 'State', 'Applied']
      const table = new Table({ head, style: { head: [], border: [] } })
      for (const row of rows) table.push([row.version, row.name, stateOf(row), row.appliedAt ?? ''])
      process.stdout.write(`${table.toString()}\n`)
    })
  command
    .command('plan')
    .description('the SQL that "up" would run')
    .option('--to <version>', 'as if going to this version', version)
    .action(async ({ to }: { to?: number }) => {
      process.stdout.write(formatRun(await migrationPlan(databaseUrl(), to === undefined ? {} : { to })))
    })
  command
    .command('verify')
    .description('check that the database is exactly what the files make')
    .action(async () => {
      await verifyMigrations(databaseUrl())
      process.stdout.write('The database is as the migrations make it.\n')
    })
}

/** Ctrl-C stops after the batch that is under way; a second one ends the program, which is harmless as well. */
function watch(): Pick<MigrateOptions, 'signal' | 'onProgress'> {
  const stop = new AbortController()
  process.once('SIGINT', () => stop.abort())
  let told = 0
  return {
    signal: stop.signal,
    onProgress: (file, rows) => {
      if (Date.now() - told < PROGRESS_MS) return
      told = Date.now()
      process.stderr.write(`${file}: ${rows.toLocaleString('en')} rows done\n`)
    },
  }
}

const PROGRESS_MS = 1_000

function stateOf({ state, rows }: MigrationStatus): string {
  return rows === undefined || rows === 0 ? state : `${state}, ${rows.toLocaleString('en')} rows done`
}

function databaseUrl(): string {
  return databaseUrlOf(parseConfig(process.env))
}

function printRun(run: MigrationRun, dryRun: true | undefined): void {
  process.stdout.write(dryRun ? formatRun(run) : `The database is at version ${run.to} (was ${run.from}).\n`)
}

function version(text: string): number {
  if (!/^\d{1,4}$/.test(text)) throw new InvalidArgumentError('A version is a number, like 3.')
  return Number(text)
}
