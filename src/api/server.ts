import multipart from '@fastify/multipart'
import Fastify, {
  type FastifyBaseLogger,
  type FastifyError,
  type FastifyInstance,
  type FastifyRequest,
  LogController,
} from 'fastify'
import { isUtf8 } from 'node:buffer'
import { REQUESTS_PER_MINUTE } from '../base/config.ts'
import { AppError } from '../base/errors.ts'
import { newId } from '../base/ids.ts'
import type { RouteName } from '../contract/routes.ts'
import type { Context } from '../domain/context.ts'
import { allEndpoints } from './all-endpoints.ts'
import { registerAssetContent } from './assets.ts'
import { sessionCookie } from './caller.ts'
import { answerClientError } from './client-errors.ts'
import { registerDocs } from './docs.ts'
import type { Endpoint } from './endpoint.ts'
import { problemOf } from './errors.ts'
import { registerHealth } from './health.ts'
import { registerMetrics } from './metrics.ts'
import { registerNotFound, sendProblem } from './not-found.ts'
import { MAX_DRAIN_BYTES } from './read-upload.ts'
import { registerReadYourWrites } from './read-your-writes.ts'
import { register, type RegisterOptions, requireSignIn } from './register.ts'
import { registerRequestLimits } from './request-limits.ts'
import { BARE_HEADERS, registerSecurity } from './security.ts'
import { UploadBudget } from './upload-budget.ts'
import { registerWebFiles } from './web-files.ts'

export interface ServerOptions {
  /** Where people reach the server, when that is not the host that it sees, as behind a proxy. */
  publicUrl?: string | undefined
  /** The built web interface; may not exist. */
  webDir?: string | undefined
  /** true where the server is reached through https. */
  secureCookies: boolean
  /** Browsers are told to reach the hosts below ours by https alone too. */
  hstsSubdomains?: boolean
  /** Addresses of proxies in front, whose X-Forwarded-For is believed. */
  trustProxy?: string | boolean
  /** Checks every answer against its schema; for tests. */
  checkAnswers?: boolean
  /** Of a person or key, and of a network before it is known who asks; in each process. */
  requestsPerMinute?: number
  /** Who reads /metrics has this; without it they are on this machine. */
  metricsToken?: string | undefined
  signInsPerMinute?: number
  /** What the files of all uploads under way may take of the memory. */
  uploadBytes?: number
  /** After this a request is answered with 503. */
  handlerTimeoutMs?: number
  /** How long a client may take to send its headers and its whole request, and how often that is looked at. */
  patience?: { headersMs: number; requestMs: number; lookMs: number }
}

const PATIENCE = { headersMs: 15_000, requestMs: 60_000, lookMs: 5_000 }
const JSON_LIMIT_BYTES = 1_048_576
/** Twenty-five of the largest. */
const UPLOAD_BYTES = 250 * 1024 * 1024
const MAX_HEADER_BYTES = 16_384

/** The whole HTTP side: API, documentation, health, metrics and web interface. Not yet listening. */
export async function createServer(ctx: Context, options: ServerOptions): Promise<FastifyInstance> {
  const log: FastifyBaseLogger = ctx.log
  const patience = options.patience ?? PATIENCE
  const app = Fastify({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => newId(),
    requestIdHeader: false,
    trustProxy: options.trustProxy ?? false,
    bodyLimit: JSON_LIMIT_BYTES,
    connectionTimeout: 0,
    keepAliveTimeout: 72_000,
    requestTimeout: patience.requestMs,
    handlerTimeout: options.handlerTimeoutMs ?? 45_000,
    http: {
      headersTimeout: patience.headersMs,
      connectionsCheckingInterval: patience.lookMs,
      maxHeaderSize: MAX_HEADER_BYTES,
    },
    // A long id is a wrong id like any other: without this, the router itself would refuse it as an unknown path.
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: MAX_HEADER_BYTES },
    clientErrorHandler: answerClientError,
    frameworkErrors: (error, request, reply) => {
      reply.headers({ ...BARE_HEADERS, 'x-request-id': request.id })
      sendProblem(reply, problemOf(error, request.id))
    },
  })
  app.server.maxConnections = 2_000
  handleErrors(app)
  logRequests(app)
  await registerSecurity(app, {
    https: options.secureCookies,
    hstsSubdomains: options.hstsSubdomains ?? true,
  })
  await registerRequestLimits(app, options.requestsPerMinute ?? REQUESTS_PER_MINUTE)
  registerMetrics(app, ctx, { token: options.metricsToken, isBehindProxy: options.publicUrl !== undefined })
  registerHealth(app, ctx)
  await app.register(async (api) => await registerApi(api, ctx, options), { prefix: '/api/v1' })
  await app.register(registerDocs, { prefix: '/api/v1' })
  registerNotFound(app, await registerWebFiles(app, options.webDir))
  return app
}

async function registerApi(api: FastifyInstance, ctx: Context, options: ServerOptions): Promise<void> {
  const settings: RegisterOptions = {
    secureCookies: options.secureCookies,
    publicUrl: options.publicUrl,
    checkAnswers: options.checkAnswers ?? false,
    signInsPerMinute: options.signInsPerMinute ?? 30,
    uploads: new UploadBudget(options.uploadBytes ?? UPLOAD_BYTES),
  }
  parseJson(api)
  api.addHook('onSend', async (_, reply) => {
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store')
  })
  requireSignIn(api, ctx, settings)
  registerReadYourWrites(api, ctx, options.secureCookies)
  const { createAsset, ...others } = allEndpoints({
    cookie: sessionCookie(options.secureCookies),
    publicUrl: options.publicUrl,
  })
  for (const entry of Object.entries(others)) register(api, ctx, entry as [RouteName, Endpoint], settings)
  // Only this part understands multipart; everywhere else it is 415.
  await api.register(async (uploads) => {
    await uploads.register(multipart, {
      limits: {
        fileSize: MAX_DRAIN_BYTES + 1,
        files: 1,
        fields: 0,
        parts: 1,
        headerPairs: 20,
        fieldNameSize: 100,
      },
    })
    uploads.addHook('onResponse', async (request) => settings.uploads.release(request))
    register(uploads, ctx, ['createAsset', createAsset], settings)
  })
  registerAssetContent(api, ctx)
}

/** JSON as strict as it is meant: valid UTF-8, no prototype tricks; nothing at all counts as no body. */
function parseJson(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error')
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    const bytes = body as Buffer
    if (bytes.length === 0) return done(null, undefined)
    if (!isUtf8(bytes)) return done(malformed('The body is not valid UTF-8.'))
    void parse(request, bytes.toString('utf8'), (error, value) => {
      if (error === null) done(null, value)
      else done(malformed(`The body is not valid JSON: ${error.message}`, error))
    })
  })
}

function malformed(message: string, cause?: unknown): AppError {
  return new AppError('invalid_request', message, cause === undefined ? {} : { cause })
}

function handleErrors(app: FastifyInstance): void {
  app.setErrorHandler<FastifyError>((error, request, reply) => {
    const { bug, ...answer } = problemOf(error, request.id)
    const event = {
      requestId: request.id,
      method: request.method,
      route: request.routeOptions.url,
      err: error,
    }
    if (bug) request.log.error(event, 'A request failed for a reason that nobody foresaw')
    else if (answer.status >= 500) request.log.warn(event, 'A request could not be served')
    else if (isRefusal(answer.status, request)) {
      const { requestId, method, route } = event
      const { status, problem } = answer
      request.log.warn(
        { requestId, method, route, status, code: problem.code, ip: request.ip },
        'Access was refused',
      )
    }
    sendProblem(reply, answer)
  })
}

/** Who may not, who guesses, and who asks too often. A session that has ended is nobody's attempt. */
function isRefusal(status: number, request: FastifyRequest): boolean {
  return (
    status === 403 || status === 429 || (status === 401 && request.routeOptions.config.access === 'anyone')
  )
}

/** Nothing of ours in a path is longer than an id: what is may be a key or a token that somebody put there. */
function toldPath(url: string): string {
  return url.split('?')[0]!.replaceAll(/[^/]{37,}/g, '[cut]')
}

function logRequests(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id)
  })
  app.addHook('onResponse', async (request, reply) => {
    const { method, id, routeOptions, url } = request
    const timeMs = Math.round(reply.elapsedTime * 10) / 10
    const path = toldPath(url)
    request.log.info(
      { requestId: id, method, route: routeOptions.url, path, status: reply.statusCode, timeMs },
      'Answered',
    )
  })
}
