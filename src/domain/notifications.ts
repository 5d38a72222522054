import { AppError } from '../base/errors.ts'
import type { Notification, NotificationPreferences } from '../contract/notifications.ts'
import { NOTIFICATION_KINDS, type NotificationKind } from '../contract/words.ts'
import {
  countUnread,
  deleteOldNotifications,
  findMuted,
  listNotifications as listRows,
  markAllRead,
  markRead,
  upsertMuted,
} from '../store/notifications.ts'
import type { Actor, Context } from './context.ts'
import { decodeCursor, isRowId } from './cursor.ts'
import { type Page, pageOf, type PageQuery } from './publications.ts'

const KEEP_DAYS = 90
const DELETED_AT_ONCE = 5000

/** What the caller was told, newest first, and how much of it they have not read. */
export async function listNotifications(
  ctx: Context,
  actor: Actor,
  { unread, limit, cursor }: PageQuery & { unread: 'true' | 'false' },
): Promise<Page<Notification> & { unread: number }> {
  const userId = userOf(actor)
  const before = cursor === undefined ? undefined : decodeCursor(cursor, isRowId)
  const only = { unread: unread === 'true', before, limit: limit + 1 }
  const [rows, count] = await Promise.all([
    listRows(ctx.db.reader, actor.workspaceId, userId, only),
    countUnread(ctx.db.reader, actor.workspaceId, userId),
  ])
  return { ...pageOf(rows, limit, ({ id }) => id), unread: count }
}

export async function readNotification(ctx: Context, actor: Actor, id: string): Promise<{ unread: number }> {
  const userId = userOf(actor)
  await ctx.db.transaction({ workspaceId: actor.workspaceId, userId }, async (tx) => {
    if (!(await markRead(tx, actor.workspaceId, userId, id)))
      throw new AppError('not_found', 'You have no such notification; they are kept for 90 days.')
  })
  return { unread: await countUnread(ctx.db, actor.workspaceId, userId) }
}

/** All up to the newest that the caller has seen: what came meanwhile stays unread. */
export async function readNotifications(
  ctx: Context,
  actor: Actor,
  { upTo }: { upTo: string },
): Promise<{ unread: number }> {
  const userId = userOf(actor)
  await ctx.db.transaction({ workspaceId: actor.workspaceId, userId }, (tx) =>
    markAllRead(tx, actor.workspaceId, userId, upTo),
  )
  return { unread: await countUnread(ctx.db, actor.workspaceId, userId) }
}

export async function readNotificationPreferences(
  ctx: Context,
  actor: Actor,
): Promise<NotificationPreferences> {
  const muted = await findMuted(ctx.db, actor.workspaceId, userOf(actor))
  return preferencesOf(muted)
}

export async function changeNotificationPreferences(
  ctx: Context,
  actor: Actor,
  wanted: Partial<Record<NotificationKind, boolean>>,
): Promise<NotificationPreferences> {
  const those = (is: boolean): NotificationKind[] => NOTIFICATION_KINDS.filter((kind) => wanted[kind] === is)
  const change = { muted: those(false), wanted: those(true) }
  return preferencesOf(await upsertMuted(ctx.db, actor.workspaceId, userOf(actor), change))
}

/** Takes out what was told long ago. */
export async function forgetOldNotifications({ db }: Pick<Context, 'db'>): Promise<void> {
  while ((await deleteOldNotifications(db, KEEP_DAYS, DELETED_AT_ONCE)) === DELETED_AT_ONCE);
}

function preferencesOf(muted: readonly NotificationKind[]): NotificationPreferences {
  return { items: NOTIFICATION_KINDS.map((kind) => ({ kind, wanted: !muted.includes(kind) })) }
}

function userOf({ userId }: Actor): string {
  if (userId !== null) return userId
  throw new AppError(
    'not_allowed',
    'An API key is told nothing. Notifications belong to a person who is signed in.',
  )
}
