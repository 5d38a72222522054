import type { PublicationState } from '../contract/words.ts'
import type { Database, Tx } from './db.ts'
import { statement } from './statement.ts'

const FIND = statement<FirstStepsRow>(
  'first_steps_find',
  `select m.plan_read_at is not null as plan_read, m.first_draft_id is not null as draft_changed, c.id as campaign_id,
          p.id as publication_id, p.state as publication_state, m.steps_away_at is not null as away
     from members m
     left join campaigns c on c.workspace_id = m.workspace_id and c.id = m.first_draft_id
     left join publications p on p.workspace_id = m.workspace_id and p.id = m.first_publication_id
    where m.workspace_id = $1 and m.user_id = $2`,
  {
    plan_read: 'bool',
    draft_changed: 'bool',
    campaign_id: 'uuid',
    publication_id: 'uuid',
    publication_state: 'text',
    away: 'bool',
  },
)
const NOTE_DRAFT = statement(
  'first_steps_note_draft',
  'update members set first_draft_id = $3 where workspace_id = $1 and user_id = $2 and first_draft_id is null',
)
const NOTE_PLAN = statement(
  'first_steps_note_plan',
  'update members set plan_read_at = now() where workspace_id = $1 and user_id = $2 and plan_read_at is null',
)
// One that failed, or is gone, is no step: the next one takes its place.
const NOTE_PUBLICATION = statement(
  'first_steps_note_publication',
  `update members m set first_publication_id = $3
    where m.workspace_id = $1 and m.user_id = $2
      and not exists (select from publications p
                       where p.workspace_id = $1 and p.id = m.first_publication_id and p.state <> 'FAILED')`,
)
const PUT_AWAY = statement(
  'first_steps_put_away',
  `update members set steps_away_at = case when $3 then now() end where workspace_id = $1 and user_id = $2`,
)

/** How far a member has come. */
export interface FirstStepsRow {
  plan_read: boolean
  draft_changed: boolean
  /** The campaign that they wrote in first; null: none, or it is gone. */
  campaign_id: string | null
  publication_id: string | null
  publication_state: PublicationState | null
  away: boolean
}

export async function findFirstSteps(
  db: Database,
  workspaceId: string,
  userId: string,
): Promise<FirstStepsRow | undefined> {
  return await db.one({ workspaceId }, FIND, [workspaceId, userId])
}

/** Notes the first campaign that somebody wrote in. */
export async function noteFirstDraft(tx: Tx, workspaceId: string, userId: string, id: string): Promise<void> {
  await tx.run(NOTE_DRAFT, [workspaceId, userId, id])
}

/** Notes that somebody read a plan. */
export async function noteFirstPlan(tx: Tx, workspaceId: string, userId: string): Promise<void> {
  await tx.run(NOTE_PLAN, [workspaceId, userId])
}

/** Notes the first publication that somebody asked for and that did not fail. */
export async function noteFirstPublication(
  tx: Tx,
  workspaceId: string,
  userId: string,
  id: string,
): Promise<void> {
  await tx.run(NOTE_PUBLICATION, [workspaceId, userId, id])
}

/** Puts the list away, or calls it back. */
export async function putFirstStepsAway(
  tx: Tx,
  workspaceId: string,
  userId: string,
  away: boolean,
): Promise<void> {
  await tx.run(PUT_AWAY, [workspaceId, userId, away])
}
