import type { CampaignListItem } from '../contract/campaign.ts'
import type { CampaignEdit, TableField } from '../contract/campaign-edits.ts'
import type { TextField } from '../contract/replace-places.ts'
import type { CampaignStatus, Environment, PublicationState } from '../contract/words.ts'
import { TABLE_COLUMNS, TABLE_RECORD, TABLE_VALUES } from './campaign-columns.ts'
import { CAMPAIGN_HEAD } from './campaign-json.ts'
import type { Database, Reader, Tx } from './db.ts'
import { noteAsPublished } from './revisions.ts'
import { statement } from './statement.ts'

const AFTER_EVERY_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff'

/** Many campaigns edited as one: each of these statements is sent once, however many campaigns there are. */

const LOCK = statement<{ id: string }>(
  'campaign_edit_lock_campaigns',
  `select id from campaigns where workspace_id = $1 and id = any ($2::uuid[]) order by id for update`,
  { id: 'uuid' },
)

/** Holds the rows of these campaigns until `tx` ends; taken by id, so that two edits of the same never wait for each other. */
export async function lockCampaigns(tx: Tx, workspaceId: string, ids: readonly string[]): Promise<void> {
  await tx.many(LOCK, [workspaceId, ids])
}

/** A campaign as an edit of its own fields has to know it. */
export interface EditableCampaign {
  id: string
  account_id: string
  version: number
  status: CampaignStatus
  google_removed: boolean
  archived: boolean
  publication_state: PublicationState | null
  currency_code: string
  time_zone: string
  environment: Environment
  /** As the contract's list item, without what is not the campaign's own. */
  head: Omit<CampaignListItem, 'googleStatus' | 'googlePrimaryStatus' | 'lastPublication'>
  /** What Google had of the campaign and its budget after the last publication; null: nothing yet. */
  baseline: Record<string, unknown> | null
  /** The name that was asked about, where another campaign of the account has it at Google. */
  taken_name: string | null
}

/** $2: ids, each with the name that it is to have, or null. The planner thinks of a hundred; the key is the way for any number. */
const LIST_CAMPAIGNS = statement<EditableCampaign>(
  'campaign_edit_list_campaigns',
  `select c.id, c.account_id, c.version, c.status, c.google_removed_at is not null as google_removed, c.archived,
          nullif(c.publication_state, 'NONE') as publication_state, n.currency_code, n.time_zone, n.environment,
          json_build_object(${CAMPAIGN_HEAD}) as head,
          case when c.google_campaign_id is not null then (
            select json_build_object('campaign', b.resources -> 'campaign', 'budget', b.resources -> 'budget')
              from campaign_baselines b where b.workspace_id = c.workspace_id and b.campaign_id = c.id) end as baseline,
          (select t.published_name from campaigns t
            where t.workspace_id = c.workspace_id and t.account_id = c.account_id and t.published_name = v.name
              and t.id <> c.id and t.google_removed_at is null) as taken_name
     from jsonb_to_recordset($2::jsonb) as v(id uuid, name text)
    cross join lateral (select * from campaigns c where c.workspace_id = $1 and c.id = v.id limit 1) c
     join accounts n on n.workspace_id = c.workspace_id and n.id = c.account_id`,
  {
    id: 'uuid',
    account_id: 'uuid',
    version: 'int4',
    status: 'text',
    google_removed: 'bool',
    archived: 'bool',
    publication_state: 'text',
    currency_code: 'text',
    time_zone: 'text',
    environment: 'text',
    head: 'json',
    baseline: 'json',
    taken_name: 'text',
  },
)

/** The campaigns by id, as they stand; those that are not there are left out. */
export async function listEditableCampaigns(
  db: Database | Tx,
  workspaceId: string,
  campaigns: readonly { id: string; name: string | null }[],
): Promise<Map<string, EditableCampaign>> {
  const values = [workspaceId, JSON.stringify(campaigns)]
  const rows =
    'close' in db
      ? await db.many({ workspaceId }, LIST_CAMPAIGNS, values)
      : await db.many(LIST_CAMPAIGNS, values)
  return new Map(rows.map((row) => [row.id, row]))
}

const UPDATE = statement(
  'campaign_edit_update_campaigns',
  `update campaigns c set version = c.version + 1, (${TABLE_COLUMNS}) = row (${TABLE_VALUES})
     from jsonb_to_recordset($2::jsonb) as d(id uuid, ${TABLE_RECORD})
    where c.workspace_id = $1 and c.id = d.id`,
)

/** The state before is the last revision's: it holds the tree too, which an edit of these fields leaves as it is. */
const INSERT_REVISIONS = statement(
  'campaign_edit_insert_revisions',
  `insert into revisions (workspace_id, campaign_id, number, document, changed_fields, reason, door, created_by, edit_id)
   select $1, v.id, r.number + 1, r.document || v.set, v."changedFields", $3, $4, $5, $6
     from jsonb_to_recordset($2::jsonb) as v(id uuid, version integer, set jsonb, "changedFields" text[])
    cross join lateral (
      select * from revisions r where r.workspace_id = $1 and r.campaign_id = v.id and r.number = v.version limit 1) r`,
)

const INSERT_EDIT = statement(
  'campaign_edit_insert',
  `insert into campaign_edits (workspace_id, id, campaigns, fields, note, undoes, door, created_by)
   values ($1, $2, $3, $4, $5, $6, $7, $8)`,
)

/** The fields of a campaign that an edit changes, with the values that they get. */
export type TableValues = Partial<Record<TableField, string | null>>

export interface ChangedCampaign {
  id: string
  /** The one that is locked; the edit makes the next. */
  version: number
  /** All the fields that a table edits, as they will be. */
  whole: Record<TableField, string | null>
  set: TableValues
}

export interface NewCampaignEdit {
  id: string
  campaigns: readonly ChangedCampaign[]
  fields: readonly TableField[]
  note: string | null
  undoes: string | null
  /** In the history of each campaign. */
  reason: string
  door: string
  createdBy: string
}

/** Writes an edit down, before the revisions that name it. */
export async function insertEditRow(
  tx: Tx,
  workspaceId: string,
  edit: Pick<NewCampaignEdit, 'id' | 'note' | 'undoes' | 'door' | 'createdBy'> & {
    campaigns: number
    fields: readonly (TableField | TextField)[]
  },
): Promise<void> {
  const { id, campaigns, fields, note, undoes, door, createdBy } = edit
  await tx.run(INSERT_EDIT, [workspaceId, id, campaigns, fields, note, undoes, door, createdBy])
}

/**
 * Writes an edit down, with what it makes of its campaigns and a revision for each. They are locked, at their versions. Answers
 * those that are again as they were published.
 */
export async function insertCampaignEdit(
  tx: Tx,
  workspaceId: string,
  edit: NewCampaignEdit,
): Promise<Set<string>> {
  const { id, campaigns, reason, door, createdBy } = edit
  const revisions = campaigns.map(({ id: campaignId, version, set }) => ({
    id: campaignId,
    version,
    set,
    changedFields: Object.keys(set),
  }))
  const states = campaigns.map(({ id: campaignId, whole }) => ({ id: campaignId, ...whole }))
  const [, updated, inserted, asPublished] = await Promise.all([
    insertEditRow(tx, workspaceId, { ...edit, campaigns: campaigns.length }),
    tx.run(UPDATE, [workspaceId, JSON.stringify(states)]),
    tx.run(INSERT_REVISIONS, [workspaceId, JSON.stringify(revisions), reason, door, createdBy, id]),
    noteAsPublished(
      tx,
      workspaceId,
      campaigns.map((campaign) => campaign.id),
    ),
  ])
  if (updated !== campaigns.length || inserted !== campaigns.length)
    throw new Error(`Of ${campaigns.length} campaigns, ${updated} were changed, with ${inserted} revisions.`)
  return asPublished
}

const JSON_OF_EDIT = `json_build_object('id', e.id, 'createdAt', e.created_at, 'createdBy', e.created_by, 'door', e.door,
  'note', e.note, 'campaigns', e.campaigns, 'fields', e.fields, 'undoes', e.undoes, 'undoneBy', (
    select u.id from campaign_edits u where u.workspace_id = e.workspace_id and u.undoes = e.id))`

const LIST = statement<{ json: CampaignEdit }>(
  'campaign_edit_list',
  `select ${JSON_OF_EDIT} as json from campaign_edits e
    where e.workspace_id = $1 and e.id < $2 order by e.id desc limit $3`,
  { json: 'json' },
)
const FIND = statement<{ json: CampaignEdit }>(
  'campaign_edit_find',
  `select ${JSON_OF_EDIT} as json from campaign_edits e where e.workspace_id = $1 and e.id = $2`,
  { json: 'json' },
)

/** The edits of a workspace, newest first; `before` is the last id of the page before. */
export async function listCampaignEdits(
  db: Reader,
  workspaceId: string,
  { before = AFTER_EVERY_ID, limit }: { before: string | undefined; limit: number },
): Promise<CampaignEdit[]> {
  return (await db.many({ workspaceId }, LIST, [workspaceId, before, limit])).map(({ json }) => json)
}

export async function findCampaignEdit(
  tx: Tx,
  workspaceId: string,
  id: string,
): Promise<CampaignEdit | undefined> {
  return (await tx.one(FIND, [workspaceId, id]))?.json
}

export interface CampaignEditChange {
  campaign_id: string
  before: TableValues
  after: TableValues
}

const CHANGED = (row: string): string =>
  `(select jsonb_object_agg(f, ${row}.document -> f) from unnest(r.changed_fields) f)`

/** Of the documents only what was changed: whole ones of 2,500 campaigns would be megabytes. */
const LIST_CHANGES = statement<CampaignEditChange>(
  'campaign_edit_list_changes',
  `select r.campaign_id, ${CHANGED('p')} as before, ${CHANGED('r')} as after
     from revisions r
    cross join lateral (
      select * from revisions p
       where p.workspace_id = $1 and p.campaign_id = r.campaign_id and p.number = r.number - 1 limit 1) p
    where r.workspace_id = $1 and r.edit_id = $2
    order by r.campaign_id`,
  { campaign_id: 'uuid', before: 'jsonb', after: 'jsonb' },
)

/** What an edit changed in each campaign, in the order of their ids. A field that was not there yet reads as null. */
export async function listCampaignEditChanges(
  tx: Tx,
  workspaceId: string,
  id: string,
): Promise<CampaignEditChange[]> {
  return await tx.many(LIST_CHANGES, [workspaceId, id])
}
