import { AppError } from '../base/errors.ts'
import { refusal, refusalAnywhere, refusalIn } from '../contract/actions.ts'
import type { CampaignAction } from '../contract/campaign.ts'
import type { Actor } from './context.ts'

/** Whose rows a transaction of this actor sees, and what the database lets it change: their accounts, where they are limited. */
export function scopeOf({ workspaceId, accounts }: Actor): Pick<Actor, 'workspaceId' | 'accounts'> {
  return { workspaceId, accounts }
}

/** Throws where the actor may never do this to what belongs to no account: images, templates, views of the team. */
export function assertRole(actor: Actor, action: CampaignAction): void {
  refuse(refusal(actor, action))
}

/** Throws where the actor may never do this in the account. */
export function assertRoleIn(actor: Actor, action: CampaignAction, accountId: string): void {
  refuse(refusalIn(actor, action, accountId))
}

/** Throws where the actor may do this in no account at all: asked first, before it is known which one it is about. */
export function assertRoleAnywhere(actor: Actor, action: CampaignAction): void {
  refuse(refusalAnywhere(actor, action))
}

function refuse(reason: string | null): void {
  if (reason !== null) throw new AppError('forbidden', reason)
}
