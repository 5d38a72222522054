import type { Database, Tx } from './db.ts'
import { statement } from './statement.ts'

/** A column in which the program keeps what it has sealed. A new one gets a line here, so that the ring can be turned. */
interface SealedColumn {
  /** Of every workspace, or of the server as a whole: a person is in many of them. */
  scope: 'workspace' | 'server'
  /** `table.column`, of which `place` is made: see base/secrets.ts. */
  name: string
  read: ReturnType<typeof statement<SealedRow>>
  write: ReturnType<typeof statement>
}

export interface SealedRow {
  id: string
  sealed: string
}

const TYPES = { id: 'uuid', sealed: 'text' } as const

/** Nobody else can change the rows until the transaction ends. */
const COLUMNS: readonly SealedColumn[] = [
  {
    scope: 'workspace',
    name: 'google_connections.secret',
    read: statement<SealedRow>(
      'sealed_connection_secrets',
      `select id, secret as sealed from google_connections
        where workspace_id = $1 and secret is not null order by id for no key update`,
      TYPES,
    ),
    // The version grows, so that what processes keep of the connection is made anew.
    write: statement(
      'sealed_connection_secret_update',
      'update google_connections set secret = $3, version = version + 1 where workspace_id = $1 and id = $2',
    ),
  },
  {
    scope: 'workspace',
    name: 'google_consents.verifier',
    read: statement<SealedRow>(
      'sealed_consent_verifiers',
      'select id, verifier as sealed from google_consents where workspace_id = $1 order by id for no key update',
      TYPES,
    ),
    write: statement(
      'sealed_consent_verifier_update',
      'update google_consents set verifier = $3 where workspace_id = $1 and id = $2',
    ),
  },
  {
    scope: 'workspace',
    name: 'review_link_keys.sealed',
    // One for each workspace, by whose id it goes.
    read: statement<SealedRow>(
      'sealed_review_link_keys',
      'select workspace_id as id, sealed from review_link_keys where workspace_id = $1 for no key update',
      TYPES,
    ),
    write: statement(
      'sealed_review_link_key_update',
      'update review_link_keys set sealed = $3 where workspace_id = $1 and workspace_id = $2',
    ),
  },
  {
    scope: 'server',
    name: 'totp_secrets.sealed',
    read: statement<SealedRow>(
      'sealed_totp_secrets',
      'select user_id as id, sealed from totp_secrets order by user_id for no key update',
      TYPES,
    ),
    write: statement('sealed_totp_secret_update', 'update totp_secrets set sealed = $2 where user_id = $1'),
  },
]

const WORKSPACES = statement<{ id: string }>('sealed_workspaces', 'select id from workspaces order by id', {
  id: 'uuid',
})

/**
 * Goes over everything that is sealed, workspace by workspace, each in a transaction of its own. What `reseal` answers is
 * written; undefined leaves it as it is. Answers how many were seen and written.
 */
export async function forEachSealed(
  db: Database,
  reseal: (place: string, sealed: string) => string | undefined,
): Promise<{ seen: number; written: number }> {
  const count = { seen: 0, written: 0 }
  const of = (scope: SealedColumn['scope']) => COLUMNS.filter((column) => column.scope === scope)
  await db.transaction('system', async (tx) => {
    for (const column of of('server')) await goOver(tx, [], column, reseal, count)
  })
  for (const { id } of await db.many('system', WORKSPACES, [])) {
    await db.transaction({ workspaceId: id }, async (tx) => {
      for (const column of of('workspace')) await goOver(tx, [id], column, reseal, count)
    })
  }
  return count
}

async function goOver(
  tx: Tx,
  scope: readonly string[],
  { name, read, write }: SealedColumn,
  reseal: (place: string, sealed: string) => string | undefined,
  count: { seen: number; written: number },
): Promise<void> {
  for (const { id, sealed } of await tx.many(read, [...scope])) {
    count.seen += 1
    const again = reseal(`${name}:${id}`, sealed)
    if (again === undefined) continue
    await tx.run(write, [...scope, id, again])
    count.written += 1
  }
}
