import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify'
import { createServer, type ServerOptions } from '../src/api/server.ts'
import { newId } from '../src/base/ids.ts'
import { createLog } from '../src/base/log.ts'
import { KeyRing, newRingKey } from '../src/base/secrets.ts'
import type { Problem } from '../src/contract/problem.ts'
import type { Role } from '../src/contract/words.ts'
import { createApiKey } from '../src/domain/api-keys.ts'
import type { Context } from '../src/domain/context.ts'
import { GoogleAds } from '../src/google/google-ads.ts'
import { Database, type DatabaseOptions } from '../src/store/db.ts'
import { statement } from '../src/store/statement.ts'
import { asProgram, createTestDatabase } from './database.ts'

const INSERT_WORKSPACE = statement(
  'test_workspace_insert',
  'insert into workspaces (id, name) values ($1, $2)',
)
const INSERT_ACCOUNT = statement(
  'test_account_insert',
  `insert into accounts (workspace_id, id, customer_id, name, currency_code, time_zone, environment)
   values ($1, $2, $3, 'Account', 'EUR', 'Europe/Berlin', 'EMULATOR')`,
)

/** A workspace with one account and keys to it. */
export interface TestWorkspace {
  id: string
  name: string
  accountId: string
  /** The headers of a caller of this role. */
  as(role: Role): Promise<Record<string, string>>
}

/** The real server on a database of its own; Google is nowhere. */
export interface TestServer {
  app: FastifyInstance
  ctx: Context
  databaseUrl: string
  workspace(name?: string): Promise<TestWorkspace>
  close(): Promise<void>
}

/** Every answer of it is checked against the contract. */
export async function startTestServer(
  options: Partial<ServerOptions> = {},
  parts: Partial<Context> & { pool?: DatabaseOptions } = {},
): Promise<TestServer> {
  const database = await createTestDatabase()
  const { pool, ...replaced } = parts
  const { url, prepare } = asProgram(database.url)
  const db = new Database(url, { prepare, ...pool })
  const nowhere = 'http://127.0.0.1:9'
  const google = new GoogleAds(
    {
      baseUrl: nowhere,
      tokenUrl: nowhere,
      apiVersion: 'v25',
      clientId: undefined,
      clientSecret: undefined,
      refreshToken: undefined,
      loginCustomerId: undefined,
    },
    { timeoutMs: 1_000 },
  )
  const ctx: Context = {
    db,
    google,
    log: createLog('silent'),
    secrets: new KeyRing([newRingKey()]),
    now: () => new Date(),
    ...replaced,
  }
  const app = await createServer(ctx, { secureCookies: false, checkAnswers: true, ...options })
  return {
    app,
    ctx,
    databaseUrl: database.url,
    workspace: async (name = `ws-${newId()}`) => await makeWorkspace(ctx, name),
    close: async () => {
      await app.close()
      await db.close()
      await database.drop()
    },
  }
}

async function makeWorkspace(ctx: Context, name: string): Promise<TestWorkspace> {
  const [id, accountId] = [newId(), newId()]
  await ctx.db.run('system', INSERT_WORKSPACE, [id, name])
  await ctx.db.run({ workspaceId: id }, INSERT_ACCOUNT, [
    id,
    accountId,
    String(Math.floor(1e9 + Math.random() * 9e9)),
  ])
  const keys = new Map<Role, Record<string, string>>()
  return {
    id,
    name,
    accountId,
    as: async (role) => {
      const known = keys.get(role)
      if (known !== undefined) return known
      const key = await createApiKey(ctx, { workspaceName: name, role, name: `${role} key` })
      const headers = { authorization: `Bearer ${key}` }
      keys.set(role, headers)
      return headers
    },
  }
}

/** Sends JSON (or nothing) and answers what came back. */
export async function send(
  app: FastifyInstance,
  line: `${'GET' | 'POST' | 'PATCH' | 'DELETE' | 'PUT'} ${string}`,
  options: { headers?: Record<string, string>; body?: unknown } = {},
): Promise<LightMyRequestResponse> {
  const [method, path] = line.split(' ') as [InjectOptions['method'], string]
  const request: InjectOptions = {
    method: method!,
    url: path.startsWith('/api/') || path.startsWith('/health') ? path : `/api/v1${path}`,
  }
  request.headers = options.headers ?? {}
  if (options.body !== undefined) request.payload = options.body as object
  return await app.inject(request)
}

export function problemOf(response: LightMyRequestResponse): Problem {
  return response.json<Problem>()
}
