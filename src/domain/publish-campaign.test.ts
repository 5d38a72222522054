import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { campaignNow, completeBody, createCampaignOf } from '../../test/campaigns.ts'
import { refusal } from '../../test/refusal.ts'
import {
  createTestWorkspace,
  createTestWorld,
  type TestWorkspace,
  type TestWorld,
} from '../../test/workspace.ts'
import type { AppError } from '../base/errors.ts'
import { campaignPatchSchema } from '../contract/campaign.ts'
import { planCampaign, preflightCampaign } from './campaign-plan.ts'
import { deleteCampaign, editCampaign } from './edit-campaigns.ts'
import { listPublications } from './publications.ts'
import { pauseCampaign, publishCampaign } from './publish-campaign.ts'

let world: TestWorld
let home: TestWorkspace

beforeAll(async () => {
  world = await createTestWorld()
  home = await createTestWorkspace(world.ctx)
})
afterAll(async () => await world.close())

async function complete(over: object = {}) {
  return await createCampaignOf(world.ctx, home.actor, await completeBody(world.ctx, home.actor, over))
}

const publish = async (id: string, request: object = {}) =>
  await publishCampaign(world.ctx, home.actor, id, { activate: true, ...request })

describe('the plan', () => {
  it('of a complete draft has a hash, operations, exposure and quota, and no error stands in its way', async () => {
    const { id } = await complete()
    expect(
      (await preflightCampaign(world.ctx, home.actor, id)).filter(({ severity }) => severity === 'error'),
    ).toEqual([])
    const plan = await planCampaign(world.ctx, home.actor, id)
    expect(plan.exposure).toEqual({
      currencyCode: 'USD',
      dailyBudgetMicros: '50000000',
      totalBudgetMicros: null,
      worstDayMicros: '100000000',
      monthMicros: '1520000000',
    })
    expect(plan.operations.map(({ resource }) => resource)).toEqual([
      'Asset',
      'Asset',
      'CampaignBudget',
      'Campaign',
      'AdGroup',
      'AdGroupCriterion',
      'AdGroupCriterion',
      'AdGroupCriterion',
      'AdGroupAd',
      'Label',
      'CampaignLabel',
    ])
    expect(JSON.stringify(plan)).not.toContain('$ref')
  })

  it('of an incomplete draft is refused with every error and its path', async () => {
    const { id } = await createCampaignOf(world.ctx, home.actor, { name: 'Empty' })
    const error = await refusal(planCampaign(world.ctx, home.actor, id))
    expect(error.code).toBe('not_allowed')
    expect(error.errors.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['dailyBudgetMicros', 'containsEuPoliticalAdvertising']),
    )
  })
})

describe('opening a publication', () => {
  it('of fifty clicks at once exactly one opens one', async () => {
    const { id } = await complete()
    const clicks = await Promise.allSettled(Array.from({ length: 50 }, () => publish(id)))
    const opened = clicks.flatMap((click) =>
      click.status === 'fulfilled' ? [click.value.publicationId] : [],
    )
    const refused = clicks.flatMap((click) => (click.status === 'rejected' ? [click.reason as AppError] : []))
    expect(opened).toHaveLength(1)
    expect(refused.map(({ code }) => code)).toEqual(Array.from({ length: 49 }, () => 'conflict'))
    expect(refused[0]!.details).toEqual({ publicationId: opened[0] })
    expect((await listPublications(world.ctx, home.actor, id, { limit: 10 })).items).toHaveLength(1)
  })

  it('with the hash of a plan that is no longer the plan is refused, and names the new one', async () => {
    const { id } = await complete()
    const approved = await planCampaign(world.ctx, home.actor, id)
    await editCampaign(
      world.ctx,
      home.actor,
      id,
      1,
      campaignPatchSchema.parse({ dailyBudgetMicros: '60000000' }),
    )
    const error = await refusal(publish(id, { planHash: approved.hash }))
    expect(error.errors.map(({ code }) => code)).toEqual(['plan_changed'])
    const now = await planCampaign(world.ctx, home.actor, id)
    expect(error.details).toEqual({ code: 'plan_changed', planHash: now.hash })
    const { version, baselineVersion } = approved
    const seen = { version, baselineVersion, rulePackVersion: 'an earlier one' }
    expect((await refusal(publish(id, { planHash: approved.hash, seen }))).message).toBe(
      'The campaign was edited (version 1 became 2), and the rules changed since this plan was made. Read the plan again.',
    )
    await publish(id, { planHash: now.hash })
  })

  it('is for publishers: an editor may not', async () => {
    const { id } = await complete()
    const editor = { ...home.actor, role: 'editor' as const }
    const error = await refusal(publishCampaign(world.ctx, editor, id, { activate: true }))
    expect(error.code).toBe('forbidden')
  })

  it('with a version that is not the latest is refused', async () => {
    const { id } = await complete()
    expect((await refusal(publish(id, { version: 7 }))).code).toBe('stale')
  })

  it('stops edits and deletion until it has ended', async () => {
    const { id } = await complete()
    await publish(id)
    const edit = editCampaign(world.ctx, home.actor, id, 1, campaignPatchSchema.parse({ name: 'Late' }))
    expect((await refusal(edit)).code).toBe('conflict')
    expect((await refusal(deleteCampaign(world.ctx, home.actor, id, 1))).code).toBe('conflict')
  })

  it('of a name that another campaign of the account has is refused before anything is sent', async () => {
    const first = await complete()
    const second = await complete({ name: first.name })
    await publish(first.id)
    const error = await refusal(publish(second.id))
    expect(error.errors.map(({ path, code }) => [path, code])).toEqual([['name', 'name_taken']])
  })

  it('changes no status: the campaign is a draft until Google has it', async () => {
    const { id } = await complete()
    await publish(id)
    const campaign = await campaignNow(world.ctx, home.actor, id)
    expect(campaign).toMatchObject({
      status: 'DRAFT',
      googleCampaignId: null,
      lastPublication: { state: 'QUEUED' },
    })
  })
})

it('a draft cannot be paused', async () => {
  const { id } = await complete()
  expect((await refusal(pauseCampaign(world.ctx, home.actor, id))).message).toContain(
    'Only a published campaign',
  )
})
