import { setTimeout as sleep } from 'node:timers/promises'
import type { Campaign } from '../../contract/campaign.ts'
import type { Publication } from '../../contract/publication.ts'
import type { Actor, Context } from '../../domain/context.ts'
import { readCampaign } from '../../domain/edit-campaigns.ts'
import { readPublication } from '../../domain/publications.ts'

const LOOK_EVERY_MS = 100
/** States in which the worker still has something to do. */
const UNDER_WAY = new Set<Publication['state']>(['QUEUED', 'RUNNING', 'UNKNOWN'])

export async function readWhole(ctx: Context, actor: Actor, id: string): Promise<Campaign> {
  return JSON.parse((await readCampaign(ctx, actor, id)).json) as Campaign
}

export function isUnderWay({ lastPublication }: Campaign): boolean {
  return lastPublication !== null && UNDER_WAY.has(lastPublication.state)
}

/** Waits until the worker has brought the campaign's publication to an end, or to a person; throws at the deadline. */
export async function settled(ctx: Context, actor: Actor, id: string, deadline: number): Promise<Campaign> {
  const campaign = await readWhole(ctx, actor, id)
  if (!isUnderWay(campaign)) return campaign
  const publicationId = campaign.lastPublication!.id
  for (;;) {
    const { state, message } = await readPublication(ctx, actor, publicationId)
    if (!UNDER_WAY.has(state)) return await readWhole(ctx, actor, id)
    if (Date.now() > deadline) {
      throw new Error(
        `“${campaign.name}” is still being published (${state}${message === null ? '' : `: ${message}`}).`,
      )
    }
    await sleep(LOOK_EVERY_MS)
  }
}
