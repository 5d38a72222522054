import type { CampaignDocument } from '../contract/campaign.ts'
import { completeDocument } from '../contract/empty-campaign.ts'
import type { Revision } from '../contract/publication.ts'
import type { Database, Tx } from './db.ts'
import { statement } from './statement.ts'

const INSERT = statement(
  'revision_insert',
  `insert into revisions (workspace_id, campaign_id, number, document, changed_fields, reason, door, created_by)
   values ($1, $2, $3, $4, $5, $6, $7, $8)`,
)

export interface NewRevision {
  campaignId: string
  number: number
  document: CampaignDocument
  changedFields: readonly string[]
  reason: string
  door: string
  createdBy: string
}

/** Keeps a state for ever. */
export async function insertRevision(tx: Tx, workspaceId: string, revision: NewRevision): Promise<void> {
  const { campaignId, number, document, changedFields, reason, door, createdBy } = revision
  await tx.run(INSERT, [
    workspaceId,
    campaignId,
    number,
    JSON.stringify(document),
    changedFields,
    reason,
    door,
    createdBy,
  ])
}

const NOTE_AS_PUBLISHED = statement<{ id: string }>(
  'revision_note_as_published',
  `update campaigns c set published_version = c.version
    where c.workspace_id = $1 and c.id = any ($2::uuid[]) and c.published_version < c.version
      and (select r.document from revisions r
            where r.workspace_id = $1 and r.campaign_id = c.id and r.number = c.version)
        = (select p.document from revisions p
            where p.workspace_id = $1 and p.campaign_id = c.id and p.number = c.published_version)
   returning c.id`,
  { id: 'uuid' },
)

/**
 * Where a campaign's newest revision says exactly what the one says that Google has, Google has the newest: an edit that was
 * edited back leaves nothing to publish. Answers which ones. They are locked, with their revisions in the same transaction.
 */
export async function noteAsPublished(
  tx: Tx,
  workspaceId: string,
  ids: readonly string[],
): Promise<Set<string>> {
  return new Set((await tx.many(NOTE_AS_PUBLISHED, [workspaceId, ids])).map(({ id }) => id))
}

interface RevisionJson {
  number: number
  revision: Revision
}

const REVISION = `json_build_object('number', number, 'createdAt', created_at, 'createdBy', created_by, 'door', door,
  'reason', reason, 'changedFields', changed_fields)`

const LIST = statement<RevisionJson>(
  'revision_list',
  `select number, ${REVISION} as revision from revisions
    where workspace_id = $1 and campaign_id = $2 and number < $3 order by number desc limit $4`,
  { number: 'int4', revision: 'json' },
)

/** The newest first; `before` is the last number of the page before. */
export async function listRevisions(
  db: Database,
  workspaceId: string,
  campaignId: string,
  { before, limit }: { before: number | undefined; limit: number },
): Promise<Revision[]> {
  const rows = await db.many({ workspaceId }, LIST, [workspaceId, campaignId, before ?? 2_147_483_647, limit])
  return rows.map((row) => row.revision)
}

interface KeptRevision {
  revision: Revision
  document: CampaignDocument
}

/** Kept states are never rewritten: one from before a field existed is completed as it is read. */
function complete(kept: KeptRevision | undefined): KeptRevision | undefined {
  return kept && { ...kept, document: completeDocument(kept.document) }
}

const FIND = statement<KeptRevision>(
  'revision_find',
  `select ${REVISION} as revision, document from revisions where workspace_id = $1 and campaign_id = $2 and number = $3`,
  { revision: 'json', document: 'jsonb' },
)

const FIND_AT = statement<KeptRevision>(
  'revision_find_at',
  `select ${REVISION} as revision, document from revisions
    where workspace_id = $1 and campaign_id = $2 and created_at <= $3::timestamptz order by number desc limit 1`,
  { revision: 'json', document: 'jsonb' },
)

/** One saved state. */
export async function findRevision(
  db: Database | Tx,
  workspaceId: string,
  campaignId: string,
  number: number,
): Promise<KeptRevision | undefined> {
  const values = [workspaceId, campaignId, number]
  return complete('close' in db ? await db.one({ workspaceId }, FIND, values) : await db.one(FIND, values))
}

/** The state that held at a moment; undefined before the first. */
export async function findRevisionAt(
  db: Database,
  workspaceId: string,
  campaignId: string,
  at: string,
): Promise<KeptRevision | undefined> {
  return complete(await db.one({ workspaceId }, FIND_AT, [workspaceId, campaignId, at]))
}
