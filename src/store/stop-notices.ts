import type { Database, Tx } from './db.ts'
import { statement } from './statement.ts'

/** What somebody enables at Google while a stop is on. */

// Rows that count while a stop is on: those that wait for their pause, what somebody has enabled at Google, and what was left
// running because it was protected, which it is no more. What was restored or left out, and what could not be paused, stays as it
// is; another stop that is on pauses its own.
const ENABLED = `from spend_stops s
     join spend_shares h on h.workspace_id = s.workspace_id and h.counts and (s.account_id is null or h.account_id = s.account_id)
     join campaigns c on c.workspace_id = h.workspace_id and c.id = h.campaign_id
     left join spend_stop_items i on i.workspace_id = s.workspace_id and i.stop_id = s.id and i.campaign_id = c.id
    where s.workspace_id = $1 and s.id = $2 and s.state = 'ON'
      and (c.google_status = 'ENABLED' or i.state = 'LEFT' and c.status = 'PUBLISHED') and c.publication_state not in ('QUEUED', 'RUNNING', 'UNKNOWN')
      and (i.campaign_id is null or i.state in ('IDLE', 'LEFT') or i.state = 'OPENED' and exists (
        select from publications p where p.workspace_id = i.workspace_id and p.id = i.pause_id and p.state = 'SUCCEEDED'))
      and not (s.leaves_protected and exists (
        select from campaign_protections k where k.workspace_id = c.workspace_id and k.campaign_id = c.id))
      and not exists (
        select from spend_stops o join spend_stop_items j on j.workspace_id = o.workspace_id and j.stop_id = o.id
         where o.workspace_id = s.workspace_id and o.state = 'ON' and o.id <> s.id and j.campaign_id = c.id
           and j.state in ('WAITING', 'OPENED'))`
const HAS_ENABLED = statement<{ found: boolean }>(
  'stop_find_enabled',
  `select exists (select ${ENABLED}) as found`,
  { found: 'bool' },
)
// One that this stop has paused, or left running, ran before, and is restored; one that is new to it did not.
const NOTICE = statement<{ campaign_id: string; campaign_name: string }>(
  'stop_item_notice',
  `insert into spend_stop_items (workspace_id, stop_id, campaign_id, account_id, campaign_name, noticed_at)
   select s.workspace_id, s.id, c.id, c.account_id, c.name, clock_timestamp() ${ENABLED}
   on conflict (workspace_id, stop_id, campaign_id) do update
      set state = 'WAITING', message = null,
          noticed_at = case spend_stop_items.state when 'IDLE' then excluded.noticed_at else spend_stop_items.noticed_at end
    where spend_stop_items.state in ('IDLE', 'OPENED', 'LEFT')
   returning campaign_id, campaign_name`,
  { campaign_id: 'uuid', campaign_name: 'text' },
)

/** Whether something runs at Google that this stop, which is on, has not to pause yet. */
export async function hasEnabled(db: Database, workspaceId: string, id: string): Promise<boolean> {
  return (await db.one({ workspaceId }, HAS_ENABLED, [workspaceId, id]))!.found
}

/** Takes what runs at Google all the same among the campaigns of a stop, which is held; answers them. */
export async function noticeEnabled(
  tx: Tx,
  workspaceId: string,
  id: string,
): Promise<{ id: string; name: string }[]> {
  const rows = await tx.many(NOTICE, [workspaceId, id])
  return rows.map((row) => ({ id: row.campaign_id, name: row.campaign_name }))
}
