import type { Tx } from './db.ts'
import { statement } from './statement.ts'

const INSERT = statement(
  'workspace_insert',
  'insert into workspaces (id, name, demo) values ($1, $2, $3) on conflict (name) do nothing',
)
const REQUIRE_SECOND_FACTOR = statement(
  'workspace_require_second_factor',
  'update workspaces set second_factor_required = $2 where id = $1',
)
const ENTER = statement<{ id: string }>(
  'workspace_enter',
  `select set_config('app.workspace_id', $1, true) as id`,
  { id: 'text' },
)
const DELETE_DEMO_DATA = statement<{ deleted: DeletedDemoData }>(
  'workspace_delete_demo_data',
  'select delete_demo_data(workspace_id => $1, actor => $2, door => $3, request_id => $4) as deleted',
  { deleted: 'jsonb' },
)

/** How much the demo had there. */
export interface DeletedDemoData {
  campaigns: number
  images: number
  publications: number
  revisions: number
}

/** Makes a workspace; does nothing where the name is taken. */
export async function insertWorkspace(
  tx: Tx,
  { id, name, demo }: { id: string; name: string; demo: boolean },
): Promise<void> {
  await tx.run(INSERT, [id, name, demo])
}

/**
 * Takes the demo data out of the workspace, which is that of `tx`, with its history, and says so in the audit log: its last statement.
 * Refused by constraints where the workspace is no demo, and while a campaign of the demo is being published.
 */
export async function deleteDemoData(
  tx: Tx,
  workspaceId: string,
  { actor, door, requestId }: { actor: string; door: string; requestId: string | null },
): Promise<DeletedDemoData> {
  return (await tx.one(DELETE_DEMO_DATA, [workspaceId, actor, door, requestId]))!.deleted
}

/** Goes on in this workspace with a transaction that began in none: what is about a person is told in each of theirs. */
export async function enterWorkspace(tx: Tx, id: string): Promise<void> {
  await tx.one(ENTER, [id])
}

/** Whether people without a second factor can do nothing there but set one up. */
export async function updateSecondFactorRequired(tx: Tx, id: string, required: boolean): Promise<void> {
  await tx.run(REQUIRE_SECOND_FACTOR, [id, required])
}
