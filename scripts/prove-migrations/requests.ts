import { newId } from '../../src/base/ids.ts'
import { type CampaignDocument, campaignCreateSchema } from '../../src/contract/campaign.ts'
import type { AuditAction } from '../../src/contract/audit-actions.ts'
import { isOpen } from '../../src/contract/actions.ts'
import type { PublicationState } from '../../src/contract/words.ts'
import { documentOfCreate } from '../../src/domain/campaign-document.ts'
import { listAccounts } from '../../src/store/accounts.ts'
import { insertAudit } from '../../src/store/audit.ts'
import { listCampaigns } from '../../src/store/campaign-list.ts'
import {
  countCampaigns,
  findCampaignTree,
  insertCampaign,
  lockCampaign,
  updateCampaign,
} from '../../src/store/campaigns.ts'
import { violates } from '../../src/store/database-errors.ts'
import type { Database, Tx } from '../../src/store/db.ts'
import { listPublications } from '../../src/store/publication-json.ts'
import {
  claimPublication,
  insertPublication,
  lockFenced,
  updatePublicationState,
} from '../../src/store/publications.ts'
import { setStatus } from '../../src/store/publishing.ts'
import { insertRevision, listRevisions } from '../../src/store/revisions.ts'
import { statement } from '../../src/store/statement.ts'

/** A campaign that was loaded: its account has its workspace's id, its ad group and its ad have its own. */
export interface Loaded {
  workspaceId: string
  id: string
  live: boolean
}

/** What a client asks for; each is one request of a person or a worker, by the functions of the store. */
export type Request = (db: Database, target: Loaded, turn: number) => Promise<void>

export const REQUESTS: Record<string, Request> = {
  'read a tree': async (db, { workspaceId, id }) => {
    if ((await findCampaignTree(db, workspaceId, id)) === undefined) throw new Error(`No campaign ${id}.`)
  },
  'list a page': async (db, { workspaceId }, turn) => {
    const filter = {
      status: turn % 2 === 0 ? (['DRAFT'] as const) : undefined,
      type: undefined,
      publicationState: undefined,
      accountId: undefined,
      text: undefined,
      archived: false,
    }
    const order = { field: 'createdAt' as const, descending: true }
    await listCampaigns(db, workspaceId, filter, { order, after: undefined, limit: 20 })
  },
  'count by status': async (db, { workspaceId }) => void (await countCampaigns(db, workspaceId)),
  'list accounts': async (db, { workspaceId }) => void (await listAccounts(db, workspaceId)),
  'list revisions': async (db, { workspaceId, id }) =>
    void (await listRevisions(db, workspaceId, id, { before: undefined, limit: 20 })),
  'list publications': async (db, { workspaceId, id }) =>
    void (await listPublications(db, workspaceId, id, { before: undefined, limit: 20 })),
  'change a status': async (db, { workspaceId, id, live }, turn) =>
    await db.transaction({ workspaceId }, async (tx) => {
      const campaign = await lockCampaign(tx, workspaceId, id)
      if (campaign === undefined) throw new Error(`No campaign ${id}.`)
      if (live) await setStatus(tx, workspaceId, id, turn % 2 === 0 ? 'PUBLISHED' : 'PAUSED')
    }),
  'edit a campaign': async (db, { workspaceId, id }, turn) =>
    await db.transaction({ workspaceId }, async (tx) => {
      const campaign = await lockCampaign(tx, workspaceId, id)
      const document = documentOf(workspaceId, `Campaign ${turn}`, id)
      await updateCampaign(tx, workspaceId, id, document)
      await history(tx, workspaceId, id, campaign!.version + 1, document)
    }),
  'save a new draft': async (db, { workspaceId }, turn) => {
    const id = newId()
    const document = documentOf(workspaceId, `Draft ${turn}`, id)
    await db.transaction({ workspaceId }, async (tx) => {
      await insertCampaign(tx, workspaceId, id, document)
      await history(tx, workspaceId, id, 1, document)
    })
  },
  'open a publication': async (db, { workspaceId, id }) =>
    await db.transaction({ workspaceId }, async (tx) => {
      const campaign = await lockCampaign(tx, workspaceId, id)
      const last = (await listPublicationsIn(tx, workspaceId, id))[0]
      if (last !== undefined && isOpen(last)) return
      await insertPublication(tx, workspaceId, {
        id: newId(),
        campaignId: id,
        accountId: workspaceId,
        kind: 'PAUSE',
        activate: false,
        version: campaign!.version,
        planHash: null,
        plan: {},
        publishedName: 'Proof',
        token: id.slice(-12),
        createdBy: 'proof',
        steps: [],
      })
      await audit(tx, workspaceId, id, 'campaign.publish')
    }),
  'claim and end one': async (db, _, turn) => {
    const claim = await claimPublication(db, 60).catch((error: unknown) => {
      // Two workers tried for one account at the same moment: the other one has it.
      if (violates(error, 'publications_one_running_per_account')) return undefined
      throw error
    })
    if (claim === undefined) return
    const { workspace_id: workspaceId, id } = claim
    await db.transaction({ workspaceId }, async (tx) => {
      if (!(await lockFenced(tx, claim))) return
      const state = (['SUCCEEDED', 'FAILED', 'UNKNOWN'] as const)[turn % 3]!
      await updatePublicationState(tx, workspaceId, id, { state, message: 'Proof.', delaySeconds: 1 })
    })
  },
}

const PUBLICATION_STATES_OF = statement<{ state: PublicationState }>(
  'proof_publication_states',
  `select state from publications where workspace_id = $1 and campaign_id = $2 order by id desc limit 1`,
  { state: 'text' },
)

/** As the tree tells it from version 8 on. */
async function listPublicationsIn(tx: Tx, workspaceId: string, id: string): Promise<PublicationState[]> {
  return (await tx.many(PUBLICATION_STATES_OF, [workspaceId, id])).map(({ state }) => state)
}

async function history(
  tx: Tx,
  workspaceId: string,
  campaignId: string,
  number: number,
  document: CampaignDocument,
): Promise<void> {
  const facts = { changedFields: [], reason: 'Edited', door: 'api', createdBy: 'proof' }
  await insertRevision(tx, workspaceId, { campaignId, number, document, ...facts })
  await audit(tx, workspaceId, campaignId, 'campaign.edit')
}

async function audit(tx: Tx, workspaceId: string, entityId: string, action: AuditAction): Promise<void> {
  const actor = { actor: 'proof', door: 'api', entityKind: 'campaign', detail: {}, requestId: null }
  await insertAudit(tx, workspaceId, { ...actor, entityId, action })
}

/** A draft with one ad group and one ad, which have the campaign's id. */
function documentOf(accountId: string, name: string, id: string): CampaignDocument {
  const adGroups = [{ ads: [{ name: 'Ad 1', headlines: [{ text: name }] }] }]
  const body = campaignCreateSchema.parse({ name, dailyBudgetMicros: '5000000', adGroups })
  const document = documentOfCreate(body, accountId, {})
  const withId = document.adGroups.map((group) => ({
    ...group,
    id,
    ads: group.ads.map((ad) => ({ ...ad, id })),
  }))
  return { ...document, adGroups: withId }
}
