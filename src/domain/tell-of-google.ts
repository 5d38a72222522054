import type { Tx } from '../store/db.ts'
import type { ChangedSide, DisapprovedAds } from '../store/sync.ts'
import type { NotificationFacts } from '../contract/notifications.ts'
import type { NotificationKind } from '../contract/words.ts'
import { notify, type Notice } from './notify.ts'

/** One reading tells of so many campaigns one by one; of more, in one sentence. */
const ONE_BY_ONE = 5

interface Told {
  id: string
  facts: NotificationFacts
}

/**
 * Tells those who work on campaigns of the account what somebody, or Google, did to them there. A reading answers only rows in which
 * something is new, so each change is told once.
 */
export async function tellOfGoogle(
  tx: Tx,
  { workspaceId, accountId }: { workspaceId: string; accountId: string },
  changed: readonly ChangedSide[],
  disapproved: readonly DisapprovedAds[],
): Promise<void> {
  const turned = changed.filter(({ status, status_before: before }) => before !== null && status !== before)
  const removed = turned.filter((side) => side.removed)
  const set = turned.filter((side) => !side.removed && !side.ours && side.status !== null)
  await notify(
    tx,
    workspaceId,
    ...noticesOf('CAMPAIGN_REMOVED_AT_GOOGLE', accountId, removed.map(named)),
    ...noticesOf(
      'CAMPAIGN_CHANGED_AT_GOOGLE',
      accountId,
      set.map(({ id, name, status }) => ({ id, facts: { campaignName: name, googleStatus: status! } })),
    ),
    ...noticesOf(
      'AD_DISAPPROVED',
      accountId,
      disapproved.map(({ id, name, ads }) => ({ id, facts: { campaignName: name, ads } })),
    ),
  )
}

function named({ id, name }: ChangedSide): Told {
  return { id, facts: { campaignName: name } }
}

function noticesOf(kind: NotificationKind, accountId: string, told: readonly Told[]): Notice[] {
  const to = { may: 'edit', accountIds: [accountId] } as const
  if (told.length > ONE_BY_ONE) {
    const ads = told.reduce((sum, { facts }) => sum + (facts.ads ?? 0), 0)
    return [{ kind, facts: { campaigns: told.length, ...(ads > 0 ? { ads } : {}) }, to }]
  }
  return told.map(({ id, facts }) => ({ kind, target: { kind: 'CAMPAIGN', id }, facts, to }))
}
