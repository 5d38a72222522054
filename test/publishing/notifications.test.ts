import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../src/base/ids.ts'
import type { Actor } from '../../src/domain/context.ts'
import { abandonPublication } from '../../src/domain/publications.ts'
import { pauseCampaign, publishCampaign } from '../../src/domain/publish-campaign.ts'
import { cancelBatch, createBatch, readBatch } from '../../src/domain/publish-batches.ts'
import { syncCampaign } from '../../src/domain/sync-campaigns.ts'
import type { Worker } from '../../src/worker/worker.ts'
import { completeBody } from '../campaigns.ts'
import { createPublishingWorld, CUSTOMER_ID, type PublishingWorld } from './world.ts'

// Publications, batches and readings of Google's side tell people what became of them, once.

let world: PublishingWorld
let worker: Worker

beforeAll(async () => {
  world = await createPublishingWorld()
  worker = world.work()
  const { name, workspaceId } = world.home.actor
  for (const [email, role] of [
    [name, 'publisher'],
    ['other@example.com', 'publisher'],
    ['editor@example.com', 'editor'],
    ['viewer@example.com', 'viewer'],
  ]) {
    const [user] = (await world.sql(
      `insert into users (id, email, name, password_hash) values ($1, $2, 'A', '$argon2id$v=19$x') returning id`,
      [newId(), email],
    )) as { id: string }[]
    await world.sql('insert into members (workspace_id, user_id, role) values ($1, $2, $3)', [
      workspaceId,
      user!.id,
      role,
    ])
  }
})
afterEach(async () => {
  world.emulator.control.faults.clear()
  await world.sql('truncate notifications')
})
afterAll(async () => await world.close())

interface Told {
  email: string
  kind: string
  target: string
  facts: Record<string, unknown>
}

const told = async (): Promise<Told[]> =>
  (await world.sql(
    `select u.email, n.kind, n.target_kind as target, n.facts from notifications n join users u on u.id = n.user_id
      order by n.id, u.email`,
  )) as Told[]
const heard = async (): Promise<string[]> =>
  (await told()).map(({ email, kind }) => `${email.split('@')[0]} ${kind}`)
const refuse = (body: string): void => {
  world.emulator.control.injectFault({
    kind: 'error',
    code: 'campaignBudgetError.MONEY_AMOUNT_TOO_LARGE',
    match: { path: 'googleAds:mutate', body },
  })
}

describe('a publication', () => {
  it('tells who asked for it that it succeeded, and nobody else', async () => {
    const draft = await world.draft()
    await world.publish(draft.id)
    expect(await told()).toEqual([
      {
        email: 'tester@example.com',
        kind: 'PUBLICATION_SUCCEEDED',
        target: 'PUBLICATION',
        facts: { campaignName: draft.name, publicationKind: 'PUBLISH', activate: true },
      },
    ])
  })

  it('tells what Google refused', async () => {
    const draft = await world.draft()
    refuse(draft.name)
    const { message } = await world.publish(draft.id)
    expect(await told()).toMatchObject([{ kind: 'PUBLICATION_FAILED', facts: { message } }])
  })

  it('that needs somebody calls all who may publish where its author is nobody; who closes it is not told', async () => {
    const program = { ...world.home.actor, name: 'ci key' }
    const draft = await world.draft()
    const { publicationId } = await publishCampaign(world.ctx, program, draft.id, { activate: true })
    await world.ended(publicationId)
    expect(await heard(), 'that all went well, a program needs not be told').toEqual([])

    const id = await inNeed(program)
    expect(await heard()).toEqual(['other PUBLICATION_NEEDS_ATTENTION', 'tester PUBLICATION_NEEDS_ATTENTION'])
    await world.sql('truncate notifications')
    const [other] = (await world.sql(`select id from users where email = 'other@example.com'`)) as {
      id: string
    }[]
    await abandonPublication(world.ctx, { ...world.home.actor, userId: other!.id }, id)
    expect(await heard()).toEqual(['tester PUBLICATION_FAILED'])
  })
})

/** A publication whose campaign was removed at Google before anybody knew that it was made. */
async function inNeed(actor: Actor): Promise<string> {
  const { control } = world.emulator
  const draft = await world.draft()
  control.injectFault({ kind: 'lose_response', match: { body: 'campaignBudgetOperation' } })
  control.injectFault({
    kind: 'error',
    code: 'internalError.TRANSIENT_ERROR',
    httpStatus: 500,
    count: 1000,
    match: { path: 'googleAds:search' },
  })
  const { publicationId } = await publishCampaign(world.ctx, actor, draft.id, { activate: true })
  const isUnknown = async (): Promise<boolean> =>
    (await world.sql(`select from publications where id = $1 and state = 'UNKNOWN'`, [publicationId]))
      .length === 1
  await expect.poll(isUnknown, { timeout: 10_000, interval: 20 }).toBe(true)
  control.faults.clear()
  const [found] = await world.remote(draft.name)
  await control.editAsUser(CUSTOMER_ID, [
    { campaignOperation: { remove: `customers/${CUSTOMER_ID}/campaigns/${found!.id}` } },
  ])
  expect((await world.ended(publicationId)).state).toBe('NEEDS_ATTENTION')
  return publicationId
}

describe('a batch', () => {
  it('tells once how all its campaigns fared, and not of each', async () => {
    const drafts = [await world.draft(), await world.draft(), await world.draft()]
    refuse(drafts[1]!.name)
    const { id } = await createBatch(world.ctx, world.home.actor, {
      campaigns: drafts.map((draft) => ({ id: draft.id })),
      activate: true,
      staged: false,
    })
    await expect
      .poll(async () => (await readBatch(world.ctx, world.home.actor, id)).state, { timeout: 15_000 })
      .toBe('FINISHED')
    expect(await told()).toEqual([
      {
        email: 'tester@example.com',
        kind: 'BATCH_FINISHED',
        target: 'BATCH',
        facts: { campaigns: 3, done: 2, failed: 1, stopped: 0 },
      },
    ])
  })

  it('that a failure stops says so; who stops one by hand is not told', async () => {
    const drafts = [await world.draft(), await world.draft()]
    refuse(drafts[0]!.name)
    const campaigns = drafts.map((draft) => ({ id: draft.id }))
    const request = { campaigns, activate: true, staged: true }
    const { id } = await createBatch(world.ctx, world.home.actor, request)
    const state = async (): Promise<string> => (await readBatch(world.ctx, world.home.actor, id)).state
    await expect.poll(state, { timeout: 15_000 }).toBe('STOPPED')
    expect(await told()).toMatchObject([
      { kind: 'BATCH_STOPPED', facts: { campaigns: 2, failed: 1, stopped: 1 } },
    ])
    expect((await told())[0]!.facts['message']).toContain(drafts[0]!.name)

    await world.sql('truncate notifications')
    await worker.stop()
    const again = await createBatch(world.ctx, world.home.actor, { ...request, staged: false })
    const [tester] = (await world.sql(`select id from users where email = 'tester@example.com'`)) as {
      id: string
    }[]
    await cancelBatch(world.ctx, { ...world.home.actor, userId: tester!.id }, again.id)
    expect(await heard()).toEqual([])
    worker = world.work()
  })
})

describe('Google’s side', () => {
  const read = async (id: string): Promise<void> => {
    await syncCampaign(world.ctx, world.home.actor, id)
  }
  const atGoogle = async (id: string, operation: (resourceName: string) => object): Promise<void> => {
    const { googleCampaignId } = await world.now(id)
    const name = `customers/${CUSTOMER_ID}/campaigns/${googleCampaignId}`
    await world.emulator.control.editAsUser(CUSTOMER_ID, [{ campaignOperation: operation(name) }])
  }
  const pause = (resourceName: string): object => ({
    update: { resourceName, status: 'PAUSED' },
    updateMask: 'status',
  })
  /** Published long enough ago that Google shows nothing older. */
  const published = async (over?: object): Promise<string> => {
    const draft = await world.draft(over)
    await world.publish(draft.id)
    await world.sql(`set session_replication_role = 'replica';
      update publications set finished_at = finished_at - interval '3 minutes';
      set session_replication_role = 'origin'`)
    await world.sql('truncate notifications')
    return draft.id
  }

  const withUrl = async (finalUrl: string): Promise<object[]> => {
    const { adGroups } = (await completeBody(world.ctx, world.home.actor)) as {
      adGroups: { ads: object[] }[]
    }
    return adGroups.map((group) => ({ ...group, ads: group.ads.map((ad) => ({ ...ad, finalUrl })) }))
  }

  it('that somebody changed is told once, to all who work on campaigns', async () => {
    const id = await published()
    await atGoogle(id, pause)
    for (const _ of [1, 2, 3]) await read(id)
    expect(await heard()).toEqual([
      'editor CAMPAIGN_CHANGED_AT_GOOGLE',
      'other CAMPAIGN_CHANGED_AT_GOOGLE',
      'tester CAMPAIGN_CHANGED_AT_GOOGLE',
    ])
    expect((await told())[0]).toMatchObject({ target: 'CAMPAIGN', facts: { googleStatus: 'PAUSED' } })
  })

  it('that was removed is told once', async () => {
    const id = await published()
    await atGoogle(id, (remove) => ({ remove }))
    for (const _ of [1, 2, 3]) await read(id)
    expect(new Set(await heard())).toEqual(
      new Set(['editor', 'other', 'tester'].map((who) => `${who} CAMPAIGN_REMOVED_AT_GOOGLE`)),
    )
    expect(await told()).toHaveLength(3)
  })

  it('that we changed ourselves, or that shows what was before it, is no news', async () => {
    const id = await published()
    const { publicationId } = await pauseCampaign(world.ctx, world.home.actor, id)
    await world.ended(publicationId)
    await read(id)
    // What a search that is a minute behind would have left.
    await world.sql(`update campaigns set google_status = 'ENABLED' where id = $1`, [id])
    await read(id)
    expect(await heard()).toEqual(['tester PUBLICATION_SUCCEEDED'])
  })

  it('that disapproves an ad is told once', async () => {
    const id = await published({ adGroups: await withUrl('https://example.com/emulator-disapprove') })
    expect(await heard(), 'while it is under review').toEqual([])
    world.emulator.control.advanceClock(120_000)
    for (const _ of [1, 2, 3]) await read(id)
    expect(await heard()).toEqual(['editor', 'other', 'tester'].map((who) => `${who} AD_DISAPPROVED`))
    expect((await told())[0]!.facts).toMatchObject({ ads: 1 })
  })
})
