import { Client } from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { newId } from '../../src/base/ids.ts'
import { isOpen } from '../../src/contract/actions.ts'
import type { Actor } from '../../src/domain/context.ts'
import { readCampaign } from '../../src/domain/edit-campaigns.ts'
import { findCampaignTree, lockCampaign } from '../../src/store/campaigns.ts'
import { violates } from '../../src/store/database-errors.ts'
import {
  type Claim,
  claimPublication,
  insertPublication,
  lockFenced,
  renewLease,
  updatePublicationState,
} from '../../src/store/publications.ts'
import { createCampaignOf } from '../campaigns.ts'
import { createTestWorkspace, createTestWorld, type TestWorld } from '../workspace.ts'

// campaigns.publication_state is the state of the publication that was opened last, whoever writes it.

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

interface Place {
  actor: Actor
  accountId: string
  campaignId: string
}

async function place(): Promise<Place> {
  const { actor, accountId } = await createTestWorkspace(world.ctx)
  return { actor, accountId, campaignId: await draft(actor) }
}

async function draft(actor: Actor): Promise<string> {
  return (await createCampaignOf(world.ctx, actor, { name: newId() })).id
}

async function publish({ actor, accountId, campaignId }: Place, id = newId()): Promise<string> {
  const { workspaceId } = actor
  await world.ctx.db.transaction({ workspaceId }, async (tx) => {
    await lockCampaign(tx, workspaceId, campaignId)
    // As every publisher does: inserting beside an open one would wait for whoever writes it, who waits for this lock.
    const open = (await findCampaignTree(tx, workspaceId, campaignId))?.publication_state
    if (open != null && isOpen(open)) return
    const facts = { kind: 'PAUSE' as const, activate: false, version: 1, planHash: null, plan: {}, steps: [] }
    const names = { publishedName: 'n', token: 'a'.repeat(12), createdBy: 'tester' }
    await insertPublication(tx, workspaceId, { id, campaignId, accountId, ...facts, ...names })
  })
  return id
}

/** Ends what was claimed, as a worker does: the publication is held first, then the campaign. */
async function end(claim: Claim, state: 'FAILED' | 'SUCCEEDED' | 'UNKNOWN'): Promise<void> {
  const { workspace_id: workspaceId, id } = claim
  await world.ctx.db.transaction({ workspaceId }, async (tx) => {
    if (await lockFenced(tx, claim))
      await updatePublicationState(tx, workspaceId, id, { state, message: 'Over.' })
  })
}

async function row({ campaignId }: Place): Promise<Record<'state' | 'version' | 'updated' | 'xmin', string>> {
  const { rows } = await owner.query(
    `select publication_state as state, version::text, updated_at::text as updated, xmin::text from campaigns where id = $1`,
    [campaignId],
  )
  return rows[0]
}

it('follows a publication from its opening to its end, and is no edit', async () => {
  const one = await place()
  const { version, updated } = await row(one)
  expect((await row(one)).state).toBe('NONE')
  await publish(one)
  expect(await row(one)).toMatchObject({ state: 'QUEUED', version, updated })
  // By a worker, who may neither read nor write campaigns.
  const claim = (await claimPublication(world.ctx.db, 60))!
  expect(await row(one)).toMatchObject({ state: 'RUNNING', version, updated })
  const { xmin } = await row(one)
  expect(await renewLease(world.ctx.db, claim, 60)).toBe(true)
  expect((await row(one)).xmin, 'what does not change the state does not write the campaign').toBe(xmin)
  await end(claim, 'FAILED')
  expect(await row(one)).toMatchObject({ state: 'FAILED', version, updated })
  await publish(one)
  expect(await row(one)).toMatchObject({ state: 'QUEUED', version, updated })
  await end((await claimPublication(world.ctx.db, 60))!, 'SUCCEEDED')
  expect(await row(one)).toMatchObject({ state: 'SUCCEEDED', version, updated })
})

it('is that of the publication that was opened last, whatever the clock that made its id says', async () => {
  const one = await place()
  const older = newId()
  await publish(one)
  await end((await claimPublication(world.ctx.db, 60))!, 'FAILED')
  await publish(one, older)
  expect((await row(one)).state).toBe('QUEUED')
  await end((await claimPublication(world.ctx.db, 60))!, 'SUCCEEDED')
  expect((await row(one)).state).toBe('SUCCEEDED')
})

it('is taken back with the transaction that wrote it', async () => {
  const one = await place()
  const { workspaceId } = one.actor
  await publish(one)
  const claim = (await claimPublication(world.ctx.db, 60))!
  const failed = world.ctx.db.transaction({ workspaceId }, async (tx) => {
    await updatePublicationState(tx, workspaceId, claim.id, { state: 'UNKNOWN', message: null })
    throw new Error('The worker stops here.')
  })
  await expect(failed).rejects.toThrow('stops here')
  expect((await row(one)).state).toBe('RUNNING')
  await end(claim, 'FAILED')
})

it('leaves the workspace of the transaction as it was', async () => {
  const one = await place()
  await publish(one)
  await owner.query('begin; set local role gacm_worker')
  await owner.query(
    `update publications set state = 'RUNNING', fence = 1, lease_until = now() where state = 'QUEUED'`,
  )
  const { rows } = await owner.query(`select current_setting('app.workspace_id', true) as workspace`)
  await owner.query('rollback')
  expect(rows[0].workspace ?? '').toBe('')
})

it('equals the newest publication after publishers, workers and editors at once', async () => {
  const first = await place()
  const places = [
    first,
    ...(await Promise.all([1, 2, 3].map(async () => ({ ...first, campaignId: await draft(first.actor) })))),
  ]
  const others = [await place(), await place()]
  const all = [...places, ...others]
  const refused: unknown[] = []
  // Two workers may try for one account at the same moment: one of them is refused, and looks again later.
  const expected = 'publications_one_running_per_account'
  const attempt = async (work: () => Promise<unknown>): Promise<void> => {
    await work().catch((error: Error) => {
      if (!violates(error, expected)) refused.push(error)
    })
  }
  let done = 0
  const isEnough = (): boolean => done > 10
  const work = async (turn: number): Promise<void> => {
    // Who claims may come too early for most of it: then everybody goes on a little.
    for (let round = 0; round < 40 || (!isEnough() && round < 400); round += 1) {
      const one = all[(turn * 7 + round) % all.length]!
      if (turn % 3 === 0) await attempt(async () => await publish(one))
      if (turn % 3 === 1)
        await attempt(async () => {
          const claim = await claimPublication(world.ctx.db, 60)
          if (claim === undefined) return
          await end(claim, (['FAILED', 'UNKNOWN', 'SUCCEEDED'] as const)[round % 3]!)
          done += 1
        })
      if (turn % 3 === 2) await attempt(async () => await readCampaign(world.ctx, one.actor, one.campaignId))
    }
  }
  await Promise.all(Array.from({ length: 9 }, async (_, turn) => await work(turn)))
  expect(refused).toEqual([])
  expect(isEnough(), `${done} were claimed`).toBe(true)
  const { rows } = await owner.query(
    `select c.id from campaigns c where publication_state is distinct from coalesce((
       select p.state from publications p where p.workspace_id = c.workspace_id and p.campaign_id = c.id
        order by p.created_at desc limit 1), 'NONE')`,
  )
  expect(rows).toEqual([])
  const { rows: met } = await owner.query(
    `select deadlocks::int from pg_stat_database where datname = current_database()`,
  )
  expect(met).toEqual([{ deadlocks: 0 }])
})
