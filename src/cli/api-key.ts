import Table from 'cli-table3'
import { Command, Option } from 'commander'
import { ROLES, type Role } from '../contract/words.ts'
import { createApiKey, listApiKeys, revokeApiKey } from '../domain/api-keys.ts'
import { withDatabase } from './with-database.ts'

/** `gacm api-key create|list|revoke`. Works on the database itself, so that the first key needs no key. */
export function apiKeyCommand(): Command {
  const command = new Command('api-key').description('keys for programs')
  command
    .command('create')
    .description('make a key and print it, alone, on stdout; it is shown this once')
    .requiredOption('--workspace <name>', 'the workspace that it opens')
    .addOption(new Option('--role <role>', 'what it may do').choices([...ROLES]).default('editor'))
    .requiredOption('--name <name>', 'how history calls it')
    .action(async ({ workspace, role, name }: { workspace: string; role: Role; name: string }) => {
      const key = await withDatabase((db) => createApiKey({ db }, { workspaceName: workspace, role, name }))
      process.stdout.write(`${key}\n`)
    })
  command
    .command('list')
    .description('the keys of a workspace')
    .requiredOption('--workspace <name>', 'the workspace')
    .option('--json', 'as JSON')
    .action(async ({ workspace, json }: { workspace: string; json?: true }) => {
      const keys = await withDatabase((db) => listApiKeys({ db }, workspace))
      if (json) return void process.stdout.write(`${JSON.stringify(keys)}\n`)
      const columns = Object.keys(keys[0] ?? { name: '' })
      const table = new Table({ head: columns, style: { head: [], border: [] } })
      for (const key of keys) table.push(columns.map((column) => key[column as keyof typeof key] ?? ''))
      process.stdout.write(`${table.toString()}\n`)
    })
  command
    .command('revoke')
    .description('end a key at once')
    .requiredOption('--workspace <name>', 'the workspace')
    .requiredOption('--name <name>', 'the key')
    .action(async ({ workspace, name }: { workspace: string; name: string }) => {
      await withDatabase((db) => revokeApiKey({ db }, { workspaceName: workspace, name }))
      process.stdout.write(`The key ${name} is revoked.\n`)
    })
  return command
}
