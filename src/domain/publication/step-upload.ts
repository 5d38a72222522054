import { findAssetToSend, insertAccountAsset } from '../../store/publishing.ts'
import type { WorkStep } from '../../store/publications.ts'
import { assetName } from '../plan/make-plan.ts'
import { endOf, isSurelyNew } from './answers.ts'
import type { Run, StepEnd } from './run.ts'

/**
 * Uploads one image. Google keeps equal bytes once and answers with the one it has, so a lost answer is cured by sending
 * the same bytes again.
 */
export async function uploadAsset(run: Run, step: WorkStep): Promise<StepEnd> {
  const { ctx, claim, work, customer } = run
  const assetId = step.asset_id!
  const asset = await findAssetToSend(ctx.db, claim.workspace_id, assetId)
  if (asset === undefined) throw new Error(`Asset ${assetId} has no content.`)
  const request = ctx.google.prepareImageUpload(customer, assetName(asset.sha256), asset.content)
  const answer = await run.send(step, request, async (tx, { resourceNames }) => {
    const googleAssetId = resourceNames[0]?.split('/').at(-1) ?? ''
    await insertAccountAsset(tx, claim.workspace_id, work.account_id, assetId, googleAssetId)
  })
  return answer.kind === 'applied' ? { kind: 'done' } : endOf(answer, work, isSurelyNew(work))
}
