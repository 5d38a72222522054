import { AppError } from '../base/errors.ts'
import type { Audience } from '../contract/audiences.ts'
import { findAccount } from '../store/accounts.ts'
import type { Actor, Context } from './context.ts'
import { through } from './google-client.ts'
import { googleFailure } from './google-failure.ts'
import { requireOwnEnvironment } from './own-environment.ts'
import { meteredGoogle } from './quota.ts'

interface AudienceRow {
  audience: { id: string; name?: string; description?: string }
}

/** An audience of one asset group alone (scope ASSET_GROUP) has no name, and is of no use to any other. */
const AUDIENCES = `SELECT audience.id, audience.name, audience.description FROM audience
 WHERE audience.status = 'ENABLED' AND audience.scope = 'CUSTOMER' ORDER BY audience.name LIMIT 10000`

/** What ad groups of an account can be aimed at, by name. Google is asked each time: nothing of it is kept. */
export async function listAudiences(ctx: Context, actor: Actor, accountId: string): Promise<Audience[]> {
  const { workspaceId } = actor
  const account = await ctx.db.transaction({ workspaceId }, (tx) => findAccount(tx, workspaceId, accountId))
  if (account === undefined) throw new AppError('not_found', 'There is no such account in this workspace.')
  requireOwnEnvironment(ctx, account)
  const customer = { customerId: account.customer_id, loginCustomerId: account.login_customer_id }
  const answer = await meteredGoogle(
    await through(ctx, workspaceId, account.connection_id),
    'look',
  ).search<AudienceRow>(customer, AUDIENCES)
  if (answer.kind !== 'applied') throw googleFailure(answer)
  return answer.value.map(({ audience: { id, name, description } }) => ({
    id,
    name: name || id,
    description: description ?? '',
  }))
}
