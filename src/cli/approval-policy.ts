import Table from 'cli-table3'
import { Command } from 'commander'
import { AppError } from '../base/errors.ts'
import { type ApprovalPolicies, type ApprovalPolicy, MAX_APPROVALS } from '../contract/approvals.ts'
import { microsToDecimal, parseMoney } from '../contract/money.ts'
import { routes } from '../contract/routes.ts'
import { accountIdOf } from './account.ts'
import { withApi } from './api-client.ts'
import { parseCount } from './duration.ts'

interface Common {
  workspace?: string
  json?: true
}
interface SetOptions extends Common {
  approvals?: number
  account?: string
  above?: string
  currency?: string
  clientsCount?: true
  inherit?: true
}

/** `gacm approval policy show|set`: how many people have to agree. */
export function policyCommand(): Command {
  const command = new Command('policy').description('how many approvals a publication needs')
  const add = (usage: string, description: string): Command =>
    command
      .command(usage)
      .description(description)
      .option('--workspace <name>', 'default: demo')
      .option('--json', 'as JSON')
  add('show', 'the policy of the workspace, and of each account').action(
    async ({ workspace, json }: Common) => {
      await withApi(workspace, async (call) => print(await call(routes.listApprovalPolicies), json))
    },
  )
  add('set', 'set the policy of the workspace, or of an account')
    .option('--approvals <count>', `how many, 0 to ${MAX_APPROVALS}`, parseCount)
    .option('--account <account>', 'customer id or id; without: of the workspace')
    .option('--above <amount>', 'only where more than this may be spent on one day at worst')
    .option('--currency <code>', 'of --above, for the workspace')
    .option('--clients-count', 'one approval through a review link counts')
    .option('--inherit', 'with --account: go by the policy of the workspace again')
    .action(set)
  return command
}

async function set(options: SetOptions): Promise<void> {
  const { workspace, json, account, inherit, approvals, above, currency, clientsCount } = options
  if ((approvals === undefined) === (inherit === undefined))
    throw new AppError('invalid_request', 'Say either --approvals, or --inherit for an account.')
  await withApi(workspace, async (call) => {
    const accountId = account === undefined ? null : await accountIdOf(call, account)
    const { workspace: own, accounts } = await call(routes.listApprovalPolicies)
    const { number } = [own, ...accounts].find((policy) => policy.accountId === accountId)!
    const unit =
      accountId === null
        ? currency?.toUpperCase()
        : (await call(routes.listAccounts)).items.find(({ id }) => id === accountId)!.currencyCode
    const body = {
      accountId,
      number,
      inherits: inherit === true,
      approvals: approvals ?? 0,
      thresholdMicros: above === undefined ? null : microsOf(above, unit),
      currencyCode: accountId === null && above !== undefined ? (unit ?? null) : null,
      clientsCount: clientsCount === true,
    }
    print(await call(routes.setApprovalPolicy, { body }), json)
  })
}

function microsOf(above: string, unit: string | undefined): string {
  if (unit === undefined)
    throw new AppError('invalid_request', '--currency is needed: accounts may have several.')
  const read = parseMoney(above, unit)
  if (read.ok) return read.micros
  throw new AppError('invalid_request', `--above: ${read.message}`)
}

function print({ workspace, accounts, actions }: ApprovalPolicies, json?: true): void {
  if (json) return void process.stdout.write(`${JSON.stringify({ workspace, accounts, actions })}\n`)
  const table = new Table({
    head: ['Of', 'Approvals', 'Above', 'Clients count', 'Set by'],
    style: { head: [], border: [] },
  })
  for (const one of [workspace, ...accounts]) table.push(rowOf(one))
  process.stdout.write(`${table.toString()}\n`)
}

function rowOf(policy: ApprovalPolicy): string[] {
  const { accountId, inherits, approvals, thresholdMicros, currencyCode, clientsCount, setBy } = policy
  const of = accountId ?? 'the workspace'
  if (inherits) return [of, 'as the workspace', '', '', setBy ?? '']
  const above =
    thresholdMicros === null ? 'always' : `${microsToDecimal(thresholdMicros)} ${currencyCode ?? ''}`
  return [of, String(approvals), above, clientsCount ? 'yes' : 'no', setBy ?? '']
}
