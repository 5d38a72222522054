import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { ask, createPerson, setPolicy } from '../../test/approvals.ts'
import { completeBody, createCampaignOf } from '../../test/campaigns.ts'
import { openOwnerPool } from '../../test/database.ts'
import { createTestWorkspace, createTestWorld, type TestWorld } from '../../test/workspace.ts'
import { approve, wantChanges } from './approvals.ts'
import type { Actor } from './context.ts'
import { createStop } from './stops.ts'
import { remindReviewers } from './tell-approvals.ts'

let world: TestWorld
let owner: ReturnType<typeof openOwnerPool>
let admin: Actor
let editor: Actor
let approver: Actor

beforeAll(async () => {
  world = await createTestWorld()
  owner = openOwnerPool(world.databaseUrl)
})
beforeEach(async () => {
  const { workspaceId } = (await createTestWorkspace(world.ctx)).actor
  ;[admin, editor, approver] = (await Promise.all(
    (['admin', 'editor', 'approver'] as const).map((role) => createPerson(world.ctx, workspaceId, role)),
  )) as [Actor, Actor, Actor]
})
afterAll(async () => {
  await owner.close()
  await world.close()
})

const asked = async () => {
  const body = await completeBody(world.ctx, editor, { name: 'Spring' })
  return await ask(world.ctx, editor, (await createCampaignOf(world.ctx, editor, body)).id)
}
const toldTo = async ({ userId }: Actor): Promise<string[]> => {
  const sql = `select kind || coalesce(' ' || (facts ->> 'campaignName'), '') as told from notifications
                where user_id = $1 order by id`
  return (await owner.query<{ told: string }>(sql, [userId])).rows.map(({ told }) => told)
}

describe('who is told of approvals', () => {
  it('those who may approve, when they are asked; who asked, when it is given', async () => {
    const request = await asked()
    expect(await toldTo(approver)).toEqual(['APPROVAL_REQUESTED Spring'])
    expect(await toldTo(admin)).toEqual(['APPROVAL_REQUESTED Spring'])
    expect(await toldTo(editor)).toEqual([])
    await approve(world.ctx, approver, request.id, request.planHash)
    expect(await toldTo(editor)).toEqual(['APPROVAL_GIVEN Spring'])
  })

  it('who asked, when changes are wanted', async () => {
    const request = await asked()
    await wantChanges(world.ctx, approver, request.id, { path: '', body: 'Not in May.' })
    expect(await toldTo(editor)).toEqual(['APPROVAL_REFUSED Spring'])
  })

  const due = async ({ id }: { id: string }, at: string, made = '-2 days') =>
    await owner.query(
      `update approval_requests set created_at = now() + $3::interval, due_at = now() + $2::interval where id = $1`,
      [id, at, made],
    )
  const remindedOf = async (who: Actor): Promise<number> =>
    (await toldTo(who)).filter((told) => told.startsWith('APPROVAL_DUE')).length

  it('those who may approve are reminded once of what is due within a day, whatever number of workers', async () => {
    const [soon, later, over] = [await asked(), await asked(), await asked()]
    await due(soon, '23 hours')
    await due(later, '25 hours')
    await due(over, '-1 hour')
    await approve(world.ctx, approver, over.id, over.planHash)
    const rounds = await Promise.all([1, 2, 3].map(() => remindReviewers(world.ctx)))
    expect(rounds.reduce((sum, count) => sum + count, 0)).toBe(1)
    expect(await remindedOf(approver)).toBe(1)
    expect(await remindReviewers(world.ctx)).toBe(0)
  })

  it('what is asked for by this evening is no reminder at once, and one when it is overdue', async () => {
    const request = await asked()
    await due(request, '5 hours', '0 hours')
    expect(await remindReviewers(world.ctx)).toBe(0)
    await due(request, '-1 minute')
    expect([await remindReviewers(world.ctx), await remindReviewers(world.ctx)]).toEqual([1, 0])
    expect(await remindedOf(approver)).toBe(1)
  })

  it('what was reminded of a day ahead is reminded of once more when it is overdue', async () => {
    const request = await asked()
    await due(request, '23 hours')
    expect(await remindReviewers(world.ctx)).toBe(1)
    await owner.query(
      `update approval_requests set reminded_at = now() - interval '1 day', due_at = now() - interval '1 minute' where id = $1`,
      [request.id],
    )
    expect([await remindReviewers(world.ctx), await remindReviewers(world.ctx)]).toEqual([1, 0])
  })

  it('nobody is reminded who made it or has approved, and nobody of what other rules have made void', async () => {
    await setPolicy(world.ctx, admin, 2)
    const [request, old] = [await asked(), await asked()]
    await due(request, '1 hour')
    await due(old, '1 hour')
    await approve(world.ctx, approver, request.id, request.planHash)
    await owner.query(`update approval_requests set authors = authors || $2::text where id = $1`, [
      request.id,
      admin.name,
    ])
    await owner.query(`update approval_requests set rule_pack_version = 'old' where id = $1`, [old.id])
    expect(await remindReviewers(world.ctx)).toBe(1)
    expect([await remindedOf(approver), await remindedOf(admin)]).toEqual([0, 0])
    const another = await createPerson(world.ctx, admin.workspaceId, 'approver')
    await due(request, '-1 hour')
    await owner.query(`update approval_requests set reminded_at = now() - interval '2 hours' where id = $1`, [
      request.id,
    ])
    expect(await remindReviewers(world.ctx)).toBe(1)
    expect([await remindedOf(approver), await remindedOf(another)]).toEqual([0, 1])
  })
})

it('whoever may pause is told that everything was stopped, but for who did it', async () => {
  const { rows } = await owner.query<{ name: string }>('select name from workspaces where id = $1', [
    admin.workspaceId,
  ])
  const publisher = await createPerson(world.ctx, admin.workspaceId, 'publisher')
  await createStop(world.ctx, admin, {
    accountId: null,
    name: rows[0]!.name,
    reason: 'Wrong prices',
    leaveProtected: false,
  })
  expect(await toldTo(publisher)).toEqual(['EVERYTHING_STOPPED'])
  expect([await toldTo(admin), await toldTo(approver)]).toEqual([[], []])
})
