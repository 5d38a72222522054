import Table from 'cli-table3'
import { Command } from 'commander'
import { AppError } from '../base/errors.ts'
import { routes } from '../contract/routes.ts'
import type { Stop, StopItem } from '../contract/stops.ts'
import { type Call, withApi } from './api-client.ts'

interface Common {
  workspace?: string
  json?: true
}

/** `gacm stop-all`: pauses everything that is live, until `gacm stop restore`. */
export function stopAllCommand(): Command {
  return new Command('stop-all')
    .description('pause everything that is live, and let nothing begin until it is restored')
    .requiredOption('--yes <name>', 'the name of the account, or of the workspace: it stops at once')
    .option('--account <name>', 'only this account, by its name or id')
    .option('--reason <text>', 'why, for those who see that it is on')
    .option('--leave-protected', 'let what is protected run on')
    .option('--workspace <name>', 'default: demo')
    .option('--json', 'as JSON')
    .action(stopAll)
}

/** `gacm stop list|show|restore|retry`: what became of stopping everything. */
export function stopCommand(): Command {
  const command = new Command('stop').description('what is stopped, and the way back')
  const add = (usage: string, description: string): Command =>
    command
      .command(usage)
      .description(description)
      .option('--workspace <name>', 'default: demo')
      .option('--json', 'as JSON')
  add('list', 'stops, newest first').action(list)
  add('show [id]', 'how a stop stands; without an id: the one that is on, or was last').action(show)
  add('restore [id]', 'resume exactly what it has paused').action(go('restoreStop'))
  add('retry [id]', 'try again to pause what could not be paused').action(go('retryStop'))
  return command
}

interface StopAll extends Common {
  yes: string
  account?: string
  reason?: string
  leaveProtected?: true
}

async function stopAll(options: StopAll): Promise<void> {
  const { workspace, json, yes, account, reason, leaveProtected = false } = options
  await withApi(workspace, async (call) => {
    const accountId = account === undefined ? null : await accountOf(call, account)
    const body = { accountId, name: yes, leaveProtected, ...(reason === undefined ? {} : { reason }) }
    const { protectedCampaigns } = await call(routes.previewStop, {
      query: accountId === null ? {} : { accountId },
    })
    print(await call(routes.createStop, { body }), [], json)
    if (protectedCampaigns > 0 && !json)
      process.stdout.write(
        leaveProtected
          ? `Protected  ${protectedCampaigns} of them, left running\n`
          : `Protected  ${protectedCampaigns} of them, paused too; --leave-protected lets them run on\n`,
      )
  })
}

async function accountOf(call: Call, wanted: string): Promise<string> {
  const { items } = await call(routes.listAccounts)
  const found = items.filter(({ id, name }) => id === wanted || name === wanted)
  if (found.length === 1) return found[0]!.id
  throw new AppError('not_found', `There is no one account ${wanted}: gacm account list shows them.`)
}

async function idOf(call: Call, id: string | undefined): Promise<string> {
  if (id !== undefined) return id
  const active = await call(routes.listStops, { query: { active: 'true', limit: 1 } })
  const [stop] =
    active.items.length > 0 ? active.items : (await call(routes.listStops, { query: { limit: 1 } })).items
  if (stop === undefined) throw new AppError('not_found', 'Nothing was ever stopped here.')
  return stop.id
}

async function show(id: string | undefined, { workspace, json }: Common): Promise<void> {
  await withApi(workspace, async (call) => {
    const params = { id: await idOf(call, id) }
    const [stop, items] = await Promise.all([call(routes.readStop, { params }), itemsOf(call, params.id)])
    print(stop, items, json)
  })
}

async function list({ workspace, json }: Common): Promise<void> {
  await withApi(workspace, async (call) => {
    const page = await call(routes.listStops)
    if (json) return void process.stdout.write(`${JSON.stringify(page)}\n`)
    const head = ['Id', 'Of', 'Begun', 'By', 'State', 'Campaigns']
    const table = new Table({ head, style: { head: [], border: [] } })
    for (const { id, accountName, createdAt, createdBy, state, total } of page.items)
      table.push([id, accountName ?? 'everything', createdAt, createdBy, state, total])
    process.stdout.write(`${table.toString()}\n`)
  })
}

async function itemsOf(call: Call, id: string): Promise<StopItem[]> {
  const items: StopItem[] = []
  for (let cursor: string | undefined; ; ) {
    const page = await call(routes.listStopItems, {
      params: { id },
      query: { limit: 200, ...(cursor === undefined ? {} : { cursor }) },
    })
    items.push(...page.items)
    if (page.nextCursor === null) return items
    cursor = page.nextCursor
  }
}

function go(name: 'restoreStop' | 'retryStop') {
  return async (id: string | undefined, { workspace, json }: Common): Promise<void> => {
    await withApi(workspace, async (call) => {
      print(await call(routes[name], { params: { id: await idOf(call, id) } }), [], json)
    })
  }
}

function print(stop: Stop, items: readonly StopItem[], json: true | undefined): void {
  if (json) return void process.stdout.write(`${JSON.stringify({ ...stop, items })}\n`)
  const counts = (of: object): string =>
    Object.entries(of)
      .map(([outcome, count]) => `${String(count)} ${outcome}`)
      .join(', ')
  const lines = [
    `Stop       ${stop.id}`,
    `Of         ${stop.accountName ?? 'everything in the workspace'}`,
    `State      ${stop.state}`,
    `Campaigns  ${stop.total}: ${counts(stop.outcomes)}`,
    ...(Object.keys(stop.restored).length === 0 ? [] : [`Restored   ${counts(stop.restored)}`]),
  ]
  process.stdout.write(`${lines.join('\n')}\n`)
  if (items.length === 0) return
  const table = new Table({
    head: ['Campaign', 'Stopped', 'Restored', 'Why'],
    style: { head: [], border: [] },
  })
  for (const { campaignName, outcome, restored, message } of items)
    table.push([campaignName, outcome, restored ?? '', message ?? ''])
  process.stdout.write(`${table.toString()}\n`)
}
