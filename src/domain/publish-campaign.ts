import { AppError } from '../base/errors.ts'
import { isOpen } from '../contract/actions.ts'
import type { AuditAction } from '../contract/audit-actions.ts'
import { newId } from '../base/ids.ts'
import type { Plan } from '../contract/publication.ts'
import type { PublicationKind, StepKind } from '../contract/words.ts'
import { insertAudit } from '../store/audit.ts'
import { lockCampaign } from '../store/campaigns.ts'
import type { Tx } from '../store/db.ts'
import { insertPublication, type NewPublication } from '../store/publications.ts'
import { fixPublishedName } from '../store/publishing.ts'
import { isCutByStop } from '../store/stop-waits.ts'
import { requireApprovals } from './approval-gate.ts'
import { assertAllowed, noSuchCampaign } from './campaign-answer.ts'
import { planOf, type Prepared, prepare, tokenOf } from './campaign-plan.ts'
import type { Actor, Context } from './context.ts'
import { requireOwnEnvironment, requireWritable } from './own-environment.ts'
import type { MadePlan, StoredPlan } from './plan/make-plan.ts'
import { assertRoleAnywhere, assertRoleIn, scopeOf } from './role.ts'
import { withinCaps } from './spend.ts'

/** The code of the refusal that is none: Google has it as it is here. */
export const NOTHING_TO_PUBLISH = 'nothing_to_publish'

export interface PublishRequest {
  planHash?: string | undefined
  /** Of the plan that was approved, so that a refusal can say what changed since. */
  seen?: Pick<Plan, 'version' | 'baselineVersion' | 'rulePackVersion'> | undefined
  activate: boolean
  /** The revision that the caller has seen; undefined: whatever is saved. */
  version?: number | undefined
}

/**
 * Opens a publication of the plan, in one transaction: the campaign is locked, the plan is made again and compared with
 * the hash that was approved, and the name under which Google will know it is fixed. A worker sends it.
 */
export async function publishCampaign(
  ctx: Context,
  actor: Actor,
  id: string,
  request: PublishRequest,
): Promise<{ publicationId: string }> {
  assertRoleAnywhere(actor, 'publish')
  return await ctx.db.transaction(scopeOf(actor), (tx) => openPublish(ctx, tx, actor, id, request))
}

/** As `publishCampaign`, in a transaction that the caller has begun and that holds no campaign yet. */
export async function openPublish(
  ctx: Context,
  tx: Tx,
  actor: Actor,
  id: string,
  request: PublishRequest,
): Promise<{ publicationId: string }> {
  const prepared = await lockAndPrepare(ctx, tx, actor, id, 'publish', request.version)
  assertAllowed('publish', prepared.tree, actor)
  const made = await planOf(tx, actor.workspaceId, id, prepared)
  assertPlan(made, request)
  const activate = prepared.campaign.status === 'PUBLISHED' ? false : request.activate
  if (made.plan.operations.length === 0 && !activate) {
    throw new AppError(
      'conflict',
      'Google already has the campaign as it is here: there is nothing to publish.',
      { details: { code: NOTHING_TO_PUBLISH } },
    )
  }
  await fixPublishedName(tx, actor.workspaceId, id, prepared.document.name)
  const steps: NewPublication['steps'] = [
    ...made.uploads.map((assetId) => ({
      kind: 'UPLOAD_ASSET' as const,
      title: `Upload image “${prepared.campaign.assets.find((asset) => asset.id === assetId)?.name || 'image'}”`,
      assetId,
    })),
    ...(made.stored.operations.length === 0 ? [] : [mutateStep(prepared, made)]),
    step('VERIFY', 'Read it back from Google and compare'),
    ...(activate ? [step('ACTIVATE', 'Enable the campaign')] : []),
  ]
  return await open(tx, actor, prepared, {
    kind: 'PUBLISH',
    activate,
    plan: made.stored,
    planHash: made.plan.hash,
    steps,
  })
}

/** Pauses a published campaign at Google; the status here follows once Google has confirmed. */
export async function pauseCampaign(
  ctx: Context,
  actor: Actor,
  id: string,
  version?: number,
): Promise<{ publicationId: string }> {
  return await changeStatus(ctx, actor, id, 'PAUSE', version)
}

/** Resumes a paused campaign at Google. */
export async function resumeCampaign(
  ctx: Context,
  actor: Actor,
  id: string,
  version?: number,
): Promise<{ publicationId: string }> {
  return await changeStatus(ctx, actor, id, 'RESUME', version)
}

async function changeStatus(
  ctx: Context,
  actor: Actor,
  id: string,
  kind: 'PAUSE' | 'RESUME',
  version: number | undefined,
): Promise<{ publicationId: string }> {
  assertRoleAnywhere(actor, actionOf(kind))
  return await ctx.db.transaction(scopeOf(actor), (tx) => openChange(ctx, tx, actor, id, kind, version))
}

/** As `pauseCampaign` and `resumeCampaign`, in a transaction that the caller has begun and that holds no campaign yet. */
export async function openChange(
  ctx: Context,
  tx: Tx,
  actor: Actor,
  id: string,
  kind: 'PAUSE' | 'RESUME',
  version?: number,
): Promise<{ publicationId: string }> {
  const prepared = await lockAndPrepare(ctx, tx, actor, id, actionOf(kind), version)
  if (isAlready(kind, prepared)) {
    const message =
      kind === 'PAUSE' ? 'Only a published campaign can be paused.' : 'Only a paused campaign can be resumed.'
    throw new AppError('conflict', message, { details: { code: NOTHING_TO_PUBLISH } })
  }
  assertAllowed(actionOf(kind), prepared.tree, actor)
  return await openStatus(tx, actor, prepared, kind)
}

/** Whether Google has it so and nothing is on the way to change that. */
function isAlready(kind: 'PAUSE' | 'RESUME', { tree }: Prepared): boolean {
  const isMoving = tree.publication_state !== null && isOpen(tree.publication_state)
  return (
    !tree.archived &&
    !tree.google_removed &&
    !isMoving &&
    tree.status === (kind === 'PAUSE' ? 'PAUSED' : 'PUBLISHED')
  )
}

/** Resumes what a stop has paused, whether or not it is protected: that it runs is what was protected. */
export async function openRestore(
  ctx: Context,
  tx: Tx,
  actor: Actor,
  id: string,
): Promise<{ publicationId: string }> {
  const prepared = await lockAndPrepare(ctx, tx, actor, id, 'resume')
  assertAllowed('resume', { ...prepared.tree, protection: null }, actor)
  return await openStatus(tx, actor, prepared, 'RESUME')
}

/**
 * A pause of whatever runs, also where only Google says so, and of what is protected. `LEFT`: it is protected, perhaps since the
 * stop, which leaves that running. Undefined: it does not run, and was not about to. Throws `conflict` with the publication's id where one is open.
 */
export async function openStop(
  ctx: Context,
  tx: Tx,
  actor: Actor,
  id: string,
  { stopId, leavesProtected }: { stopId: string; leavesProtected: boolean },
): Promise<{ publicationId: string } | 'LEFT' | undefined> {
  if ((await lockCampaign(tx, actor.workspaceId, id)) === undefined) return undefined
  const prepared = await lockAndPrepare(ctx, tx, actor, id, 'pause')
  const { googleCampaignId, status, google } = prepared.campaign
  if (googleCampaignId === null || google.removedAt !== null) return undefined
  const runs = status === 'PUBLISHED' || google.status === 'ENABLED'
  // What was about to run has its pause too, so that restoring enables it like the others.
  if (!runs && !(await isCutByStop(tx, actor.workspaceId, id, stopId))) return undefined
  if (leavesProtected && prepared.tree.protection !== null) return 'LEFT'
  if (status === 'PUBLISHED') assertAllowed('pause', { ...prepared.tree, protection: null }, actor)
  return await openStatus(tx, actor, prepared, 'PAUSE')
}

function actionOf(kind: 'PAUSE' | 'RESUME'): 'pause' | 'resume' {
  return kind === 'PAUSE' ? 'pause' : 'resume'
}

const AUDITED = {
  PUBLISH: 'campaign.publish',
  PAUSE: 'campaign.pause',
  RESUME: 'campaign.resume',
} as const satisfies Record<Opening['kind'], AuditAction>

async function openStatus(
  tx: Tx,
  actor: Actor,
  prepared: Prepared,
  kind: 'PAUSE' | 'RESUME',
): Promise<{ publicationId: string }> {
  const title = kind === 'PAUSE' ? 'Pause the campaign' : 'Enable the campaign'
  const plan: StoredPlan = { operations: [], assetIds: [] }
  const steps = [step('ACTIVATE', title)]
  return await open(tx, actor, prepared, { kind, activate: kind === 'RESUME', plan, planHash: null, steps })
}

async function lockAndPrepare(
  ctx: Context,
  tx: Tx,
  actor: Actor,
  id: string,
  action: 'publish' | 'pause' | 'resume',
  version?: number,
): Promise<Prepared> {
  const locked = await lockCampaign(tx, actor.workspaceId, id)
  if (locked === undefined) throw noSuchCampaign()
  if (version !== undefined && version !== locked.version) {
    throw new AppError(
      'stale',
      `Somebody saved version ${locked.version} meanwhile; you have ${version}. Read it again.`,
      {
        details: { currentVersion: locked.version },
      },
    )
  }
  const prepared = await prepare(ctx, tx, actor.workspaceId, id)
  assertRoleIn(actor, action, prepared.account.id)
  requireOwnEnvironment(ctx, prepared.account)
  requireWritable(prepared.account)
  return prepared
}

interface Opening {
  kind: PublicationKind
  activate: boolean
  plan: StoredPlan
  planHash: string | null
  steps: NewPublication['steps']
}

async function open(
  tx: Tx,
  actor: Actor,
  prepared: Prepared,
  opening: Opening,
): Promise<{ publicationId: string }> {
  const publicationId = newId()
  const campaignId = prepared.campaign.id
  await requireApprovals(tx, actor.workspaceId, { campaignId, version: prepared.tree.version, ...opening })
  await withinCaps(prepared.account, () =>
    insertPublication(tx, actor.workspaceId, {
      id: publicationId,
      campaignId,
      accountId: prepared.account.id,
      version: prepared.tree.version,
      publishedName: prepared.document.name,
      token: tokenOf(campaignId),
      createdBy: actor.name,
      ...opening,
    }),
  )
  const detail = {
    publicationId,
    version: prepared.tree.version,
    planHash: opening.planHash,
    activate: opening.activate,
  }
  await insertAudit(tx, actor.workspaceId, {
    actor: actor.name,
    door: actor.door,
    action: AUDITED[opening.kind],
    entityKind: 'campaign',
    entityId: campaignId,
    detail,
    requestId: actor.requestId,
  })
  return { publicationId }
}

function assertPlan({ plan }: MadePlan, { planHash, seen }: PublishRequest): void {
  if (planHash === undefined || planHash === plan.hash) return
  const message = `${whatChanged(plan, seen)} since this plan was made. Read the plan again.`
  throw new AppError('conflict', message, {
    errors: [{ path: 'planHash', code: 'plan_changed', message }],
    details: { code: 'plan_changed', planHash: plan.hash },
  })
}

/** In words, as far as the caller has said what plan it was. */
function whatChanged(plan: Plan, seen: PublishRequest['seen']): string {
  if (seen === undefined) return 'The campaign, Google’s side or the rules changed'
  const changed = [
    ...(seen.version === plan.version
      ? []
      : [`the campaign was edited (version ${seen.version} became ${plan.version})`]),
    ...(seen.baselineVersion === plan.baselineVersion ? [] : ['Google’s side changed']),
    ...(seen.rulePackVersion === plan.rulePackVersion ? [] : ['the rules changed']),
  ]
  // An image that was uploaded meanwhile, say.
  const words = changed.length === 0 ? 'what has to be sent changed' : changed.join(', and ')
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`
}

function mutateStep(prepared: Prepared, made: MadePlan): NewPublication['steps'][number] {
  const count = made.stored.operations.length
  const what =
    prepared.campaign.googleCampaignId === null ? 'Create the campaign, paused' : 'Change the campaign'
  return step('MUTATE', `${what}: ${count} ${count === 1 ? 'operation' : 'operations'}, all or none`)
}

function step(kind: Exclude<StepKind, 'UPLOAD_ASSET'>, title: string): NewPublication['steps'][number] {
  return { kind, title, assetId: null }
}
