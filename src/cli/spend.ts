import Table from 'cli-table3'
import { Command } from 'commander'
import { AppError } from '../base/errors.ts'
import { microsToDecimal, parseMoney } from '../contract/money.ts'
import { routes } from '../contract/routes.ts'
import type { SpendLedger } from '../contract/spend.ts'
import { type Call, withApi } from './api-client.ts'

interface Common {
  workspace?: string
  json?: true
}
interface Which {
  account?: string
  currency?: string
}

/** `gacm spend show|set|recount`: caps on what everything that is live may cost at worst. */
export function spendCommand(): Command {
  const command = new Command('spend').description('caps on what everything that is live may cost at worst')
  const add = (usage: string, description: string): Command =>
    command
      .command(usage)
      .description(description)
      .option('--workspace <name>', 'default: demo')
      .option('--json', 'as JSON')
  add('show', 'caps and what is in use, of the workspace by currency and of every account').action(show)
  add('set', 'set or clear caps of an account, or of the workspace in one currency')
    .option('--account <name>', 'its name or id; without: of all accounts of the currency')
    .option('--currency <code>', 'needed where the accounts have several')
    .option('--day <amount>', 'in units of the currency, as 500 or 500.50; none: no cap')
    .option('--month <amount>', 'likewise')
    .action(set)
  add('recount', 'work every share out anew from the campaigns').action(
    async ({ workspace, json }: Common) => {
      await withApi(workspace, async (call) => {
        const { campaigns, corrected } = await call(routes.recountSpend)
        const words = `${campaigns} campaigns counted, ${corrected} of them otherwise than noted.\n`
        process.stdout.write(json ? `${JSON.stringify({ campaigns, corrected })}\n` : words)
      })
    },
  )
  return command
}

async function show({ workspace, json }: Common): Promise<void> {
  await withApi(workspace, async (call) => {
    const spend = await call(routes.listSpend)
    process.stdout.write(json ? `${JSON.stringify(spend)}\n` : tableOf(spend.items))
  })
}

async function set(options: Common & Which & { day?: string; month?: string }): Promise<void> {
  const { workspace, json, day, month } = options
  await withApi(workspace, async (call) => {
    const { scopeId, currencyCode, version } = await ledgerOf(call, options)
    const body = {
      ...(day === undefined ? {} : { dayCapMicros: capOf(day, currencyCode, '--day') }),
      ...(month === undefined ? {} : { monthCapMicros: capOf(month, currencyCode, '--month') }),
    }
    const ledger = await call(routes.setSpendCaps, {
      params: { scopeId, currencyCode },
      body,
      ifMatch: `"${version}"`,
    })
    process.stdout.write(json ? `${JSON.stringify(ledger)}\n` : tableOf([ledger]))
  })
}

async function ledgerOf(call: Call, { account, currency }: Which): Promise<SpendLedger> {
  const { items } = await call(routes.listSpend)
  const found = items.filter(
    (one) =>
      (account === undefined
        ? one.accountId === null
        : one.accountId === account || one.accountName === account) &&
      (currency === undefined || one.currencyCode === currency.toUpperCase()),
  )
  if (found.length === 1) return found[0]!
  const which = items.map(
    (one) =>
      `${one.accountId === null ? '(all accounts)' : `--account "${one.accountName}"`} --currency ${one.currencyCode}`,
  )
  const problem = found.length === 0 ? 'There is no such account or currency' : 'That fits several'
  throw new AppError('invalid_request', `${problem}. There are: ${which.join('; ')}.`)
}

function capOf(typed: string, currencyCode: string, option: string): string | null {
  if (typed === 'none') return null
  const read = parseMoney(typed, currencyCode)
  if (read.ok) return read.micros
  throw new AppError('invalid_request', `${option}: ${read.message}`)
}

function tableOf(ledgers: readonly SpendLedger[]): string {
  const table = new Table({
    head: ['Of', 'Currency', 'Campaigns', 'Worst day', 'Cap', 'Month', 'Cap'],
    style: { head: [], border: [] },
  })
  const cap = (micros: string | null): string => (micros === null ? 'none' : microsToDecimal(micros))
  for (const one of ledgers)
    table.push([
      one.accountName ?? 'all accounts',
      one.currencyCode,
      one.campaigns,
      microsToDecimal(one.dayMicros),
      cap(one.dayCapMicros),
      microsToDecimal(one.monthMicros),
      cap(one.monthCapMicros),
    ])
  return `${table.toString()}\n`
}
