import { readFileSync } from 'node:fs'
import { Command } from 'commander'
import { parseConfig } from '../base/config.ts'
import { accountCommand } from './account.ts'
import { apiKeyCommand } from './api-key.ts'
import { approvalCommand } from './approval.ts'
import { auditCommand } from './audit.ts'
import { secretsCommand } from './secrets.ts'
import { batchCommand, quotaCommand } from './batch.ts'
import { campaignCommand } from './campaign.ts'
import { emulatorCommand } from './emulator.ts'
import { migrateCommand } from './migrate.ts'
import { templateCommand } from './template.ts'
import { memberCommand } from './member.ts'
import { spendCommand } from './spend.ts'
import { stopAllCommand, stopCommand } from './stop.ts'
import { workspaceCommand } from './workspace.ts'

/**
 * The program `gacm` and its commands. What runs a server is loaded only by who runs one: it is most of the program, and
 * the other commands start twice as fast without.
 */
export function buildProgram(): Command {
  const program = new Command('gacm')
    .description('Google Ads Campaign Manager: draft campaigns, check them, publish them exactly once.')
    .version(versionOfPackage())
    .exitOverride()
    .showHelpAfterError('(gacm --help tells how)')
  program
    .command('start')
    .description(
      'everything in one process: database, emulator where Google is not connected, API, worker, web interface',
    )
    .option('--no-demo', 'start with an empty workspace')
    .option(
      '--google',
      'Google’s own Google Ads instead of the emulator, also without credentials in the settings',
    )
    .action(async (options: { demo: boolean; google?: boolean }) => {
      const config = parseConfig(process.env)
      await (await import('./start.ts')).runStart(config, options)
    })
  program
    .command('serve')
    .description('the API and the web interface, on DATABASE_URL')
    .action(async () => {
      const config = parseConfig(process.env)
      await (await import('./roles.ts')).runServe(config)
    })
  program
    .command('work')
    .description('a worker that publishes and reads Google’s side, on DATABASE_URL')
    .action(async () => {
      const config = parseConfig(process.env)
      await (await import('./roles.ts')).runWork(config)
    })
  for (const command of [
    migrateCommand(),
    emulatorCommand(),
    workspaceCommand(),
    memberCommand(),
    apiKeyCommand(),
    accountCommand(),
    campaignCommand(),
    templateCommand(),
    batchCommand(),
    quotaCommand(),
    spendCommand(),
    stopAllCommand(),
    stopCommand(),
    approvalCommand(),
    auditCommand(),
    secretsCommand(),
  ]) {
    program.addCommand(inherit(command))
  }
  return program
}

function versionOfPackage(): string {
  const file = readFileSync(new URL('../../package.json', import.meta.url), 'utf8')
  return (JSON.parse(file) as { version: string }).version
}

function inherit(command: Command): Command {
  command.exitOverride().showHelpAfterError()
  for (const child of command.commands) inherit(child)
  return command
}
