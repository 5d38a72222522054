import Table from 'cli-table3'
import { Command } from 'commander'
import { routes } from '../contract/routes.ts'
import { withApi } from './api-client.ts'

/** `gacm account list|reachable|connect`. */
export function accountCommand(): Command {
  const command = new Command('account').description('Google Ads accounts')
  const listing = (name: string, description: string): Command =>
    command
      .command(name)
      .description(description)
      .option('--workspace <name>', 'default: demo')
      .option('--json', 'as JSON')
  listing('list', 'the connected accounts').action(
    async ({ workspace, json }: { workspace?: string; json?: true }) => {
      await withApi(workspace, async (call) => print((await call(routes.listAccounts)).items, json))
    },
  )
  listing('reachable', 'accounts that the credentials reach').action(
    async ({ workspace, json }: { workspace?: string; json?: true }) => {
      await withApi(workspace, async (call) => print((await call(routes.listReachableAccounts)).items, json))
    },
  )
  command
    .command('connect <customer-id>')
    .description('connect an account')
    .option('--login-customer-id <id>', 'the manager account through which it is reached')
    .option('--workspace <name>', 'default: demo')
    .action(async (customerId: string, options: { loginCustomerId?: string; workspace?: string }) => {
      const loginCustomerId = options.loginCustomerId ?? null
      await withApi(options.workspace, async (call) => {
        const account = await call(routes.connectAccount, { body: { customerId, loginCustomerId } })
        process.stdout.write(
          `${account.name} (${account.customerId}, ${account.currencyCode}, ${account.timeZone}) is connected.\n`,
        )
      })
    })
  return command
}

interface AccountLine {
  customerId: string
  name: string
  currencyCode: string
  timeZone: string
}

function print(accounts: readonly AccountLine[], json: true | undefined): void {
  if (json) return void process.stdout.write(`${JSON.stringify(accounts)}\n`)
  const table = new Table({
    head: ['Customer', 'Name', 'Currency', 'Time zone'],
    style: { head: [], border: [] },
  })
  for (const { customerId, name, currencyCode, timeZone } of accounts)
    table.push([customerId, name, currencyCode, timeZone])
  process.stdout.write(`${table.toString()}\n`)
}
