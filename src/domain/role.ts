import { AppError } from '../base/errors.ts'
import { roleMay } from '../contract/actions.ts'
import type { CampaignAction } from '../contract/campaign.ts'
import type { Actor } from './context.ts'

/** Throws where the actor's role may never do this. */
export function assertRole(actor: Actor, action: CampaignAction): void {
  if (!roleMay(actor.role, action))
    throw new AppError('forbidden', `Your role (${actor.role}) may not do this.`)
}
