import type { CampaignAction, Protection } from './campaign.ts'
import type { CampaignStatus, PublicationState, Role } from './words.ts'
import { OPEN_PUBLICATION_STATES } from './words.ts'

/** Somebody's limits: the accounts in which they may do something, each with their role there. In the others they are viewers. */
export type AccountRoles = Readonly<Record<string, Role>>

/** What somebody may do: their role in the workspace, and their limits; null: the role holds in every account. */
export interface Rights {
  readonly role: Role
  readonly accounts: AccountRoles | null
}

/** The facts that decide what may be done. */
export interface ActionFacts {
  accountId: string
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
  unarchive: ['publisher'],
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

/** What somebody is in an account. */
export function roleIn({ role, accounts }: Rights, accountId: string): Role {
  return accounts === null ? role : (accounts[accountId] ?? 'viewer')
}

/** Why they may not do this to any campaign of the account; null where they may. */
export function refusalIn(rights: Rights, action: CampaignAction, accountId: string): string | null {
  return roleMay(roleIn(rights, accountId), action) ? null : mayNotIn(rights, accountId, 'do this')
}

/** Why they may not do this to the campaigns of any account at all; null where they may in one. */
export function refusalAnywhere(rights: Rights, action: CampaignAction): string | null {
  return rolesOf(rights).some((role) => roleMay(role, action)) ? null : mayNotAnywhere(rights, 'do this')
}

/** Why they may not do this to what belongs to no account, such as images and templates; null where they may. */
export function refusal({ role }: Pick<Rights, 'role'>, action: CampaignAction): string | null {
  return roleMay(role, action) ? null : `Your role (${role}) may not do this.`
}

/** What they are in the accounts. */
export function rolesOf({ role, accounts }: Rights): readonly Role[] {
  return accounts === null ? [role] : Object.values(accounts)
}

/** That somebody may not do something in an account, and why. */
export function mayNotIn(rights: Rights, accountId: string, what: string): string {
  const { role, accounts } = rights
  if (accounts === null) return `Your role (${role}) may not ${what}.`
  const here = accounts[accountId]
  return here === undefined
    ? `You are limited to other accounts: in this one you may not ${what}.`
    : `Your role in this account (${here}) may not ${what}.`
}

/** That somebody may not do something in any account, and why. */
export function mayNotAnywhere({ role, accounts }: Rights, what: string): string {
  return accounts === null
    ? `Your role (${role}) may not ${what}.`
    : `You are limited to accounts, and may not ${what} in any of them.`
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
  if (action === 'unarchive') return facts.archived ? null : 'The campaign is not archived.'
  if (facts.archived) return 'The campaign is archived: bring it back first.'
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
export function judge(action: CampaignAction, facts: ActionFacts, rights: Rights): ActionVerdict {
  const reason = refusalIn(rights, action, facts.accountId) ?? obstacle(action, facts)
  return { action, allowed: reason === null, reason }
}
