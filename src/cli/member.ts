import Table from 'cli-table3'
import { Command, InvalidArgumentError } from 'commander'
import { AppError } from '../base/errors.ts'
import type { NamedLimit } from '../domain/account-limits.ts'
import { parseConfig } from '../base/config.ts'
import { limitMemberOf, listMembersOf } from '../domain/members-of.ts'
import { createPasswordResetOf } from '../domain/password-reset.ts'
import { removePasswordOf } from '../domain/passwords-of.ts'
import { resetSecondFactorOf } from '../domain/second-factor-policy.ts'
import { unlockMemberOf } from '../domain/unlock-member.ts'
import { accountOption, limitWords } from './account-limits.ts'
import { withDatabase } from './with-database.ts'
import { serverOf } from './workspace.ts'

interface LimitOptions {
  workspace: string
  account?: NamedLimit[]
  allAccounts?: true
  ifVersion?: number
}

/** `gacm member list|limit|unlock|reset-password|remove-password|reset-second-factor`: on the database itself, for whoever runs the server. */
export function memberCommand(): Command {
  const command = new Command('member').description('people who sign in')
  command
    .command('list')
    .description('the members of a workspace, and the accounts that they are limited to')
    .requiredOption('--workspace <name>', 'the workspace')
    .option('--json', 'as JSON')
    .action(list)
  command
    .command('limit')
    .description('limit a member to accounts, with a role in each: in all others they are a viewer')
    .argument('<email>', 'who')
    .requiredOption('--workspace <name>', 'the workspace')
    .addOption(accountOption('an account and the role there, such as 123-456-7890=publisher; repeatable'))
    .option('--all-accounts', 'lift the limits: the role in the workspace holds everywhere')
    .option(
      '--if-version <number>',
      'only if nobody changed what they may do since the list showed this version',
      versionOf,
    )
    .action(limit)
  addRescues(command)
  return command
}

/** What helps somebody who cannot sign in. */
function addRescues(command: Command): void {
  command
    .command('reset-password')
    .description(
      'print a one-time link by which somebody who forgot their password chooses a new one, within an hour',
    )
    .argument('<email>', 'who')
    .action(async (email: string) => {
      const token = await withDatabase(async (db) => await createPasswordResetOf({ db }, email))
      process.stdout.write(`${serverOf(parseConfig(process.env))}/reset-password#token=${token}\n`)
    })
  command
    .command('unlock')
    .description('let somebody who has to wait after wrong passwords, codes or passkeys try again at once')
    .argument('<email>', 'who')
    .action(async (email: string) => {
      await withDatabase(async (db) => await unlockMemberOf({ db }, email))
      process.stdout.write(`${email} may try again at once.\n`)
    })
  command
    .command('remove-password')
    .description(
      'take password, passkeys and second factor of somebody away, where it is not known who chose them; the identity provider signs them in',
    )
    .argument('<email>', 'who')
    .action(async (email: string) => {
      await withDatabase(async (db) => await removePasswordOf({ db }, email))
      process.stdout.write(
        `${email} has no password, no passkey and no second factor any more. The identity provider signs them in, under this address.\n`,
      )
    })
  command
    .command('reset-second-factor')
    .description(
      'take second factor and passkeys of somebody away, who has lost them; they are signed out everywhere',
    )
    .argument('<email>', 'who')
    .action(async (email: string) => {
      await withDatabase(async (db) => await resetSecondFactorOf({ db }, email))
      process.stdout.write(
        `${email} has no second factor and no passkey any more: the password alone signs them in.\n`,
      )
    })
}

async function list({ workspace, json }: { workspace: string; json?: true }): Promise<void> {
  const members = await withDatabase(async (db) => await listMembersOf({ db }, workspace))
  if (json) return void process.stdout.write(`${JSON.stringify(members)}\n`)
  const table = new Table({
    head: ['email', 'name', 'role', 'accounts', 'version'],
    style: { head: [], border: [] },
  })
  for (const { email, name, role, accounts, version } of members)
    table.push([email, name, role, limitWords(accounts), version])
  process.stdout.write(`${table.toString()}\n`)
}

async function limit(
  email: string,
  { workspace, account, allAccounts, ifVersion }: LimitOptions,
): Promise<void> {
  if ((account === undefined) === (allAccounts === undefined))
    throw new AppError('invalid_request', 'Say either --account, once or more, or --all-accounts.')
  const named = account ?? null
  const member = await withDatabase(
    async (db) => await limitMemberOf({ db }, { workspaceName: workspace, email, named, version: ifVersion }),
  )
  process.stdout.write(`${member.email}: ${limitWords(member.accounts)}\n`)
}

function versionOf(text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text)
  throw new InvalidArgumentError('A version as gacm member list shows it, such as 3.')
}
