import { readFile } from 'node:fs/promises'
import { text as readAll } from 'node:stream/consumers'
import { type Command, Option } from 'commander'
import { AppError } from '../base/errors.ts'
import { type EmulatedAccount, emulatorClient, type EmulatorClient } from './emulator-client.ts'

interface EditOptions {
  url?: string
  json?: true
  user?: string
  campaign?: string
  name?: string
  status?: string
  budget?: string
}

/** `gacm emulator edit`: changes past the program, as a person makes them in Google's interface. */
export function describeEdit(command: Command): void {
  command
    .argument('<account>', 'id of the account, ten digits')
    .argument('[file]', 'JSON with the operations of a googleAds:mutate; - is standard input')
    .option('--campaign <id>', 'id of the campaign to change, instead of a file')
    .option('--name <text>', 'give it another name')
    .addOption(
      new Option('--status <status>', 'give it another status').choices(['ENABLED', 'PAUSED', 'REMOVED']),
    )
    .option('--budget <amount>', 'give it another budget, in units of the account’s currency, as in 25.50')
    .option('--user <email>', 'who does it')
    .action(edit)
}

async function edit(account: string, file: string | undefined, options: EditOptions): Promise<void> {
  const client = emulatorClient(options.url)
  const mutateOperations =
    options.campaign === undefined
      ? await readOperations(file)
      : await operationsOf(client, account, options.campaign, options)
  const result = await client.control('POST', '/edit-as-user', {
    customerId: account,
    mutateOperations,
    ...(options.user === undefined ? {} : { userEmail: options.user }),
  })
  if (options.json) return void process.stdout.write(`${JSON.stringify(result)}\n`)
  process.stdout.write(`${namesOf(result).join('\n')}\n`)
}

function namesOf(result: unknown): string[] {
  const { mutateOperationResponses = [] } = result as {
    mutateOperationResponses?: Record<string, { resourceName: string }>[]
  }
  return mutateOperationResponses.flatMap((response) =>
    Object.values(response).map(({ resourceName }) => resourceName),
  )
}

async function readOperations(file: string | undefined): Promise<unknown[]> {
  if (file === undefined)
    throw new AppError('invalid_request', 'Say what to change: a file with operations, or --campaign.')
  const text = await (file === '-' ? readAll(process.stdin) : readFile(file, 'utf8')).catch(
    (cause: unknown) => {
      throw new AppError('invalid_request', `${file} cannot be read: ${wordsOf(cause)}`, { cause })
    },
  )
  try {
    const parsed = JSON.parse(text) as unknown
    const operations = (parsed as { mutateOperations?: unknown }).mutateOperations ?? parsed
    if (Array.isArray(operations)) return operations
  } catch (cause) {
    throw new AppError('invalid_request', `${file} is not JSON: ${wordsOf(cause)}`, { cause })
  }
  throw new AppError('invalid_request', `${file} holds no list of operations.`)
}

async function operationsOf(
  client: EmulatorClient,
  customerId: string,
  campaignId: string,
  { name, status, budget }: EditOptions,
): Promise<unknown[]> {
  const resourceName = `customers/${customerId}/campaigns/${campaignId}`
  const change = { ...(name === undefined ? {} : { name }), ...(status === undefined ? {} : { status }) }
  const fields = Object.keys(change)
  const operations: unknown[] = []
  if (budget !== undefined) operations.push(await budgetOperation(client, customerId, campaignId, budget))
  if (status === 'REMOVED') operations.push({ campaignOperation: { remove: resourceName } })
  else if (fields.length > 0) {
    const update = { resourceName, ...change }
    operations.push({ campaignOperation: { update, updateMask: fields.join(',') } })
  }
  if (operations.length === 0)
    throw new AppError('invalid_request', 'Say what to change: --name, --status or --budget.')
  return operations
}

async function budgetOperation(
  client: EmulatorClient,
  customerId: string,
  campaignId: string,
  budget: string,
): Promise<unknown> {
  const micros = microsOf(budget)
  const { accounts } = (await client.control('GET', '')) as { accounts: EmulatedAccount[] }
  const account = accounts.find(({ id }) => id === customerId)
  if (!account) throw new AppError('not_found', `There is no account ${customerId}.`)
  if (!/^\d+$/.test(campaignId)) throw new AppError('invalid_request', '--campaign: must be a number')
  const query = `SELECT campaign.campaign_budget, campaign_budget.period FROM campaign WHERE campaign.id = ${campaignId}`
  const [row] = (await client.search(account, query)) as {
    campaignBudget?: { resourceName: string; period?: string }
  }[]
  const found = row?.campaignBudget
  if (!found) throw new AppError('not_found', `Account ${customerId} has no campaign ${campaignId}.`)
  const field = found.period === 'CUSTOM_PERIOD' ? 'totalAmountMicros' : 'amountMicros'
  const update = { resourceName: found.resourceName, [field]: micros }
  return { campaignBudgetOperation: { update, updateMask: field } }
}

function microsOf(amount: string): string {
  const [, units = '', fraction = ''] = /^(\d{1,12})(?:\.(\d{1,6}))?$/.exec(amount) ?? []
  if (units === '') throw new AppError('invalid_request', '--budget: must be an amount like 25.50')
  return BigInt(`${units}${fraction.padEnd(6, '0')}`).toString()
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
