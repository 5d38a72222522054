import Table from 'cli-table3'
import { Command } from 'commander'
import { AppError } from '../base/errors.ts'
import type { Audience } from '../contract/audiences.ts'
import { placeWords } from '../contract/place-words.ts'
import type { Place } from '../contract/places.ts'
import { routes } from '../contract/routes.ts'
import { unreachedWords } from '../contract/unreached-words.ts'
import { type Call, withApi } from './api-client.ts'
import { assignAccount } from './assign-account.ts'

/** `gacm account list|reachable|audiences|locations|connect`. */
export function accountCommand(): Command {
  const command = new Command('account').description('Google Ads accounts')
  const listing = (usage: string, description: string): Command =>
    command
      .command(usage)
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
      await withApi(workspace, async (call) => {
        const reached = await call(routes.listReachableAccounts)
        print(reached.items, json)
        // Beside the list, which a script may read.
        for (const line of unreachedWords(reached)) process.stderr.write(`${line}\n`)
      })
    },
  )
  listing('audiences <account>', 'what the account can be aimed at, by name').action(
    async (account: string, { workspace, json }: { workspace?: string; json?: true }) => {
      await withApi(workspace, async (call) => {
        const id = await accountIdOf(call, account)
        printAudiences((await call(routes.listAudiences, { params: { id } })).items, json)
      })
    },
  )
  listing('locations <account> <name>', 'places to aim at, by how their name begins').action(
    async (account: string, name: string, { workspace, json }: { workspace?: string; json?: true }) => {
      await withApi(workspace, async (call) => {
        const id = await accountIdOf(call, account)
        const found = await call(routes.listLocations, { params: { id }, query: { query: name } })
        printPlaces(found.items, json)
        // Beside the list, which a script may read.
        if (found.problem !== null) process.stderr.write(`Countries alone: ${found.problem}\n`)
      })
    },
  )
  command
    .command('connect <customer-id>')
    .description('connect an account')
    .option('--login-customer-id <id>', 'the manager account through which it is reached')
    .option('--workspace <name>', 'default: demo')
    .option('--as-owner', 'on the server: by the credentials of its settings, whichever workspace they serve')
    .action(async (customerId: string, options: ConnectOptions) => {
      const { workspace = 'demo', asOwner } = options
      const wanted = { customerId, loginCustomerId: options.loginCustomerId ?? null }
      if (asOwner) return connected(await assignAccount(workspace, wanted))
      await withApi(options.workspace, async (call) =>
        connected(await call(routes.connectAccount, { body: wanted })),
      )
    })
  return command
}

interface ConnectOptions {
  loginCustomerId?: string
  workspace?: string
  asOwner?: true
}

function connected({ name, customerId, currencyCode, timeZone }: AccountLine): void {
  process.stdout.write(`${name} (${customerId}, ${currencyCode}, ${timeZone}) is connected.\n`)
}

/** Of an account as people know it, by its customer id with or without dashes, or by the id that we gave it. */
export async function accountIdOf(call: Call, written: string): Promise<string> {
  const { items } = await call(routes.listAccounts)
  const customerId = written.replaceAll('-', '')
  const found = items.find((account) => account.id === written || account.customerId === customerId)
  if (found !== undefined) return found.id
  throw new AppError('not_found', `There is no account ${written} here. "gacm account list" shows them.`)
}

function printAudiences(audiences: readonly Audience[], json: true | undefined): void {
  if (json) return void process.stdout.write(`${JSON.stringify(audiences)}\n`)
  const table = new Table({ head: ['Id', 'Name', 'Description'], style: { head: [], border: [] } })
  for (const { id, name, description } of audiences) table.push([id, name, description])
  process.stdout.write(`${table.toString()}\n`)
}

function printPlaces(places: readonly Place[], json: true | undefined): void {
  if (json) return void process.stdout.write(`${JSON.stringify(places)}\n`)
  const table = new Table({ head: ['Id', 'Place', 'Country'], style: { head: [], border: [] } })
  for (const place of places) table.push([place.id, placeWords(place), place.countryCode ?? ''])
  process.stdout.write(`${table.toString()}\n`)
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
