import type { SavedView } from '../contract/saved-views.ts'
import type { Database, Tx } from './db.ts'
import type { SavedViewRow } from './generated/rows.ts'
import { statement } from './statement.ts'

/** A view as the API answers it, but for what its reader may do. */
export type KeptView = Omit<SavedView, 'actions'>

const JSON_OF_VIEW = `json_build_object('id', v.id, 'team', v.user_id is null, 'name', v.name, 'definition', v.definition,
  'position', v.position, 'isDefault', v.is_default, 'version', v.version, 'createdBy', v.created_by,
  'createdAt', v.created_at, 'updatedAt', v.updated_at)`

/** Row level security shows nobody another person's; each statement says the person all the same. */
const LIST = statement<{ json: KeptView }>(
  'saved_view_list',
  `select ${JSON_OF_VIEW} as json
     from (select * from saved_views where workspace_id = $1 and user_id is null
           union all
           select * from saved_views where workspace_id = $1 and user_id = $2) v
    order by v.user_id is null, v.position, v.name`,
  { json: 'json' },
)
const FIND = statement<{ json: KeptView }>(
  'saved_view_find',
  `select ${JSON_OF_VIEW} as json from saved_views v
    where v.workspace_id = $1 and v.id = $2 and (v.user_id is null or v.user_id = $3)`,
  { json: 'json' },
)
const LOCK = statement<Pick<SavedViewRow, 'user_id' | 'version' | 'name'>>(
  'saved_view_lock',
  `select user_id, version, name from saved_views
    where workspace_id = $1 and id = $2 and (user_id is null or user_id = $3) for update`,
  { user_id: 'uuid', version: 'int4', name: 'text' },
)
const INSERT = statement(
  'saved_view_insert',
  `insert into saved_views (workspace_id, id, user_id, name, definition, position, is_default, created_by)
   select $1, $2, $3, $4, $5, coalesce($6, least(coalesce(last.position + 1, 0), 999)), $7, $8
     from (select max(position) as position, count(*) as views from saved_views
            where workspace_id = $1 and user_id is not distinct from $3) last
    where last.views < $9`,
)
const CLEAR_DEFAULT = statement(
  'saved_view_clear_default',
  `update saved_views set is_default = false, version = version + 1
    where workspace_id = $1 and user_id is not distinct from $2 and is_default and id <> $3`,
)
const UPDATE = statement(
  'saved_view_update',
  `update saved_views
      set name = coalesce($3, name), definition = coalesce($4, definition), position = coalesce($5, position),
          is_default = coalesce($6, is_default), version = version + 1
    where workspace_id = $1 and id = $2`,
)
const DELETE = statement('saved_view_delete', `delete from saved_views where workspace_id = $1 and id = $2`)

/** A person's own views and the team's, in their order; `userId` null: the team's alone. */
export async function listSavedViews(
  db: Database,
  workspaceId: string,
  userId: string | null,
): Promise<KeptView[]> {
  const scope = { workspaceId, ...(userId === null ? {} : { userId }) }
  return (await db.many(scope, LIST, [workspaceId, userId])).map(({ json }) => json)
}

export async function findSavedView(
  tx: Tx,
  workspaceId: string,
  userId: string | null,
  id: string,
): Promise<KeptView | undefined> {
  return (await tx.one(FIND, [workspaceId, id, userId]))?.json
}

/** Holds a view until `tx` ends; undefined where there is none that this person sees. */
export async function lockSavedView(
  tx: Tx,
  workspaceId: string,
  userId: string | null,
  id: string,
): Promise<Pick<SavedViewRow, 'user_id' | 'version' | 'name'> | undefined> {
  return await tx.one(LOCK, [workspaceId, id, userId])
}

export interface NewSavedView {
  id: string
  /** null: the team's. */
  userId: string | null
  name: string
  definition: SavedView['definition']
  /** Undefined: after all others. */
  position: number | undefined
  isDefault: boolean
  createdBy: string
}

/** Keeps a view; false where its owner has `most` already. */
export async function insertSavedView(
  tx: Tx,
  workspaceId: string,
  view: NewSavedView,
  most: number,
): Promise<boolean> {
  const { id, userId, name, definition, position = null, isDefault, createdBy } = view
  const values = [workspaceId, id, userId, name, JSON.stringify(definition), position, isDefault, createdBy]
  return (await tx.run(INSERT, [...values, most])) === 1
}

/** Makes room for another default of the same owner. */
export async function clearDefaultView(
  tx: Tx,
  workspaceId: string,
  userId: string | null,
  id: string,
): Promise<void> {
  await tx.run(CLEAR_DEFAULT, [workspaceId, userId, id])
}

/** Changes what is given in a view that is locked. */
export async function updateSavedView(
  tx: Tx,
  workspaceId: string,
  id: string,
  patch: {
    name?: string | undefined
    definition?: SavedView['definition'] | undefined
    position?: number | undefined
    isDefault?: boolean | undefined
  },
): Promise<void> {
  const { name = null, definition, position = null, isDefault = null } = patch
  const text = definition === undefined ? null : JSON.stringify(definition)
  await tx.run(UPDATE, [workspaceId, id, name, text, position, isDefault])
}

export async function deleteSavedView(tx: Tx, workspaceId: string, id: string): Promise<void> {
  await tx.run(DELETE, [workspaceId, id])
}
