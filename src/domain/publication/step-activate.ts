import type { WorkStep } from '../../store/publications.ts'
import { setStatus } from '../../store/publishing.ts'
import { endOf } from './answers.ts'
import type { Run, StepEnd } from './run.ts'
import { currentCampaignId } from './tree.ts'

/** Enables or pauses the campaign. Setting a status twice is setting it once, so a lost answer is cured by sending it again. */
export async function activate(run: Run, step: WorkStep): Promise<StepEnd> {
  const { ctx, claim, customer, work } = run
  const campaignId = await currentCampaignId(run)
  const status = work.kind === 'PAUSE' ? 'PAUSED' : 'ENABLED'
  const resourceName = `customers/${customer.customerId}/campaigns/${campaignId}`
  const request = ctx.google.prepareMutate(customer, [
    { campaignOperation: { update: { resourceName, status }, updateMask: 'status' } },
  ])
  const answer = await run.send(step, request, async (tx) => {
    await setStatus(tx, claim.workspace_id, work.campaign_id, status === 'ENABLED' ? 'PUBLISHED' : 'PAUSED')
  })
  return answer.kind === 'applied' ? { kind: 'done' } : endOf(answer, work, false)
}
