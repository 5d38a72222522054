import { setTimeout as sleep } from 'node:timers/promises'
import pc from 'picocolors'
import { AppError } from '../base/errors.ts'
import type { Batch, BatchItem, BatchOutcome, BatchPlan } from '../contract/batch.ts'
import { approvalsWords, isShort } from '../contract/batch-approvals.ts'
import { MAX_BATCH } from '../contract/limits.ts'
import { microsToDecimal } from '../contract/money.ts'
import { routes } from '../contract/routes.ts'
import type { CampaignStatus } from '../contract/words.ts'
import type { Call } from './api-client.ts'
import { printable } from './printable.ts'

const POLL_MS = 500
const PAGE = 200
const BAR_WIDTH = 28
const THROUGH: ReadonlySet<BatchOutcome> = new Set(['DONE', 'UNCHANGED'])

export interface BatchOptions {
  status?: CampaignStatus
  staged?: true
  paused?: true
  wait: boolean
  json?: true | undefined
}

/** Publishes these campaigns as one unit, under the plans that stand now, and waits for the outcome of each. */
export async function publishBatch(
  call: Call,
  ids: readonly string[],
  { status, staged, paused, wait, json }: BatchOptions,
): Promise<void> {
  const campaignIds = status === undefined ? [...ids] : await idsOf(call, status)
  if (campaignIds.length === 0)
    throw new AppError('not_found', `There is no campaign with the status ${status}.`)
  const plan = await call(routes.planBatch, { body: { campaignIds } })
  const campaigns = plan.items.flatMap(({ campaignId, hash, operations, approvals }) =>
    hash === null || operations === 0 || isShort(approvals) ? [] : [{ id: campaignId, planHash: hash }],
  )
  tellPlan(plan)
  if (campaigns.length === 0) {
    const lacks = plan.items.some(({ approvals }) => isShort(approvals))
    const why = lacks ? ' with the approvals that it needs: gacm approval request asks for them' : ''
    throw new AppError('not_allowed', `None of these has anything to publish${why}.`)
  }
  const batch = await call(routes.createBatch, {
    body: { campaigns, activate: !paused, staged: staged === true },
  })
  await followBatch(call, batch, { wait, json })
}

/** Shows how far a batch is, and ends as it does: 3 where something failed, 5 where a person is needed. */
export async function followBatch(
  call: Call,
  batch: Batch,
  { wait, json }: Pick<BatchOptions, 'wait' | 'json'>,
): Promise<void> {
  if (!wait) return void process.stdout.write(json ? `${JSON.stringify(batch)}\n` : `${batch.id}\n`)
  let now = batch
  for (;;) {
    now = await call(routes.readBatch, { params: { id: batch.id } })
    showBar(now)
    if (now.state !== 'RUNNING' && (now.outcomes.PUBLISHING ?? 0) === 0) break
    await sleep(POLL_MS)
  }
  if (process.stderr.isTTY) process.stderr.write('\n')
  const items = await itemsOf(call, batch.id)
  if (json) process.stdout.write(`${JSON.stringify({ ...now, items })}\n`)
  else process.stdout.write(summary(now, items))
  const { FAILED = 0, REFUSED = 0, STOPPED = 0, NEEDS_ATTENTION = 0 } = now.outcomes
  if (FAILED + REFUSED + STOPPED > 0) process.exitCode = 3
  if (NEEDS_ATTENTION > 0) process.exitCode = 5
}

/** Every campaign of a batch, in its order. */
export async function itemsOf(call: Call, id: string): Promise<BatchItem[]> {
  const items: BatchItem[] = []
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const query = { limit: PAGE, ...(cursor === undefined ? {} : { cursor }) }
    const page: { items: BatchItem[]; nextCursor: string | null } = await call(routes.listBatchItems, {
      params: { id },
      query,
    })
    items.push(...page.items)
    cursor = page.nextCursor
  }
  return items
}

/** One line for each campaign with what became of it, and one for all. */
export function summary({ id, state, message, total, outcomes }: Batch, items: readonly BatchItem[]): string {
  const lines = items.map(({ outcome, campaignId, campaignName, message: why }) => {
    const mark = THROUGH.has(outcome) ? pc.green('✓') : pc.red('✗')
    const reason = why === null || outcome === 'DONE' ? '' : `: ${why}`
    return `${mark} ${outcome} ${printable(campaignName)} (${campaignId})${reason}\n`
  })
  const through = (outcomes.DONE ?? 0) + (outcomes.UNCHANGED ?? 0)
  return `${lines.join('')}${message === null ? '' : `${message}\n`}${state} ${through} of ${total} through, batch ${id}\n`
}

function tellPlan({ items, exposure, quota }: BatchPlan): void {
  for (const { campaignId, name, problem, approvals } of items) {
    const why = problem ?? (isShort(approvals) ? approvalsWords(approvals!) : null)
    if (why !== null) process.stderr.write(`${pc.yellow('!')} ${name ?? campaignId} is left out: ${why}\n`)
  }
  for (const { currencyCode, campaigns, worstDayMicros, monthMicros } of exposure) {
    process.stderr.write(
      `${campaigns} campaigns: worst day ${microsToDecimal(worstDayMicros)} ${currencyCode}, month ${microsToDecimal(monthMicros)} ${currencyCode}\n`,
    )
  }
  const left = quota.left === null ? '' : ` of ${quota.left} left`
  process.stderr.write(`${quota.operations} of Google’s operations${left}\n`)
}

/** On a terminal one line that grows; elsewhere nothing, for a log has no use for it. */
function showBar({ total, outcomes }: Batch): void {
  if (!process.stderr.isTTY) return
  const waiting = (outcomes.WAITING ?? 0) + (outcomes.PUBLISHING ?? 0)
  const ended = total - waiting
  const filled = Math.round((BAR_WIDTH * ended) / total)
  const bar = `${'█'.repeat(filled)}${'░'.repeat(BAR_WIDTH - filled)}`
  const bad = (outcomes.FAILED ?? 0) + (outcomes.REFUSED ?? 0) + (outcomes.NEEDS_ATTENTION ?? 0)
  process.stderr.write(`\r${bar} ${ended} of ${total}${bad === 0 ? '' : `, ${bad} not through`}  `)
}

async function idsOf(call: Call, status: CampaignStatus): Promise<string[]> {
  const ids: string[] = []
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const query = { status, limit: PAGE, ...(cursor === undefined ? {} : { cursor }) }
    const page: { items: { id: string }[]; nextCursor: string | null } = await call(routes.listCampaigns, {
      query,
    })
    ids.push(...page.items.map(({ id }) => id))
    if (ids.length > MAX_BATCH) {
      const message = `More than ${MAX_BATCH} campaigns are ${status}: name the ones to publish, or publish in parts.`
      throw new AppError('not_allowed', message)
    }
    cursor = page.nextCursor
  }
  return ids
}
