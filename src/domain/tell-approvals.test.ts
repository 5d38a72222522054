import { Pool } from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { ask, createPerson } from '../../test/approvals.ts'
import { completeBody, createCampaignOf } from '../../test/campaigns.ts'
import { createTestWorkspace, createTestWorld, type TestWorld } from '../../test/workspace.ts'
import { approve, wantChanges } from './approvals.ts'
import type { Actor } from './context.ts'
import { createStop } from './stops.ts'
import { remindReviewers } from './tell-approvals.ts'

let world: TestWorld
let owner: Pool
let admin: Actor
let editor: Actor
let approver: Actor

beforeAll(async () => {
  world = await createTestWorld()
  owner = new Pool({ connectionString: world.databaseUrl, max: 2 })
})
beforeEach(async () => {
  const { workspaceId } = (await createTestWorkspace(world.ctx)).actor
  ;[admin, editor, approver] = (await Promise.all(
    (['admin', 'editor', 'approver'] as const).map((role) => createPerson(world.ctx, workspaceId, role)),
  )) as [Actor, Actor, Actor]
})
afterAll(async () => {
  await owner.end()
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

  it('those who may approve are reminded once of what is due within a day, whatever number of workers', async () => {
    const [due, later, over] = [await asked(), await asked(), await asked()]
    const sql = 'update approval_requests set due_at = now() + $2::interval where id = $1'
    await owner.query(sql, [due.id, '23 hours'])
    await owner.query(sql, [later.id, '25 hours'])
    await owner.query(sql, [over.id, '-1 hour'])
    await approve(world.ctx, approver, over.id, over.planHash)
    const rounds = await Promise.all([1, 2, 3].map(() => remindReviewers(world.ctx)))
    expect(rounds.reduce((sum, count) => sum + count, 0)).toBe(1)
    expect((await toldTo(approver)).filter((told) => told.startsWith('APPROVAL_DUE'))).toEqual([
      'APPROVAL_DUE Spring',
    ])
    expect(await remindReviewers(world.ctx)).toBe(0)
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
