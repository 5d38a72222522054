import { AppError } from '../base/errors.ts'
import { type Attention, type AttentionKind, MOST_COUNTED, SOON_DAYS } from '../contract/attention.ts'
import { listAccounts } from '../store/accounts.ts'
import { BEFORE_ALL, listAttention as listRows } from '../store/attention.ts'
import type { Actor, Context } from './context.ts'
import { decodePlace, encodePlace } from './cursor.ts'

export interface AttentionQuery {
  kind: AttentionKind
  accountId?: string | undefined
  limit: number
  cursor?: string | undefined
}

/** The keys of both orders: no date, and the day of the end. */
const isKey = (key: string): boolean =>
  key === BEFORE_ALL.key || /^\d{4}-(0\d|1[0-2])-([0-2]\d|3[01])$/.test(key)

/** A page of the campaigns that somebody should look at, and how many there are. */
export async function listAttention(
  ctx: Context,
  { workspaceId }: Actor,
  { kind, accountId, limit, cursor }: AttentionQuery,
): Promise<Attention> {
  if (
    accountId !== undefined &&
    !(await listAccounts(ctx.db, workspaceId)).some(({ id }) => id === accountId)
  ) {
    throw new AppError('not_found', 'There is no such account in this workspace.')
  }
  const list = ['attention', kind, accountId]
  const after = cursor === undefined ? BEFORE_ALL : decodePlace(list, cursor, isKey)
  const rows = await listRows(ctx.db.reader, workspaceId, kind, {
    accountId: accountId ?? null,
    after,
    limit: limit + 1,
    count: MOST_COUNTED + 1,
    soonDays: SOON_DAYS,
  })
  const counted = rows[0]?.counted ?? 0
  const page = rows.slice(0, limit)
  const last = rows.length > limit ? page.at(-1) : undefined
  return {
    campaigns: Math.min(counted, MOST_COUNTED),
    more: counted > MOST_COUNTED,
    items: page.map((row) => ({
      campaignId: row.id,
      name: row.name,
      accountId: row.account_id,
      status: row.status,
      endDate: row.end_date,
      primaryStatusReasons: row.reasons,
    })),
    nextCursor: last === undefined ? null : encodePlace(list, last),
  }
}
