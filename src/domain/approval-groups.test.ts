import { Client } from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createPerson, setPolicy } from '../../test/approvals.ts'
import { completeBody, createCampaignOf } from '../../test/campaigns.ts'
import { refusal } from '../../test/refusal.ts'
import { createTestWorkspace, createTestWorld, type TestWorld } from '../../test/workspace.ts'
import { newId } from '../base/ids.ts'
import type { ApprovalGroup, GroupAsk, GroupMade } from '../contract/approval-groups.ts'
import { campaignPatchSchema } from '../contract/campaign.ts'
import { approveGroup, askForGroup, readApprovalGroup } from './approval-groups.ts'
import { listApprovals, readApproval, readApprovalStanding, wantChanges } from './approvals.ts'
import { planBatch } from './batch-plan.ts'
import type { Actor } from './context.ts'
import { editCampaign } from './edit-campaigns.ts'
import { listNotifications } from './notifications.ts'
import { createBatch, listBatchItems } from './publish-batches.ts'
import { runBatches } from './publication/run-batches.ts'

let world: TestWorld
let admin: Actor
let editor: Actor
let publisher: Actor
let approver: Actor

beforeAll(async () => {
  world = await createTestWorld()
})
beforeEach(async () => {
  const { workspaceId } = (await createTestWorkspace(world.ctx)).actor
  ;[admin, editor, publisher, approver] = (await Promise.all(
    (['admin', 'editor', 'publisher', 'approver'] as const).map((role) =>
      createPerson(world.ctx, workspaceId, role),
    ),
  )) as [Actor, Actor, Actor, Actor]
  await setPolicy(world.ctx, admin, 1, { thresholdMicros: '100000000', currencyCode: 'USD' })
})
afterAll(async () => await world.close())

const draft = async (dailyBudgetMicros = '90000000') =>
  await createCampaignOf(world.ctx, editor, await completeBody(world.ctx, editor, { dailyBudgetMicros }))
const edit = async ({ id, version }: { id: string; version: number }) =>
  await editCampaign(world.ctx, editor, id, version, campaignPatchSchema.parse({ name: `Edited ${newId()}` }))
async function ask(ids: readonly string[], over: Partial<GroupAsk> = {}): Promise<GroupMade> {
  const { items } = await planBatch(world.ctx, editor, ids)
  const campaigns = items.map(({ campaignId, hash }) => ({ id: campaignId, planHash: hash! }))
  return await askForGroup(world.ctx, editor, { campaigns, message: '', dueAt: null, reviewers: [], ...over })
}
const approveAll = async (group: ApprovalGroup, actor = approver) =>
  await approveGroup(world.ctx, actor, group.id, {
    requests: group.items.map(({ id, planHash }) => ({ id, planHash })),
  })
const told = async (actor: Actor) =>
  (await listNotifications(world.ctx, actor, { unread: 'true', limit: 50 })).items.map(({ kind, facts }) => [
    kind,
    facts.campaigns ?? facts.campaignName,
  ])

describe('a batch whose plans need approvals', () => {
  it('what was asked for before the database gave out stands, and the reviewers have been told of it', async () => {
    const [first, second] = [await draft(), await draft()]
    const owner = new Client({ connectionString: world.databaseUrl })
    await owner.connect()
    await owner.query(`create function test_refuse() returns trigger language plpgsql as
      $$ begin raise exception 'gone' using errcode = 'XX000'; end $$`)
    await owner.query(`create trigger test_refuse before insert on approval_requests for each row
      when (new.campaign_id = '${second.id}') execute function test_refuse()`)
    try {
      await expect(ask([first.id, second.id])).rejects.toThrow('gone')
    } finally {
      await owner.query('drop function test_refuse cascade')
      await owner.end()
    }
    expect(await readApprovalStanding(world.ctx, editor, second.id)).toMatchObject({ request: null })
    expect(await told(approver)).toEqual([['APPROVAL_REQUESTED', first.name]])
  })

  it('asks for all that need one in one go, and says of the others why not', async () => {
    const [dear, second, cheap, edited] = [
      await draft(),
      await draft(),
      await draft('10000000'),
      await draft(),
    ]
    const { items } = await planBatch(world.ctx, editor, [dear.id, cheap.id])
    expect(items.map(({ approvals }) => approvals)).toEqual([
      { needed: 1, given: 0 },
      { needed: 0, given: 0 },
    ])
    const plans = await planBatch(world.ctx, editor, [dear.id, second.id, cheap.id, edited.id])
    await edit(edited)
    const campaigns = plans.items.map(({ campaignId, hash }) => ({ id: campaignId, planHash: hash! }))
    const { group, left } = await askForGroup(world.ctx, editor, {
      campaigns: [...campaigns, { id: newId(), planHash: 'a'.repeat(64) }],
      message: 'For Friday',
      dueAt: null,
      reviewers: [],
    })
    expect(group.items.map(({ campaignId, state }) => [campaignId, state])).toEqual([
      [dear.id, 'REQUESTED'],
      [second.id, 'REQUESTED'],
    ])
    expect(left.map(({ campaignId, reason }) => [campaignId, reason])).toEqual([
      [cheap.id, 'It needs no approval.'],
      [edited.id, expect.stringContaining('changed since this plan was made') as string],
      [expect.any(String), expect.stringContaining('no such campaign') as string],
    ])
    // One group in the inbox, of which its reviewers are told once.
    const inbox = await listApprovals(world.ctx, approver, { box: 'waiting', limit: 50 })
    expect(inbox.items.map((item) => item.group)).toEqual([
      { id: group.id, size: 2 },
      { id: group.id, size: 2 },
    ])
    expect(await told(approver)).toEqual([['APPROVAL_REQUESTED', 2]])
    expect((await refusal(ask([dear.id, cheap.id]))).errors.map(({ message }) => message)).toEqual([
      'Approval of this plan is asked for already.',
      'It needs no approval.',
    ])
  })

  it('names reviewers, who are told, and none of whom made it', async () => {
    const { id } = await draft()
    const other = await createPerson(world.ctx, editor.workspaceId, 'approver')
    const standing = await readApprovalStanding(world.ctx, editor, id)
    expect(standing.reviewers.map(({ name }) => name).sort()).toEqual(
      [admin.name, approver.name, other.name].sort(),
    )
    await editCampaign(world.ctx, other, id, 1, campaignPatchSchema.parse({ name: 'By the other' }))
    expect((await readApprovalStanding(world.ctx, editor, id)).reviewers).not.toContainEqual(
      expect.objectContaining({ name: other.name }),
    )
    const refused = await refusal(ask([id], { reviewers: [other.userId!] }))
    expect(refused.errors[0]?.message).toContain('made this')
    const { group } = await ask([id], { reviewers: [approver.userId!] })
    expect(await told(approver)).toHaveLength(1)
    expect(await told(other)).toEqual([])
    expect((await readApproval(world.ctx, editor, group.items[0]!.id)).reviewers).toEqual([
      { id: approver.userId, name: approver.name },
    ])
  })
})

describe('a group', () => {
  it('is approved plan by plan: what was edited since is left out and said, and changes are asked for on one', async () => {
    const drafts = [await draft(), await draft(), await draft(), await draft()]
    const { group } = await ask(drafts.map(({ id }) => id))
    await edit(drafts[1]!)
    await wantChanges(world.ctx, approver, group.items[2]!.id, { path: 'name', body: 'Shorter.' })
    const byPublisher = await approveAll(group, publisher)
    expect([byPublisher.approved, byPublisher.left[0]?.reason]).toEqual([
      0,
      expect.stringContaining('may not approve') as string,
    ])
    const { approved, left, group: after } = await approveAll(group)
    expect(approved).toBe(2)
    expect(left.map(({ campaignId, reason }) => [campaignId, reason])).toEqual([
      [drafts[1]!.id, expect.stringContaining('was edited since') as string],
      [drafts[2]!.id, expect.stringContaining('Changes were asked for') as string],
    ])
    expect(after.items.map(({ state }) => state)).toEqual(['APPROVED', 'VOID', 'CHANGES_WANTED', 'APPROVED'])
    expect(await told(editor)).toContainEqual(['APPROVAL_GIVEN', 2])

    // The batch publishes what is approved, and says of the others what is missing.
    const { items } = await planBatch(
      world.ctx,
      publisher,
      drafts.map(({ id }) => id),
    )
    expect(items.map(({ approvals }) => approvals?.given)).toEqual([1, 0, 0, 1])
    const batch = await createBatch(world.ctx, publisher, {
      campaigns: items.map(({ campaignId, hash }) => ({ id: campaignId, planHash: hash! })),
      activate: true,
      staged: false,
    })
    await runBatches(world.ctx)
    await runBatches(world.ctx)
    const result = await listBatchItems(world.ctx, publisher, batch.id, { limit: 10 })
    expect(
      result.items
        .filter(({ outcome }) => outcome === 'REFUSED')
        .map((item) => [item.campaignId, item.message]),
    ).toEqual(
      [drafts[1]!, drafts[2]!].map(({ id }) => [
        id,
        expect.stringContaining('needs one approval and has none') as string,
      ]),
    )
  })

  it('takes no hash but a request’s own, and no request of another group', async () => {
    const [one, two] = [await ask([(await draft()).id]), await ask([(await draft()).id])]
    const { id, planHash } = one.group.items[0]!
    const wrong = await approveGroup(world.ctx, approver, one.group.id, {
      requests: [{ id, planHash: two.group.items[0]!.planHash }],
    })
    expect([wrong.approved, wrong.left[0]?.reason]).toEqual([
      0,
      expect.stringContaining('hash of another plan') as string,
    ])
    const foreign = approveGroup(world.ctx, approver, two.group.id, { requests: [{ id, planHash }] })
    expect((await refusal(foreign)).errors[0]?.path).toBe('requests[0].id')
    expect((await refusal(readApprovalGroup(world.ctx, editor, newId()))).code).toBe('not_found')
  })

  it('approved while one of it is edited: each is approved as it was, or void and said', async () => {
    const drafts = [await draft(), await draft(), await draft()]
    const { group } = await ask(drafts.map(({ id }) => id))
    const [{ approved, left }] = await Promise.all([
      approveAll(group),
      ...drafts.map(async (one) => await edit(one)),
    ])
    expect(approved + left.length).toBe(3)
    // All were edited in the end, whichever came first: none of these approvals publishes anything.
    const after = await readApprovalGroup(world.ctx, approver, group.id)
    expect(after.items.map(({ state, voidCause }) => [state, voidCause])).toEqual(
      drafts.map(() => ['VOID', 'EDITED']),
    )
    const requests = await Promise.all(after.items.map(({ id }) => readApproval(world.ctx, approver, id)))
    expect(requests.flatMap(({ approvals }) => approvals)).toHaveLength(approved)
  })
})
