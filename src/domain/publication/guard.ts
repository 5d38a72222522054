import type { Answer } from '../../google/answer.ts'
import { findBaseline } from '../../store/publishing.ts'
import { labelName } from '../plan/desired.ts'
import type { StoredPlan } from '../plan/make-plan.ts'
import { findLabels } from '../plan/remote.ts'
import { isCreate } from './tree.ts'
import type { Run } from './run.ts'

/**
 * A campaign is made once because its name and label are unique. A change of it has nothing of the kind: the same new ad,
 * sent twice, is two ads. So a change that makes or removes something takes a label of its own along, in the same atomic
 * request: sent again, Google refuses the label and with it everything else; and whether the label is there tells
 * whether the change was made. It is removed once the change is verified.
 */
export function needsGuard(run: Run): boolean {
  const { operations } = run.work.plan as StoredPlan
  return !isCreate(run) && operations.some(({ action }) => action !== 'update')
}

/** Named by what the change starts from: of all changes of one state of the campaign Google takes one. */
export async function guardName({ ctx, claim, work }: Run): Promise<string> {
  const scope = { workspaceId: claim.workspace_id }
  const baseline = await ctx.db.transaction(scope, (tx) =>
    findBaseline(tx, claim.workspace_id, work.campaign_id),
  )
  return `${prefixOf(work.token)}${baseline?.version ?? 0}`
}

export function guardOperation(name: string): object {
  const description =
    'Makes sure that one change is made once. Gone a moment later; may be removed at any time.'
  return { labelOperation: { create: { name, textLabel: { description } } } }
}

/** The guards that Google shows for this campaign: resource names by name. */
export async function findGuards({ ctx, customer, work }: Run): Promise<Answer<Map<string, string>>> {
  return await findLabels(ctx.google, customer, prefixOf(work.token))
}

function prefixOf(token: string): string {
  return `${labelName(token)} change `
}
