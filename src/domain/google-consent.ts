import { AppError } from '../base/errors.ts'
import { newId, newSecret, sha256 } from '../base/ids.ts'
import type { GoogleConnection } from '../contract/google-connections.ts'
import { insertConsent, lockConnection, takeConsent } from '../store/google-connections.ts'
import type { Actor, Context } from './context.ts'
import { unknownConnection } from './google-client.ts'
import { authorizeObstacle, keepConnection, type Wish } from './google-connections.ts'
import { wordsOf } from './google-words/words-of.ts'
import { assertAdmin } from './people-rights.ts'

/** Where the verifier of a question lies, for the ring. */
function verifierPlace(consentId: string): string {
  return `google_consents.verifier:${consentId}`
}

/**
 * Begins to connect by consent: the address of Google's page. Of the two secrets of the question, the state comes back
 * with the answer and is kept as a hash; the verifier never leaves before, and is kept sealed.
 */
export async function authorizeConnection(
  ctx: Context,
  actor: Actor,
  wish: Wish,
  redirectUri: string | undefined,
): Promise<{ url: string }> {
  assertAdmin(actor)
  const obstacle = authorizeObstacle(ctx, actor)
  if (obstacle !== null) throw new AppError('not_allowed', obstacle)
  if (redirectUri === undefined)
    throw new AppError('invalid_request', 'Begin in the web interface: Google has to send you back there.')
  const { workspaceId } = actor
  const [id, state, verifier] = [newId(), newSecret(), newSecret()]
  const url = ctx.google.consentUrl({ redirectUri, state, verifier })
  await ctx.db.transaction({ workspaceId }, async (tx) => {
    if (
      wish.connectionId !== null &&
      (await lockConnection(tx, workspaceId, wish.connectionId)) === undefined
    )
      throw unknownConnection()
    await insertConsent(tx, workspaceId, {
      id,
      user_id: actor.userId!,
      state_sha256: sha256(state),
      verifier: ctx.secrets.seal(verifier, verifierPlace(id)),
      redirect_uri: redirectUri,
      name: wish.name,
      access: wish.access,
      connection_id: wish.connectionId,
    })
  })
  return { url: url! }
}

/** Connects with what Google's page sent back. An answer is taken once, and from the person who asked alone. */
export async function finishAuthorization(
  ctx: Context,
  actor: Actor,
  { state, code, error }: { state: string; code?: string | undefined; error?: string | undefined },
): Promise<GoogleConnection> {
  assertAdmin(actor)
  const { workspaceId, userId } = actor
  const asked =
    userId === null
      ? undefined
      : await takeConsent(ctx.db, workspaceId, { stateSha256: sha256(state), userId })
  if (asked === undefined) {
    throw new AppError(
      'not_allowed',
      'This answer of Google belongs to no question of yours in this workspace, or came later than ten minutes. Begin again.',
      { details: { code: 'unknown_state' } },
    )
  }
  if (code === undefined) throw notAgreed(`oauth.${/^\w{1,50}$/.test(error ?? '') ? error : 'refused'}`)
  const verifier = ctx.secrets.open(asked.verifier, verifierPlace(asked.id))
  const answer = await ctx.google.tradeCode(code, { redirectUri: asked.redirect_uri, verifier })
  if (answer.kind !== 'agreed') {
    if (answer.kind === 'unreachable')
      throw new AppError('google_unreachable', 'Google’s sign-in does not answer. Begin again in a while.')
    throw notAgreed(answer.error.code)
  }
  const wish = { name: asked.name, access: asked.access, connectionId: asked.connection_id }
  return await keepConnection(ctx, actor, wish, { kind: 'OAUTH', refreshToken: answer.refreshToken })
}

function notAgreed(googleCode: string): AppError {
  const [message, fix] = wordsOf(googleCode)!
  return new AppError('google_refused', `${message} ${fix ?? ''}`.trim(), { details: { googleCode } })
}
