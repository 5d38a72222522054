import { Command, InvalidArgumentError } from 'commander'
import { type Config, parseConfig } from '../base/config.ts'
import { AppError } from '../base/errors.ts'
import { routes } from '../contract/routes.ts'
import { line } from '../contract/scalars.ts'
import { createSetUpLink } from '../domain/set-up.ts'
import { ensureWorkspace, needsSetUp } from '../domain/workspaces.ts'
import { withApi } from './api-client.ts'
import { readRunFile } from './data-dir.ts'
import { withDatabase } from './with-database.ts'

/** `gacm workspace create|delete-demo-data`. `gacm start` makes its own; behind `gacm serve` this is how one begins. */
export function workspaceCommand(): Command {
  const command = new Command('workspace').description('who works together, on which accounts')
  command
    .command('create')
    .description('make a workspace and print the one-time link for its first administrator')
    .argument('<name>', 'how people and commands call it', workspaceName)
    .action(async (name: string) => {
      const token = await withDatabase(async (db) => {
        const { id } = await ensureWorkspace({ db }, name)
        if (await needsSetUp({ db }, id)) return await createSetUpLink({ db }, id)
        throw new AppError('conflict', `The workspace ${name} is set up already. Sign in instead.`)
      })
      process.stdout.write(`${serverOf(parseConfig(process.env))}/setup#token=${token}\n`)
    })
  command
    .command('delete-demo-data')
    .description('delete what the demo put into a workspace, for good; what people made stays')
    .argument('<name>', 'the workspace; written out, because there is no way back')
    .option('--json', 'as JSON')
    .action(async (name: string, { json }: { json?: true }) => {
      await withApi(name, async (call) => {
        const deleted = await call(routes.deleteDemoData, { body: { name } })
        if (json) return void process.stdout.write(`${JSON.stringify(deleted)}\n`)
        const { campaigns, images, publications, revisions } = deleted
        process.stdout.write(
          `Deleted from ${name}: ${campaigns} campaigns, ${images} images, ${publications} publications, ${revisions} revisions.\n` +
            'The audit log says who did it. What the emulator has is still there: "gacm emulator reset" clears it.\n',
        )
      })
    })
  return command
}

/** Where people reach the server, as far as can be told from here. */
/** Where people reach the server: as it is told, or where it runs. */
export function serverOf({ publicUrl, dataDir, host, port }: Config): string {
  return publicUrl ?? readRunFile(dataDir)?.url ?? `http://${host.includes(':') ? `[${host}]` : host}:${port}`
}

function workspaceName(text: string): string {
  if (text.trim() !== '' && line(100).safeParse(text).success) return text
  throw new InvalidArgumentError('A workspace needs a name of 1 to 100 characters, on one line.')
}
