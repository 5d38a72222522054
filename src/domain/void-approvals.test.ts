import { Client } from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { ask, createPerson, setPolicy } from '../../test/approvals.ts'
import { completeBody, createCampaignOf } from '../../test/campaigns.ts'
import { createTestWorkspace, createTestWorld, type TestWorld } from '../../test/workspace.ts'
import { campaignPatchSchema } from '../contract/campaign.ts'
import { RULE_PACK_VERSION } from '../contract/preflight.ts'
import { verifyAuditChain } from '../store/audit.ts'
import { approve, cancelApproval, readApproval } from './approvals.ts'
import { editCampaigns } from './campaign-edits.ts'
import type { Actor } from './context.ts'
import { deleteCampaign, editCampaign } from './edit-campaigns.ts'
import { changeNotificationPreferences } from './notifications.ts'
import { endOutdatedRequests } from './tell-approvals.ts'

let world: TestWorld
let owner: Client
let admin: Actor
let editor: Actor
let colleague: Actor
let approver: Actor

beforeAll(async () => {
  world = await createTestWorld()
  owner = new Client({ connectionString: world.databaseUrl })
  await owner.connect()
})
beforeEach(async () => {
  const { workspaceId } = (await createTestWorkspace(world.ctx)).actor
  ;[admin, editor, colleague, approver] = (await Promise.all(
    (['admin', 'editor', 'editor', 'approver'] as const).map((role) =>
      createPerson(world.ctx, workspaceId, role),
    ),
  )) as [Actor, Actor, Actor, Actor]
  await setPolicy(world.ctx, admin, 2)
})
afterAll(async () => {
  await owner.end()
  await world.close()
})

const draft = async () => await createCampaignOf(world.ctx, editor, await completeBody(world.ctx, editor))
async function approved(name = 'Spring') {
  const body = await completeBody(world.ctx, editor, { name })
  const { id } = await createCampaignOf(world.ctx, editor, body)
  const request = await ask(world.ctx, editor, id)
  return await approve(world.ctx, approver, request.id, request.planHash)
}
const edit = async (id: string, by = colleague) =>
  await editCampaign(world.ctx, by, id, 1, campaignPatchSchema.parse({ objective: 'SALES' }))
const toldTo = async ({ userId }: Actor): Promise<object[]> => {
  const sql = `select facts, target_id as target from notifications where user_id = $1 and kind = 'APPROVAL_VOID'`
  return (await owner.query<object>(sql, [userId])).rows
}
const noted = async (): Promise<object[]> => {
  const sql = `select actor, door, entity_id as request, detail -> 'cause' as cause, detail -> 'changes' -> 0 as change
                 from audit_log where workspace_id = $1 and action = 'approval.void' order by seq`
  return (await owner.query<object>(sql, [admin.workspaceId])).rows
}
const CHANGE = { field: 'state', before: 'REQUESTED', after: 'VOID' }

describe('a request for approval that is void', () => {
  it('is told to who asked and to who approved, with why, and stands in the log', async () => {
    const request = await approved()
    await edit(request.campaignId)
    const facts = { voidCause: 'EDITED', by: colleague.name, campaignName: 'Spring' }
    const told = [{ facts, target: request.id }]
    expect([await toldTo(editor), await toldTo(approver)]).toEqual([told, told])
    expect([await toldTo(colleague), await toldTo(admin)]).toEqual([[], []])
    expect(await noted()).toEqual([
      { actor: colleague.name, door: 'web', request: request.id, cause: 'EDITED', change: CHANGE },
    ])
    expect((await verifyAuditChain(world.ctx.db, admin.workspaceId)).broken).toBeNull()
  })

  it('is told to who asked also where they edited it themselves', async () => {
    const request = await approved()
    await edit(request.campaignId, editor)
    expect([await toldTo(editor), await toldTo(approver)]).toEqual([[expect.anything()], [expect.anything()]])
  })

  it('together with others is told once to each, and noted for each', async () => {
    const requests = [await approved('One'), await approved('Two'), await approved('Three')]
    const other = await draft()
    const edits = [...requests.map(({ campaignId }) => campaignId), other.id].map((id) => ({
      id,
      version: 1,
      set: { objective: 'SALES' },
    }))
    await editCampaigns(world.ctx, colleague, { edits, dryRun: false, note: '' })
    const told = [
      { facts: { voidCause: 'EDITED', by: colleague.name, campaigns: 3 }, target: expect.any(String) },
    ]
    expect([await toldTo(editor), await toldTo(approver)]).toEqual([told, told])
    expect((await noted()).length).toBe(3)
  })

  it('is told where the draft was deleted, but for who deleted it', async () => {
    const request = await approved()
    await deleteCampaign(world.ctx, editor, request.campaignId, 1)
    expect([await toldTo(editor), await toldTo(approver)]).toEqual([[], [expect.anything()]])
  })

  it('is told and noted where raw SQL ended it, which cannot keep it back', async () => {
    const request = await approved()
    await owner.query('begin')
    await owner.query(`select set_config('app.workspace_id', $1, true)`, [admin.workspaceId])
    await owner.query('set local role gacm_app')
    await owner.query(
      `update approval_requests set state = 'VOID', void_cause = 'EDITED', ended_at = now() where id = $1`,
      [request.id],
    )
    await owner.query('savepoint s')
    for (const sql of [
      'update approval_requests set voided_from = null',
      `update approval_requests set state = 'REQUESTED'`,
      'set constraints all deferred; alter table approval_requests disable trigger all',
    ]) {
      await expect(owner.query(sql)).rejects.toThrow(/permission denied|must be owner|stays so/)
      await owner.query('rollback to s')
    }
    await owner.query('commit')
    expect((await toldTo(approver)).length).toBe(1)
    expect(await noted()).toMatchObject([{ actor: 'The database', door: 'system', change: CHANGE }])
  })

  it('is told once where it was made under earlier rules, whatever number of workers', async () => {
    const request = await approved()
    const later = await approved()
    const rules = async (id: string, version: string) =>
      await owner.query('update approval_requests set rule_pack_version = $2 where id = $1', [id, version])
    await rules(request.id, '2000-01-01')
    await rules(later.id, `${RULE_PACK_VERSION}.1`)
    const ended = await Promise.all([1, 2, 3].map(() => endOutdatedRequests(world.ctx)))
    expect(ended.reduce((sum, count) => sum + count, 0)).toBe(1)
    expect(await toldTo(editor)).toMatchObject([{ facts: { voidCause: 'RULES' } }])
    expect(await noted()).toMatchObject([{ actor: 'A worker', cause: 'RULES' }])
    const sql = 'select state from approval_requests where id = $1'
    expect((await owner.query<{ state: string }>(sql, [later.id])).rows[0]!.state).toBe('REQUESTED')
  })

  it('is not told to who does not want to be told; and what is taken back is not void', async () => {
    const [request, other] = [await approved(), await approved()]
    await changeNotificationPreferences(
      world.ctx,
      { ...approver, userId: approver.userId! },
      { APPROVAL_VOID: false },
    )
    await edit(request.campaignId)
    await cancelApproval(world.ctx, editor, other.id)
    expect([(await toldTo(editor)).length, await toldTo(approver)]).toEqual([1, []])
    expect((await readApproval(world.ctx, editor, other.id)).state).toBe('CANCELLED')
    expect((await noted()).length).toBe(1)
  })
})
