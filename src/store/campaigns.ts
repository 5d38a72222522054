import type { CampaignDocument, Protection } from '../contract/campaign.ts'
import type { CampaignStatus, PublicationState } from '../contract/words.ts'
import {
  DOCUMENT_COLUMNS,
  DOCUMENT_RECORD,
  DOCUMENT_VALUES,
  EDITABLE_COLUMNS,
  EDITABLE_VALUES,
} from './campaign-columns.ts'
import {
  AD_GROUPS,
  ASSETS,
  CAMPAIGN_CRITERIA,
  CAMPAIGN_HEAD,
  CAMPAIGN_SETTINGS,
  GOOGLE_SIDE,
  LAST_PUBLICATION,
  PROTECTION,
} from './campaign-json.ts'
import { clearTree, writeTree } from './campaign-tree.ts'
import type { Database, Reader, Tx } from './db.ts'
import type { CampaignRow } from './generated/rows.ts'
import { statement } from './statement.ts'

export interface CampaignTree {
  account_id: string
  status: CampaignStatus
  version: number
  google_campaign_id: string | null
  google_removed: boolean
  archived: boolean
  publication_state: PublicationState | null
  protection: Protection | null
  /** As the contract's campaign, without `actions`. */
  json: string
}

const FIND_TREE = statement<CampaignTree>(
  'campaign_find_tree',
  `select c.account_id, c.status, c.version, c.google_campaign_id, c.google_removed_at is not null as google_removed,
          c.archived_at is not null as archived,
          nullif(c.publication_state, 'NONE') as publication_state, ${PROTECTION} as protection,
          json_build_object(${CAMPAIGN_HEAD}, ${CAMPAIGN_SETTINGS},
            'google', ${GOOGLE_SIDE},
            'lastPublication', ${LAST_PUBLICATION},
            'adGroups', ${AD_GROUPS},
            'assets', ${ASSETS})::text as json
     from campaigns c
     join accounts n on n.workspace_id = c.workspace_id and n.id = c.account_id
    cross join ${CAMPAIGN_CRITERIA}
    where c.workspace_id = $1 and c.id = $2`,
  {
    account_id: 'uuid',
    status: 'text',
    version: 'int4',
    google_campaign_id: 'int8',
    google_removed: 'bool',
    archived: 'bool',
    publication_state: 'text',
    protection: 'json',
    json: 'text',
  },
)

/** One campaign with its whole tree, in one statement. */
export async function findCampaignTree(
  db: Database | Tx,
  workspaceId: string,
  id: string,
): Promise<CampaignTree | undefined> {
  return 'close' in db
    ? await db.one({ workspaceId }, FIND_TREE, [workspaceId, id])
    : await db.one(FIND_TREE, [workspaceId, id])
}

export interface LockedCampaign
  extends Pick<
    CampaignRow,
    'id' | 'account_id' | 'version' | 'google_campaign_id' | 'published_name' | 'published_version'
  > {
  status: CampaignStatus
}

const LOCK = statement<LockedCampaign>(
  'campaign_lock',
  `select id, account_id, status, version, google_campaign_id, published_name, published_version
     from campaigns where workspace_id = $1 and id = $2 for update`,
  {
    id: 'uuid',
    account_id: 'uuid',
    status: 'text',
    version: 'int4',
    google_campaign_id: 'int8',
    published_name: 'text',
    published_version: 'int4',
  },
)

/** Holds a campaign's row until `tx` ends. First in the order of locks: campaign, its parts, counters, audit head. */
export async function lockCampaign(
  tx: Tx,
  workspaceId: string,
  id: string,
): Promise<LockedCampaign | undefined> {
  return await tx.one(LOCK, [workspaceId, id])
}

const COUNT = statement<{ status: CampaignStatus; campaigns: string }>(
  'campaign_count_by_status',
  `select status, sum(campaigns)::text as campaigns from campaign_counts where workspace_id = $1 group by status`,
  { status: 'text', campaigns: 'text' },
)

/** How many campaigns there are by status, from the kept counters. */
export async function countCampaigns(db: Reader, workspaceId: string): Promise<Map<CampaignStatus, number>> {
  const rows = await db.many({ workspaceId }, COUNT, [workspaceId])
  return new Map(rows.map((row) => [row.status, Number(row.campaigns)]))
}

const INSERT = statement(
  'campaign_insert',
  `insert into campaigns (workspace_id, id, ${DOCUMENT_COLUMNS})
   select $1, $2, ${DOCUMENT_VALUES} from jsonb_to_record($3::jsonb) as ${DOCUMENT_RECORD}`,
)

const UPDATE = statement(
  'campaign_update_document',
  `update campaigns c
      set version = c.version + 1, (${EDITABLE_COLUMNS}) = row (${EDITABLE_VALUES})
     from jsonb_to_record($3::jsonb) as ${DOCUMENT_RECORD}
    where c.workspace_id = $1 and c.id = $2`,
)

/** Inserts a draft with its whole tree. Every id in the document is new. */
export async function insertCampaign(
  tx: Tx,
  workspaceId: string,
  id: string,
  document: CampaignDocument,
): Promise<void> {
  await Promise.all([
    tx.run(INSERT, [workspaceId, id, JSON.stringify(document)]),
    writeTree(tx, workspaceId, id, document),
  ])
}

/** Replaces the document of a campaign that is locked; its version grows by one. */
export async function updateCampaign(
  tx: Tx,
  workspaceId: string,
  id: string,
  document: CampaignDocument,
): Promise<void> {
  await Promise.all([
    tx.run(UPDATE, [workspaceId, id, JSON.stringify(document)]),
    clearTree(tx, workspaceId, id, document),
    writeTree(tx, workspaceId, id, document),
  ])
}

const DELETE = statement('campaign_delete', `delete from campaigns where workspace_id = $1 and id = $2`)

/** Deletes a draft. Its revisions stay. */
export async function deleteCampaign(tx: Tx, workspaceId: string, id: string): Promise<void> {
  await tx.run(DELETE, [workspaceId, id])
}

const ARCHIVE = statement(
  'campaign_archive',
  `update campaigns set archived_at = clock_timestamp() where workspace_id = $1 and id = $2 and archived_at is null`,
)

/** Takes a campaign out of the lists. */
export async function archiveCampaign(tx: Tx, workspaceId: string, id: string): Promise<void> {
  await tx.run(ARCHIVE, [workspaceId, id])
}

const UNARCHIVE = statement(
  'campaign_unarchive',
  `update campaigns set archived_at = null where workspace_id = $1 and id = $2 and archived_at is not null`,
)

/** Brings a campaign back into the lists. */
export async function unarchiveCampaign(tx: Tx, workspaceId: string, id: string): Promise<void> {
  await tx.run(UNARCHIVE, [workspaceId, id])
}

const TAKEN_NAMES = statement<{ name: string }>(
  'campaign_list_taken_names',
  `select published_name as name from campaigns
    where workspace_id = $1 and account_id = $2 and id <> $3 and published_name = $4 and google_removed_at is null`,
  { name: 'text' },
)

/** The given name, where another campaign of the account has it at Google. */
export async function listTakenNames(
  tx: Tx,
  workspaceId: string,
  accountId: string,
  id: string,
  name: string,
): Promise<string[]> {
  return (await tx.many(TAKEN_NAMES, [workspaceId, accountId, id, name])).map((row) => row.name)
}
