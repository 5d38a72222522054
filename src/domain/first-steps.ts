import { AppError } from '../base/errors.ts'
import { refusalAnywhere } from '../contract/actions.ts'
import type { FirstStep, FirstSteps } from '../contract/first-steps.ts'
import {
  findFirstSteps,
  noteFirstDraft,
  noteFirstPlan,
  noteFirstPublication,
  putFirstStepsAway,
} from '../store/first-steps.ts'
import type { Actor, Context } from './context.ts'
import { listCampaigns } from './list-campaigns.ts'
import type { Workspace } from './sessions.ts'

/** Who takes a step, and what is noted of them already. */
interface Taker {
  actor: Actor
  workspace: Workspace
}

/** How far the caller has come here, and with which campaign to go on. Steps that their role may not take are left out. */
export async function readFirstSteps(ctx: Context, actor: Actor): Promise<FirstSteps> {
  const row = await findFirstSteps(ctx.db, actor.workspaceId, userOf(actor))
  if (row === undefined) throw new AppError('not_found', 'You are not a member of this workspace any more.')
  const items: FirstSteps['items'] = []
  if (refusalAnywhere(actor, 'edit') === null) items.push({ step: 'CHANGE_DRAFT', done: row.draft_changed })
  items.push({ step: 'READ_PLAN', done: row.plan_read })
  if (refusalAnywhere(actor, 'publish') === null)
    items.push({ step: 'PUBLISH', done: row.publication_state === 'SUCCEEDED' })
  return {
    items,
    campaignId: row.campaign_id ?? (await newestDraft(ctx, actor)),
    publicationId: row.publication_id,
    away: row.away,
  }
}

/** Puts the list away for the caller alone, or calls it back. */
export async function changeFirstSteps(ctx: Context, actor: Actor, away: boolean): Promise<FirstSteps> {
  const userId = userOf(actor)
  await ctx.db.transaction({ workspaceId: actor.workspaceId }, async (tx) => {
    await putFirstStepsAway(tx, actor.workspaceId, userId, away)
  })
  return await readFirstSteps(ctx, actor)
}

/**
 * Notes a step that was just taken, about `id`. What is known to be noted costs nothing. What was done stands in any
 * case: a step that cannot be noted now is noted when it is taken again.
 */
export async function noteFirstStep(
  ctx: Context,
  { actor: { workspaceId, userId }, workspace: { firstSteps } }: Taker,
  step: FirstStep,
  id: string,
): Promise<void> {
  if (userId === null) return
  if (step === 'CHANGE_DRAFT' && firstSteps.draftChanged) return
  if (step === 'READ_PLAN' && firstSteps.planRead) return
  try {
    await ctx.db.transaction({ workspaceId }, async (tx) => {
      if (step === 'CHANGE_DRAFT') await noteFirstDraft(tx, workspaceId, userId, id)
      if (step === 'READ_PLAN') await noteFirstPlan(tx, workspaceId, userId)
      if (step === 'PUBLISH') await noteFirstPublication(tx, workspaceId, userId, id)
    })
  } catch (error) {
    ctx.log.warn({ err: error, step }, 'A first step could not be noted.')
  }
}

function userOf({ userId }: Actor): string {
  if (userId !== null) return userId
  throw new AppError(
    'not_allowed',
    'An API key has no first steps. They belong to a person who is signed in.',
  )
}

async function newestDraft(ctx: Context, actor: Actor): Promise<string | null> {
  const page = await listCampaigns(ctx, actor, { status: ['DRAFT'], archived: 'false', limit: 1 })
  const { items } = JSON.parse(page) as { items: { id: string }[] }
  return items[0]?.id ?? null
}
