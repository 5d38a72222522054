import { AppError } from '../base/errors.ts'
import { isReachedElsewhere, lockReachedElsewhere } from '../store/accounts.ts'
import type { Tx } from '../store/db.ts'
import { findFirstWorkspace, findWorkspaceByName } from '../store/users.ts'
import type { Context } from './context.ts'

/**
 * Whether the credentials of the settings are this workspace's to connect accounts with: they serve one, the one that
 * GOOGLE_ADS_WORKSPACE names, or else the first that was made and is no demo. All the others connect a Google login of their own.
 */
export async function isServed({ db, google }: Context, workspaceId: string): Promise<boolean> {
  const served =
    google.workspace === undefined
      ? await findFirstWorkspace(db)
      : await findWorkspaceByName(db, google.workspace)
  return served?.id === workspaceId
}

/** Throws where the workspace may not look or connect through the credentials of the settings. */
export async function assertServed(ctx: Context, workspaceId: string): Promise<void> {
  if (await isServed(ctx, workspaceId)) return
  const message =
    'The credentials of the server’s settings serve another workspace. Connect a Google login of this workspace and pick its accounts there, or ask whoever runs the server for "gacm account connect --as-owner", or for GOOGLE_ADS_WORKSPACE in its settings.'
  throw new AppError('forbidden', message, {
    errors: [{ path: 'connectionId', code: 'settings_of_another_workspace', message }],
  })
}

/**
 * Throws where another workspace publishes to this customer by the same credentials already: its caps, approvals and stops would
 * hold for half of what is spent.
 */
export async function assertReachedHereAlone(
  { db, google }: Context,
  workspaceId: string,
  customerId: string,
): Promise<void> {
  if (await isReachedElsewhere(db, workspaceId, { customerId, environment: google.environment }))
    throw reachedElsewhere()
}

/** As `assertReachedHereAlone`, until `tx` ends: two workspaces that connect it at once both asked before either had it. */
export async function lockReachedHere(
  tx: Tx,
  { google }: Context,
  workspaceId: string,
  customerId: string,
): Promise<void> {
  if (await lockReachedElsewhere(tx, workspaceId, { customerId, environment: google.environment }))
    throw reachedElsewhere()
}

function reachedElsewhere(): AppError {
  const message =
    'Another workspace reaches this account through the credentials of the server’s settings already. Connect it through a Google login of this workspace.'
  return new AppError('conflict', message, {
    errors: [{ path: 'customerId', code: 'reached_elsewhere', message }],
  })
}
