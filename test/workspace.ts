import { createLog } from '../src/base/log.ts'
import { KeyRing, newRingKey } from '../src/base/secrets.ts'
import { newId } from '../src/base/ids.ts'
import type { Role } from '../src/contract/words.ts'
import type { Actor, Context } from '../src/domain/context.ts'
import { ensureWorkspace } from '../src/domain/workspaces.ts'
import { GoogleAds } from '../src/google/google-ads.ts'
import { insertAccount } from '../src/store/accounts.ts'
import { Database } from '../src/store/db.ts'
import { asProgram, createTestDatabase } from './database.ts'

/** Where nothing listens: for tests that never ask Google. */
const NOWHERE = { baseUrl: 'http://127.0.0.1:65530', tokenUrl: 'http://127.0.0.1:65530/token' }

export interface GoogleAddress {
  baseUrl: string
  tokenUrl: string
  /** The workspace that the credentials of the settings serve; without it the first one. */
  workspace?: string
}

export interface TestWorld {
  ctx: Context
  /** The URL of the database, as its owner. */
  databaseUrl: string
  close(): Promise<void>
}

/** A database and a context of its own for one test file. `google` is the emulator's address, where the test has one. */
export async function createTestWorld(
  google: GoogleAddress = NOWHERE,
  { timeoutMs = 5000, dailyOperations }: { timeoutMs?: number; dailyOperations?: number | undefined } = {},
): Promise<TestWorld> {
  const database = await createTestDatabase()
  const { url, prepare } = asProgram(database.url)
  const db = new Database(url, { max: 12, prepare })
  return {
    ctx: {
      db,
      google: testGoogle(google, timeoutMs, dailyOperations),
      log: createLog('silent'),
      secrets: new KeyRing([newRingKey()]),
      now: () => new Date(),
    },
    databaseUrl: database.url,
    close: async () => {
      await db.close()
      await database.drop()
    },
  }
}

export function testGoogle(
  { baseUrl, tokenUrl, workspace }: GoogleAddress,
  timeoutMs = 5000,
  dailyOperations?: number,
): GoogleAds {
  const credentials = {
    clientId: 'test',
    clientSecret: 'test',
    refreshToken: 'test',
    loginCustomerId: undefined,
  }
  return new GoogleAds(
    { baseUrl, tokenUrl, apiVersion: 'v25', workspace, ...credentials },
    { timeoutMs, dailyOperations },
  )
}

export interface TestWorkspace {
  actor: Actor
  accountId: string
}

/** A workspace with one account, and an administrator of it. */
export async function createTestWorkspace(
  { db }: Pick<Context, 'db'>,
  {
    role = 'admin',
    currency = 'USD',
    customerId = '1234567890',
  }: { role?: Role; currency?: string; customerId?: string } = {},
): Promise<TestWorkspace> {
  const { id: workspaceId } = await ensureWorkspace({ db }, `workspace ${newId()}`)
  const accountId = newId()
  await db.transaction({ workspaceId }, (tx) =>
    insertAccount(tx, workspaceId, {
      id: accountId,
      customer_id: customerId,
      login_customer_id: null,
      name: 'Test account',
      currency_code: currency,
      time_zone: 'America/New_York',
      environment: 'EMULATOR',
    }),
  )
  const actor: Actor = {
    workspaceId,
    role,
    accounts: null,
    name: 'tester@example.com',
    userId: null,
    door: 'api',
    requestId: null,
  }
  return { actor, accountId }
}
