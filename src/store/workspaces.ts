import type { Tx } from './db.ts'
import { statement } from './statement.ts'

const INSERT = statement(
  'workspace_insert',
  'insert into workspaces (id, name) values ($1, $2) on conflict (name) do nothing',
)

/** Makes a workspace; does nothing where the name is taken. */
export async function insertWorkspace(tx: Tx, id: string, name: string): Promise<void> {
  await tx.run(INSERT, [id, name])
}
