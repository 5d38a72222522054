import { Command } from 'commander'
import { parseConfig } from '../base/config.ts'
import { accountCommand } from './account.ts'
import { apiKeyCommand } from './api-key.ts'
import { campaignCommand } from './campaign.ts'
import { emulatorCommand } from './emulator.ts'
import { migrateCommand } from './migrate.ts'
import { runServe, runWork } from './roles.ts'
import { runStart } from './start.ts'

/** The program `gacm` and its commands. */
export function buildProgram(): Command {
  const program = new Command('gacm')
    .description('Google Ads Campaign Manager: draft campaigns, check them, publish them exactly once.')
    .exitOverride()
    .showHelpAfterError('(gacm --help tells how)')
  program
    .command('start')
    .description(
      'everything in one process: database, emulator where Google is not connected, API, worker, web interface',
    )
    .option('--no-demo', 'start with an empty workspace')
    .action((options: { demo: boolean }) => runStart(parseConfig(process.env), options))
  program
    .command('serve')
    .description('the API and the web interface, on DATABASE_URL')
    .action(() => runServe(parseConfig(process.env)))
  program
    .command('work')
    .description('a worker that publishes and reads Google’s side, on DATABASE_URL')
    .action(() => runWork(parseConfig(process.env)))
  for (const command of [
    migrateCommand(),
    emulatorCommand(),
    apiKeyCommand(),
    accountCommand(),
    campaignCommand(),
  ]) {
    program.addCommand(inherit(command))
  }
  return program
}

function inherit(command: Command): Command {
  command.exitOverride().showHelpAfterError()
  for (const child of command.commands) inherit(child)
  return command
}
