import { readFile, writeFile } from 'node:fs/promises'
import Table from 'cli-table3'
import { Argument, type Command, Option } from 'commander'
import { AppError } from '../base/errors.ts'
import { parseCount, parseDuration } from './duration.ts'
import { emulatorClient } from './emulator-client.ts'
import { describeEdit } from './emulator-edit.ts'

interface Common {
  url?: string
  json?: true
}

const KINDS = ['lose_response', 'reset_before', 'error', 'delay', 'search_lag'] as const
const LEVELS = ['TEST', 'EXPLORER', 'BASIC', 'STANDARD'] as const

/** Commands on an emulator that runs, beside the one that runs it. */
export function addEmulatorCommands(command: Command): void {
  const add = (usage: string, description: string): Command =>
    command
      .command(usage)
      .description(description)
      .option('--url <url>', 'the emulator; default: that of a running "npm start", else port 4190')
      .option('--json', 'as JSON')
  add('status', 'its time, accounts, quota and waiting faults').action(status)
  describeFault(add('fault', 'what is to go wrong with the next requests; or list, or clear'))
  add('clock', 'its time, after letting some pass')
    .option('--advance <duration>', 'how much, like 30s, 2h, 1d12h', parseDuration)
    .action(clock)
  describeEdit(add('edit', 'a change as a person makes it in Google’s interface'))
  describeQuota(add('quota', 'what the API grants: operations a day, requests a second'))
  add('latency', 'let every request wait so long')
    .argument('<duration>', 'like 200ms; 0s ends it', parseDuration)
    .action(latency)
  add('save', 'write all that it holds to a file').argument('<file>', '- is standard output').action(save)
  add('load', 'become what a file holds').argument('<file>').action(load)
  add('reset', 'back to its accounts, and empty').action(reset)
}

function describeFault(command: Command): void {
  command
    .addArgument(new Argument('<kind>').choices([...KINDS, 'list', 'clear']))
    .option('--count <n>', 'how many requests it befalls', parseCount)
    .option('--path <text>', 'only requests whose path contains this, like googleAds:mutate')
    .option('--body <text>', 'only requests whose body contains this')
    .option('--before <duration>', 'wait before doing anything', parseDuration)
    .option('--after <duration>', 'wait between the change and the answer', parseDuration)
    .option('--lag <duration>', 'for search_lag: how old the answer is', parseDuration)
    .option('--code <code>', 'for error: like databaseError.CONCURRENT_MODIFICATION')
    .option('--http-status <n>', 'for error: instead of what follows from the code', parseCount)
    .option('--retry-delay <duration>', 'for quota errors: the wait that is told', parseDuration)
    .option('--message <text>', 'for error: its words')
    .addOption(
      new Option('--when <when>', 'for error: fail before the change or after it').choices([
        'before',
        'after',
      ]),
    )
    .action(fault)
}

function describeQuota(command: Command): void {
  command
    .addOption(new Option('--level <level>', 'access level of the project').choices([...LEVELS]))
    .option('--operations <n>', 'operations in 24 hours, instead of the level’s; 0: the level’s', parseCount)
    .option('--used <n>', 'let so many count as used', parseCount)
    .option('--customer-qps <n>', 'requests a second on one account; 0: no limit', parseRate)
    .option('--project-qps <n>', 'requests a second in all; 0: no limit', parseRate)
    .option('--operations-per-minute <n>', 'operations a minute in all; 0: no limit', parseRate)
    .action(quota)
}

interface Status {
  now: string
  commits: number
  latencyMs: number
  readLagMs: number
  quota: Quota
  faults: Fault[]
  accounts: {
    id: string
    name: string
    currencyCode: string
    timeZone: string
    status: string
    rows: Record<string, number>
  }[]
}

interface Quota {
  accessLevel: string
  test: { used: number; limit?: number }
  production: { used: number; limit?: number }
  rates: Record<string, number>
}

interface Fault {
  id: number
  kind: string
  remaining: number
  match: { path?: string; body?: string }
  code?: string
}

async function status({ url, json }: Common): Promise<void> {
  const client = emulatorClient(url)
  const answer = (await client.control('GET', '')) as Status
  if (json) return print(answer)
  const lines = [
    `Emulator    ${client.url}`,
    `Time        ${answer.now}`,
    `Changes     ${answer.commits}`,
    ...quotaLines(answer.quota, answer.latencyMs),
    `Faults      ${answer.faults.length === 0 ? 'none' : answer.faults.map(faultLine).join('\n            ')}`,
  ]
  const head = ['Account', 'Name', 'Currency', 'Time zone', 'Status', 'Holds']
  const table = new Table({ head, style: { head: [], border: [] } })
  for (const { id, name, currencyCode, timeZone, status: standing, rows } of answer.accounts) {
    const holds = Object.entries(rows).map(([noun, count]) => `${count} ${noun}`)
    table.push([id, name, currencyCode, timeZone, standing, holds.join('\n')])
  }
  process.stdout.write(`${lines.join('\n')}\n${table.toString()}\n`)
}

function quotaLines({ accessLevel, test, production, rates }: Quota, latencyMs?: number): string[] {
  const use = ({ used, limit }: Quota['test']): string => `${used} of ${limit ?? 'any number'}`
  const words: Record<string, string> = {
    customerQps: 'requests a second per account',
    projectQps: 'requests a second in all',
    operationsPerMinute: 'operations a minute',
  }
  const limits = Object.entries(rates).map(([name, value]) => `${value} ${words[name] ?? name}`)
  return [
    `Access      ${accessLevel}`,
    `Operations  ${use(test)} on test accounts, ${use(production)} on others, in 24 hours`,
    `Speed       ${limits.length === 0 ? 'no limit' : limits.join(', ')}`,
    ...(latencyMs ? [`Latency     ${latencyMs} ms`] : []),
  ]
}

function faultLine({ id, kind, remaining, match, code }: Fault): string {
  const where = [match.path, match.body].filter(Boolean).join(' with ')
  const what = [`${id}: ${kind}`, code].filter(Boolean).join(' ')
  return `${what}, ${remaining} more${where === '' ? '' : `, on ${where}`}`
}

interface FaultOptions extends Common {
  count?: number
  path?: string
  body?: string
  before?: number
  after?: number
  lag?: number
  code?: string
  httpStatus?: number
  retryDelay?: number
  message?: string
  when?: string
}

async function fault(kind: string, { url, json, ...options }: FaultOptions): Promise<void> {
  const client = emulatorClient(url)
  if (kind === 'clear') {
    await client.control('DELETE', '/faults')
    if (json) print({})
    return
  }
  const answer =
    kind === 'list'
      ? await client.control('GET', '/faults')
      : await client.control('POST', '/faults', faultOf(kind, options))
  if (json) return print(answer)
  const { faults } = answer as { faults: Fault[] }
  process.stdout.write(`${faults.length === 0 ? 'No fault waits.' : faults.map(faultLine).join('\n')}\n`)
}

function faultOf(kind: string, options: FaultOptions): Record<string, unknown> {
  const { path, body, before, after, lag, retryDelay, ...rest } = options
  const fields = {
    kind,
    ...rest,
    match: { path, body },
    beforeMs: before,
    afterMs: after,
    lagMs: lag,
    retryDelay: retryDelay === undefined ? undefined : `${retryDelay / 1000}s`,
  }
  return JSON.parse(JSON.stringify(fields)) as Record<string, unknown>
}

async function clock({ url, json, advance }: Common & { advance?: number }): Promise<void> {
  const client = emulatorClient(url)
  const { now } = (await (advance === undefined
    ? client.control('GET', '')
    : client.control('POST', '/clock', { advanceMs: advance }))) as { now: string }
  if (json) print({ now })
  else process.stdout.write(`${now}\n`)
}

interface QuotaOptions extends Common {
  level?: string
  operations?: number
  used?: number
  customerQps?: number
  projectQps?: number
  operationsPerMinute?: number
}

async function quota({ url, json, level, operations, ...rest }: QuotaOptions): Promise<void> {
  const change = { ...rest, accessLevel: level, dailyOperations: operations }
  const body = JSON.parse(JSON.stringify(change)) as object
  const answer = (await emulatorClient(url).control('POST', '/quota', body)) as Quota
  if (json) print(answer)
  else process.stdout.write(`${quotaLines(answer).join('\n')}\n`)
}

async function latency(ms: number, { url, json }: Common): Promise<void> {
  await emulatorClient(url).control('POST', '/latency', { ms })
  if (json) print({ latencyMs: ms })
  else process.stdout.write(ms === 0 ? 'No request waits.\n' : `Every request waits ${ms} ms.\n`)
}

async function save(file: string, { url, json }: Common): Promise<void> {
  const answer = await emulatorClient(url).control('GET', '/state')
  const text = `${JSON.stringify(answer)}\n`
  if (file === '-') return void process.stdout.write(text)
  await writeFile(file, text, { mode: 0o600 }).catch((cause: unknown) => {
    throw new AppError('invalid_request', `${file} cannot be written: ${wordsOf(cause)}`, { cause })
  })
  if (json) print({ file, bytes: Buffer.byteLength(text) })
  else process.stdout.write(`${file}\n`)
}

async function load(file: string, { url, json }: Common): Promise<void> {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new AppError('invalid_request', `${file} cannot be read: ${wordsOf(cause)}`, { cause })
  })
  const answer = await emulatorClient(url).control('POST', '/state', readJson(file, text))
  if (json) print(answer)
  else process.stdout.write(`Loaded, ${(answer as Status).commits} changes.\n`)
}

function readJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new AppError('invalid_request', `${file} is no saved state of the emulator.`, { cause })
  }
}

async function reset({ url, json }: Common): Promise<void> {
  const answer = await emulatorClient(url).control('POST', '/reset')
  if (json) print(answer)
  else process.stdout.write('The emulator is empty.\n')
}

function parseRate(text: string): number {
  if (/^\d{1,9}(\.\d{1,6})?$/.test(text)) return Number(text)
  return parseCount(text)
}

function print(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`)
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
