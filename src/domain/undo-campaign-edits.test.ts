import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../base/ids.ts'
import type { EditedItem } from '../contract/campaign-edits.ts'
import { verifyAuditChain } from '../store/audit.ts'
import { createEditingWorld, type EditingWorld, setAll } from '../../test/campaign-edits.ts'
import { refusal } from '../../test/refusal.ts'
import { createTestWorkspace } from '../../test/workspace.ts'
import { listCampaignEdits, undoCampaignEdit } from './campaign-edits.ts'
import { deleteCampaign } from './edit-campaigns.ts'

let world: EditingWorld

beforeAll(async () => {
  world = await createEditingWorld()
})
afterAll(async () => await world.close())

const errorsOf = ({ fields }: EditedItem): unknown =>
  Object.fromEntries(fields.map(({ field, error }) => [field, error?.code ?? null]))

describe('undoing an edit of many campaigns', () => {
  it('takes back exactly what it changed, and keeps later edits of other fields', async () => {
    const [a, b, c] = (await world.drafts(3, { objective: 'SALES' })) as [string, string, string]
    const { editId } = await world.edit([
      { id: a, set: { name: 'Typo', objective: null } },
      { id: b, set: { name: 'Typo', objective: 'SALES' } },
      { id: c, set: { name: 'Draft 2' } },
    ])
    await world.single(a, 2, { dailyBudgetMicros: '7000000', adHeadline: 'Later' })
    const result = await world.undo(editId!)
    expect(result).toMatchObject({
      changed: 2,
      items: [
        { id: a, version: 4 },
        { id: b, version: 3 },
      ],
    })
    expect(await world.now(a)).toMatchObject({
      name: 'Draft 0',
      objective: 'SALES',
      dailyBudgetMicros: '7000000',
      adGroups: [{ ads: [{ headlines: [{ text: 'Later' }] }] }],
    })
    expect(await world.now(b)).toMatchObject({ name: 'Draft 1', objective: 'SALES' })
    expect((await world.now(c)).version).toBe(1)
    expect((await verifyAuditChain(world.ctx.db, world.home.actor.workspaceId)).broken).toBeNull()
  })

  it('leaves a field that was changed again since, and names it', async () => {
    const [a, b] = (await world.drafts(2)) as [string, string]
    const { editId } = await world.edit(setAll([a, b], { name: 'New', dailyBudgetMicros: '9000000' }))
    await world.single(a, 2, { name: 'Newer' })
    await world.single(b, 2, { name: 'Newer', dailyBudgetMicros: '8000000' })
    const { items, changed } = await world.undo(editId!)
    expect(changed).toBe(1)
    expect(items.map(({ outcome }) => outcome)).toEqual(['CHANGED', 'UNCHANGED'])
    expect(items.map(errorsOf)).toEqual([
      { dailyBudgetMicros: null, name: 'changed_since' },
      { name: 'changed_since', dailyBudgetMicros: 'changed_since' },
    ])
    expect(await world.now(a)).toMatchObject({ name: 'Newer', dailyBudgetMicros: '5000000' })
    expect(await world.now(b)).toMatchObject({ name: 'Newer', dailyBudgetMicros: '8000000', version: 3 })
  })

  it('leaves a field that cannot go back beside what was set since, and no other', async () => {
    const dates = { startDate: '2099-01-01', endDate: '2099-01-10' }
    const [id] = (await world.drafts(1, dates)) as [string]
    const { editId } = await world.edit(setAll([id], { name: 'Longer', endDate: '2099-02-10' }))
    await world.single(id, 2, { startDate: '2099-02-01' })
    const { items } = await world.undo(editId!)
    expect(items.map(errorsOf)).toEqual([{ name: null, endDate: 'campaigns_end_not_before_start' }])
    expect(await world.now(id)).toMatchObject({ name: 'Draft 0', endDate: '2099-02-10' })
  })

  it('is undone in turn, once each', async () => {
    const ids = await world.drafts(2)
    const first = await world.edit(setAll(ids, { name: 'New' }))
    const second = await world.undo(first.editId!)
    const again = await refusal(world.undo(first.editId!))
    expect(again).toMatchObject({ code: 'conflict', details: { undoneBy: second.editId } })
    await world.undo(second.editId!)
    for (const id of ids) expect(await world.now(id)).toMatchObject({ name: 'New', version: 4 })
  })

  it('passes over campaigns that are gone', async () => {
    const [a, b] = (await world.drafts(2)) as [string, string]
    const { editId } = await world.edit(setAll([a, b], { name: 'New' }))
    await deleteCampaign(world.ctx, world.home.actor, b, 2)
    const { items } = await world.undo(editId!)
    expect(items.map(({ outcome, error }) => [outcome, error?.code])).toEqual([
      ['CHANGED', undefined],
      ['REFUSED', 'not_found'],
    ])
    expect((await world.now(a)).name).toBe('Draft 0')
  })

  it('waits for a publication: half an undo would be there to stay', async () => {
    const [a, b] = (await world.drafts(2)) as [string, string]
    const { editId } = await world.edit(setAll([a, b], { name: 'New' }))
    const publication = async (state: string): Promise<unknown> =>
      await world.owner.query(
        `do $$ begin set session_replication_role = replica;
           update campaigns set publication_state = '${state}' where id = '${b}';
           set session_replication_role = origin; end $$`,
      )
    await publication('RUNNING')
    expect(await refusal(world.undo(editId!))).toMatchObject({ code: 'conflict', details: { campaignId: b } })
    expect((await world.now(a)).name).toBe('New')
    await publication('NONE')
    expect((await world.undo(editId!)).changed).toBe(2)
  })

  it('is refused to a viewer and to another workspace', async () => {
    const { editId } = await world.edit(setAll(await world.drafts(1), { name: 'New' }))
    const viewer = { ...world.home, actor: { ...world.home.actor, role: 'viewer' as const } }
    expect((await refusal(world.undo(editId!, viewer))).code).toBe('forbidden')
    const there = await createTestWorkspace(world.ctx)
    expect((await refusal(world.undo(editId!, there))).code).toBe('not_found')
    expect((await refusal(world.undo(newId()))).code).toBe('not_found')
  })

  it('two at once take it back once', async () => {
    const ids = await world.drafts(5)
    const { editId } = await world.edit(setAll(ids, { name: 'New' }))
    const undo = async () => await undoCampaignEdit(world.ctx, world.home.actor, editId!)
    const outcomes = await Promise.allSettled([undo(), undo(), undo()])
    const changed = outcomes.flatMap((one) => (one.status === 'fulfilled' ? [one.value.changed] : []))
    expect(changed.filter((count) => count > 0)).toEqual([5])
    for (const id of ids) expect(await world.now(id)).toMatchObject({ version: 3 })
  })
})

describe('the list of edits', () => {
  it('tells who changed how many, when and why, the newest first', async () => {
    const there = await createTestWorkspace(world.ctx)
    const ids = await world.drafts(3, {}, there)
    const note = 'Agreed on Monday'
    const first = await world.edit(setAll(ids, { endDate: '2099-01-01', name: 'New' }), { note }, there)
    const second = await world.undo(first.editId!, there)
    const list = await listCampaignEdits(world.ctx, there.actor, { limit: 1 })
    expect(list.items).toMatchObject([
      { id: second.editId, campaigns: 3, note: null, undoes: first.editId, undoneBy: null },
    ])
    const rest = await listCampaignEdits(world.ctx, there.actor, { limit: 9, cursor: list.nextCursor! })
    expect(rest).toMatchObject({
      items: [
        {
          id: first.editId,
          campaigns: 3,
          fields: ['name', 'endDate'],
          note,
          createdBy: 'tester@example.com',
          door: 'api',
          undoes: null,
          undoneBy: second.editId,
        },
      ],
      nextCursor: null,
    })
  })
})
