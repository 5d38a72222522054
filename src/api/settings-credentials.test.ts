import pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { asProgram } from '../../test/database.ts'
import { type ConnectionStage, type Person, SERVED, startConnectionStage } from '../../test/connections.ts'
import type { AppError } from '../base/errors.ts'
import type { Account } from '../contract/session.ts'
import { assignAccount } from '../cli/assign-account.ts'
import { createTestWorkspace, createTestWorld, type TestWorld } from '../../test/workspace.ts'
import { ensureWorkspace } from '../domain/workspaces.ts'
import { isServed } from '../domain/settings-credentials.ts'

// Whoever administers one workspace of a server must not spend through the credentials of another one's.

const EUROPE = '2345678901'
const UNITED_STATES = '1234567890'
const MANAGER = '9876543210'

let stage: ConnectionStage
let served: Person
const before = { ...process.env }
beforeAll(async () => {
  stage = await startConnectionStage()
  served = await stage.administrator(SERVED)
})
afterEach(() => {
  process.env = { ...before }
})
afterAll(async () => await stage.close())

const connect = async (person: Person, customerId: string, connectionId: string | null = null) =>
  await stage.ask(person, 'POST /accounts', { customerId, loginCustomerId: MANAGER, connectionId })

/** As in a terminal on the server. */
async function assign(person: Person, customerId: string): Promise<Account> {
  process.env = {
    ...before,
    DATABASE_URL: asProgram(stage.server.databaseUrl).url,
    GOOGLE_ADS_BASE_URL: stage.emulator.url,
  }
  return await assignAccount(person.workspace.name, { customerId, loginCustomerId: MANAGER })
}

describe('the credentials of the settings', () => {
  test('show their accounts to the workspace that they serve, and to no other one', async () => {
    const stranger = await stage.administrator()
    const shown = await stage.ask(served, 'GET /accounts/reachable')
    expect(shown.json<{ items: unknown[] }>().items.length).toBeGreaterThan(1)
    const refused = await stage.ask(stranger, 'GET /accounts/reachable')
    expect(refused.statusCode).toBe(403)
    expect(refused.body).not.toContain(EUROPE)
    expect(refused.body).not.toContain(SERVED)
    const connections = async (person: Person) =>
      (await stage.ask(person, 'GET /google-connections')).json<{ settings: unknown }>().settings
    expect(await connections(served)).not.toBeNull()
    expect(await connections(stranger)).toBeNull()
  })

  test('connect nothing for an administrator of another workspace, whose own login does', async () => {
    const stranger = await stage.administrator()
    expect((await connect(served, EUROPE)).statusCode).toBe(201)
    for (const customerId of [EUROPE, UNITED_STATES]) {
      const refused = await connect(stranger, customerId)
      expect(refused.statusCode).toBe(403)
      expect(refused.json()).toMatchObject({
        errors: [{ path: 'connectionId', code: 'settings_of_another_workspace' }],
      })
    }
    const own = await stage.connected(stranger)
    expect((await connect(stranger, EUROPE, own.id)).statusCode).toBe(201)
  })

  test('reach a customer for one workspace alone, also where the owner of the server assigns it', async () => {
    const [stranger, late] = [await stage.administrator(), await stage.administrator()]
    expect(await assign(stranger, UNITED_STATES)).toMatchObject({
      customerId: UNITED_STATES,
      connection: null,
    })
    const accounts = await stage.ask(stranger, 'GET /accounts')
    const connected = accounts.json<{ items: Account[] }>().items.map(({ customerId }) => customerId)
    expect(connected).toContain(UNITED_STATES)
    const elsewhere = { errors: [{ path: 'customerId', code: 'reached_elsewhere' }] }
    await expect(assign(late, UNITED_STATES)).rejects.toMatchObject({ code: 'conflict', ...elsewhere })
    const refused = await connect(served, UNITED_STATES)
    expect(refused.statusCode).toBe(409)
    expect(refused.json()).toMatchObject(elsewhere)
    await expect(assign(late, '12')).rejects.toMatchObject({ code: 'invalid_request' })
  })
})

test('of two workspaces that are assigned a customer at the same moment one has it, each time', async () => {
  const customerId = '3456789012'
  const owner = new pg.Client({ connectionString: stage.server.databaseUrl })
  await owner.connect()
  try {
    for (let round = 0; round < 5; round += 1) {
      const both = [await stage.administrator(), await stage.administrator()]
      const outcomes = await Promise.allSettled(both.map(async (person) => await assign(person, customerId)))
      const refused = outcomes.filter((outcome) => outcome.status === 'rejected')
      expect(refused.map(({ reason }) => (reason as AppError).errors)).toMatchObject([
        [{ path: 'customerId', code: 'reached_elsewhere' }],
      ])
      const { rowCount } = await owner.query('update accounts set customer_id = $2 where customer_id = $1', [
        customerId,
        `400000000${round}`,
      ])
      expect(rowCount).toBe(1)
    }
  } finally {
    await owner.end()
  }
})

test('without a setting they serve the workspace that was made first and is no demo', async () => {
  const world: TestWorld = await createTestWorld()
  try {
    const demo = await ensureWorkspace(world.ctx, 'to look around', { demo: true })
    expect(await isServed(world.ctx, demo.id)).toBe(true)
    const [first, second] = [await createTestWorkspace(world.ctx), await createTestWorkspace(world.ctx)]
    expect(await isServed(world.ctx, first.actor.workspaceId)).toBe(true)
    expect(await isServed(world.ctx, second.actor.workspaceId)).toBe(false)
    expect(await isServed(world.ctx, demo.id)).toBe(false)
  } finally {
    await world.close()
  }
})
