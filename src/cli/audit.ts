import { Command } from 'commander'
import { parseConfig } from '../base/config.ts'
import { AppError } from '../base/errors.ts'
import { verifyAuditChain } from '../store/audit.ts'
import { Database } from '../store/db.ts'
import { findWorkspaceByName } from '../store/users.ts'
import { databaseUrlOf } from './running.ts'

const WORDS = {
  missing: 'is missing',
  unlinked: 'does not follow from the one before',
  changed: 'was changed after it was written',
  head: 'is not the one that the chain ends with',
}

/** `gacm audit verify`: walks the hash chain of a workspace's history. */
export function auditCommand(): Command {
  const command = new Command('audit').description('the history of who did what')
  command
    .command('verify')
    .description('check that no entry was changed, removed or put in between')
    .requiredOption('--workspace <name>', 'the workspace')
    .option('--json', 'as JSON')
    .action(async ({ workspace, json }: { workspace: string; json?: true }) => {
      const config = parseConfig(process.env)
      const db = new Database(databaseUrlOf(config), { max: 1, prepare: config.preparedStatements })
      try {
        const found = await findWorkspaceByName(db, workspace)
        if (found === undefined) throw new AppError('not_found', `There is no workspace named ${workspace}.`)
        const { links, head, broken } = await verifyAuditChain(db, found.id)
        const report = {
          links: String(links),
          head,
          broken: broken && { ...broken, seq: String(broken.seq) },
        }
        if (json) process.stdout.write(`${JSON.stringify(report)}\n`)
        if (broken !== null) {
          const good = `The ${links} before it are good.`
          throw new AppError('conflict', `Entry ${broken.seq} ${WORDS[broken.problem]}. ${good}`)
        }
        if (!json) process.stdout.write(`${links} entries, none changed. The last one's hash: ${head}\n`)
      } finally {
        await db.close()
      }
    })
  return command
}
