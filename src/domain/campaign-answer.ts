import { AppError } from '../base/errors.ts'
import { type ActionFacts, isOpen, judge, refusalIn, type Rights } from '../contract/actions.ts'
import {
  CAMPAIGN_ACTIONS,
  type Campaign,
  type CampaignAction,
  type CampaignDocument,
} from '../contract/campaign.ts'
import { documentOf } from '../contract/empty-campaign.ts'
import { type CampaignTree, findCampaignTree } from '../store/campaigns.ts'
import type { Database, Tx } from '../store/db.ts'
import type { Actor } from './context.ts'

/** The code of the refusal of what is protected; who protects it stands beside it. */
export const PROTECTED = 'protected'

/** A campaign as the API answers it: JSON text made by the database, passed on without being read. */
export interface CampaignAnswer {
  id: string
  version: number
  json: string
}

/** The tree with what this caller may do. */
export function answerOf(id: string, tree: CampaignTree, rights: Rights): CampaignAnswer {
  const actions = CAMPAIGN_ACTIONS.map((action) => judge(action, factsOf(tree), rights))
  return {
    id,
    version: tree.version,
    json: `${tree.json.slice(0, -1)},"actions":${JSON.stringify(actions)}}`,
  }
}

/** Reads the whole tree or says that there is none. */
export async function requireTree(db: Database | Tx, workspaceId: string, id: string): Promise<CampaignTree> {
  const tree = await findCampaignTree(db, workspaceId, id)
  if (tree === undefined) throw noSuchCampaign()
  return tree
}

/** The tree as objects. */
export function campaignOf(tree: CampaignTree): Omit<Campaign, 'actions'> {
  return JSON.parse(tree.json) as Omit<Campaign, 'actions'>
}

/** The editable part of the tree. */
export function documentOfTree(tree: CampaignTree): CampaignDocument {
  return documentOf(campaignOf(tree))
}

/** Throws where the caller may not do this to the campaign as it stands now. */
export function assertAllowed(action: CampaignAction, tree: CampaignTree, actor: Actor): void {
  const { allowed, reason } = judge(action, factsOf(tree), actor)
  if (allowed) return
  if (refusalIn(actor, action, tree.account_id) !== null)
    throw new AppError('forbidden', reason ?? 'You may not do this.')
  if (tree.protection !== null)
    throw new AppError('conflict', reason ?? 'The campaign is protected.', {
      details: { code: PROTECTED, protection: tree.protection },
    })
  const open = tree.publication_state !== null && isOpen(tree.publication_state)
  const last = campaignOf(tree).lastPublication
  throw new AppError('conflict', reason ?? 'This cannot be done now.', {
    details: open && last !== null ? { publicationId: last.id } : {},
  })
}

export function noSuchCampaign(): AppError {
  return new AppError('not_found', 'There is no such campaign in this workspace.')
}

/** What of a campaign decides what may be done to it. */
export function factsOf(
  tree: Pick<
    CampaignTree,
    'account_id' | 'status' | 'google_removed' | 'archived' | 'publication_state' | 'protection'
  >,
): ActionFacts {
  return {
    accountId: tree.account_id,
    status: tree.status,
    seenByGoogle: tree.publication_state !== null,
    removedAtGoogle: tree.google_removed,
    archived: tree.archived,
    publicationState: tree.publication_state,
    protection: tree.protection,
  }
}
