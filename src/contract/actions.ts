import type { CampaignAction, Protection } from './campaign.ts'
import type { CampaignStatus, PublicationState, Role } from './words.ts'
import { OPEN_PUBLICATION_STATES } from './words.ts'

/** The facts that decide what may be done. */
export interface ActionFacts {
  status: CampaignStatus
  /** A publication of it exists, so Google may have seen it and its journal is kept. */
  seenByGoogle: boolean
  removedAtGoogle: boolean
  archived: boolean
  publicationState: PublicationState | null
  /** Who protects it since when; null: nobody does. */
  protection: Protection | null
}

export interface ActionVerdict {
  action: CampaignAction
  allowed: boolean
  reason: string | null
}

/** Which roles may do what. Each action lists who may; `admin` may do everything. */
const WHO: Record<CampaignAction, readonly Role[]> = {
  edit: ['editor', 'approver', 'publisher'],
  duplicate: ['editor', 'approver', 'publisher'],
  delete: ['editor', 'publisher'],
  archive: ['publisher'],
  publish: ['publisher'],
  pause: ['publisher'],
  resume: ['publisher'],
  protect: [],
  unprotect: [],
}

/** Whether the role may do this to any campaign at all. */
export function roleMay(role: Role, action: CampaignAction): boolean {
  return role === 'admin' || WHO[action].includes(role)
}

/** Whether a publication in this state still blocks the next one. */
export function isOpen(state: PublicationState): boolean {
  return (OPEN_PUBLICATION_STATES as readonly string[]).includes(state)
}

/** Who protects a campaign, since when and why, and the way out. The same words at every door, so by one clock. */
export function protectionWords({ by, at, reason }: Protection): string {
  const time = new Date(at).toISOString()
  const because = reason === null ? '' : ` “${reason}”`
  return `${by} protected this campaign on ${time.slice(0, 10)} at ${time.slice(11, 16)} UTC.${because} It stays as it is until an administrator lifts the protection.`
}

/** Why the campaign's state forbids the action; null where it does not. */
function obstacle(action: CampaignAction, facts: ActionFacts): string | null {
  const open = facts.publicationState !== null && isOpen(facts.publicationState)
  if (action === 'duplicate') return null
  if (action === 'unprotect') return facts.protection === null ? 'The campaign is not protected.' : null
  if (facts.archived) return 'The campaign is archived.'
  if (facts.protection !== null)
    return action === 'protect' ? 'The campaign is protected already.' : protectionWords(facts.protection)
  if (open) {
    return facts.publicationState === 'NEEDS_ATTENTION'
      ? 'The last publication needs attention first.'
      : 'A publication of this campaign is running.'
  }
  if (facts.removedAtGoogle && action !== 'archive' && action !== 'protect') {
    return 'The campaign was removed at Google, and Google never brings a removed campaign back. Duplicate it instead.'
  }
  switch (action) {
    case 'pause':
      return facts.status === 'PUBLISHED' ? null : 'Only a published campaign can be paused.'
    case 'resume':
      return facts.status === 'PAUSED' ? null : 'Only a paused campaign can be resumed.'
    case 'delete':
      return facts.seenByGoogle ? 'Google has seen this campaign: it can be archived, not deleted.' : null
    case 'archive':
      if (!facts.seenByGoogle) return 'A draft is deleted, not archived.'
      return facts.status === 'PUBLISHED' && !facts.removedAtGoogle
        ? 'It is live and may spend money. Pause it first.'
        : null
    default:
      return null
  }
}

/** The verdict on one action, with the reason in words where it is no. */
export function judge(action: CampaignAction, facts: ActionFacts, role: Role): ActionVerdict {
  const reason = roleMay(role, action) ? obstacle(action, facts) : `Your role (${role}) may not do this.`
  return { action, allowed: reason === null, reason }
}
