import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../base/ids.ts'
import { type SavedView, savedViewCreateSchema, savedViewSchema } from '../contract/saved-views.ts'
import type { Role } from '../contract/words.ts'
import { verifyAuditChain } from '../store/audit.ts'
import { insertMember } from '../store/members.ts'
import { insertUser } from '../store/users.ts'
import { refusal } from '../../test/refusal.ts'
import { createTestWorkspace, createTestWorld, type TestWorld } from '../../test/workspace.ts'
import type { Actor } from './context.ts'
import { removeMember } from './members.ts'
import { createSavedView, deleteSavedView, editSavedView, listSavedViews } from './saved-views.ts'

let world: TestWorld
let admin: Actor
let ann: Actor
let ben: Actor

beforeAll(async () => {
  world = await createTestWorld()
  admin = (await createTestWorkspace(world.ctx)).actor
  ann = await member('editor')
  ben = await member('viewer')
})
afterAll(async () => await world.close())

async function member(role: Role, { workspaceId } = admin): Promise<Actor> {
  const id = newId()
  const email = `${id}@example.com`
  await world.ctx.db.transaction('system', async (tx) => {
    await insertUser(tx, {
      id,
      email,
      name: 'Somebody',
      password_hash: '$argon2id$v=19$none',
      has_password: true,
    })
  })
  await world.ctx.db.transaction(
    { workspaceId },
    async (tx) => await insertMember(tx, workspaceId, id, { role, accounts: null }),
  )
  return { workspaceId, role, accounts: null, name: email, userId: id, door: 'web', requestId: null }
}

const DEFINITION = {
  filters: { status: 'DRAFT', q: 'spring' },
  sort: '-updatedAt',
  columns: ['name', 'dailyBudgetMicros'],
  widths: { name: 320 },
}

async function keep(actor: Actor, name: string, over: object = {}): Promise<SavedView> {
  const body = savedViewCreateSchema.parse({ name, definition: DEFINITION, ...over })
  return savedViewSchema.parse(await createSavedView(world.ctx, actor, body))
}
const seenBy = async (actor: Actor): Promise<SavedView[]> =>
  (await listSavedViews(world.ctx, actor)).items.map((view) => savedViewSchema.parse(view))
const namesSeenBy = async (actor: Actor): Promise<string[]> => (await seenBy(actor)).map(({ name }) => name)

describe('a view', () => {
  it('is kept as it was sent, and found again by whom it belongs to alone', async () => {
    const view = await keep(ann, 'Only mine')
    expect(view).toMatchObject({
      team: false,
      version: 1,
      actions: [{ allowed: true }, { allowed: true }],
      createdBy: ann.name,
      definition: { ...DEFINITION, filters: { ...DEFINITION.filters, archived: 'false' } },
    })
    expect(await namesSeenBy(ann)).toContain('Only mine')
    for (const other of [ben, admin, await member('admin')])
      expect(await namesSeenBy(other)).not.toContain('Only mine')
    for (const other of [ben, admin]) {
      expect((await refusal(editSavedView(world.ctx, other, view.id, 1, { name: 'x' }))).code).toBe(
        'not_found',
      )
      expect((await refusal(deleteSavedView(world.ctx, other, view.id, 1))).code).toBe('not_found')
    }
  })

  it('of the team is seen by everybody in the workspace, changed by editors, and written down', async () => {
    const view = await keep(ann, 'Everybody’s', { team: true })
    expect((await seenBy(ben)).find(({ id }) => id === view.id)).toMatchObject({
      team: true,
      actions: [{ allowed: false }, { allowed: false }],
    })
    expect((await refusal(editSavedView(world.ctx, ben, view.id, 1, { name: 'x' }))).code).toBe('forbidden')
    expect((await refusal(keep(ben, 'For all', { team: true }))).code).toBe('forbidden')
    const edited = await editSavedView(world.ctx, admin, view.id, 1, { name: 'Ours' })
    expect(edited).toMatchObject({ name: 'Ours', version: 2, definition: view.definition })
    const stale = await refusal(editSavedView(world.ctx, ann, view.id, 1, { name: 'Mine' }))
    expect(stale).toMatchObject({ code: 'stale', details: { currentVersion: 2 } })
    const before = await verifyAuditChain(world.ctx.db, admin.workspaceId)
    await deleteSavedView(world.ctx, ann, view.id, 2)
    expect(await verifyAuditChain(world.ctx.db, admin.workspaceId)).toMatchObject({
      broken: null,
      links: before.links + 1n,
    })
    expect(await namesSeenBy(ann)).not.toContain('Ours')
  })

  it('is given to the team and taken back in one go, with all that it shows', async () => {
    const own = await keep(ann, 'Given', { isDefault: true })
    const move = async (actor: Actor, view: SavedView, patch: object): Promise<SavedView> =>
      savedViewSchema.parse(await editSavedView(world.ctx, actor, view.id, view.version, patch))
    const team = await move(ann, own, { team: true, name: 'Given to all' })
    expect(team).toMatchObject({
      team: true,
      name: 'Given to all',
      isDefault: false,
      definition: own.definition,
    })
    expect(await namesSeenBy(ben)).toContain('Given to all')
    expect(await namesSeenBy(ann)).not.toContain('Given')
    expect((await refusal(move(ben, team, { team: false }))).code).toBe('forbidden')
    expect((await refusal(move(ann, own, { team: true }))).code).toBe('not_found')
    expect((await refusal(move(ann, { ...team, version: 9 }, { team: false }))).code).toBe('stale')
    const back = await move(ann, team, { team: false })
    expect(back).toMatchObject({ team: false, name: 'Given to all', definition: own.definition })
    expect(await namesSeenBy(ben)).not.toContain('Given to all')
    expect((await verifyAuditChain(world.ctx.db, admin.workspaceId)).broken).toBeNull()
  })

  it('is not lost where the team has a view of that name, or where its new owner has a hundred', async () => {
    const own = await keep(ann, 'Twice')
    await keep(ann, 'Twice', { team: true })
    await expect(editSavedView(world.ctx, ann, own.id, own.version, { team: true })).rejects.toThrow()
    expect((await seenBy(ann)).filter(({ name }) => name === 'Twice')).toHaveLength(2)
    const viewer = await keep(ben, 'Mine alone')
    expect((await refusal(editSavedView(world.ctx, ben, viewer.id, 1, { team: true }))).code).toBe(
      'forbidden',
    )
    expect(await namesSeenBy(ben)).toContain('Mine alone')
  })

  it('of another workspace is not there', async () => {
    const there = (await createTestWorkspace(world.ctx)).actor
    const view = await keep(ann, 'Here', { team: true })
    expect(await seenBy(there)).toEqual([])
    // The same person, in a workspace where they are no member of this one's team.
    expect(await seenBy({ ...ann, workspaceId: there.workspaceId })).toEqual([])
    expect((await refusal(deleteSavedView(world.ctx, there, view.id, 1))).code).toBe('not_found')
  })

  it('is called differently from its owner’s others, not from everybody’s', async () => {
    await keep(ann, 'Spring')
    await keep(ben, 'Spring')
    await keep(ann, 'Spring', { team: true })
    const error = await refusal(keep(ann, 'Spring'))
    expect(error).toMatchObject({ code: 'conflict', errors: [{ path: 'name' }] })
    expect((await refusal(keep(admin, 'Spring', { team: true }))).code).toBe('conflict')
  })

  it('an API key has none of its own', async () => {
    expect(await refusal(keep(admin, 'Key’s'))).toMatchObject({
      code: 'not_allowed',
      errors: [{ path: 'team' }],
    })
  })

  it('larger than 16 KiB is refused', async () => {
    const columns = Array.from({ length: 60 }, (_, n) => `c${n}`.padEnd(50, 'x'))
    const widths = Object.fromEntries(columns.map((column) => [column, 100]))
    await keep(ann, 'Wide', { definition: { ...DEFINITION, columns, widths } })
    const definition = { ...savedViewCreateSchema.parse({ name: 'x', definition: DEFINITION }).definition }
    const huge = { ...definition, columns: Array.from({ length: 400 }, (_, n) => `c${n}`.padEnd(50, 'x')) }
    const error = await refusal(
      createSavedView(world.ctx, ann, { name: 'Huge', definition: huge, team: false, isDefault: false }),
    )
    expect(error).toMatchObject({ code: 'not_allowed', errors: [{ path: 'definition' }] })
  })

  it('is refused where its owner has a hundred', async () => {
    const many = await member('viewer')
    for (let n = 0; n < 100; n += 1) await keep(many, `View ${n}`)
    expect((await refusal(keep(many, 'One more'))).code).toBe('not_allowed')
    const views = await seenBy(many)
    expect(views.filter(({ team }) => !team).map(({ position }) => position)).toEqual(
      Array.from({ length: 100 }, (_, n) => n),
    )
  })

  it('goes with the member whose it was', async () => {
    await member('admin')
    const leaver = await member('viewer')
    const { id } = await keep(leaver, 'Left behind')
    const rows = async () =>
      (await listSavedViews(world.ctx, leaver)).items.filter((view) => view.id === id).length
    expect(await rows()).toBe(1)
    await removeMember(world.ctx, admin, leaver.userId!)
    expect(await rows()).toBe(0)
  })
})

describe('the view that the table opens with', () => {
  it('is one for each person and one for the team; the one before stops being it', async () => {
    const first = await keep(ann, 'First', { isDefault: true })
    const team = await keep(ann, 'Team’s first', { team: true, isDefault: true })
    await keep(ben, 'Ben’s', { isDefault: true })
    const second = await keep(ann, 'Second')
    await editSavedView(world.ctx, ann, second.id, 1, { isDefault: true })
    const defaults = (await seenBy(ann)).filter(({ isDefault }) => isDefault)
    expect(defaults.map(({ id }) => id)).toEqual([second.id, team.id])
    expect((await seenBy(ann)).find(({ id }) => id === first.id)).toMatchObject({
      isDefault: false,
      version: 2,
    })
    expect((await seenBy(ben)).filter(({ isDefault, team: ours }) => isDefault && !ours)).toHaveLength(1)
  })

  it('of many chosen at once is one in the end', async () => {
    const views = [await keep(ann, 'A'), await keep(ann, 'B'), await keep(ann, 'C')]
    const outcomes = await Promise.allSettled(
      views.map(async ({ id }) => await editSavedView(world.ctx, ann, id, 1, { isDefault: true })),
    )
    expect(outcomes.some(({ status }) => status === 'fulfilled')).toBe(true)
    for (const outcome of outcomes)
      if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: /conflict|stale/ })
    expect((await seenBy(ann)).filter(({ isDefault, team }) => isDefault && !team)).toHaveLength(1)
  })
})
