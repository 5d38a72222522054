import { Command, Option } from 'commander'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { AppError } from '../base/errors.ts'
import { AUDIT_FORMATS, DOORS, MAX_AUDIT_EXPORT } from '../contract/audit.ts'
import { timestamp, uuid } from '../contract/scalars.ts'
import { exportAudit } from '../domain/audit-log.ts'
import type { Actor } from '../domain/context.ts'
import { verifyAuditChain } from '../store/audit.ts'
import type { Database } from '../store/db.ts'
import { findWorkspaceByName, listWorkspaces, type WorkspaceRow } from '../store/users.ts'
import { withDatabase } from './with-database.ts'

const WORDS = {
  missing: 'is missing',
  unlinked: 'does not follow from the one before',
  changed: 'was changed after it was written',
  head: 'is not the one that the chain ends with',
}

/** `gacm audit ...`: the history of who did what. Works on the database itself. */
export function auditCommand(): Command {
  const command = new Command('audit').description('the history of who did what')
  command
    .command('verify')
    .description('check that no entry was changed, removed or put in between; exit code 5 where one was')
    .option('--workspace <name>', 'one workspace; without it, all of them')
    .option('--json', 'as JSON, a line for each workspace')
    .action(async (options: { workspace?: string; json?: true }) => {
      await withDatabase(async (db) => {
        const chosen =
          options.workspace === undefined
            ? await listWorkspaces(db)
            : [await workspaceNamed(db, options.workspace)]
        for (const workspace of chosen) await verify(db, workspace, options.json === true)
      })
    })
  command
    .command('export')
    .description(
      `write the entries of a workspace to standard output, newest first, at most ${MAX_AUDIT_EXPORT}`,
    )
    .requiredOption('--workspace <name>', 'the workspace')
    .addOption(new Option('--format <format>', 'of the file').choices(AUDIT_FORMATS).default('csv'))
    .option('--actor <who>', 'an e-mail address, or the name of an API key')
    .option('--action <what>', 'like campaign.edit')
    .addOption(new Option('--door <door>', 'through which it was done').choices(DOORS))
    .option('--entity-id <id>', 'what it was done to: the id of a campaign, a member, a key')
    .option('--request-id <id>', 'as in the log of the server and in every error')
    .option('--from <moment>', 'from this moment, like 2026-11-01T00:00:00Z')
    .option('--to <moment>', 'before this moment')
    .action(async ({ workspace: name, ...filter }: ExportOptions) => {
      const { entityId, from, to } = filter
      if (entityId !== undefined) check('--entity-id', uuid.safeParse(entityId).success, 'must be a UUID')
      const moment = 'must be a moment like 2026-11-01T00:00:00Z'
      if (from !== undefined) check('--from', timestamp.safeParse(from).success, moment)
      if (to !== undefined) check('--to', timestamp.safeParse(to).success, moment)
      await withDatabase(async (db) => {
        const { id: workspaceId } = await workspaceNamed(db, name)
        const owner: Actor = {
          workspaceId,
          role: 'admin',
          accounts: null,
          name: 'gacm audit',
          userId: null,
          door: 'cli',
          requestId: null,
        }
        await pipeline(Readable.from(exportAudit({ db }, owner, filter)), process.stdout, { end: false })
      })
    })
  return command
}

interface ExportOptions {
  workspace: string
  format: (typeof AUDIT_FORMATS)[number]
  actor?: string
  action?: string
  door?: (typeof DOORS)[number]
  entityId?: string
  requestId?: string
  from?: string
  to?: string
}

async function workspaceNamed(db: Database, name: string): Promise<WorkspaceRow> {
  const found = await findWorkspaceByName(db, name)
  if (found === undefined) throw new AppError('not_found', `There is no workspace named ${name}.`)
  return found
}

/** Tells how the chain of a workspace stands. A broken one does not keep the others from being looked at. */
async function verify(db: Database, { id, name }: WorkspaceRow, asJson: boolean): Promise<void> {
  const { links, head, broken } = await verifyAuditChain(db, id)
  if (broken !== null) process.exitCode = 5
  if (asJson) {
    const problem = broken && { ...broken, seq: String(broken.seq) }
    process.stdout.write(
      `${JSON.stringify({ workspace: name, links: String(links), head, broken: problem })}\n`,
    )
  } else if (broken === null) {
    process.stdout.write(`${name}: ${links} entries, none changed. The last one's hash: ${head}\n`)
  } else {
    const good = `The ${links} before it are good.`
    process.stderr.write(`gacm: ${name}: Entry ${broken.seq} ${WORDS[broken.problem]}. ${good}\n`)
  }
}

function check(option: string, isRight: boolean, words: string): void {
  if (!isRight) throw new AppError('invalid_request', `${option} ${words}.`)
}
