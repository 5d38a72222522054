import type { CampaignDocument } from '../contract/campaign.ts'
import { completeDocument } from '../contract/empty-campaign.ts'
import { rewriteAds, rewriteCriteria } from './campaign-tree.ts'
import type { Database, Tx } from './db.ts'
import { noteAsPublished } from './revisions.ts'
import { type Statement, statement } from './statement.ts'

/** Texts of many campaigns, read and changed a page of campaigns at a time: a document can be long. */

const FIRST_ID = '00000000-0000-0000-0000-000000000000'

export interface KeptDocument {
  id: string
  version: number
  document: CampaignDocument
}

/** The last revision is the campaign as it stands, with its tree. */
const LIST_DOCUMENTS = statement<KeptDocument>(
  'replace_list_documents',
  `select c.id, c.version, r.document
     from unnest($2::uuid[]) as v(id)
    cross join lateral (select * from campaigns c where c.workspace_id = $1 and c.id = v.id limit 1) c
    cross join lateral (
      select * from revisions r where r.workspace_id = $1 and r.campaign_id = c.id and r.number = c.version limit 1) r`,
  { id: 'uuid', version: 'int4', document: 'jsonb' },
)

/** These campaigns as they stand; those that are not there are left out. */
export async function listDocuments(
  db: Database | Tx,
  workspaceId: string,
  ids: readonly string[],
): Promise<Map<string, KeptDocument>> {
  const rows = await read(db, workspaceId, LIST_DOCUMENTS, [workspaceId, ids])
  return new Map(rows.map((row) => [row.id, { ...row, document: completeDocument(row.document) }]))
}

const LIST_BASELINES = statement<{ campaign_id: string; resources: unknown }>(
  'replace_list_baselines',
  `select campaign_id, resources from campaign_baselines where workspace_id = $1 and campaign_id = any ($2::uuid[])`,
  { campaign_id: 'uuid', resources: 'jsonb' },
)

/** What Google had of each after its last publication; a campaign that was never published has none. */
export async function listBaselines(
  db: Database | Tx,
  workspaceId: string,
  ids: readonly string[],
): Promise<Map<string, unknown>> {
  const rows = await read(db, workspaceId, LIST_BASELINES, [workspaceId, ids])
  return new Map(rows.map(({ campaign_id: id, resources }) => [id, resources]))
}

async function read<Row extends object>(
  db: Database | Tx,
  workspaceId: string,
  wanted: Statement<Row>,
  values: readonly unknown[],
): Promise<Row[]> {
  return 'close' in db ? await db.many({ workspaceId }, wanted, values) : await db.many(wanted, values)
}

export interface EditedDocument {
  campaign_id: string
  before: CampaignDocument
  after: CampaignDocument
}

const LIST_EDITED = statement<EditedDocument>(
  'replace_list_edited',
  `select r.campaign_id, p.document as before, r.document as after
     from revisions r
    cross join lateral (
      select * from revisions p
       where p.workspace_id = $1 and p.campaign_id = r.campaign_id and p.number = r.number - 1 limit 1) p
    where r.workspace_id = $1 and r.edit_id = $2 and r.campaign_id > $3
    order by r.campaign_id limit $4`,
  { campaign_id: 'uuid', before: 'jsonb', after: 'jsonb' },
)

/** What an edit made of each campaign, by id: a page; `after` is the last id of the page before. */
export async function listEditedDocuments(
  tx: Tx,
  workspaceId: string,
  editId: string,
  { after = FIRST_ID, limit }: { after: string | undefined; limit: number },
): Promise<EditedDocument[]> {
  const rows = await tx.many(LIST_EDITED, [workspaceId, editId, after, limit])
  return rows.map((row) => ({
    ...row,
    before: completeDocument(row.before),
    after: completeDocument(row.after),
  }))
}

const UPDATE_CAMPAIGNS = statement(
  'replace_update_campaigns',
  `update campaigns c
      set version = c.version + 1, name = d.name, tracking_url_template = d."trackingUrlTemplate",
          final_url_suffix = d."finalUrlSuffix", brand_business_name = d."brandBusinessName"
     from jsonb_to_recordset($2::jsonb) as d(id uuid, name text, "trackingUrlTemplate" text, "finalUrlSuffix" text,
       "brandBusinessName" text)
    where c.workspace_id = $1 and c.id = d.id`,
)
const UPDATE_AD_GROUPS = statement(
  'replace_update_ad_groups',
  `update ad_groups g set name = d.name
     from jsonb_to_recordset($2::jsonb) as d(id uuid, name text)
    where g.workspace_id = $1 and g.id = d.id`,
)
const INSERT_REVISIONS = statement(
  'replace_insert_revisions',
  `insert into revisions (workspace_id, campaign_id, number, document, changed_fields, reason, door, created_by, edit_id)
   select $1, v.id, v.version + 1, v.document, v."changedFields", $3, $4, $5, $6
     from jsonb_to_recordset($2::jsonb) as v(id uuid, version integer, document jsonb, "changedFields" text[])`,
)

/** A campaign whose texts are changed: what it becomes, and which of its parts have to be written. */
export interface ChangedDocument extends KeptDocument {
  changedFields: readonly string[]
  adGroupIds: readonly string[]
  adIds: readonly string[]
  /** Of ad groups, and of the campaign, whose keywords have to be written. */
  criteriaOf: readonly string[]
}

/**
 * Writes the texts of these campaigns, each with its revision. They are locked, at their versions. Answers those that are again as
 * they were published.
 */
export async function updateTexts(
  tx: Tx,
  workspaceId: string,
  changed: readonly ChangedDocument[],
  revision: { reason: string; door: string; createdBy: string; editId: string },
): Promise<Set<string>> {
  const { reason, door, createdBy, editId } = revision
  const documents = changed.map(({ document }) => document)
  const heads = changed.map(({ id, document }) => ({
    id,
    name: document.name,
    trackingUrlTemplate: document.trackingUrlTemplate,
    finalUrlSuffix: document.finalUrlSuffix,
    brandBusinessName: document.brandBusinessName,
  }))
  const groupIds = new Set(changed.flatMap(({ adGroupIds }) => adGroupIds))
  const groups = documents.flatMap(({ adGroups }) => adGroups).filter(({ id }) => groupIds.has(id))
  const adIds = new Set(changed.flatMap((one) => one.adIds))
  const criteriaOf = new Set(changed.flatMap((one) => one.criteriaOf))
  const revisions = changed.map(({ id, version, document, changedFields }) => ({
    id,
    version,
    document,
    changedFields,
  }))
  const [updated, , , , inserted, asPublished] = await Promise.all([
    tx.run(UPDATE_CAMPAIGNS, [workspaceId, JSON.stringify(heads)]),
    groups.length === 0
      ? 0
      : tx.run(UPDATE_AD_GROUPS, [workspaceId, JSON.stringify(groups.map(({ id, name }) => ({ id, name })))]),
    adIds.size === 0 ? undefined : rewriteAds(tx, workspaceId, documents, adIds),
    criteriaOf.size === 0 ? undefined : rewriteCriteria(tx, workspaceId, changed, criteriaOf),
    tx.run(INSERT_REVISIONS, [workspaceId, JSON.stringify(revisions), reason, door, createdBy, editId]),
    noteAsPublished(
      tx,
      workspaceId,
      changed.map(({ id }) => id),
    ),
  ])
  if (updated !== changed.length || inserted !== changed.length)
    throw new Error(`Of ${changed.length} campaigns, ${updated} were changed, with ${inserted} revisions.`)
  return asPublished
}
