import type { Database, Tx } from './db.ts'
import { statement } from './statement.ts'

/** What stands in the way of a stop: publications that were opened before it. */

const OPEN = `('QUEUED', 'RUNNING', 'UNKNOWN', 'NEEDS_ATTENTION')`
const EVERYWHERE = '00000000-0000-0000-0000-000000000000'

export interface StopStanding {
  /** A stop over the account is on. */
  stopped: boolean
  /** The publication resumes what a stop has paused. */
  restores: boolean
  /** The campaign is to run as it is: nothing has to be enabled for that. */
  runs: boolean
}

const STANDING = statement<StopStanding>(
  'stop_find_standing',
  `select exists (select from spend_stops s
                   where s.workspace_id = $1 and s.scope_id in ($2::uuid, '${EVERYWHERE}') and s.state <> 'OVER'
                     and s.state = 'ON') as stopped,
          exists (select from spend_stops s
                    join spend_stop_items i on i.workspace_id = s.workspace_id and i.stop_id = s.id and i.campaign_id = $3
                   where s.workspace_id = $1 and s.state <> 'OVER' and s.state = 'RESTORING' and i.restore_id = $4) as restores,
          exists (select from campaigns c where c.workspace_id = $1 and c.id = $3 and c.status = 'PUBLISHED') as runs`,
  { stopped: 'bool', restores: 'bool', runs: 'bool' },
)
const HOLD = statement(
  'stop_hold_ledgers',
  `select from spend_ledgers where workspace_id = $1 and scope_id = $2 order by currency_code for share`,
)

interface Standing {
  id: string
  account_id: string
  campaign_id: string
}

/** What stops mean for a publication. */
export async function findStopStanding(
  db: Database,
  workspaceId: string,
  publication: Standing,
): Promise<StopStanding> {
  return (await db.one({ workspaceId }, STANDING, valuesOf(workspaceId, publication)))!
}

/** As `findStopStanding`, and no stop comes to be before `tx` ends: a stop holds the same ledgers for itself. */
export async function holdStopStanding(
  tx: Tx,
  workspaceId: string,
  publication: Standing,
): Promise<StopStanding> {
  await tx.run(HOLD, [workspaceId, publication.account_id])
  return (await tx.one(STANDING, valuesOf(workspaceId, publication)))!
}

function valuesOf(workspaceId: string, { id, account_id, campaign_id }: Standing): unknown[] {
  return [workspaceId, account_id, campaign_id, id]
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

/** Of campaign `$2`, or of each item `i`: its last publication came to an end before it enabled, as it was stopped by stop `$3`. */
const CUT = (campaign: string, stop: string): string =>
  `exists (
     select from publications p
       join spend_stops s on s.workspace_id = p.workspace_id and s.id = ${stop}
       join publication_steps a on a.workspace_id = p.workspace_id and a.publication_id = p.id and a.kind = 'ACTIVATE'
        and a.state = 'FAILED' and a.finished_at >= s.created_at
      where p.workspace_id = $1 and p.campaign_id = ${campaign} and p.kind = 'PUBLISH' and p.state = 'FAILED'
        and not exists (select from publication_attempts t
                         where t.workspace_id = p.workspace_id and t.publication_id = p.id and t.position = a.position)
        and not exists (select from publications o
                         where o.workspace_id = p.workspace_id and o.campaign_id = p.campaign_id
                           and (o.created_at, o.id) > (p.created_at, p.id)))`

const IS_CUT = statement<{ cut: boolean }>('stop_item_find_cut', `select ${CUT('$2', '$3')} as cut`, {
  cut: 'bool',
})

/** Whether a stop came between the change of a campaign and the request that would have enabled it. */
export async function isCutByStop(
  tx: Tx,
  workspaceId: string,
  campaignId: string,
  stopId: string,
): Promise<boolean> {
  return (await tx.one(IS_CUT, [workspaceId, campaignId, stopId]))!.cut
}

const LIST_CUT = statement<{ campaign_id: string }>(
  'stop_item_list_cut',
  `select i.campaign_id from spend_stop_items i
    where i.workspace_id = $1 and i.stop_id = $2 and i.state = 'WAITING' and ${CUT('i.campaign_id', 'i.stop_id')}
    order by i.campaign_id for update of i`,
  { campaign_id: 'uuid' },
)

/** Holds what a stop has kept from being enabled and has not come to yet, by id of campaign. One account has one at a time. */
export async function lockCutItems(tx: Tx, workspaceId: string, stopId: string): Promise<string[]> {
  return (await tx.many(LIST_CUT, [workspaceId, stopId])).map((row) => row.campaign_id)
}
