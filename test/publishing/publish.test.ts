import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { campaignPatchSchema } from '../../src/contract/campaign.ts'
import { planCampaign } from '../../src/domain/campaign-plan.ts'
import { editCampaign } from '../../src/domain/edit-campaigns.ts'
import { abandonPublication, retryPublication } from '../../src/domain/publications.ts'
import { pauseCampaign, publishCampaign, resumeCampaign } from '../../src/domain/publish-campaign.ts'
import { syncCampaign } from '../../src/domain/sync-campaigns.ts'
import { createPublishingWorld, CUSTOMER_ID, type PublishingWorld } from './world.ts'

let world: PublishingWorld

beforeAll(async () => {
  world = await createPublishingWorld()
  world.work()
})
afterEach(() => world.emulator.control.faults.clear())
afterAll(async () => await world.close())

const { stringify } = JSON
const outcomes = (publication: { steps: { kind: string; attempts: { outcome: string }[] }[] }) =>
  publication.steps.map(({ kind, attempts }) => [kind, attempts.map(({ outcome }) => outcome)])

describe('publishing a draft', () => {
  it('makes the tree, reads it back, enables it, and keeps every id', async () => {
    const draft = await world.draft()
    const publication = await world.publish(draft.id)
    expect(publication.state).toBe('SUCCEEDED')
    expect(publication.steps.every(({ state }) => state === 'DONE')).toBe(true)
    const campaign = await world.now(draft.id)
    expect(campaign).toMatchObject({
      status: 'PUBLISHED',
      publishedVersion: 1,
      google: { status: 'ENABLED' },
    })
    expect(await world.remote(draft.name)).toEqual([{ id: campaign.googleCampaignId, status: 'ENABLED' }])
    expect(campaign.google.adGroups).toHaveLength(1)
    expect(campaign.google.ads).toMatchObject([{ reviewStatus: 'REVIEW_IN_PROGRESS' }])
  })

  it('leaves it paused where that was asked for, and never enables it in between', async () => {
    const draft = await world.draft()
    const publication = await world.publish(draft.id, { activate: false })
    expect(publication.steps.map(({ kind }) => kind)).not.toContain('ACTIVATE')
    expect((await world.now(draft.id)).status).toBe('PAUSED')
    expect(await world.remote(draft.name)).toMatchObject([{ status: 'PAUSED' }])
  })

  it('uploads an image once per account, whatever number of campaigns use it', async () => {
    const [first, second] = [await world.draft(), await world.draft()]
    await world.publish(first.id)
    const publication = await world.publish(second.id)
    expect(publication.steps.map(({ kind }) => kind)).not.toContain('UPLOAD_ASSET')
  })

  it('is followed by an empty plan', async () => {
    const draft = await world.draft({
      trackingUrlTemplate: 'https://t.example.com/?u={lpurl}',
      endDate: '2035-01-31',
      startDate: '2034-01-01',
    })
    await world.publish(draft.id)
    expect((await planCampaign(world.ctx, world.home.actor, draft.id)).operations).toEqual([])
  })
})

describe('pausing and resuming', () => {
  it('follow each other, and Google has the same', async () => {
    const draft = await world.draft()
    await world.publish(draft.id)
    const paused = await pauseCampaign(world.ctx, world.home.actor, draft.id)
    expect((await world.ended(paused.publicationId)).state).toBe('SUCCEEDED')
    expect((await world.now(draft.id)).status).toBe('PAUSED')
    expect(await world.remote(draft.name)).toMatchObject([{ status: 'PAUSED' }])
    const resumed = await resumeCampaign(world.ctx, world.home.actor, draft.id)
    expect((await world.ended(resumed.publicationId)).state).toBe('SUCCEEDED')
    expect((await world.now(draft.id)).status).toBe('PUBLISHED')
    expect(await world.remote(draft.name)).toMatchObject([{ status: 'ENABLED' }])
  })

  it('a pause whose answer is lost is sent again until Google confirms it', async () => {
    const draft = await world.draft()
    await world.publish(draft.id)
    world.emulator.control.injectFault({ kind: 'lose_response', match: { path: 'googleAds:mutate' } })
    const { publicationId } = await pauseCampaign(world.ctx, world.home.actor, draft.id)
    expect(outcomes(await world.ended(publicationId))).toEqual([['ACTIVATE', ['UNKNOWN', 'APPLIED']]])
    expect(await world.remote(draft.name)).toMatchObject([{ status: 'PAUSED' }])
  })
})

describe('changing a published campaign', () => {
  it('sends what changed and nothing else, and the next plan is empty', async () => {
    const draft = await world.draft()
    await world.publish(draft.id)
    const [group] = draft.adGroups
    const [ad] = group!.ads
    const edit = campaignPatchSchema.parse({
      dailyBudgetMicros: '80000000',
      endDate: '2036-05-31',
      adGroups: [
        {
          ...group,
          name: 'Balcony people',
          locations: [{ geoTargetId: '2276' }],
          ads: [{ ...ad, headlines: [{ text: 'New words' }] }],
        },
      ],
    })
    await editCampaign(world.ctx, world.home.actor, draft.id, 1, edit)
    const plan = await planCampaign(world.ctx, world.home.actor, draft.id)
    expect(plan.operations.map(({ action, resource }) => `${action} ${resource}`).sort()).toEqual([
      'create AdGroupCriterion',
      'remove AdGroupCriterion',
      'remove AdGroupCriterion',
      'update Ad',
      'update AdGroup',
      'update Campaign',
      'update CampaignBudget',
    ])
    const publication = await world.publish(draft.id)
    expect(publication.errors).toEqual([])
    expect(publication.state).toBe('SUCCEEDED')
    const [row] = await world.query<{ campaignBudget: { amountMicros: string } }>(
      `SELECT campaign_budget.amount_micros FROM campaign WHERE campaign.name = '${draft.name}'`,
    )
    expect(row!.campaignBudget.amountMicros).toBe('80000000')
    expect((await planCampaign(world.ctx, world.home.actor, draft.id)).operations).toEqual([])
    expect(await world.now(draft.id)).toMatchObject({ status: 'PUBLISHED', publishedVersion: 2 })
  })

  it('takes back a value that is gone here, and notices where Google still has it', async () => {
    const draft = await world.draft({ startDate: '2034-01-01', endDate: '2035-01-31' })
    await world.publish(draft.id)
    await editCampaign(world.ctx, world.home.actor, draft.id, 1, campaignPatchSchema.parse({ endDate: null }))
    world.emulator.control.injectFault({ kind: 'reset_before', match: { path: 'googleAds:mutate' } })
    const publication = await world.publish(draft.id)
    expect(outcomes(publication)[0]).toEqual(['MUTATE', ['UNKNOWN', 'APPLIED']])
    expect((await planCampaign(world.ctx, world.home.actor, draft.id)).operations).toEqual([])
  })

  it('a change whose answer is lost is found at Google, and not sent again', async () => {
    const draft = await world.draft()
    await world.publish(draft.id)
    await editCampaign(
      world.ctx,
      world.home.actor,
      draft.id,
      1,
      campaignPatchSchema.parse({ dailyBudgetMicros: '90000000' }),
    )
    world.emulator.control.injectFault({ kind: 'lose_response', match: { path: 'googleAds:mutate' } })
    const publication = await world.publish(draft.id)
    expect(outcomes(publication).slice(0, 1)).toEqual([['MUTATE', ['UNKNOWN']]])
    expect(publication.state).toBe('SUCCEEDED')
  })
})

describe('when Google refuses', () => {
  it('a name that somebody else’s campaign has lands on the name, and another name works', async () => {
    const stranger = await world.draft()
    await world.publish(stranger.id)
    await world.sql('update campaigns set published_name = $2 where id = $1', [stranger.id, 'not known here'])
    const draft = await world.draft({ name: stranger.name })
    const publication = await world.publish(draft.id)
    expect(publication).toMatchObject({
      state: 'FAILED',
      errors: [{ path: 'name', code: 'campaignError.DUPLICATE_CAMPAIGN_NAME' }],
    })
    expect(await world.remote(stranger.name)).toHaveLength(1)
    expect(await world.now(draft.id)).toMatchObject({ status: 'DRAFT', googleCampaignId: null })
    await editCampaign(
      world.ctx,
      world.home.actor,
      draft.id,
      1,
      campaignPatchSchema.parse({ name: `${draft.name} two` }),
    )
    expect((await world.publish(draft.id)).state).toBe('SUCCEEDED')
  })

  it('a passing refusal is tried again', async () => {
    const draft = await world.draft()
    world.emulator.control.injectFault({
      kind: 'error',
      code: 'databaseError.CONCURRENT_MODIFICATION',
      httpStatus: 400,
      match: { body: 'campaignBudgetOperation' },
    })
    const publication = await world.publish(draft.id)
    expect(outcomes(publication)[0]).toEqual(['MUTATE', ['NOT_APPLIED', 'APPLIED']])
    expect(await world.remote(draft.name)).toHaveLength(1)
  })

  it('a wait that Google asks for is kept, in the queue', async () => {
    const draft = await world.draft()
    world.emulator.control.injectFault({
      kind: 'error',
      code: 'quotaError.RESOURCE_TEMPORARILY_EXHAUSTED',
      retryDelay: '7s',
      match: { body: 'campaignBudgetOperation' },
    })
    const { publicationId } = await publishCampaign(world.ctx, world.home.actor, draft.id, { activate: true })
    const waiting = async () =>
      await world.sql(
        `select extract(epoch from next_attempt_at - clock_timestamp())::int between 4 and 7 as kept
           from publications where id = $1 and state = 'QUEUED' and message is not null`,
        [publicationId],
      )
    await expect.poll(waiting, { timeout: 10_000, interval: 10 }).toEqual([{ kept: true }])
    expect((await world.ended(publicationId)).state).toBe('SUCCEEDED')
  })

  it('a publication that cannot go on does not hold up its account', async () => {
    const there = await createPublishingWorld()
    const [broken, whole] = [await there.draft(), await there.draft()]
    const { publicationId } = await publishCampaign(there.ctx, there.home.actor, broken.id, {
      activate: true,
    })
    await there.sql(`update publications set plan = '{}' where id = $1`, [publicationId])
    there.work()
    expect((await there.publish(whole.id)).state).toBe('SUCCEEDED')
    expect(await there.sql('select state from publications where id = $1', [publicationId])).toEqual([
      { state: 'UNKNOWN' },
    ])
    await there.close()
  })
})

describe('when the answer is lost', () => {
  it.each([
    ['after Google has done it', { kind: 'lose_response' as const }, ['UNKNOWN']],
    [
      'with an error after Google has done it',
      {
        kind: 'error' as const,
        code: 'internalError.TRANSIENT_ERROR',
        httpStatus: 500,
        when: 'after' as const,
      },
      ['UNKNOWN'],
    ],
    ['before Google has done anything', { kind: 'reset_before' as const }, ['UNKNOWN', 'APPLIED']],
    [
      'with an error before Google has done anything',
      { kind: 'error' as const, code: 'internalError.INTERNAL_ERROR', httpStatus: 503 },
      ['UNKNOWN', 'APPLIED'],
    ],
  ])('%s, there is one campaign in the end', async (_, fault, attempts) => {
    const draft = await world.draft()
    world.emulator.control.injectFault({ ...fault, match: { body: 'campaignBudgetOperation' } })
    const publication = await world.publish(draft.id)
    expect(publication.state).toBe('SUCCEEDED')
    expect(outcomes(publication)[0]).toEqual(['MUTATE', attempts])
    const remote = await world.remote(draft.name)
    expect(remote).toEqual([{ id: (await world.now(draft.id)).googleCampaignId, status: 'ENABLED' }])
  })

  it('of an image, the same bytes are sent again and Google keeps one', async () => {
    const there = await createPublishingWorld()
    there.work()
    const draft = await there.draft()
    there.emulator.control.injectFault({ kind: 'lose_response', count: 2, match: { path: 'assets:mutate' } })
    expect((await there.publish(draft.id)).state).toBe('SUCCEEDED')
    expect(await there.query('SELECT asset.id FROM asset WHERE asset.type = IMAGE')).toHaveLength(2)
    await there.close()
  })

  it('and our campaign was renamed meanwhile, it is found by its label', async () => {
    const draft = await world.draft()
    world.emulator.control.injectFault({ kind: 'lose_response', match: { body: 'campaignBudgetOperation' } })
    world.emulator.control.injectFault({
      kind: 'error',
      code: 'internalError.TRANSIENT_ERROR',
      httpStatus: 500,
      count: 1000,
      match: { path: 'googleAds:search' },
    })
    const { publicationId } = await publishCampaign(world.ctx, world.home.actor, draft.id, { activate: true })
    const unknown = async (): Promise<boolean> =>
      (await world.sql(`select 1 from publications where id = $1 and state = 'UNKNOWN'`, [publicationId]))
        .length === 1
    while (!(await unknown())) await new Promise((resolve) => setImmediate(resolve))
    world.emulator.control.faults.clear()
    const [found] = await world.remote(draft.name)
    await world.emulator.control.editAsUser(CUSTOMER_ID, [
      {
        campaignOperation: {
          update: {
            resourceName: `customers/${CUSTOMER_ID}/campaigns/${found!.id}`,
            name: `${draft.name} renamed`,
          },
          updateMask: 'name',
        },
      },
    ])
    const publication = await world.ended(publicationId)
    // It is ours, and not as it was sent: a person is told, and nothing was made twice.
    expect(publication).toMatchObject({ state: 'NEEDS_ATTENTION', googleCampaignId: found!.id })
    expect(publication.errors.map(({ message }) => message).join()).toContain('renamed')
    expect(await world.remote(draft.name)).toEqual([])
  })

  it('and our campaign was removed meanwhile, it is not made again without a person', async () => {
    const draft = await world.draft()
    world.emulator.control.injectFault({ kind: 'lose_response', match: { body: 'campaignBudgetOperation' } })
    world.emulator.control.injectFault({
      kind: 'error',
      code: 'internalError.TRANSIENT_ERROR',
      httpStatus: 500,
      count: 1000,
      match: { path: 'googleAds:search' },
    })
    const { publicationId } = await publishCampaign(world.ctx, world.home.actor, draft.id, { activate: true })
    while (
      (await world.sql(`select 1 from publications where id = $1 and state = 'UNKNOWN'`, [publicationId]))
        .length === 0
    )
      await new Promise((resolve) => setImmediate(resolve))
    world.emulator.control.faults.clear()
    const [found] = await world.remote(draft.name)
    await world.emulator.control.editAsUser(CUSTOMER_ID, [
      { campaignOperation: { remove: `customers/${CUSTOMER_ID}/campaigns/${found!.id}` } },
    ])
    expect((await world.ended(publicationId)).state).toBe('NEEDS_ATTENTION')
    await retryPublication(world.ctx, world.home.actor, publicationId)
    expect((await world.ended(publicationId)).state).toBe('NEEDS_ATTENTION')
    expect((await abandonPublication(world.ctx, world.home.actor, publicationId)).state).toBe('FAILED')
    expect(await world.remote(draft.name)).toMatchObject([{ status: 'REMOVED' }])
  })
})

it('a campaign that is removed at Google is seen, and cannot be resumed or published again', async () => {
  const draft = await world.draft()
  await world.publish(draft.id)
  const { googleCampaignId } = await world.now(draft.id)
  await world.emulator.control.editAsUser(CUSTOMER_ID, [
    { campaignOperation: { remove: `customers/${CUSTOMER_ID}/campaigns/${googleCampaignId}` } },
  ])
  const answer = JSON.parse((await syncCampaign(world.ctx, world.home.actor, draft.id)).json) as {
    google: object
    actions: { action: string; allowed: boolean }[]
  }
  expect(answer.google).toMatchObject({ status: 'REMOVED' })
  expect(answer.actions.filter(({ allowed }) => allowed).map(({ action }) => action)).toEqual([
    'duplicate',
    'archive',
    'protect',
  ])
})

it('two workers publish eight campaigns of one account, one at a time, each once', async () => {
  world.work({ concurrency: 3 })
  const drafts = await Promise.all(Array.from({ length: 8 }, () => world.draft()))
  const ended = await Promise.all(drafts.map(({ id }) => world.publish(id)))
  expect(ended.map(({ state }) => state)).toEqual(Array.from({ length: 8 }, () => 'SUCCEEDED'))
  for (const { name } of drafts) expect(await world.remote(name)).toHaveLength(1)
  expect(stringify(ended)).not.toContain('CONCURRENT_MODIFICATION')
})
