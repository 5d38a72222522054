import { createHash } from 'node:crypto'
import { channel } from 'node:diagnostics_channel'
import { setTimeout as wait } from 'node:timers/promises'
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { answerControl } from './control/answer-control.ts'
import { Control } from './control/control.ts'
import { type ActiveFault, faultAnswer } from './control/faults.ts'
import type { LoggedRequest } from './control/request-log.ts'
import { errorAnswer, type HttpAnswer, plainAnswer } from './envelope.ts'
import { AccessTokens } from './http/access-tokens.ts'
import { answerApi } from './http/api.ts'
import { answerConsent } from './http/consent.ts'
import { openWorld, type WorldOptions } from './open-world.ts'
import { refuse } from './refusal.ts'
import type { World } from './world.ts'

export interface EmulatorOptions extends WorldOptions {
  /** 127.0.0.1 unless said otherwise. */
  host?: string
  /** 0 for any free one. */
  port: number
}

export interface Emulator {
  url: string
  port: number
  control: Control
  close(): Promise<void>
}

interface Context {
  world: World
  tokens: AccessTokens
  control: Control
  /** Ends waits when the emulator closes. */
  closing: AbortController
}

/** One request to the API and its answer, for whoever wants to look on. */
export interface Exchange {
  method: string
  path: string
  userAgent: string | undefined
  body: Buffer | undefined
  status: number
  answer: unknown
}

const exchanges = channel('gacm.emulator.exchange')

const BODY_LIMIT_BYTES = 12 * 1024 * 1024
/** A saved state can be as long as a string. */
const STATE_LIMIT_BYTES = 500 * 1024 * 1024

/** Starts the emulator of the Google Ads REST API. It answers as Google does and keeps what it was told. */
export async function startEmulator(options: EmulatorOptions): Promise<Emulator> {
  const { host = '127.0.0.1', port } = options
  const { world, prepare } = openWorld(options)
  const tokens = new AccessTokens(world)
  const control = new Control(world, prepare)
  const context: Context = { world, tokens, control, closing: new AbortController() }
  const app = makeApp(context)
  const address = await listen(app, world, host, port)
  const bound = app.server.address()
  return {
    url: address,
    port: typeof bound === 'object' && bound !== null ? bound.port : port,
    control,
    async close() {
      context.closing.abort()
      await app.close()
      world.state.close()
    },
  }
}

/** Gives the data folder back where the port is taken. */
async function listen(app: FastifyInstance, world: World, host: string, port: number): Promise<string> {
  try {
    return await app.listen({ host, port })
  } catch (error) {
    world.state.close()
    throw error
  }
}

function makeApp(context: Context): FastifyInstance {
  const app = fastify({ bodyLimit: BODY_LIMIT_BYTES, forceCloseConnections: true, exposeHeadRoutes: false })
  app.removeAllContentTypeParsers()
  // Bodies are read here, not by the framework: what is wrong with them is said in Google's words.
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
  app.setErrorHandler<Error & { statusCode?: number }>((error, request, reply) => {
    const isTooLarge = error.statusCode === 413
    const tooLarge = (): Error =>
      refuse('sizeLimitError.REQUEST_SIZE_LIMIT_EXCEEDED', `A request has at most ${BODY_LIMIT_BYTES} bytes.`)
    const version = /^\/(v\d+)\//.exec(request.url)?.[1] ?? 'v25'
    const requestId = context.world.requestIds.next()
    const answer = isTooLarge
      ? errorAnswer(tooLarge(), version, requestId)
      : plainAnswer(error.statusCode ?? 500)
    if (!isTooLarge) context.world.log(error.stack ?? error.message)
    return send(reply, requestId, isTooLarge ? { ...answer, status: 413 } : answer)
  })
  app.all('/_emulator/state', { bodyLimit: STATE_LIMIT_BYTES }, (request, reply) =>
    answerRequest(context, request, reply),
  )
  app.all('/*', (request, reply) => answerRequest(context, request, reply))
  return app
}

async function answerRequest(
  context: Context,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  const path = request.url.split('?')[0] ?? ''
  const body = Buffer.isBuffer(request.body) ? request.body : undefined
  const isControl = path === '/_emulator' || path.startsWith('/_emulator/')
  // The control API takes no part in what is counted.
  const requestId = isControl ? 'control' : context.world.requestIds.next()
  if (isControl) {
    if (!isFromHere(request)) return send(reply, requestId, plainAnswer(403))
    return send(reply, requestId, await answerControl(context.control, request.method, path, body))
  }
  const logged = logRequest(context, request, path, body, requestId)
  const fault = context.control.faults.take(path, body)
  logged.fault = fault?.kind
  try {
    const answer = await answerWithFault(context, request, { path, body, requestId }, fault)
    if (answer === undefined)
      return drop(request, reply, logged, fault?.kind === 'reset_before' ? 'reset' : 'lost')
    logged.status = answer.status
    context.world.log(`${request.method} ${path} ${answer.status} ${requestId}`)
    return await send(reply, requestId, answer)
  } catch (error) {
    if (context.closing.signal.aborted) return drop(request, reply, logged, 'lost')
    throw error
  }
}

interface Arrived {
  path: string
  body: Buffer | undefined
  requestId: string
}

/** The answer, or undefined where the connection is to be cut instead. */
async function answerWithFault(
  context: Context,
  request: FastifyRequest,
  arrived: Arrived,
  fault: ActiveFault | undefined,
): Promise<HttpAnswer | undefined> {
  const { signal } = context.closing
  if (fault && fault.beforeMs > 0) await wait(fault.beforeMs, undefined, { signal })
  const { latencyMs } = context.world.state.settings
  if (latencyMs > 0) await wait(latencyMs, undefined, { signal })
  if (fault?.kind === 'reset_before') return undefined
  const isError = fault?.kind === 'error'
  if (isError && fault.when === 'before') return faultAnswer(fault, arrived.path, arrived.requestId)
  const seen = fault?.kind === 'search_lag' ? lagging(context, fault.lagMs) : context
  const answer = await answerRoute(seen, request, arrived)
  if (fault && fault.afterMs > 0) await wait(fault.afterMs, undefined, { signal })
  if (fault?.kind === 'lose_response') return undefined
  return isError ? faultAnswer(fault, arrived.path, arrived.requestId) : answer
}

function lagging(context: Context, lagMs: number): Context {
  const { state, clock } = context.world
  return { ...context, world: { ...context.world, state: state.asOf(clock.now() - lagMs) } }
}

async function answerRoute(
  { world, tokens }: Context,
  request: FastifyRequest,
  { path, body, requestId }: Arrived,
): Promise<HttpAnswer> {
  if (request.method === 'POST' && path === '/token') return tokens.answer(formOf(body))
  if (request.method === 'POST' && path === '/revoke') return tokens.revoke(formOf(body))
  if (request.method === 'GET' && path === '/o/oauth2/v2/auth') return answerConsent(world, request.url)
  const { method } = request
  const answer = await answerApi(world, tokens, {
    method,
    path,
    authorization: request.headers.authorization,
    loginCustomerId: header(request, 'login-customer-id'),
    body,
    requestId,
  })
  if (exchanges.hasSubscribers) {
    const userAgent = header(request, 'user-agent')
    exchanges.publish({
      method,
      path,
      userAgent,
      body,
      status: answer.status,
      answer: answer.body,
    } satisfies Exchange)
  }
  return answer
}

function logRequest(
  { world, control }: Context,
  request: FastifyRequest,
  path: string,
  body: Buffer | undefined,
  requestId: string,
): LoggedRequest {
  return control.requestLog.add({
    at: new Date(world.clock.now()).toISOString(),
    method: request.method,
    path,
    requestId,
    status: 'open',
    loginCustomerId: header(request, 'login-customer-id'),
    bodySha256: createHash('sha256')
      .update(body ?? '')
      .digest('hex'),
    bodyBytes: body?.length ?? 0,
    fault: undefined,
  })
}

/** Cuts the connection without an answer. */
function drop(
  request: FastifyRequest,
  reply: FastifyReply,
  logged: LoggedRequest,
  status: 'lost' | 'reset',
): unknown {
  logged.status = status
  reply.hijack()
  request.raw.socket.destroy()
  return reply
}

async function send(
  reply: FastifyReply,
  requestId: string,
  { status, body, headers }: HttpAnswer,
): Promise<unknown> {
  if (headers) void reply.headers(headers)
  return reply
    .code(status)
    .header('request-id', requestId)
    .type('application/json; charset=UTF-8')
    .send(JSON.stringify(body))
}

/** The control API is for this machine: not for the network, and not for pages that a browser here has open. */
function isFromHere({ raw, headers }: FastifyRequest): boolean {
  const address = raw.socket.remoteAddress ?? ''
  const isLocal = address === '::1' || /^(::ffff:)?127\./.test(address)
  const isLocalName = (host: string): boolean => /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/i.test(host)
  const origin = headers.origin?.replace(/^https?:\/\//, '')
  return isLocal && isLocalName(headers.host ?? '') && (origin === undefined || isLocalName(origin))
}

function header(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name]
  return typeof value === 'string' && value !== '' ? value : undefined
}

function formOf(body: Buffer | undefined): URLSearchParams {
  return new URLSearchParams(body?.toString('utf8') ?? '')
}
