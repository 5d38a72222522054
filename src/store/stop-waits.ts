import type { Database } from './db.ts'
import { statement } from './statement.ts'

/** What stands in the way of a stop: publications that were opened before it. */

const OPEN = `('QUEUED', 'RUNNING', 'UNKNOWN', 'NEEDS_ATTENTION')`
const EVERYWHERE = '00000000-0000-0000-0000-000000000000'

export interface StopStanding {
  /** A stop over the account is on. */
  stopped: boolean
  /** The publication resumes what a stop has paused. */
  restores: boolean
}

const STANDING = statement<StopStanding>(
  'stop_find_standing',
  `select exists (select from spend_stops s
                   where s.workspace_id = $1 and s.scope_id in ($2::uuid, '${EVERYWHERE}') and s.state <> 'OVER'
                     and s.state = 'ON') as stopped,
          exists (select from spend_stops s
                    join spend_stop_items i on i.workspace_id = s.workspace_id and i.stop_id = s.id and i.campaign_id = $3
                   where s.workspace_id = $1 and s.state <> 'OVER' and s.state = 'RESTORING' and i.restore_id = $4) as restores`,
  { stopped: 'bool', restores: 'bool' },
)

/** What stops mean for a publication. */
export async function findStopStanding(
  db: Database,
  workspaceId: string,
  publication: { id: string; account_id: string; campaign_id: string },
): Promise<StopStanding> {
  const { id, account_id: accountId, campaign_id: campaignId } = publication
  return (await db.one({ workspaceId }, STANDING, [workspaceId, accountId, campaignId, id]))!
}

// Once for each campaign, which its message notes: what Google puts off after that is not asked for again and again. What a stop
// that is restored has opened waits by itself. An answer that was lost is looked for soon as it is, unless Google said when.
const HURRY = statement(
  'stop_item_update_hurried',
  `with due as (
     select i.campaign_id, p.id from spend_stops s
       join spend_stop_items i on i.workspace_id = s.workspace_id and i.stop_id = s.id and i.state = 'WAITING' and i.message is null
       join publications p on p.workspace_id = i.workspace_id and p.campaign_id = i.campaign_id and p.state in ${OPEN}
        and (p.state = 'QUEUED' and p.next_attempt_at > clock_timestamp()
          or p.state = 'UNKNOWN' and p.next_attempt_at > clock_timestamp() + interval '30 seconds')
      where s.workspace_id = $1 and s.id = $2 and s.state = 'ON' and not exists (
        select from spend_stops o
          join spend_stop_items j on j.workspace_id = o.workspace_id and j.stop_id = o.id and j.campaign_id = i.campaign_id
         where o.workspace_id = s.workspace_id and o.state <> 'OVER' and o.state = 'RESTORING' and j.restore_id = p.id)
      order by i.campaign_id limit $3 for update of i skip locked),
   noted as (
     update spend_stop_items i set message = 'What was open before it was hurried on.'
       from due where i.workspace_id = $1 and i.stop_id = $2 and i.campaign_id = due.campaign_id
     returning due.id)
   update publications p set next_attempt_at = clock_timestamp() - interval '1 hour'
     from noted where p.workspace_id = $1 and p.id = noted.id and p.state in ('QUEUED', 'UNKNOWN')`,
)

/** Lets what campaigns of a stop wait behind come to its end now; answers how many there were. */
export async function hurryBehindStop(
  db: Database,
  workspaceId: string,
  id: string,
  limit: number,
): Promise<number> {
  return await db.run({ workspaceId }, HURRY, [workspaceId, id, limit])
}

export interface StuckItem {
  campaign_id: string
  publication_id: string
}

// Without an id at Google nothing of it can run there: what may have been made was made paused.
const STUCK = statement<StuckItem>(
  'stop_item_list_stuck',
  `select i.campaign_id, p.id as publication_id
     from spend_stop_items i
     join spend_stops s on s.workspace_id = i.workspace_id and s.id = i.stop_id and s.state = 'ON'
     join campaigns c on c.workspace_id = i.workspace_id and c.id = i.campaign_id
      and c.publication_state = 'NEEDS_ATTENTION' and c.google_campaign_id is not null
     join publications p on p.workspace_id = i.workspace_id and p.campaign_id = i.campaign_id and p.state = 'NEEDS_ATTENTION'
    where i.workspace_id = $1 and i.stop_id = $2 and i.state = 'WAITING'
    order by i.account_id, i.campaign_id limit $3`,
  { campaign_id: 'uuid', publication_id: 'uuid' },
)

/** Campaigns that cannot be paused because a publication of theirs waits for a person. */
export async function listStuckOfStop(
  db: Database,
  workspaceId: string,
  id: string,
  limit: number,
): Promise<StuckItem[]> {
  return await db.many({ workspaceId }, STUCK, [workspaceId, id, limit])
}
