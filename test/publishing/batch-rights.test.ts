import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Batch } from '../../src/contract/batch.ts'
import type { Actor } from '../../src/domain/context.ts'
import { changeMember, removeMember } from '../../src/domain/members.ts'
import { runBatches } from '../../src/domain/publication/run-batches.ts'
import { createBatch, readBatch, resumeBatch } from '../../src/domain/publish-batches.ts'
import { createStop, readStop } from '../../src/domain/stops.ts'
import { createPerson } from '../approvals.ts'
import { createPublishingWorld, type PublishingWorld } from './world.ts'

const PATIENT = { timeout: 45_000 }

let world: PublishingWorld
beforeAll(async () => {
  world = await createPublishingWorld()
  // What every transaction that opens a publication is limited to, as the database sees it.
  await world.sql('create table limits_seen (kind text, accounts text)')
  await world.sql('grant insert on limits_seen to gacm_app')
  await world.sql(`create function note_limits() returns trigger language plpgsql as $$
    begin insert into public.limits_seen values (new.kind, nullif(current_setting('app.accounts', true), '')); return new; end $$`)
  await world.sql(
    'create trigger a_note_limits before insert on publications for each row execute function note_limits()',
  )
})
afterEach(async () => {
  await world.sql(
    `update publish_batches set state = 'STOPPED', message = 'Over.', finished_at = now() where state = 'RUNNING'`,
  )
  await world.sql('delete from limits_seen')
})
afterAll(async () => await world.close())

async function begun(actor: Actor, count: number): Promise<Batch> {
  const made = []
  while (made.length < count) made.push(await world.draft({ accountId: world.home.accountId }))
  const campaigns = made.map(({ id }) => ({ id, planHash: undefined }))
  const batch = await createBatch(world.ctx, actor, { campaigns, activate: false, staged: false })
  // Two of an account are open at a time; the others wait.
  await runBatches(world.ctx)
  return await now(batch)
}
const now = async ({ id }: Batch): Promise<Batch> => await readBatch(world.ctx, world.home.actor, id)
const audited = async ({ id }: Batch): Promise<unknown[]> =>
  await world.sql(
    `select actor, door, detail from audit_log where entity_id = $1 and action = 'batch.stop'`,
    [id],
  )

describe('a batch of somebody who may not publish any more', () => {
  const admin = (): Actor => world.home.actor
  const limited = { role: 'viewer' as const, accounts: [] as { accountId: string; role: 'publisher' }[] }

  it.each<[string, RegExp, (person: Actor) => Promise<unknown>]>([
    [
      'removed',
      /is not a member any more/,
      async ({ userId }) => await removeMember(world.ctx, admin(), userId!),
    ],
    [
      'made a viewer',
      /may not publish in this account any more/,
      async ({ userId }) => await changeMember(world.ctx, admin(), userId!, { role: 'viewer' }),
    ],
    [
      'limited to no account',
      /may not publish in this account any more/,
      async ({ userId }) => await changeMember(world.ctx, admin(), userId!, limited),
    ],
  ])(
    '%s: what waits is stopped, with the reason, and somebody who may lets it go on',
    PATIENT,
    async (_, reason, end) => {
      const person = await createPerson(world.ctx, admin().workspaceId, 'publisher')
      const batch = await begun(person, 4)
      expect(batch.outcomes).toEqual({ PUBLISHING: 2, WAITING: 2 })
      await end(person)
      const worker = world.work()
      await expect
        .poll(async () => (await now(batch)).state, { timeout: 20_000, interval: 50 })
        .toBe('STOPPED')
      await expect
        .poll(async () => (await now(batch)).outcomes, { timeout: 20_000, interval: 50 })
        .toEqual({ DONE: 2, STOPPED: 2 })
      expect((await now(batch)).message).toMatch(reason)
      expect(await audited(batch)).toMatchObject([
        { actor: 'A worker', door: 'system', detail: { campaigns: 2 } },
      ])
      await resumeBatch(world.ctx, admin(), batch.id)
      await expect
        .poll(async () => (await now(batch)).outcomes, { timeout: 20_000, interval: 50 })
        .toEqual({ DONE: 4 })
      await worker.stop()
    },
  )

  const keyed = `insert into api_keys (workspace_id, id, name, role, token_sha256, created_by, limited)
    values ($1, gen_random_uuid(), $2, $3, md5(random()::text) || md5(random()::text), 'test', $4)`
  const end = `update api_keys set revoked_at = now() where name = $1`
  it.each<[string, RegExp, (workspaceId: string, name: string) => Promise<unknown>]>([
    ['revoked', /is revoked or has expired/, async (_, name) => await world.sql(end, [name])],
    [
      'followed by one of its name that may edit',
      /may not publish in this account any more/,
      async (workspaceId, name) => {
        await world.sql(end, [name])
        await world.sql(keyed, [workspaceId, name, 'editor', false])
      },
    ],
    [
      'limited to other accounts',
      /may not publish in this account any more/,
      async (_, name) => await world.sql('update api_keys set limited = true where name = $1', [name]),
    ],
    [
      'given less',
      /may not publish in this account any more/,
      async (_, name) => await world.sql(`update api_keys set role = 'viewer' where name = $1`, [name]),
    ],
  ])('a key that was %s goes no further', PATIENT, async (how, message, change) => {
    const { workspaceId } = admin()
    const name = `robot ${how}`
    await world.sql(keyed, [workspaceId, name, 'publisher', false])
    const batch = await begun({ ...admin(), name, door: 'api' }, 3)
    expect(batch.outcomes).toEqual({ PUBLISHING: 2, WAITING: 1 })
    await change(workspaceId, name)
    const worker = world.work()
    await expect.poll(async () => (await now(batch)).state, { timeout: 20_000, interval: 50 }).toBe('STOPPED')
    await worker.stop()
    expect((await now(batch)).message).toMatch(message)
    expect((await now(batch)).message).toContain(`“${name}”`)
  })

  it('a key that was followed by one that may as much goes on', PATIENT, async () => {
    const { workspaceId } = admin()
    await world.sql(keyed, [workspaceId, 'turned', 'publisher', false])
    const batch = await begun({ ...admin(), name: 'turned', door: 'api' }, 3)
    await world.sql(end, ['turned'])
    await world.sql(keyed, [workspaceId, 'turned', 'publisher', false])
    const worker = world.work()
    await expect
      .poll(async () => (await now(batch)).outcomes, { timeout: 20_000, interval: 50 })
      .toEqual({ DONE: 3 })
    await worker.stop()
  })
})

it('workers are held by the database to the accounts of whom they act for', PATIENT, async () => {
  const { workspaceId } = world.home.actor
  const person = await createPerson(world.ctx, workspaceId, 'publisher')
  const accounts = { [world.home.accountId]: 'publisher' as const }
  await changeMember(world.ctx, world.home.actor, person.userId!, {
    role: 'publisher',
    accounts: [{ accountId: world.home.accountId, role: 'publisher' }],
  })
  const limitedPerson = { ...person, accounts }
  const worker = world.work()
  const batch = await begun(limitedPerson, 1)
  await expect
    .poll(async () => (await now(batch)).outcomes, { timeout: 20_000, interval: 50 })
    .toEqual({ DONE: 1 })
  await world.publish((await world.draft()).id)
  const [{ name }] = (await world.sql('select name from accounts where id = $1', [world.home.accountId])) as [
    { name: string },
  ]
  const stop = await createStop(world.ctx, limitedPerson, {
    accountId: world.home.accountId,
    name,
    reason: null,
    leaveProtected: false,
  })
  await expect
    .poll(async () => (await readStop(world.ctx, world.home.actor, stop.id)).outcomes, {
      timeout: 20_000,
      interval: 50,
    })
    .toEqual({ PAUSED: 1 })
  await worker.stop()
  expect(
    await world.sql('select kind, accounts::jsonb from limits_seen order by kind, accounts nulls last'),
  ).toEqual([
    { kind: 'PAUSE', accounts },
    { kind: 'PUBLISH', accounts },
    { kind: 'PUBLISH', accounts: null },
  ])
})
