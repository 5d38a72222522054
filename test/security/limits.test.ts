import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { LightMyRequestResponse } from 'fastify'
import { newId } from '../../src/base/ids.ts'
import type { Access } from '../../src/contract/access.ts'
import { ACCOUNT_ROLES, type AccountRole } from '../../src/contract/words.ts'
import { createApiKeyAs } from '../../src/domain/api-keys.ts'
import { problemOf, send } from '../server.ts'
import { type Operation, OPERATIONS } from './operations.ts'
import { kindOf, sendValid } from './request.ts'
import { createSecurityWorld, insertUser, type SecurityWorld, sessionOf } from './world.ts'

// Every route that writes what belongs to an account, as a person and as a key that are limited to another account (refused with
// the reason, and nothing is different afterwards), to no account at all, and to this one (let in). A new route that says
// `inAccount` in src/contract/access.ts is tried here by itself.

const ACCOUNT = 'own account'
let world: SecurityWorld
let elsewhere: string
beforeAll(async () => {
  world = await createSecurityWorld()
  const { workspace } = world.mine
  elsewhere = newId()
  const sql = `insert into accounts (workspace_id, id, customer_id, name, currency_code, time_zone, environment)
               select workspace_id, $2, '9999999999', 'The other account', currency_code, time_zone, environment
                 from accounts where workspace_id = $1`
  await world.owner.query(sql, [workspace.id, elsewhere])
})
afterAll(async () => await world.close())

const routes = OPERATIONS.filter(
  ({ method, access }) => method !== 'GET' && access !== 'anyone' && access.inAccount === true,
).map((operation) => [operation.name, operation] as const)

/** Requests whose account stands in their body, and not behind the id in their path. */
const BODIES: Readonly<Record<string, (id: string) => object | Promise<object>>> = {
  createCampaign: () => ({ accountId: world.mine.workspace.accountId, name: `new ${newId()}` }),
  createFromTemplate: () => ({ accountId: world.mine.workspace.accountId, name: `begun ${newId()}` }),
  editCampaigns: (id) => ({ edits: [{ id, set: { name: `edited ${newId()}` } }] }),
  replaceTexts: async (id) => {
    const { rows } = await world.owner.query('select name from campaigns where id = $1', [id])
    const [{ name }] = rows as [{ name: string }]
    return { campaigns: [{ id }], in: ['NAMES'], find: name, by: `replaced ${newId()}` }
  },
  createBatch: (id) => ({ campaigns: [{ id }] }),
  askForGroup: (id) => ({ campaigns: [{ id, planHash: 'a'.repeat(64) }] }),
  approveGroup: async (group) => {
    const sql = 'select id, plan_hash as "planHash" from approval_requests where group_id = $1'
    return { requests: (await world.owner.query(sql, [group])).rows as object[] }
  },
  createStop: () => ({ accountId: world.mine.workspace.accountId, name: ACCOUNT }),
}

/** What the request is about; of a stop, one of the account. */
async function thingFor(operation: Operation): Promise<string> {
  const kind = kindOf(operation) ?? 'campaigns'
  const id = await world.mine.thing(kind, { fresh: true })
  if (kind === 'stops') {
    // A stop that is over is not changed: one of the account is written anew.
    const sql = `insert into spend_stops (workspace_id, id, account_id, state, acting_name, acting_role, acting_door, created_by,
                   restored_by, restoring_at, finished_at)
                 select workspace_id, $2, $3, state, acting_name, acting_role, acting_door, created_by, restored_by, restoring_at,
                        finished_at from spend_stops where id = $1`
    const own = newId()
    await world.owner.query(sql, [id, own, world.mine.workspace.accountId])
    return own
  }
  return id
}

async function call(
  operation: Operation,
  id: string,
  headers: Record<string, string>,
): Promise<LightMyRequestResponse> {
  const body = await BODIES[operation.name]?.(id)
  if (body === undefined) return await sendValid(world.server.app, operation, { headers, id })
  return await send(world.server.app, `POST ${operation.path.replace('{id}', id)}`, { headers, body })
}

/** A role in an account that the route lets in, if it is the account of what it is about. */
function roleFor(access: Access): AccountRole {
  return ACCOUNT_ROLES.findLast((role) => access !== 'anyone' && access.roles.includes(role))!
}

type Limits = Record<string, AccountRole>

async function asKey(accounts: Limits): Promise<Record<string, string>> {
  const limits = Object.entries(accounts).map(([accountId, role]) => ({ accountId, role }))
  const wanted = { name: `limited ${newId()}`, role: 'publisher' as const, accounts: limits }
  const { key } = await createApiKeyAs(world.server.ctx, world.mine.actor, wanted)
  return { authorization: `Bearer ${key}` }
}

async function asPerson(accounts: Limits): Promise<Record<string, string>> {
  const workspaceId = world.mine.workspace.id
  const userId = await insertUser(world.owner, `limited-${newId()}@example.com`)
  const sql = `insert into members (workspace_id, user_id, role, limited) values ($1, $2, 'publisher', true)`
  await world.owner.query(sql, [workspaceId, userId])
  for (const [accountId, role] of Object.entries(accounts)) {
    const values = [workspaceId, userId, accountId, role]
    await world.owner.query('insert into member_accounts values ($1, $2, $3, $4)', values)
  }
  return await sessionOf(world.server, userId)
}

async function senders({ access }: Operation, limits: Limits): Promise<[string, Record<string, string>][]> {
  const person: [string, Record<string, string>] = ['a person', await asPerson(limits)]
  const isForPeople = access !== 'anyone' && access.peopleOnly === true
  return isForPeople ? [person] : [person, ['a key', await asKey(limits)]]
}

describe('who is limited to another account', () => {
  test.each(routes)('403 with the reason, and nothing is changed: %s', async (_, operation) => {
    const id = await thingFor(operation)
    const limited = await senders(operation, { [elsewhere]: roleFor(operation.access) })
    const before = await world.fingerprint(world.mine.workspace.id)
    for (const [who, headers] of limited) {
      const answer = await call(operation, id, headers)
      expect([who, answer.statusCode, problemOf(answer).code]).toEqual([who, 403, 'forbidden'])
      expect(problemOf(answer).detail).toMatch(/[Ll]imited to (other )?accounts/)
    }
    expect(changesOf(await world.fingerprint(world.mine.workspace.id), before)).toEqual([])
  })

  test.each(routes)('so is who is limited to none: %s', async (_, operation) => {
    const id = await thingFor(operation)
    for (const [who, headers] of await senders(operation, {})) {
      const answer = await call(operation, id, headers)
      expect([who, answer.statusCode]).toEqual([who, 403])
    }
  })
})

describe('who is limited to this account', () => {
  // What depends on whose the thing is besides (here a link that somebody else made) stands in src/api/approvals.test.ts.
  const always = routes.filter(([, { access }]) => access !== 'anyone' && access.byThing !== true)

  test.each(always)('is let in: %s', async (_, operation) => {
    for (const [who, headers] of await senders(operation, {
      [world.mine.workspace.accountId]: roleFor(operation.access),
    })) {
      const answer = await call(operation, await thingFor(operation), headers)
      const told = `${who}: ${answer.statusCode} ${answer.body.slice(0, 200)}`
      expect([401, 403, 404, 500], told).not.toContain(answer.statusCode)
      // What was stopped would keep the next one from being stopped.
      await world.owner.query(
        `update spend_stops set state = 'RESTORING', restored_by = 'x', restoring_at = now() where state = 'ON'`,
      )
      await world.owner.query(
        `update spend_stops set state = 'OVER', finished_at = now() where state = 'RESTORING'`,
      )
    }
  })

  test.each(['editor', 'approver'] as const)('as %s publishes nothing there', async (role) => {
    const { accountId } = world.mine.workspace
    const headers = await asKey({ [accountId]: role, [elsewhere]: 'publisher' })
    const id = await world.mine.thing('campaigns', { fresh: true })
    const answer = await send(world.server.app, `POST /campaigns/${id}/publish`, { headers, body: {} })
    expect(problemOf(answer)).toMatchObject({
      status: 403,
      detail: `Your role in this account (${role}) may not do this.`,
    })
  })

  test('does nothing to the whole workspace', async () => {
    const headers = await asKey({ [world.mine.workspace.accountId]: 'publisher' })
    const body = { accountId: null, name: world.mine.workspace.name }
    const answer = await send(world.server.app, 'POST /stops', { headers, body })
    expect(problemOf(answer)).toMatchObject({
      status: 403,
      detail: expect.stringContaining('whole workspace'),
    })
  })
})

/** The tables whose rows are others than before. That a limited person was there, and when, is no change of theirs. */
function changesOf(after: string, before: string): string[] {
  const was = new Set(before.split('\n'))
  return after
    .split('\n')
    .filter((line) => !was.has(line))
    .map((line) => line.split(' ')[0]!)
    .filter((table) => !['members', 'api_keys'].includes(table))
}
