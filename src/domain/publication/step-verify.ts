import { findWork, updateStep, type WorkStep } from '../../store/publications.ts'
import { matchRemote, type Mismatch } from '../plan/match.ts'
import { readRemote } from '../plan/remote.ts'
import { endOfRead } from './answers.ts'
import type { Run, StepEnd } from './run.ts'
import { assetNames, storeTree, wantedResources } from './tree.ts'

/**
 * Reads the campaign back and compares it field by field with what was wanted. What Google has becomes the baseline
 * either way; a difference is for a person, and nothing is enabled before.
 */
export async function verify(run: Run, step: WorkStep): Promise<StepEnd> {
  const { ctx, claim, customer, work } = run
  const campaignId = (await currentCampaignId(run)) ?? ''
  await run.write((tx) => updateStep(tx, claim, step.position, 'PENDING'))
  const remote = await readRemote(ctx.google, customer, campaignId)
  if (remote.kind !== 'applied') return endOfRead(remote, work)
  if (remote.value === null) {
    return { kind: 'attention', message: 'The campaign was removed at Google before it could be verified.' }
  }
  const wanted = await wantedResources(run)
  const names = await assetNames(
    run,
    wanted.map(({ fields }) => fields),
  )
  const match = matchRemote(wanted, remote.value.resources, names)
  const clean = match.missing.length === 0 && match.mismatches.length === 0
  await run.write(async (tx) => {
    if (match.found['campaign'] !== undefined) await storeTree(tx, run, match.found)
    if (clean) await updateStep(tx, claim, step.position, 'DONE')
  })
  if (clean) return { kind: 'done' }
  const errors = [
    ...match.missing.map(({ path, title }) => report(path, `${title} is not at Google.`)),
    ...match.mismatches.map((mismatch) => report(mismatch.path, inWords(mismatch))),
  ]
  return { kind: 'attention', message: 'Google has it, but not as it was sent. Nothing was enabled.', errors }
}

/** The id may have been stored by a step of this very run, after the work was read. */
export async function currentCampaignId({ ctx, claim, work }: Run): Promise<string | null> {
  if (work.google_campaign_id !== null) return work.google_campaign_id
  return (await findWork(ctx.db, claim.workspace_id, claim.id))?.google_campaign_id ?? null
}

function report(path: string, message: string) {
  return {
    path: path === '' ? null : path,
    code: 'verify.DIFFERENT',
    message,
    googleMessage: null,
    fix: null,
  }
}

function inWords({ title, field, wanted, found }: Mismatch): string {
  return `${title}: ${field} is ${JSON.stringify(found)} at Google and ${JSON.stringify(wanted)} here.`
}
