import Table from 'cli-table3'
import { Command, InvalidArgumentError, Option } from 'commander'
import { DEFAULT_KEY_DAYS, MAX_KEY_DAYS } from '../contract/people.ts'
import { ROLES, type Role } from '../contract/words.ts'
import { createApiKey, listApiKeys, revokeApiKey } from '../domain/api-keys.ts'
import type { NamedLimit } from '../domain/account-limits.ts'
import { accountOption, limitWords } from './account-limits.ts'
import { withDatabase } from './with-database.ts'

interface CreateOptions {
  role: Role
  name: string
  expires: number | 'never'
  account?: NamedLimit[]
}

/** `gacm api-key create|list|revoke`. Works on the database itself, so that the first key needs no key. */
export function apiKeyCommand(): Command {
  const command = new Command('api-key').description('keys for programs')
  command
    .command('create')
    .description('make a key and print it, alone, on stdout; it is shown this once')
    .requiredOption('--workspace <name>', 'the workspace that it opens')
    .addOption(new Option('--role <role>', 'what it may do').choices([...ROLES]).default('editor'))
    .addOption(
      accountOption(
        'limit it to this account, with the role there, such as 123-456-7890=editor; repeatable. In all others it only reads',
      ),
    )
    .requiredOption('--name <name>', 'how history calls it')
    .addOption(
      new Option('--expires <time>', `for how long: 30d is 30 days, at most ${MAX_KEY_DAYS}d; never`)
        .default(DEFAULT_KEY_DAYS, `${DEFAULT_KEY_DAYS}d`)
        .argParser(expiryOf),
    )
    .action(async ({ workspace, ...wanted }: { workspace: string } & CreateOptions) => {
      const { role, name, expires, account: named } = wanted
      const key = await withDatabase((db) =>
        createApiKey({ db }, { workspaceName: workspace, role, name, named, expiresInDays: expires }),
      )
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
      for (const key of keys) {
        const shown = { ...key, accounts: limitWords(key.accounts) }
        table.push(columns.map((column) => shown[column as keyof typeof shown] ?? ''))
      }
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

/** `30d` is 30 days; a key without an end has to be asked for by the word. */
function expiryOf(text: string): number | 'never' {
  if (text === 'never') return text
  const days = Number(/^(\d{1,4})d$/.exec(text)?.[1] ?? Number.NaN)
  if (days >= 1 && days <= MAX_KEY_DAYS) return days
  throw new InvalidArgumentError(`A number of days from 1d to ${MAX_KEY_DAYS}d, or never.`)
}
