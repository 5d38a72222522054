import type { Command } from 'commander'
import { parseConfig } from '../base/config.ts'
import { AppError } from '../base/errors.ts'
import { distributionPlan } from '../store/distribution.ts'
import { readCatalog } from '../store/schema-catalog.ts'
import { databaseUrlOf } from './running.ts'

/** `gacm migrate distribute --dry-run`. */
export function addDistribute(command: Command): void {
  command
    .command('distribute')
    .description('print the statements that would distribute the tables by workspace on Citus')
    .option('--dry-run', 'print them; nothing else can be done')
    .action(async ({ dryRun }: { dryRun?: true }) => {
      if (dryRun === undefined) {
        throw new AppError(
          'not_allowed',
          'This command only prints, with --dry-run: the statements were never run on Citus, and the program would need changes there.',
        )
      }
      process.stdout.write(distributionPlan(await readCatalog(databaseUrlOf(parseConfig(process.env)))))
    })
}
