import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type BodyImages, fullBody } from '../../test/campaign-bodies.ts'
import { campaignNow, createCampaignOf, image, upload } from '../../test/campaigns.ts'
import { refusal } from '../../test/refusal.ts'
import {
  createTestWorkspace,
  createTestWorld,
  type TestWorkspace,
  type TestWorld,
} from '../../test/workspace.ts'
import { newId } from '../base/ids.ts'
import type { Campaign } from '../contract/campaign.ts'
import { documentOf } from '../contract/empty-campaign.ts'
import {
  NOT_IN_TEMPLATES,
  type Template,
  templateDetailSchema,
  templateSchema,
} from '../contract/templates.ts'
import { CAMPAIGN_TYPES } from '../contract/words.ts'
import { insertAccount } from '../store/accounts.ts'
import { verifyAuditChain } from '../store/audit.ts'
import { listRevisions } from './campaign-history.ts'
import { duplicateCampaign } from './edit-campaigns.ts'
import {
  createFromTemplate,
  createTemplate,
  deleteTemplate,
  editTemplate,
  listTemplates,
  readTemplate,
} from './templates.ts'

let world: TestWorld
let home: TestWorkspace
let images: BodyImages

beforeAll(async () => {
  world = await createTestWorld()
  home = await createTestWorkspace(world.ctx)
  images = {
    one: await upload(world.ctx, home.actor, await image(10, 10), 'one.png'),
    other: await upload(world.ctx, home.actor, await image(20, 10), 'other.png'),
  }
})
afterAll(async () => await world.close())

async function keep(campaignId: string, name: string, { actor } = home): Promise<Template> {
  const made = await createTemplate(world.ctx, actor, { campaignId, name, description: null })
  return templateSchema.parse(made)
}
async function begin(id: string, over: object = {}, { actor, accountId } = home) {
  const use = { name: `Begun ${newId()}`, accountId, startDate: null, endDate: null, ...over }
  const { campaign, leftOut } = await createFromTemplate(world.ctx, actor, id, use)
  return { campaign: await campaignNow(world.ctx, actor, campaign.id), leftOut }
}
async function account(currency: string): Promise<string> {
  const id = newId()
  const { workspaceId } = home.actor
  await world.ctx.db.transaction({ workspaceId }, (tx) =>
    insertAccount(tx, workspaceId, {
      id,
      customer_id: String(Math.floor(1e9 + Math.random() * 9e9)).slice(0, 10),
      login_customer_id: null,
      name: `Account in ${currency}`,
      currency_code: currency,
      time_zone: 'Asia/Tokyo',
      environment: 'EMULATOR',
    }),
  )
  return id
}
/** What a copy has to have in common with its original: all but the ids of parts. */
function withoutIds(campaign: Campaign): object {
  const { adGroups, ...document } = documentOf(campaign)
  return {
    ...document,
    adGroups: adGroups.map(({ id: _, ads, ...group }) => ({
      ...group,
      ads: ads.map(({ id: _ad, ...ad }) => ad),
    })),
  }
}

describe('a template', () => {
  it.each(CAMPAIGN_TYPES)('of type %s gives all but who the campaign is', async (type) => {
    const source = await createCampaignOf(world.ctx, home.actor, fullBody(type, images))
    const template = await keep(source.id, `All of ${type}`)
    expect(template).toMatchObject({
      campaignType: type,
      accountId: home.accountId,
      adGroups: 1,
      images: 2,
      version: 1,
    })
    const { content } = templateDetailSchema.parse(await readTemplate(world.ctx, home.actor, template.id))
    for (const field of NOT_IN_TEMPLATES) expect(content).not.toHaveProperty(field)
    expect(JSON.stringify(content)).not.toContain('"id"')

    const dates = { startDate: '2027-05-01', endDate: '2027-05-31' }
    const { campaign, leftOut } = await begin(template.id, { name: 'May', ...dates })
    expect(leftOut).toEqual([])
    expect(withoutIds(campaign)).toEqual({
      ...withoutIds(source),
      name: 'May',
      ...dates,
      containsEuPoliticalAdvertising: null,
    })
    expect(campaign).toMatchObject({
      status: 'DRAFT',
      googleCampaignId: null,
      publishedVersion: null,
      version: 1,
    })
    expect(campaign.adGroups[0]!.id).not.toBe(source.adGroups[0]!.id)
    const [first] = (await listRevisions(world.ctx, home.actor, campaign.id, { limit: 1 })).items
    expect(first).toMatchObject({ number: 1, reason: `From the template “All of ${type}”` })
    // A duplicate takes the same over, and who the campaign is too.
    const { id } = await duplicateCampaign(world.ctx, home.actor, source.id, 'Twice')
    const twice = await campaignNow(world.ctx, home.actor, id)
    expect(withoutIds(twice)).toEqual({ ...withoutIds(source), name: 'Twice' })
  })

  it('in another account leaves out its audiences, and amounts of another currency, and says so', async () => {
    const body = fullBody('SEARCH', images)
    const source = await createCampaignOf(world.ctx, home.actor, body)
    const { id } = await keep(source.id, 'Elsewhere')
    const same = await begin(id, { accountId: await account('USD') })
    expect(same.campaign.adGroups[0]!.audiences).toEqual([])
    expect(same.campaign.totalBudgetMicros).toBe(source.totalBudgetMicros)
    expect(same.leftOut).toEqual([
      {
        path: 'adGroups[0].audiences',
        message: '2 audiences of “First” belong to the account Test account. Choose those of Account in USD.',
      },
    ])
    const yen = await begin(id, { accountId: await account('JPY') })
    expect(yen.campaign).toMatchObject({
      totalBudgetMicros: null,
      targetCpaMicros: null,
      targetCpcMicros: null,
      cpcBidCeilingMicros: null,
      targetRoas: 3.5,
    })
    expect(yen.campaign.adGroups[0]).toMatchObject({ cpcBidMicros: null, cpmBidMicros: null })
    expect(yen.campaign.adGroups[0]!.keywords.map(({ cpcBidMicros }) => cpcBidMicros)).toEqual([null, null])
    expect(yen.leftOut.map(({ path }) => path)).toEqual([
      'adGroups[0].audiences',
      'totalBudgetMicros',
      'targetCpaMicros',
      'targetCpcMicros',
      'cpcBidCeilingMicros',
      'adGroups[0].cpcBidMicros',
      'adGroups[0].cpmBidMicros',
      'adGroups[0].keywords[0].cpcBidMicros',
    ])
    expect(yen.leftOut.at(-1)!.message).toContain('in USD; Account in JPY pays in JPY')
    const unknown = await refusal(begin(id, { accountId: newId() }))
    expect(unknown.errors[0]).toMatchObject({ path: 'accountId', code: 'unknown_account' })
    expect((await refusal(begin(id, { accountId: undefined }))).errors[0]).toMatchObject({
      path: 'accountId',
      code: 'account_needed',
    })
  })

  it('is renamed and deleted at the version that was seen, and its campaigns stay', async () => {
    const other = await createTestWorkspace(world.ctx)
    const source = await createCampaignOf(world.ctx, other.actor, { name: 'Source' })
    const template = await keep(source.id, 'Once', other)
    expect((await refusal(keep(source.id, 'Once', other))).code).toBe('conflict')
    const { campaign } = await begin(template.id, {}, other)
    const renamed = await editTemplate(world.ctx, other.actor, template.id, 1, {
      description: ' For spring ',
    })
    expect(renamed).toMatchObject({ name: 'Once', description: 'For spring', version: 2 })
    const cleared = await editTemplate(world.ctx, other.actor, template.id, 2, {
      name: 'Two',
      description: ' ',
    })
    expect(cleared).toMatchObject({ name: 'Two', description: null, version: 3 })
    expect((await editTemplate(world.ctx, other.actor, template.id, 3, {})).version).toBe(3)
    expect((await refusal(deleteTemplate(world.ctx, other.actor, template.id, 1))).code).toBe('stale')
    await deleteTemplate(world.ctx, other.actor, template.id, 3)
    expect((await refusal(readTemplate(world.ctx, other.actor, template.id))).code).toBe('not_found')
    expect((await campaignNow(world.ctx, other.actor, campaign.id)).name).toBe(campaign.name)
    const chain = await verifyAuditChain(world.ctx.db, other.actor.workspaceId)
    expect(chain).toMatchObject({ broken: null })
  })

  it('is the workspace’s alone, and a viewer’s to read', async () => {
    const source = await createCampaignOf(world.ctx, home.actor, {
      name: 'Source',
      accountId: home.accountId,
    })
    const { id } = await keep(source.id, 'Ours')
    const stranger = (await createTestWorkspace(world.ctx)).actor
    const viewer = { ...home.actor, role: 'viewer' } as const
    const use = { name: 'x', startDate: null, endDate: null }
    for (const work of [
      () => readTemplate(world.ctx, stranger, id),
      () => editTemplate(world.ctx, stranger, id, 1, { name: 'Taken' }),
      () => deleteTemplate(world.ctx, stranger, id, 1),
      () => createFromTemplate(world.ctx, stranger, id, use),
      () => createTemplate(world.ctx, stranger, { campaignId: source.id, name: 'Taken', description: null }),
    ]) {
      expect((await refusal(work())).code).toBe('not_found')
    }
    for (const work of [
      () => editTemplate(world.ctx, viewer, id, 1, { name: 'Taken' }),
      () => deleteTemplate(world.ctx, viewer, id, 1),
      () => createFromTemplate(world.ctx, viewer, id, use),
      () => createTemplate(world.ctx, viewer, { campaignId: source.id, name: 'Taken', description: null }),
    ]) {
      expect((await refusal(work())).code).toBe('forbidden')
    }
    expect((await readTemplate(world.ctx, viewer, id)).name).toBe('Ours')
    expect((await listTemplates(world.ctx, stranger, { limit: 10 })).items).toEqual([])
  })

  it('written by an earlier program is completed, by a newer one refused', async () => {
    const source = await createCampaignOf(world.ctx, home.actor, {
      name: 'Source',
      accountId: home.accountId,
    })
    const { id } = await keep(source.id, 'Other times')
    const owner = new Client({ connectionString: world.databaseUrl })
    await owner.connect()
    try {
      await owner.query(`select set_config('app.workspace_id', $1, false)`, [home.actor.workspaceId])
      await owner.query(
        `update campaign_templates set content = content - 'targetSearchNetwork' where id = $1`,
        [id],
      )
      const { content } = templateDetailSchema.parse(await readTemplate(world.ctx, home.actor, id))
      expect(content.targetSearchNetwork).toBe(true)
      await owner.query(`update campaign_templates set content_version = 2 where id = $1`, [id])
      expect((await refusal(begin(id))).message).toContain('newer version')
    } finally {
      await owner.end()
    }
  })
})

it('pages go on by name, in whatever order the templates were made', async () => {
  const other = await createTestWorkspace(world.ctx)
  const source = await createCampaignOf(world.ctx, other.actor, { name: 'Source' })
  const names = ['Émile', 'alpha', 'Zulu', 'beta', '100 %']
  for (const name of names) await keep(source.id, name, other)
  const seen: string[] = []
  let cursor: string | undefined
  do {
    const page = await listTemplates(world.ctx, other.actor, { limit: 2, cursor })
    seen.push(...page.items.map(({ name }) => name))
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined)
  expect(seen.toSorted()).toEqual(names.toSorted())
  const whole = await listTemplates(world.ctx, other.actor, { limit: 10 })
  expect(seen).toEqual(whole.items.map(({ name }) => name))
})
