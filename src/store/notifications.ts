import { MAX_UNREAD } from '../contract/notification-limits.ts'
import type { Notification, NotificationFacts } from '../contract/notifications.ts'
import type { NotificationKind, NotificationTarget, PublicationKind, Role } from '../contract/words.ts'
import type { Database, Reader, Tx } from './db.ts'
import type { PublicationRow } from './generated/rows.ts'
import { statement } from './statement.ts'

const AFTER_EVERY_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff'

/** Something that happened, and who is to be told of it: one person, all of some roles, or by their address who wrote it. */
export interface NewNotification {
  id: string
  kind: NotificationKind
  target: { kind: NotificationTarget; id: string } | null
  facts: NotificationFacts
  userId: string | null
  roles: readonly Role[] | null
  author: string | null
  /** Where `author` is no member: these. */
  orRoles: readonly Role[] | null
  /** Where the roles count; null: in the workspace, or in any account. */
  accountIds: readonly string[] | null
  /** Who is told nothing. */
  notTo: string | null
}

// Nobody's row is locked: what is being told of must not wait for people.
const INSERT = statement(
  'notification_insert',
  `with told as (
     select n.* from jsonb_to_recordset($2::jsonb) as n(id uuid, kind text, target jsonb, facts jsonb, "userId" uuid,
       roles text[], author text, "orRoles" text[], "accountIds" uuid[], "notTo" uuid)),
   people as (
     select m.user_id, m.role, m.limited, (select u.email from users u where u.id = m.user_id) as email,
            coalesce((select p.muted from notification_preferences p
                       where p.workspace_id = $1 and p.user_id = m.user_id), '{}') as muted
       from members m where m.workspace_id = $1),
   asked as (
     select t.*, case when t.roles is not null then t.roles
                      when not exists (select from people a where a.email = lower(t.author)) then t."orRoles" end as ask
       from told t)
   insert into notifications (workspace_id, user_id, id, kind, target_kind, target_id, facts)
   select $1, p.user_id, t.id, t.kind, t.target ->> 'kind', (t.target ->> 'id')::uuid, t.facts
     from asked t, people p
    where (p.user_id = t."userId" or p.email = lower(t.author)
           or case when not p.limited then p.role = any (t.ask)
                else exists (select from member_accounts a
                              where a.workspace_id = $1 and a.user_id = p.user_id and a.role = any (t.ask)
                                and (t."accountIds" is null or a.account_id = any (t."accountIds"))) end)
      and p.user_id is distinct from t."notTo" and t.kind <> all (p.muted)`,
)

/** Tells people, in the transaction of what they are told of. */
export async function insertNotifications(
  tx: Tx,
  workspaceId: string,
  notifications: readonly NewNotification[],
): Promise<void> {
  await tx.run(INSERT, [workspaceId, JSON.stringify(notifications)])
}

/** What the person who asked for a publication is told of it. */
export interface ToldPublication
  extends Pick<PublicationRow, 'campaign_id' | 'account_id' | 'activate' | 'created_by'> {
  kind: PublicationKind
  campaign_name: string
  /** A batch that is under way tells of all its campaigns at once, when it ends. */
  in_running_batch: boolean
}

const FIND_TOLD = statement<ToldPublication>(
  'publication_find_told',
  `select p.campaign_id, p.account_id, c.name as campaign_name, p.kind, p.activate, p.created_by,
          exists (select from publish_batch_items i
                    join publish_batches b on b.workspace_id = i.workspace_id and b.id = i.batch_id and b.finished_at is null
                   where i.workspace_id = p.workspace_id and i.campaign_id = p.campaign_id and i.publication_id = p.id) as in_running_batch
     from publications p
     join campaigns c on c.workspace_id = p.workspace_id and c.id = p.campaign_id
    where p.workspace_id = $1 and p.id = $2`,
  {
    campaign_id: 'uuid',
    account_id: 'uuid',
    campaign_name: 'text',
    kind: 'text',
    activate: 'bool',
    created_by: 'text',
    in_running_batch: 'bool',
  },
)

export async function findToldPublication(tx: Tx, workspaceId: string, id: string): Promise<ToldPublication> {
  return (await tx.one(FIND_TOLD, [workspaceId, id]))!
}

const JSON_OF_NOTIFICATION = `json_build_object('id', n.id, 'kind', n.kind,
  'target', case when n.target_kind is not null then json_build_object('kind', n.target_kind, 'id', n.target_id) end,
  'facts', n.facts, 'readAt', n.read_at, 'createdAt', n.created_at)`

const LIST = statement<{ json: Notification }>(
  'notification_list',
  `select ${JSON_OF_NOTIFICATION} as json from notifications n
    where n.workspace_id = $1 and n.user_id = $2 and n.id < $3 order by n.id desc limit $4`,
  { json: 'json' },
)
const LIST_UNREAD = statement<{ json: Notification }>(
  'notification_list_unread',
  `select ${JSON_OF_NOTIFICATION} as json from notifications n
    where n.workspace_id = $1 and n.user_id = $2 and n.id < $3 and n.read_at is null order by n.id desc limit $4`,
  { json: 'json' },
)
const COUNT_UNREAD = statement<{ unread: number }>(
  'notification_count_unread',
  `select count(*)::int4 as unread from (
     select from notifications where workspace_id = $1 and user_id = $2 and read_at is null limit $3) n`,
  { unread: 'int4' },
)
const MARK = statement(
  'notification_update_read',
  `update notifications set read_at = now()
    where workspace_id = $1 and user_id = $2 and id = $3 and read_at is null`,
)
const EXISTS = statement<{ found: boolean }>(
  'notification_exists',
  `select exists (select from notifications where workspace_id = $1 and user_id = $2 and id = $3) as found`,
  { found: 'bool' },
)
const MARK_ALL = statement(
  'notification_update_all_read',
  `update notifications set read_at = now()
    where workspace_id = $1 and user_id = $2 and id <= $3 and read_at is null`,
)

/** A person's notifications, newest first; `before` is the last id of the page before. */
export async function listNotifications(
  db: Reader,
  workspaceId: string,
  userId: string,
  { unread, before = AFTER_EVERY_ID, limit }: { unread: boolean; before: string | undefined; limit: number },
): Promise<Notification[]> {
  const list = unread ? LIST_UNREAD : LIST
  const rows = await db.many({ workspaceId, userId }, list, [workspaceId, userId, before, limit])
  return rows.map(({ json }) => json)
}

/** How many a person has not read, up to MAX_UNREAD. */
export async function countUnread(db: Reader, workspaceId: string, userId: string): Promise<number> {
  const row = await db.one({ workspaceId, userId }, COUNT_UNREAD, [workspaceId, userId, MAX_UNREAD])
  return row!.unread
}

/** Marks one as read; false where there is none. */
export async function markRead(tx: Tx, workspaceId: string, userId: string, id: string): Promise<boolean> {
  await tx.run(MARK, [workspaceId, userId, id])
  return (await tx.one(EXISTS, [workspaceId, userId, id]))!.found
}

/** Marks all as read up to this one. */
export async function markAllRead(tx: Tx, workspaceId: string, userId: string, upTo: string): Promise<void> {
  await tx.run(MARK_ALL, [workspaceId, userId, upTo])
}

const FIND_MUTED = statement<{ muted: NotificationKind[] }>(
  'notification_preference_find',
  `select muted from notification_preferences where workspace_id = $1 and user_id = $2`,
  { muted: 'text[]' },
)
// In one statement, so that two windows of one person do not undo each other's choice.
const UPSERT_MUTED = statement<{ muted: NotificationKind[] }>(
  'notification_preference_upsert',
  `insert into notification_preferences as p (workspace_id, user_id, muted) values ($1, $2, $3)
   on conflict (workspace_id, user_id) do update
      set muted = array(select k from unnest(p.muted || excluded.muted) k where k <> all ($4::text[]) group by k order by k)
   returning muted`,
  { muted: 'text[]' },
)

/** The kinds that a person does not want. */
export async function findMuted(
  db: Reader,
  workspaceId: string,
  userId: string,
): Promise<NotificationKind[]> {
  return (await db.one({ workspaceId, userId }, FIND_MUTED, [workspaceId, userId]))?.muted ?? []
}

/** Mutes some kinds and wants others, and answers what is muted then. */
export async function upsertMuted(
  db: Database,
  workspaceId: string,
  userId: string,
  { muted, wanted }: Record<'muted' | 'wanted', readonly NotificationKind[]>,
): Promise<NotificationKind[]> {
  const row = await db.one({ workspaceId, userId }, UPSERT_MUTED, [workspaceId, userId, muted, wanted])
  return row!.muted
}

const DELETE_OLD = statement(
  'notification_delete_old',
  `delete from notifications n using (
     select workspace_id, user_id, id from notifications
      where created_at < now() - make_interval(days => $1) order by created_at limit $2) o
    where n.workspace_id = o.workspace_id and n.user_id = o.user_id and n.id = o.id`,
)

/** Takes out those of all workspaces that are older; answers how many, at most `limit`. */
export async function deleteOldNotifications(db: Database, days: number, limit: number): Promise<number> {
  return await db.run('worker', DELETE_OLD, [days, limit])
}
