import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { ask, createPerson, setPolicy } from '../../test/approvals.ts'
import { completeBody, createCampaignOf } from '../../test/campaigns.ts'
import { openOwnerPool } from '../../test/database.ts'
import { refusal } from '../../test/refusal.ts'
import { createTestWorkspace, createTestWorld, type TestWorld } from '../../test/workspace.ts'
import { newId } from '../base/ids.ts'
import { campaignPatchSchema } from '../contract/campaign.ts'
import { setApprovalPolicy } from './approval-policies.ts'
import {
  approve,
  cancelApproval,
  commentOnApproval,
  countApprovals,
  readApproval,
  readApprovalStanding,
  resolveComment,
  wantChanges,
} from './approvals.ts'
import { planCampaign } from './campaign-plan.ts'
import type { Actor } from './context.ts'
import { deleteCampaign, editCampaign } from './edit-campaigns.ts'
import { changeMember } from './members.ts'
import { publishCampaign, resumeCampaign } from './publish-campaign.ts'

let world: TestWorld
let owner: ReturnType<typeof openOwnerPool>
let admin: Actor
let accountId: string
let editor: Actor
let publisher: Actor
let first: Actor
let second: Actor

beforeAll(async () => {
  world = await createTestWorld()
  owner = openOwnerPool(world.databaseUrl)
})
beforeEach(async () => {
  const home = await createTestWorkspace(world.ctx)
  const { workspaceId } = home.actor
  accountId = home.accountId
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

const draft = async (over: object = {}) =>
  await createCampaignOf(world.ctx, editor, await completeBody(world.ctx, editor, over))
const edit = async (id: string, version: number, patch: object, actor: Actor = editor) =>
  await editCampaign(world.ctx, actor, id, version, campaignPatchSchema.parse(patch))
const publish = async (id: string, over: { activate?: boolean; planHash?: string } = {}) =>
  await publishCampaign(world.ctx, publisher, id, { activate: true, ...over })
const asked = async (id: string, actor: Actor = editor) => await ask(world.ctx, actor, id)
const state = async (id: string) => {
  const { state: now, voidCause } = await readApproval(world.ctx, editor, id)
  return [now, voidCause]
}

describe('without a policy', () => {
  it('everything is published as before, and a request can be made all the same', async () => {
    const { id } = await draft()
    expect(await readApprovalStanding(world.ctx, editor, id)).toMatchObject({
      needed: 0,
      resume: null,
      request: null,
    })
    const request = await asked(id)
    expect([request.state, request.approvalsNeeded]).toEqual(['REQUESTED', 1])
    await publish(id)
    expect(await state(request.id)).toEqual(['USED', null])
  })
})

describe('a policy of two approvals', () => {
  beforeEach(async () => await setPolicy(world.ctx, admin, 2))

  it('is held until two people have approved, and then the plan is published once', async () => {
    const { id } = await draft()
    const none = await refusal(publish(id))
    expect([none.code, none.details]).toEqual(['conflict', { code: 'approval_needed', needed: 2, given: 0 }])
    const request = await asked(id)
    await approve(world.ctx, first, request.id, request.planHash)
    expect((await refusal(publish(id))).details).toMatchObject({ needed: 2, given: 1 })
    const approved = await approve(world.ctx, second, request.id, request.planHash)
    expect([approved.state, approved.approvalsGiven, approved.approvalsNeeded]).toEqual(['APPROVED', 2, 2])
    expect(approved.approvals).toMatchObject([{ by: first.name }, { by: second.name }])
    await publish(id, { planHash: request.planHash })
    expect(await state(request.id)).toEqual(['USED', null])
    const late = await refusal(approve(world.ctx, admin, request.id, request.planHash))
    expect([late.code, late.message]).toEqual(['conflict', 'The plan was published on these approvals.'])
    await owner.query(
      `update publications set state = 'RUNNING', fence = 1, lease_until = now() where campaign_id = $1`,
      [id],
    )
    await owner.query(
      `update publications set state = 'NEEDS_ATTENTION', lease_until = null, message = 'x' where campaign_id = $1`,
      [id],
    )
    expect((await refusal(publish(id))).code).toBe('conflict')
    await owner.query(
      `update publications set state = 'FAILED', finished_at = now() where campaign_id = $1`,
      [id],
    )
    // That one failed, so the same plan may be tried again on the same approvals.
    await publish(id)
    expect(
      (await owner.query(`select from publications where approval_request_id = $1`, [request.id])).rowCount,
    ).toBe(2)
  })

  it('is not met by an approval of an earlier plan', async () => {
    const { id } = await draft()
    const request = await asked(id)
    await approve(world.ctx, first, request.id, request.planHash)
    await approve(world.ctx, second, request.id, request.planHash)
    await edit(id, 1, { dailyBudgetMicros: '60000000' })
    expect(await state(request.id)).toEqual(['VOID', 'EDITED'])
    expect((await refusal(publish(id))).details).toMatchObject({ code: 'approval_needed', given: 0 })
    // The same words again are another revision: nobody has looked at it.
    await edit(id, 2, { dailyBudgetMicros: '50000000' })
    const { hash } = await planCampaign(world.ctx, editor, id)
    expect(hash).toBe(request.planHash)
    expect((await refusal(publish(id))).details).toMatchObject({ code: 'approval_needed', given: 0 })
  })

  it('is followed by requests that are open when it changes, and by a change of who may approve', async () => {
    const { id } = await draft()
    const request = await asked(id)
    await approve(world.ctx, first, request.id, request.planHash)
    await setPolicy(world.ctx, admin, 1)
    expect(await state(request.id)).toEqual(['APPROVED', null])
    await changeMember(world.ctx, admin, first.userId!, { role: 'editor' })
    expect(await state(request.id)).toEqual(['REQUESTED', null])
    expect((await refusal(publish(id))).details).toMatchObject({ needed: 1, given: 0 })
    await setPolicy(world.ctx, admin, 0)
    await publish(id)
  })

  it('stops a resume of what nobody approved, and never a pause', async () => {
    const { id } = await draft()
    await setPolicy(world.ctx, admin, 0)
    await publish(id)
    await owner.query(
      `update publications set state = 'RUNNING', fence = 1, lease_until = now() where campaign_id = $1`,
      [id],
    )
    await owner.query(
      `update publication_steps set state = 'DONE', started_at = now(), finished_at = now()
       where publication_id = (select id from publications where campaign_id = $1)`,
      [id],
    )
    await owner.query(
      `update publications set state = 'SUCCEEDED', lease_until = null, finished_at = now() where campaign_id = $1`,
      [id],
    )
    await owner.query(
      `update campaigns set status = 'PAUSED', google_campaign_id = 1, published_version = 1 where id = $1`,
      [id],
    )
    await setPolicy(world.ctx, admin, 2)
    const error = await refusal(resumeCampaign(world.ctx, publisher, id))
    expect([error.code, error.details['code']]).toEqual(['conflict', 'approval_needed'])
    expect((await readApprovalStanding(world.ctx, editor, id)).resume).toEqual({ needed: 2, given: 0 })
    await setPolicy(world.ctx, admin, 1, { thresholdMicros: '100000000', currencyCode: 'USD' })
    await resumeCampaign(world.ctx, publisher, id)
  })
})

describe('a threshold', () => {
  it('asks only where more may be spent on one day at worst, and always in another currency', async () => {
    await setPolicy(world.ctx, admin, 1, { thresholdMicros: '100000000', currencyCode: 'USD' })
    await publish((await draft()).id)
    const { id } = await draft({ dailyBudgetMicros: '50010000' })
    expect((await refusal(publish(id))).details).toMatchObject({ needed: 1 })
    expect((await readApprovalStanding(world.ctx, editor, id)).needed).toBe(1)
    await setPolicy(world.ctx, admin, 1, { thresholdMicros: '100000000', currencyCode: 'JPY' })
    expect((await refusal(publish((await draft()).id))).details).toMatchObject({ needed: 1 })
  })

  it('of an account overrides that of the workspace, until the account goes by it again', async () => {
    await setPolicy(world.ctx, admin, 3)
    await setPolicy(world.ctx, admin, 1, { accountId, thresholdMicros: '100000000' })
    await publish((await draft()).id)
    await setPolicy(world.ctx, admin, 0, { accountId, inherits: true })
    expect((await refusal(publish((await draft()).id))).details).toMatchObject({ needed: 3 })
  })

  it('is set by administrators, one after the other', async () => {
    const policy = {
      accountId: null,
      inherits: false,
      thresholdMicros: null,
      currencyCode: null,
      clientsCount: false,
    }
    const set = async (actor: Actor, number: number) =>
      await setApprovalPolicy(world.ctx, actor, { ...policy, number, approvals: 1 })
    expect((await refusal(set(publisher, 0))).code).toBe('forbidden')
    await set(admin, 0)
    expect((await refusal(set(admin, 0))).code).toBe('stale')
    const bare = { ...policy, number: 1, approvals: 1, thresholdMicros: '5' }
    expect((await refusal(setApprovalPolicy(world.ctx, admin, bare))).errors[0]?.path).toBe('currencyCode')
  })
})

describe('who approves', () => {
  it('is nobody who asked, who edited, whose key edited, who may not, or who is no person', async () => {
    const { id } = await draft()
    await edit(id, 1, { dailyBudgetMicros: '60000000' }, first)
    const key = { ...admin, userId: null, name: 'robot', door: 'api' as const }
    await owner.query(
      `insert into api_keys (workspace_id, id, name, role, token_sha256, created_by) values ($1, $2, 'robot', 'editor', $3, $4)`,
      [admin.workspaceId, newId(), newId().replaceAll('-', '').repeat(2), second.name],
    )
    await edit(id, 2, { dailyBudgetMicros: '70000000' }, key)
    const request = await asked(id)
    expect(request.authors).toEqual([first.name, second.name, editor.name, 'robot'].sort())
    const reasons: [Actor, RegExp][] = [
      [first, /You made this/],
      [second, /You made this/],
      [editor, /Your role \(editor\)/],
      [publisher, /Your role \(publisher\)/],
      [key, /An API key/],
    ]
    for (const [actor, words] of reasons) {
      const error = await refusal(approve(world.ctx, actor, request.id, request.planHash))
      expect([error.code, error.message]).toEqual(['forbidden', expect.stringMatching(words)])
    }
    await approve(world.ctx, admin, request.id, request.planHash)
    const twice = await refusal(approve(world.ctx, admin, request.id, request.planHash))
    expect([twice.code, twice.message]).toEqual(['conflict', 'You have approved it already.'])
  })

  it('names the hash that they have read', async () => {
    const request = await asked((await draft()).id)
    const error = await refusal(approve(world.ctx, first, request.id, 'f'.repeat(64)))
    expect(error.details).toEqual({ code: 'plan_changed', planHash: request.planHash })
  })
})

describe('a request', () => {
  it('shows the plan and the campaign as they were, whatever comes later', async () => {
    const { id } = await draft()
    const request = await asked(id)
    await edit(id, 1, { dailyBudgetMicros: '99000000', name: 'Later' })
    const later = await readApproval(world.ctx, first, request.id)
    expect(later.document).toMatchObject({ dailyBudgetMicros: '50000000' })
    expect([later.document, later.plan, later.assets]).toEqual([
      request.document,
      request.plan,
      request.assets,
    ])
    expect(later.assets).toHaveLength(2)
  })

  it('is one at a time, about the plan that was read, and of a deleted draft no more', async () => {
    const { id } = await draft()
    const request = await asked(id)
    expect((await refusal(asked(id))).code).toBe('conflict')
    const other = { planHash: 'f'.repeat(64) }
    expect((await refusal(ask(world.ctx, editor, id, other))).details).toMatchObject({ code: 'plan_changed' })
    await cancelApproval(world.ctx, editor, request.id)
    const again = await asked(id)
    await deleteCampaign(world.ctx, editor, id, 1)
    expect(await state(again.id)).toEqual(['VOID', 'DELETED'])
    expect(await state(request.id)).toEqual(['CANCELLED', null])
  })

  it('ends where changes are asked for, with a comment that somebody marks as done', async () => {
    const { id } = await draft()
    const request = await asked(id)
    await commentOnApproval(world.ctx, editor, request.id, { path: '', body: 'For Friday, please.' })
    const path = 'adGroups[0].ads[0].headlines[0].text'
    const ended = await wantChanges(world.ctx, first, request.id, { path, body: 'Not in spring.' })
    expect([ended.state, ended.endedBy, ended.openComments]).toEqual(['CHANGES_WANTED', first.name, 2])
    expect(ended.comments[1]).toMatchObject({ path, wantsChanges: true, createdBy: first.name })
    const commentId = ended.comments[1]!.id
    expect(
      (await resolveComment(world.ctx, editor, request.id, { commentId, resolved: true })).comments[1],
    ).toMatchObject({
      resolvedBy: editor.name,
    })
    expect(
      (await resolveComment(world.ctx, editor, request.id, { commentId, resolved: false })).openComments,
    ).toBe(2)
    expect((await refusal(approve(world.ctx, second, request.id, request.planHash))).code).toBe('conflict')
    await asked(id)
  })

  it('is void once the rules have changed, and gives way to the next one', async () => {
    await setPolicy(world.ctx, admin, 1)
    const { id } = await draft()
    const request = await asked(id)
    await owner.query(
      `update approval_requests set rule_pack_version = 'old', plan_hash = $2 where id = $1`,
      [request.id, 'e'.repeat(64)],
    )
    expect(await state(request.id)).toEqual(['VOID', 'RULES'])
    expect((await refusal(approve(world.ctx, first, request.id, 'e'.repeat(64)))).code).toBe('conflict')
    expect(await countApprovals(world.ctx, first)).toEqual({ waiting: 0 })
    const next = await asked(id)
    expect(
      (await owner.query(`select void_cause from approval_requests where id = $1`, [request.id])).rows,
    ).toEqual([{ void_cause: 'RULES' }])
    await approve(world.ctx, first, next.id, next.planHash)
    await publish(id)
  })

  it('of another workspace is not there', async () => {
    const request = await asked((await draft()).id)
    const other = await createTestWorkspace(world.ctx)
    const stranger = await createPerson(world.ctx, other.actor.workspaceId, 'admin')
    const works = [
      () => readApproval(world.ctx, stranger, request.id),
      () => approve(world.ctx, stranger, request.id, request.planHash),
      () => cancelApproval(world.ctx, stranger, request.id),
    ]
    for (const work of works) expect((await refusal(work())).code).toBe('not_found')
  })
})
