import type { FastifyRequest } from 'fastify'
import { AppError } from '../base/errors.ts'
import { sha256 } from '../base/ids.ts'
import { findKeyHolder } from '../domain/api-keys.ts'
import type { Actor, Context, Door } from '../domain/context.ts'
import { type Caller, findPerson, type FoundPerson, noteSeen, type Workspace } from '../domain/sessions.ts'

/** A request's sender, and the workspace that the request is about. */
export interface SignedIn {
  caller: Caller
  workspace: Workspace
  actor: Actor
  /** Whether the request named the workspace; an <img> cannot. */
  named: boolean
}

declare module 'fastify' {
  interface FastifyRequest {
    signedIn: SignedIn | null
  }
}

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])

/** `__Host-` binds the cookie to this host and to https, where there is https. */
export function sessionCookie(secure: boolean): string {
  return secure ? '__Host-gacm_session' : 'gacm_session'
}

/** Beside the session's: what a sign-in that is under way is known by. */
export function attemptCookie(session: string): string {
  return session.replace(/session$/, 'sign_in')
}

/** What a browser in which somebody signed in before is known by. */
export function browserCookie(session: string): string {
  return session.replace(/session$/, 'browser')
}

/** What questions to devices are known by. Each has a cookie of its own, so that two tabs do not take each other's answers. */
export function passkeyCookie(session: string, challenge: string): string {
  return `${passkeyCookies(session)}${sha256(challenge).slice(0, 8)}`
}

/** What the names of these cookies begin with. */
export function passkeyCookies(session: string): string {
  return `${session.replace(/session$/, 'passkey')}_`
}

/** Finds out who asks. Throws `unauthenticated` or, for a foreign origin or workspace, `forbidden`. */
export async function identify(
  ctx: Context,
  request: FastifyRequest,
  options: { cookie: string; publicUrl: string | undefined },
): Promise<SignedIn> {
  const found = await callerOf(ctx, request, options)
  const { caller } = found
  const header = request.headers['gacm-workspace']
  const asked = typeof header === 'string' ? header.trim().toLowerCase() : undefined
  const workspace =
    asked === undefined ? caller.workspaces[0] : caller.workspaces.find(({ id }) => id === asked)
  if (workspace === undefined)
    throw new AppError('forbidden', 'You are not a member of the workspace in Gacm-Workspace.')
  await noteSeen(ctx, found, workspace.id)
  const actor: Actor = {
    workspaceId: workspace.id,
    role: workspace.role,
    accounts: workspace.accounts,
    name: caller.actorName,
    userId: caller.userId,
    door: doorOf(caller, request),
    requestId: request.id,
  }
  return { caller, workspace, actor, named: asked !== undefined }
}

/**
 * A browser sends its cookies with whatever page asks it to, so an unsafe request must come from a page of ours.
 * `proof` is whether silence counts as foreign: it does where a cookie is the only credential.
 */
export function assertOwnOrigin(
  request: FastifyRequest,
  publicUrl: string | undefined,
  proof: boolean,
): void {
  if (SAFE.has(request.method)) return
  const { origin, host, 'sec-fetch-site': site } = request.headers
  const own =
    origin === undefined
      ? site === 'same-origin' || (site === undefined && !proof)
      : isOwn(origin, host, publicUrl)
  if (own) return
  const detail =
    'This request does not come from a page of this server. A program uses an API key instead of a cookie.'
  throw new AppError('forbidden', detail, { details: { code: 'foreign_origin' } })
}

async function callerOf(
  ctx: Context,
  request: FastifyRequest,
  { cookie, publicUrl }: { cookie: string; publicUrl: string | undefined },
): Promise<FoundPerson> {
  const { authorization } = request.headers
  if (authorization !== undefined) {
    const key = /^Bearer +(\S+)$/i.exec(authorization)?.[1]
    if (key === undefined) throw new AppError('unauthenticated', 'Authorization must be: Bearer <API key>.')
    const caller = await findKeyHolder(ctx, key)
    return { caller, unseen: { session: false, workspaceIds: [] } }
  }
  const token = request.cookies[cookie]
  if (token === undefined || token === '') {
    throw new AppError('unauthenticated', 'Sign in, or send an API key as Authorization: Bearer <API key>.')
  }
  const person = await findPerson(ctx, token)
  if (person === undefined) throw new AppError('unauthenticated', 'Your session has ended. Sign in again.')
  assertOwnOrigin(request, publicUrl, true)
  return person
}

function doorOf(caller: Caller, request: FastifyRequest): Door {
  if (!caller.apiKey) return 'web'
  return request.headers['gacm-door'] === 'cli' ? 'cli' : 'api'
}

/**
 * Of a server that people reach by https, only that very origin: a page of the same name without https is written by whoever is on the
 * line. Otherwise the host decides, since a server behind a proxy does not see by which scheme it is reached.
 */
function isOwn(origin: string, host: string | undefined, publicUrl: string | undefined): boolean {
  const [asked, own] = [URL.parse(origin), publicUrl === undefined ? null : URL.parse(publicUrl)]
  if (asked === null) return false
  if (own?.protocol === 'https:') return asked.origin === own.origin
  return asked.host === host?.toLowerCase() || asked.host === own?.host
}
