import { Client } from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { setPolicy } from '../../test/approvals.ts'
import { createTestWorkspace, createTestWorld, type TestWorld } from '../../test/workspace.ts'

let world: TestWorld
let owner: Client

beforeAll(async () => {
  world = await createTestWorld()
  owner = new Client({ connectionString: world.databaseUrl })
  await owner.connect()
})
afterAll(async () => {
  await owner.end()
  await world.close()
})

it('a policy leaves an entry of what it was and what it is', async () => {
  const { actor } = await createTestWorkspace(world.ctx)
  await setPolicy(world.ctx, actor, 1)
  await setPolicy(world.ctx, actor, 2, { clientsCount: true })
  const { rows } = await owner.query<{ detail: object }>(
    `select detail from audit_log where workspace_id = $1 and action = 'approval.policy' order by seq`,
    [actor.workspaceId],
  )
  const terms = { inherits: false, thresholdMicros: null, currencyCode: null, clientsCount: false }
  const one = { ...terms, approvals: 1 }
  expect(rows.map(({ detail }) => detail)).toEqual([
    { accountId: null, before: { ...terms, approvals: 0 }, after: one },
    { accountId: null, before: one, after: { ...terms, approvals: 2, clientsCount: true } },
  ])
})
