import { AppError } from '../base/errors.ts'
import { firstIdAt } from '../base/ids.ts'
import { addDays, todayIn } from '../contract/dates.ts'
import type { Mark, Marks } from '../contract/metrics.ts'
import { listAccounts } from '../store/accounts.ts'
import { listMarksOfCampaign, listMarksOfWorkspace, type MarkRow } from '../store/marks.ts'
import { campaignOf, requireTree } from './campaign-answer.ts'
import type { Actor, Context } from './context.ts'

interface Days {
  from: string
  to: string
}

/** More than a chart can show. */
const MOST = 200
const MOST_LOOKED = 2000
/** A publication waits a day for quota at most, and a person may settle an unclear one a few days later. */
const LATE_DAYS = 7

/** What took effect of a campaign in these days, newest first. */
export async function listCampaignMarks(
  ctx: Context,
  { workspaceId }: Actor,
  campaignId: string,
  days: Days,
): Promise<Marks> {
  const { accountId, google, name } = campaignOf(await requireTree(ctx.db, workspaceId, campaignId))
  const rows = await listMarksOfCampaign(ctx.db.reader, workspaceId, campaignId, {
    ...idsOf(days),
    limit: MOST + 1,
  })
  const marks = marksOf(rows, days)
  if (google.removedAt === null) return marks
  const zone = (await listAccounts(ctx.db, workspaceId)).find(({ id }) => id === accountId)!.time_zone
  const removal: Mark = {
    date: todayIn(zone, new Date(google.removedAt)),
    at: google.removedAt,
    kind: 'REMOVED_AT_GOOGLE',
    by: 'Google Ads',
    campaignId,
    campaignName: name,
    publicationId: null,
  }
  return { ...marks, items: isWithin(removal, days) ? [removal, ...marks.items] : marks.items }
}

/** What took effect in these days, in the workspace or in one account of it, newest first. */
export async function listMarks(
  ctx: Context,
  { workspaceId }: Actor,
  { accountId = null, ...days }: Days & { accountId?: string | null | undefined },
): Promise<Marks> {
  if (accountId !== null && !(await listAccounts(ctx.db, workspaceId)).some(({ id }) => id === accountId)) {
    throw new AppError('not_found', 'There is no such account in this workspace.')
  }
  const { looked, marks } = await listMarksOfWorkspace(ctx.db.reader, workspaceId, accountId, {
    ...idsOf(days),
    limit: MOST + 1,
    look: MOST_LOOKED + 1,
  })
  const { items, complete } = marksOf(marks, days)
  return { items, complete: complete && looked <= MOST_LOOKED }
}

/** Days of all time zones, and publications that were opened a little before. */
function idsOf({ from, to }: Days): { from: string; before: string } {
  const at = (date: string): string => firstIdAt(Date.parse(`${date}T00:00:00Z`))
  return { from: at(addDays(from, -LATE_DAYS)), before: at(addDays(to, 3)) }
}

function marksOf(rows: readonly MarkRow[], days: Days): Marks {
  const items = rows.slice(0, MOST).map((row) => ({
    date: row.date,
    at: row.at,
    kind: row.kind,
    by: row.created_by,
    campaignId: row.campaign_id,
    campaignName: row.campaign_name,
    publicationId: row.id,
  }))
  return { items: items.filter((item) => isWithin(item, days)), complete: rows.length <= MOST }
}

function isWithin({ date }: Mark, { from, to }: Days): boolean {
  return date >= from && date <= to
}
