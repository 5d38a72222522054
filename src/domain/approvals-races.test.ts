import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { ask, createPerson, setPolicy } from '../../test/approvals.ts'
import { completeBody, createCampaignOf } from '../../test/campaigns.ts'
import { openOwnerPool } from '../../test/database.ts'
import { refusal } from '../../test/refusal.ts'
import { createTestWorkspace, createTestWorld, type TestWorld } from '../../test/workspace.ts'
import { AppError } from '../base/errors.ts'
import { type Campaign, campaignPatchSchema } from '../contract/campaign.ts'
import { deleteMember, insertMember } from '../store/members.ts'
import { approve, cancelApproval, countApprovals, listApprovals, readApproval } from './approvals.ts'
import { planCampaign } from './campaign-plan.ts'
import type { Actor } from './context.ts'
import { editCampaign } from './edit-campaigns.ts'
import { publishCampaign } from './publish-campaign.ts'

let world: TestWorld
let owner: ReturnType<typeof openOwnerPool>
let admin: Actor
let editor: Actor
let publisher: Actor
let first: Actor
let second: Actor

beforeAll(async () => {
  world = await createTestWorld()
  owner = openOwnerPool(world.databaseUrl)
})
beforeEach(async () => {
  const { workspaceId } = (await createTestWorkspace(world.ctx)).actor
  ;[admin, editor, publisher, first, second] = (await Promise.all(
    (['admin', 'editor', 'publisher', 'approver', 'approver'] as const).map((role) =>
      createPerson(world.ctx, workspaceId, role),
    ),
  )) as [Actor, Actor, Actor, Actor, Actor]
})
afterAll(async () => {
  await owner.close()
  await world.close()
})

const draft = async () => await createCampaignOf(world.ctx, editor, await completeBody(world.ctx, editor))
const edit = async (id: string, version: number, patch: object) =>
  await editCampaign(world.ctx, editor, id, version, campaignPatchSchema.parse(patch))
const publish = async (id: string, planHash?: string) =>
  await publishCampaign(world.ctx, publisher, id, { activate: true, planHash })
const asked = async (id: string) => await ask(world.ctx, editor, id)
const state = async (id: string) => {
  const { state: now, voidCause } = await readApproval(world.ctx, editor, id)
  return [now, voidCause]
}

describe('the inbox', () => {
  it('has what waits for me, what I asked for, what is ready and what is done, page by page', async () => {
    const requests = []
    for (let n = 0; n < 3; n += 1) requests.push(await asked((await draft()).id))
    const ids = requests.map(({ id }) => id).toReversed()
    const box = async (
      actor: Actor,
      name: 'waiting' | 'mine' | 'ready' | 'done',
      limit = 50,
      cursor?: string,
    ) => await listApprovals(world.ctx, actor, { box: name, limit, cursor })
    const page = await box(first, 'waiting', 2)
    expect(page.items.map(({ id }) => id)).toEqual(ids.slice(0, 2))
    expect((await box(first, 'waiting', 2, page.nextCursor!)).items.map(({ id }) => id)).toEqual(ids.slice(2))
    expect(await countApprovals(world.ctx, first)).toEqual({ waiting: 3 })
    expect([await countApprovals(world.ctx, editor), (await box(editor, 'waiting')).items]).toEqual([
      { waiting: 0 },
      [],
    ])
    expect((await box(editor, 'mine')).items.map(({ id }) => id)).toEqual(ids)
    await approve(world.ctx, first, ids[0]!, requests[2]!.planHash)
    await cancelApproval(world.ctx, editor, ids[1]!)
    expect((await box(first, 'waiting')).items.map(({ id }) => id)).toEqual([ids[2]])
    expect((await box(publisher, 'ready')).items.map(({ id }) => id)).toEqual([ids[0]])
    expect((await box(publisher, 'done')).items.map(({ id }) => id)).toEqual([ids[1]])
  })

  it('begins with what is overdue and due soonest, and ends with what is never due, the newest first', async () => {
    const hour = 3_600_000
    const due = [null, 3 * hour, -hour, null, 2 * hour, 3 * hour, null]
    const ids: string[] = []
    for (const after of due) {
      const dueAt = after === null ? null : new Date(Date.now() + Math.max(after, hour)).toISOString()
      const { id } = await ask(world.ctx, editor, (await draft()).id, { dueAt })
      // What is overdue was asked for in time. Two are due at the same moment.
      if (after !== null)
        await owner.query(
          `update approval_requests set due_at = date_trunc('day', now()) + $2::interval where id = $1`,
          [id, `${after} milliseconds`],
        )
      ids.push(id)
    }
    const expected = [2, 4, 5, 1, 6, 3, 0].map((n) => ids[n])
    for (const limit of [1, 2, 3, 7]) {
      const seen: string[] = []
      for (let cursor: string | undefined | null; cursor !== null; ) {
        const page = await listApprovals(world.ctx, first, { box: 'waiting', limit, cursor })
        seen.push(...page.items.map(({ id }) => id))
        cursor = page.nextCursor
      }
      expect(seen).toEqual(expected)
    }
    const page = await listApprovals(world.ctx, first, { box: 'waiting', limit: 1, cursor: undefined })
    const elsewhere = listApprovals(world.ctx, first, { box: 'mine', limit: 1, cursor: page.nextCursor! })
    expect((await refusal(elsewhere)).errors[0]?.code).toBe('bad_cursor')
  })

  it('of a named reviewer is not that of the others, who may approve all the same', async () => {
    const { id } = await draft()
    const notOne = { reviewers: [publisher.userId!] }
    expect((await refusal(ask(world.ctx, editor, id, notOne))).errors[0]?.path).toBe('reviewers[0]')
    const request = await ask(world.ctx, editor, id, { reviewers: [first.userId!] })
    expect(request.reviewers).toEqual([{ id: first.userId, name: first.name }])
    expect(await countApprovals(world.ctx, first)).toEqual({ waiting: 1 })
    expect(await countApprovals(world.ctx, second)).toEqual({ waiting: 0 })
    expect((await approve(world.ctx, second, request.id, request.planHash)).state).toBe('APPROVED')
  })
})

it.each(['everywhere', 'in this account'])(
  'whoever was removed and may approve %s when they come back has approved',
  async (where) => {
    await setPolicy(world.ctx, admin, 1)
    const request = await asked((await draft()).id)
    await approve(world.ctx, first, request.id, request.planHash)
    const { workspaceId } = admin
    const { accountId } = request
    await world.ctx.db.transaction({ workspaceId }, (tx) => deleteMember(tx, workspaceId, first.userId!))
    expect(await state(request.id)).toEqual(['REQUESTED', null])
    const standing =
      where === 'everywhere'
        ? { role: 'approver' as const, accounts: null }
        : { role: 'viewer' as const, accounts: [{ accountId, role: 'approver' as const }] }
    await world.ctx.db.transaction({ workspaceId }, (tx) =>
      insertMember(tx, workspaceId, first.userId!, standing),
    )
    expect(await state(request.id)).toEqual(['APPROVED', null])
  },
)

describe('at once', () => {
  const codes = (outcomes: PromiseSettledResult<unknown>[]): string[] =>
    outcomes.map((one) =>
      one.status === 'fulfilled'
        ? 'done'
        : one.reason instanceof AppError
          ? one.reason.code
          : String(one.reason),
    )

  it('two who approve both count, whoever comes first', async () => {
    await setPolicy(world.ctx, admin, 2)
    for (let round = 0; round < 10; round += 1) {
      const request = await asked((await draft()).id)
      const both = [first, second].map((actor) => approve(world.ctx, actor, request.id, request.planHash))
      expect(codes(await Promise.allSettled(both))).toEqual(['done', 'done'])
      expect(await state(request.id)).toEqual(['APPROVED', null])
    }
  })

  it('an approval and an edit: the edit is saved, and nothing that it voids is published', async () => {
    await setPolicy(world.ctx, admin, 1)
    const seen = new Set<string>()
    for (let round = 0; round < 15; round += 1) {
      const { id } = await draft()
      const request = await asked(id)
      const [approval, saved, published] = codes(
        await Promise.allSettled([
          approve(world.ctx, first, request.id, request.planHash),
          edit(id, 1, { dailyBudgetMicros: '70000000' }),
          publish(id),
        ]),
      )
      seen.add(`${approval} ${saved} ${published}`)
      const opened = await owner.query<{ version: number }>(
        'select version from publications where campaign_id = $1',
        [id],
      )
      if (published === 'done') expect([approval, opened.rows]).toEqual(['done', [{ version: 1 }]])
      else
        expect([published, opened.rows, await state(request.id)]).toEqual([
          'conflict',
          [],
          ['VOID', 'EDITED'],
        ])
      // An edit beside an open publication is refused or saved; either way what was approved is what was opened.
      expect(['done', 'conflict']).toContain(saved)
    }
    expect(seen.size).toBeGreaterThan(0)
  })

  it('twenty publications of one approved plan are one', async () => {
    await setPolicy(world.ctx, admin, 1)
    const { id } = await draft()
    const request = await asked(id)
    await approve(world.ctx, first, request.id, request.planHash)
    const outcomes = codes(await Promise.allSettled(Array.from({ length: 20 }, () => publish(id))))
    expect(outcomes.filter((code) => code === 'done')).toHaveLength(1)
    expect(new Set(outcomes)).toEqual(new Set(['done', 'conflict']))
  })
})

describe('after the approval', () => {
  type Patch = (campaign: Campaign) => object
  const ad = (campaign: Campaign, over: object): object => {
    const [group] = campaign.adGroups
    return { adGroups: [{ ...group, ads: [{ ...group!.ads[0], ...over }] }] }
  }
  const group = (campaign: Campaign, over: object): object => ({
    adGroups: [{ ...campaign.adGroups[0], ...over }],
  })
  const edits: Record<string, Patch> = {
    name: ({ name }) => ({ name: `${name}.` }),
    budget: () => ({ dailyBudgetMicros: '50010000' }),
    start: () => ({ startDate: '2034-01-01' }),
    end: () => ({ endDate: '2034-01-01' }),
    suffix: () => ({ finalUrlSuffix: 'a=b' }),
    template: () => ({ trackingUrlTemplate: 'https://t.example.com/?u={lpurl}' }),
    'EU political advertising': () => ({ containsEuPoliticalAdvertising: true }),
    'name of the group': (campaign) => group(campaign, { name: 'Others' }),
    place: (campaign) => group(campaign, { locations: [{ geoTargetId: '2840' }] }),
    language: (campaign) => group(campaign, { languages: [{ languageId: '1001' }] }),
    headline: (campaign) =>
      ad(campaign, { headlines: [{ text: 'Spring starts hera' }, { text: 'Plants that arrive alive' }] }),
    'order of headlines': (campaign) =>
      ad(campaign, { headlines: campaign.adGroups[0]!.ads[0]!.headlines.toReversed() }),
    description: (campaign) => ad(campaign, { descriptions: [{ text: 'Herbs.' }] }),
    url: (campaign) => ad(campaign, { finalUrl: 'https://www.example.com/spring/' }),
    business: (campaign) => ad(campaign, { businessName: 'Acme' }),
    'call to action': (campaign) => ad(campaign, { callToAction: 'LEARN_MORE' }),
    image: (campaign) =>
      ad(campaign, { marketingImages: [], squareMarketingImages: campaign.adGroups[0]!.ads[0]!.logoImages }),
  }

  it.each(Object.keys(edits))('another %s is another plan, which nobody has approved', async (field) => {
    await setPolicy(world.ctx, admin, 1)
    const campaign = await draft()
    const request = await asked(campaign.id)
    await approve(world.ctx, first, request.id, request.planHash)
    await edit(campaign.id, 1, edits[field]!(campaign))
    const { hash } = await planCampaign(world.ctx, editor, campaign.id)
    expect(hash).not.toBe(request.planHash)
    expect((await refusal(publish(campaign.id))).details).toMatchObject({ code: 'approval_needed', given: 0 })
    expect((await refusal(publish(campaign.id, request.planHash))).details).toMatchObject({
      code: 'plan_changed',
    })
    expect(await state(request.id)).toEqual(['VOID', 'EDITED'])
  })

  it('what Google will never see is another revision all the same', async () => {
    await setPolicy(world.ctx, admin, 1)
    const { id } = await draft()
    const request = await asked(id)
    await approve(world.ctx, first, request.id, request.planHash)
    await edit(id, 1, { campaignGoal: 'Herbs' })
    expect((await refusal(publish(id))).details).toMatchObject({ code: 'approval_needed', given: 0 })
  })

  it('something new at Google is another plan', async () => {
    await setPolicy(world.ctx, admin, 1)
    const { id } = await draft()
    const baseline = `insert into campaign_baselines (workspace_id, campaign_id, version, resources) values ($1, $2, 1, '{}')`
    await owner.query(baseline, [admin.workspaceId, id])
    const request = await asked(id)
    await approve(world.ctx, first, request.id, request.planHash)
    await owner.query(
      `update campaign_baselines set version = 2, resources = '{"x": 1}' where campaign_id = $1`,
      [id],
    )
    expect(await state(request.id)).toEqual(['VOID', 'GOOGLE'])
    expect((await planCampaign(world.ctx, editor, id)).hash).not.toBe(request.planHash)
    expect((await refusal(publish(id))).details).toMatchObject({ code: 'approval_needed', given: 0 })
  })
})
