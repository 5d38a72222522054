import Table from 'cli-table3'
import { Command } from 'commander'
import { routes } from '../contract/routes.ts'
import { withApi } from './api-client.ts'
import { followBatch, itemsOf, summary } from './publish-batch.ts'

interface Common {
  workspace?: string
  json?: true
}

/** `gacm batch list|show|retry|stop|resume`: campaigns that are published as one unit. */
export function batchCommand(): Command {
  const command = new Command('batch').description('campaigns that are published as one unit')
  const add = (usage: string, description: string): Command =>
    command
      .command(usage)
      .description(description)
      .option('--workspace <name>', 'default: demo')
      .option('--json', 'as JSON')
  add('list', 'batches, newest first').action(list)
  add('show <id>', 'how a batch stands, and what became of each campaign').action(show)
  add('stop <id>', 'stop what has not begun').action(async (id: string, { workspace, json }: Common) => {
    await withApi(workspace, async (call) => {
      const batch = await call(routes.cancelBatch, { params: { id } })
      process.stdout.write(json ? `${JSON.stringify(batch)}\n` : `${batch.message}\n`)
    })
  })
  add('retry <id>', 'begin the failed ones anew, and wait for the outcome')
    .option('--no-wait', 'do not wait')
    .action(goOn('retryBatch'))
  add('resume <id>', 'go on with the stopped ones, and wait for the outcome')
    .option('--no-wait', 'do not wait')
    .action(goOn('resumeBatch'))
  return command
}

/** `gacm quota`: Google's daily operations. */
export function quotaCommand(): Command {
  return new Command('quota')
    .description('Google’s daily operations: used, kept for what is under way, left')
    .option('--workspace <name>', 'default: demo')
    .option('--json', 'as JSON')
    .action(async ({ workspace, json }: Common) => {
      await withApi(workspace, async (call) => {
        const quota = await call(routes.readQuota)
        if (json) return void process.stdout.write(`${JSON.stringify(quota)}\n`)
        const { accessLevel, limit, used, held, left, resetsAt, blockedUntil, blockedReason } = quota
        const lines = [
          `Access level   ${accessLevel ?? 'not configured (GOOGLE_ADS_ACCESS_LEVEL)'}`,
          `Used           ${used}${limit === null ? '' : ` of ${limit}`} in the last 24 hours`,
          `Kept           ${held} for publications under way`,
          ...(left === null ? [] : [`Left           ${left}`]),
          ...(resetsAt === null ? [] : [`Frees some at  ${resetsAt}`]),
          ...(blockedUntil === null ? [] : [`Google stops   until ${blockedUntil}: ${blockedReason}`]),
        ]
        process.stdout.write(`${lines.join('\n')}\n`)
      })
    })
}

async function list({ workspace, json }: Common): Promise<void> {
  await withApi(workspace, async (call) => {
    const page = await call(routes.listBatches)
    if (json) return void process.stdout.write(`${JSON.stringify(page)}\n`)
    const table = new Table({
      head: ['Id', 'Begun', 'By', 'State', 'Through'],
      style: { head: [], border: [] },
    })
    for (const { id, createdAt, createdBy, state, total, outcomes } of page.items)
      table.push([id, createdAt, createdBy, state, `${outcomes.DONE ?? 0} of ${total}`])
    process.stdout.write(`${table.toString()}\n`)
  })
}

async function show(id: string, { workspace, json }: Common): Promise<void> {
  await withApi(workspace, async (call) => {
    const batch = await call(routes.readBatch, { params: { id } })
    const items = await itemsOf(call, id)
    process.stdout.write(json ? `${JSON.stringify({ ...batch, items })}\n` : summary(batch, items))
  })
}

function goOn(name: 'retryBatch' | 'resumeBatch') {
  return async (id: string, { workspace, json, wait }: Common & { wait: boolean }): Promise<void> => {
    await withApi(workspace, async (call) => {
      const batch = await call(routes[name], { params: { id } })
      await followBatch(call, batch, { wait, json })
    })
  }
}
