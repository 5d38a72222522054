import type { Template, TemplateContent } from '../contract/templates.ts'
import type { CampaignType } from '../contract/words.ts'
import type { Database, Reader, Tx } from './db.ts'
import type { CampaignTemplateRow } from './generated/rows.ts'
import { statement } from './statement.ts'

const FIELDS = `'id', t.id, 'name', t.name, 'description', t.description, 'campaignType', t.campaign_type,
  'accountId', t.account_id, 'adGroups', jsonb_array_length(t.content->'adGroups'),
  'ads', jsonb_array_length(jsonb_path_query_array(t.content, '$.adGroups[*].ads[*]')),
  'images', (select count(*) from campaign_template_assets i where i.workspace_id = t.workspace_id and i.template_id = t.id),
  'version', t.version, 'createdBy', t.created_by, 'createdAt', t.created_at, 'updatedAt', t.updated_at`

const LIST = statement<{ json: Template }>(
  'template_list',
  `select json_build_object(${FIELDS}) as json from campaign_templates t
    where t.workspace_id = $1 and t.name > $2 order by t.name limit $3`,
  { json: 'json' },
)
const FIND = statement<{ json: Template }>(
  'template_find',
  `select json_build_object(${FIELDS}) as json from campaign_templates t where t.workspace_id = $1 and t.id = $2`,
  { json: 'json' },
)
const FIND_CONTENT = statement<FoundContent>(
  'template_find_content',
  `select json_build_object(${FIELDS}) as template, t.content, t.content_version
     from campaign_templates t where t.workspace_id = $1 and t.id = $2`,
  { template: 'json', content: 'jsonb', content_version: 'int4' },
)
const LOCK = statement<Pick<CampaignTemplateRow, 'name' | 'version'>>(
  'template_lock',
  `select name, version from campaign_templates where workspace_id = $1 and id = $2 for update`,
  { name: 'text', version: 'int4' },
)
const INSERT = statement(
  'template_insert',
  `insert into campaign_templates (workspace_id, id, account_id, campaign_type, name, description, content, content_version, created_by)
   select $1, $2, $3, $4, $5, $6, $7, $8, $9
    where (select count(*) from campaign_templates where workspace_id = $1) < $10`,
)
const INSERT_ASSETS = statement(
  'template_asset_insert',
  `insert into campaign_template_assets (workspace_id, template_id, asset_id)
   select $1, $2, unnest($3::uuid[])`,
)
const UPDATE = statement(
  'template_update',
  `update campaign_templates
      set name = coalesce($3, name), description = case when $4 then $5 else description end, version = version + 1
    where workspace_id = $1 and id = $2`,
)
const DELETE = statement(
  'template_delete',
  `delete from campaign_templates where workspace_id = $1 and id = $2`,
)

export interface FoundContent {
  template: Template
  /** As it was written: with what campaigns had then. */
  content: TemplateContent
  content_version: number
}

/** One page by name. `after` is the last name of the page before. */
export async function listTemplates(
  db: Reader,
  workspaceId: string,
  { after = '', limit }: { after: string | undefined; limit: number },
): Promise<Template[]> {
  return (await db.many({ workspaceId }, LIST, [workspaceId, after, limit])).map(({ json }) => json)
}

export async function findTemplate(tx: Tx, workspaceId: string, id: string): Promise<Template | undefined> {
  return (await tx.one(FIND, [workspaceId, id]))?.json
}

/** A template with its content. */
export async function findTemplateContent(
  db: Database | Tx,
  workspaceId: string,
  id: string,
): Promise<FoundContent | undefined> {
  return 'close' in db
    ? await db.one({ workspaceId }, FIND_CONTENT, [workspaceId, id])
    : await db.one(FIND_CONTENT, [workspaceId, id])
}

/** Holds a template until `tx` ends. */
export async function lockTemplate(
  tx: Tx,
  workspaceId: string,
  id: string,
): Promise<Pick<CampaignTemplateRow, 'name' | 'version'> | undefined> {
  return await tx.one(LOCK, [workspaceId, id])
}

export interface NewTemplate {
  id: string
  accountId: string
  campaignType: CampaignType
  name: string
  description: string | null
  content: TemplateContent
  contentVersion: number
  /** Every image that the content names, once. */
  assetIds: readonly string[]
  createdBy: string
}

/** Keeps a template; false where the workspace has `most` already. */
export async function insertTemplate(
  tx: Tx,
  workspaceId: string,
  template: NewTemplate,
  most: number,
): Promise<boolean> {
  const { id, accountId, campaignType, name, description, content, contentVersion, assetIds, createdBy } =
    template
  const values = [workspaceId, id, accountId, campaignType, name, description, JSON.stringify(content)]
  if ((await tx.run(INSERT, [...values, contentVersion, createdBy, most])) === 0) return false
  if (assetIds.length > 0) await tx.run(INSERT_ASSETS, [workspaceId, id, assetIds])
  return true
}

/** Changes what is given in a template that is locked. */
export async function updateTemplate(
  tx: Tx,
  workspaceId: string,
  id: string,
  { name = null, description }: { name?: string | null | undefined; description?: string | null | undefined },
): Promise<void> {
  await tx.run(UPDATE, [workspaceId, id, name, description !== undefined, description ?? null])
}

export async function deleteTemplate(tx: Tx, workspaceId: string, id: string): Promise<void> {
  await tx.run(DELETE, [workspaceId, id])
}
