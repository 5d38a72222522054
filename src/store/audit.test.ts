import { Client } from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createTestWorkspace, createTestWorld, type TestWorld } from '../../test/workspace.ts'
import { insertAudit, verifyAuditChain } from './audit.ts'

const LINKS = 6

let world: TestWorld
let owner: Client
let workspaceId: string

beforeAll(async () => {
  world = await createTestWorld()
  owner = new Client({ connectionString: world.databaseUrl })
  await owner.connect()
})
afterAll(async () => {
  await owner.end()
  await world.close()
})
beforeEach(async () => {
  workspaceId = (await createTestWorkspace(world.ctx)).actor.workspaceId
})

async function add(count: number): Promise<void> {
  await world.ctx.db.transaction({ workspaceId }, async (tx) => {
    for (let n = 1; n <= count; n += 1) {
      const entry = {
        actor: 'ann',
        door: 'api',
        action: 'campaign.edit' as const,
        entityKind: 'campaign',
        requestId: null,
      }
      await insertAudit(tx, workspaceId, { ...entry, entityId: null, detail: { n } })
    }
  })
}

/** As somebody who owns the database and has disabled what guards it. */
async function tamper(sql: string): Promise<void> {
  await owner.query(`set session_replication_role = 'replica'`)
  await owner.query(sql.replaceAll(':workspace', `workspace_id = '${workspaceId}'`))
  await owner.query('reset session_replication_role')
}

describe('the audit chain', () => {
  it('of a workspace without history is whole', async () => {
    expect(await verifyAuditChain(world.ctx.db, workspaceId)).toEqual({
      links: 0n,
      head: '0'.repeat(64),
      broken: null,
    })
  })

  it('is whole as it is written', async () => {
    await add(LINKS)
    const report = await verifyAuditChain(world.ctx.db, workspaceId)
    expect(report).toMatchObject({ links: BigInt(LINKS), broken: null })
    expect(report.head).toMatch(/^(?!0{64})[0-9a-f]{64}$/)
  })

  it.each([
    ['a changed actor', `update audit_log set actor = 'bob' where :workspace and seq = 3`, 3n, 'changed'],
    [
      'a changed time',
      `update audit_log set at = at + interval '1 us' where :workspace and seq = 3`,
      3n,
      'changed',
    ],
    [
      'a changed detail',
      `update audit_log set detail = '{"n": 4}' where :workspace and seq = 3`,
      3n,
      'changed',
    ],
    [
      'a request id that was added',
      `update audit_log set request_id = 'x' where :workspace and seq = 1`,
      1n,
      'changed',
    ],
    ['a row taken out', 'delete from audit_log where :workspace and seq = 3', 3n, 'missing'],
    ['the first row taken out', 'delete from audit_log where :workspace and seq = 1', 1n, 'missing'],
    ['the last rows taken out', 'delete from audit_log where :workspace and seq > 4', 5n, 'missing'],
    ['everything taken out', 'delete from audit_log where :workspace', 1n, 'missing'],
    [
      'two rows exchanged',
      'update audit_log set seq = seq + 90 where :workspace and seq in (3, 4); update audit_log set seq = 97 - seq where :workspace and seq > 90',
      3n,
      'unlinked',
    ],
    [
      'a row changed together with its hash',
      `update audit_log set actor = 'bob' where :workspace and seq = 3; update audit_log l set hash = audit_row_hash(l) where :workspace and seq = 3`,
      4n,
      'unlinked',
    ],
    [
      'the last row changed together with its hash',
      `update audit_log set actor = 'bob' where :workspace and seq = 6; update audit_log l set hash = audit_row_hash(l) where :workspace and seq = 6`,
      6n,
      'head',
    ],
    ['the head taken out', 'delete from audit_heads where :workspace', 6n, 'head'],
    [
      'the head set back',
      'update audit_heads set seq = 3, hash = (select hash from audit_log where :workspace and seq = 2) where :workspace',
      3n,
      'head',
    ],
  ] as const)('names the link that is broken by %s', async (_, sql, seq, problem) => {
    await add(LINKS)
    await tamper(sql)
    const report = await verifyAuditChain(world.ctx.db, workspaceId)
    expect(report.broken).toEqual({ seq, problem })
  })

  it.each([1, 2, 3, 6, 7])('is walked in parts of %i', async (size) => {
    await add(LINKS)
    const { db } = world.ctx
    expect(await verifyAuditChain(db, workspaceId, size)).toMatchObject({
      links: BigInt(LINKS),
      broken: null,
    })
    for (const [seq, sql] of [
      [6n, `update audit_log set actor = 'bob' where :workspace and seq = 6`],
      [3n, 'delete from audit_log where :workspace and seq = 3'],
    ] as const) {
      await tamper(sql)
      expect((await verifyAuditChain(db, workspaceId, size)).broken?.seq).toBe(seq)
    }
  })

  it('is never forked by twenty writers at once', async () => {
    await Promise.all(Array.from({ length: 20 }, () => add(3)))
    expect(await verifyAuditChain(world.ctx.db, workspaceId)).toMatchObject({ links: 60n, broken: null })
  })

  it('has no gap where a transaction is taken back', async () => {
    await add(1)
    const failed = world.ctx.db.transaction({ workspaceId }, async (tx) => {
      const entry = {
        actor: 'ann',
        door: 'api',
        action: 'campaign.edit' as const,
        entityKind: 'k',
        requestId: null,
      }
      await insertAudit(tx, workspaceId, { ...entry, entityId: null, detail: {} })
      throw new Error('changed my mind')
    })
    await expect(failed).rejects.toThrow('changed my mind')
    await add(1)
    expect(await verifyAuditChain(world.ctx.db, workspaceId)).toMatchObject({ links: 2n, broken: null })
  })
})
