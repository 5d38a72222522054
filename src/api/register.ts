import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Readable } from 'node:stream'
import { AppError } from '../base/errors.ts'
import { sha256 } from '../base/ids.ts'
import { type Access, ACCESS, barrier } from '../contract/access.ts'
import type { Route, RouteName } from '../contract/routes.ts'
import { assertMayUpload } from '../domain/assets.ts'
import { networkOf } from '../domain/device.ts'
import type { Context } from '../domain/context.ts'
import { type Answer, answerOnce } from '../domain/idempotency.ts'
import { rememberBrowser } from '../domain/known-browser.ts'
import { needsSecondFactor } from '../domain/sessions.ts'
import {
  assertOwnOrigin,
  attemptCookie,
  browserCookie,
  identify,
  sessionCookie,
  type SignedIn,
} from './caller.ts'
import { checkInput } from './check-input.ts'
import type { Endpoint, Payload, SignedCall } from './endpoint.ts'
import { readUpload } from './read-upload.ts'
import type { UploadBudget } from './upload-budget.ts'

export interface RegisterOptions {
  secureCookies: boolean
  publicUrl: string | undefined
  /** Checks every answer against its schema; for tests. */
  checkAnswers: boolean
  /** Signing in, setting up and joining: per address, minute and process. */
  signInsPerMinute: number
  uploads: UploadBudget
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Who may call it; every route of the API says so. */
    access?: Access
  }
}

const SET_UP_FIRST = 'This workspace asks everybody for a second factor: set one up first.'
/** What a workspace holds is left in no cache. */
const NOT_KEPT = { 'cache-control': 'no-store' }
const THIRTY_DAYS_SECONDS = 30 * 24 * 60 * 60
const HALF_A_YEAR_SECONDS = 180 * 24 * 60 * 60
const TEN_MINUTES_SECONDS = 10 * 60
const FIVE_MINUTES_SECONDS = 5 * 60

/**
 * Makes every request of this part of the server say who it is, and lets in whom the route is for, before any byte of the body is
 * read. A route that does not say whom it is for is not put on the server.
 */
export function requireSignIn(app: FastifyInstance, ctx: Context, options: RegisterOptions): void {
  const cookie = sessionCookie(options.secureCookies)
  app.decorateRequest('signedIn', null)
  app.addHook('onRoute', ({ method, url, config }) => {
    if (config?.access === undefined)
      throw new Error(
        `${String(method)} ${url} has no config.access: who may call it (src/contract/access.ts).`,
      )
  })
  app.addHook('preParsing', async (request) => {
    const { access = { roles: [] } } = request.routeOptions.config
    if (access === 'anyone') return assertOwnOrigin(request, options.publicUrl, false)
    request.signedIn = await identify(ctx, request, { cookie, publicUrl: options.publicUrl }).catch(
      async (error: unknown) => {
        await app.requestLimits.stranger(request)
        throw error
      },
    )
    await app.requestLimits.known(request)
    const { caller, workspace } = request.signedIn
    const reason = barrier(access, {
      role: workspace.role,
      accounts: workspace.accounts,
      apiKey: caller.apiKey,
    })
    if (reason !== null) throw new AppError('forbidden', reason)
    if (access.beforeSecondFactor !== true && needsSecondFactor(caller, workspace))
      throw new AppError('forbidden', SET_UP_FIRST, { details: { code: 'second_factor_needed' } })
  })
}

/** Puts an endpoint on the server: checks what comes in, calls, and sends what comes out. */
export function register(
  app: FastifyInstance,
  ctx: Context,
  [name, endpoint]: [RouteName, Endpoint],
  options: RegisterOptions,
): void {
  const { route } = endpoint
  const access = ACCESS[name]
  app.route({
    method: route.method,
    url: route.path,
    config:
      access === 'anyone'
        ? { access, rateLimit: perAddress(route.perMinute ?? options.signInsPerMinute) }
        : { access },
    ...(SLOW.has(route.path) ? { handlerTimeout: 100_000 } : {}),
    ...(route.maxBodyBytes === undefined ? {} : { bodyLimit: route.maxBodyBytes }),
    handler: async (request, reply) => {
      const call = await readCall(ctx, route, request, options)
      const key = isKept(route) ? idempotencyKey(route, request) : undefined
      if (key !== undefined) return await sendOnce(reply, endpoint, call, key, options)
      const payload = endpoint.answer(await endpoint.act(call))
      const cookie = sessionCookie(options.secureCookies)
      if (payload.session !== undefined) setCookie(reply, cookie, payload.session, THIRTY_DAYS_SECONDS)
      if (payload.signedIn !== undefined) {
        const name = browserCookie(cookie)
        const known = rememberBrowser(ctx, payload.signedIn, request.cookies[name])
        if (known !== undefined) setCookie(reply, name, known, HALF_A_YEAR_SECONDS)
        const { id: requestId, ip } = request
        request.log.info(
          { requestId, ip, route: request.routeOptions.url, email: payload.signedIn },
          'Signed in',
        )
      }
      if (payload.attempt !== undefined)
        setCookie(reply, attemptCookie(cookie), payload.attempt, TEN_MINUTES_SECONDS)
      for (const [question, token] of Object.entries(payload.passkeys ?? {}))
        setCookie(reply, question, token, FIVE_MINUTES_SECONDS)
      if (payload.download !== undefined) return sendFile(reply, payload.download, payload.headers)
      return send(reply, route, toAnswer(route, payload), options)
    },
  })
}

function perAddress(max: number): object {
  return { max, timeWindow: 60_000, keyGenerator: ({ ip }: FastifyRequest) => networkOf(ip) }
}

/** Calls that wait for Google, whose own limit is a minute, and files that a slow line takes long for. */
const SLOW = new Set(['/campaigns/:id/sync', '/accounts', '/accounts/reachable', '/audit/export'])

async function readCall(
  ctx: Context,
  route: Route,
  request: FastifyRequest,
  { uploads }: RegisterOptions,
): Promise<SignedCall<Route>> {
  const params = (
    route.params === undefined ? undefined : checkInput(route.params, request.params)
  ) as undefined
  const query = (
    route.query === undefined ? refuseQuery(request.query) : checkInput(route.query, request.query)
  ) as undefined
  const ifMatch = route.ifMatch === undefined ? undefined : versionOf(route, request.headers['if-match'])
  // A public route has no sender, and its handler's type knows none.
  const { caller, workspace, actor } = (request.signedIn ?? {}) as SignedIn
  const multipart = route.upload === true && request.isMultipart()
  if (multipart) assertMayUpload(actor)
  const file = multipart ? await readUpload(request, uploads) : undefined
  const body = (multipart ? undefined : bodyOf(route, request.body)) as undefined
  return { ctx, params, query, body, file, ifMatch, request, caller, workspace, actor }
}

function bodyOf(route: Route, body: unknown): unknown {
  if (route.body !== undefined) return checkInput(route.body, body)
  const empty =
    body === undefined || (typeof body === 'object' && body !== null && Object.keys(body).length === 0)
  if (!empty) throw new AppError('invalid_request', 'This call takes no body.')
  return undefined
}

function refuseQuery(query: unknown): undefined {
  const [name] = Object.keys(query as object)
  if (name === undefined) return undefined
  const message = `Unknown parameter "${name.slice(0, 100)}". This call takes none.`
  throw new AppError('invalid_request', message, { errors: [{ path: name, code: 'unknown_field', message }] })
}

/** The version in `If-Match: "7"`. A W/ in front, as some proxies add it, changes nothing here. */
function versionOf(route: Route, header: string | undefined): number | undefined {
  if (header === undefined) {
    if (route.ifMatch !== 'required') return undefined
    const message =
      'Send the ETag of the version that you have seen, like If-Match: "7". Read it again to get it.'
    throw new AppError('precondition_required', message)
  }
  const version = Number(/^(?:W\/)?"(\d{1,10})"$/.exec(header.trim())?.[1] ?? Number.NaN)
  if (version >= 1 && version <= 2_147_483_647) return version
  const message = 'If-Match must be one ETag as it was answered, with its quotes, like "7".'
  throw new AppError('invalid_request', message, {
    errors: [{ path: 'If-Match', code: 'bad_etag', message }],
  })
}

/** Whether the answer may be written down, to be given again to the same request. */
function isKept(route: Route): boolean {
  return route.public !== true && route.secret !== true && route.readsOnly !== true
}

function idempotencyKey(route: Route, request: FastifyRequest): string | undefined {
  const key = request.headers['idempotency-key']
  if (route.method !== 'POST' || key === undefined) return undefined
  if (typeof key === 'string' && /^[\x21-\x7e]{1,255}$/.test(key)) return key
  const message = 'Idempotency-Key must be 1 to 255 visible ASCII characters, for example a UUID.'
  throw new AppError('invalid_request', message, {
    errors: [{ path: 'Idempotency-Key', code: 'bad_key', message }],
  })
}

async function sendOnce(
  reply: FastifyReply,
  { route, act, answer }: Endpoint,
  call: SignedCall<Route>,
  key: string,
  options: RegisterOptions,
): Promise<FastifyReply> {
  const { actor, body, file, ifMatch, request } = call
  const content = file === undefined ? body : { name: file.name, sha256: sha256(file.content) }
  const identity = [request.method, request.url, actor.userId ?? actor.name, ifMatch ?? null, content ?? null]
  const once = await answerOnce(call.ctx, actor, {
    key,
    requestSha256: sha256(JSON.stringify(identity)),
    run: (ctx) => act({ ...call, ctx }),
    answer: (result) => toAnswer(route, answer(result)),
    isWhole: ({ body }) => route.response === null || route.response.safeParse(JSON.parse(body)).success,
  })
  if (once.replayed) reply.header('idempotency-replayed', 'true')
  return send(reply, route, once.answer, options)
}

function toAnswer(route: Route, { json = '', headers = {} }: Payload): Answer {
  return { status: route.status, headers, body: json }
}

function send(
  reply: FastifyReply,
  route: Route,
  { status, headers, body }: Answer,
  options: RegisterOptions,
): FastifyReply {
  if (options.checkAnswers) assertKept(route, body)
  reply.code(status).headers({ ...NOT_KEPT, ...headers })
  return status === 204 ? reply.send() : reply.type('application/json; charset=utf-8').send(body)
}

/** A piece is made when the one before has left. Nobody's browser is to show it as a page. */
function sendFile(
  reply: FastifyReply,
  { type, pieces }: NonNullable<Payload['download']>,
  headers: Record<string, string> = {},
): FastifyReply {
  return reply
    .headers({ ...NOT_KEPT, ...headers })
    .type(`${type}; charset=utf-8`)
    .send(Readable.from(pieces))
}

function assertKept(route: Route, body: string): void {
  const parsed = route.response?.safeParse(JSON.parse(body))
  if (parsed?.success === false) {
    throw new Error(
      `${route.method} ${route.path} broke its contract: ${JSON.stringify(parsed.error.issues)}`,
    )
  }
}

/** `name` says whether it is for https only. */
function setCookie(reply: FastifyReply, name: string, token: string | null, maxAge: number): void {
  const secure = name.startsWith('__Host-')
  const options = { path: '/', httpOnly: true, sameSite: 'lax', secure } as const
  if (token === null) reply.clearCookie(name, options)
  else reply.setCookie(name, token, { ...options, maxAge })
}
