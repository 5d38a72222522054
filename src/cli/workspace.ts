import { Command, InvalidArgumentError } from 'commander'
import { type Config, parseConfig } from '../base/config.ts'
import { AppError } from '../base/errors.ts'
import { line } from '../contract/scalars.ts'
import { createSetUpLink } from '../domain/set-up.ts'
import { ensureWorkspace, needsSetUp } from '../domain/workspaces.ts'
import { readRunFile } from './data-dir.ts'
import { withDatabase } from './with-database.ts'

/** `gacm workspace create`. `gacm start` makes its own; behind `gacm serve` this is how a workspace begins. */
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
      process.stdout.write(`${serverOf(parseConfig(process.env))}/setup?token=${token}\n`)
    })
  return command
}

/** Where people reach the server, as far as can be told from here. */
function serverOf({ publicUrl, dataDir, host, port }: Config): string {
  return publicUrl ?? readRunFile(dataDir)?.url ?? `http://${host.includes(':') ? `[${host}]` : host}:${port}`
}

function workspaceName(text: string): string {
  if (text.trim() !== '' && line(100).safeParse(text).success) return text
  throw new InvalidArgumentError('A workspace needs a name of 1 to 100 characters, on one line.')
}
