import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { AppError } from '../base/errors.ts'
import { type Campaign, campaignListItemSchema, campaignSchema } from '../contract/campaign.ts'
import { Database } from '../store/db.ts'
import { statement } from '../store/statement.ts'
import { createEditingWorld, type EditingWorld, setAll } from '../../test/campaign-edits.ts'
import { refusal } from '../../test/refusal.ts'
import { restoreRevision, undoRevision } from './campaign-history.ts'
import { deleteCampaign, duplicateCampaign, editCampaign, readCampaign } from './edit-campaigns.ts'
import { listCampaigns } from './list-campaigns.ts'
import { protectCampaign, unprotectCampaign } from './protect-campaigns.ts'

let world: EditingWorld

beforeAll(async () => {
  world = await createEditingWorld()
})
afterAll(async () => await world.close())

const protect = async (id: string, reason: string | null = null, version?: number): Promise<Campaign> => {
  const { json } = await protectCampaign(world.ctx, world.home.actor, id, { reason, version })
  return campaignSchema.parse(JSON.parse(json))
}
const unprotect = async (id: string): Promise<Campaign> => {
  const { json } = await unprotectCampaign(world.ctx, world.home.actor, id)
  return campaignSchema.parse(JSON.parse(json))
}
const one = async (): Promise<string> => (await world.drafts(1))[0]!

describe('a campaign that is protected', () => {
  it('says so, with who, when and why, alone and in lists, and no longer once somebody lets go', async () => {
    const [id, other] = (await world.drafts(2)) as [string, string]
    const held = await protect(id, ' Agreed with the client ')
    expect(held).toMatchObject({
      version: 1,
      protection: { by: 'tester@example.com', reason: 'Agreed with the client' },
    })
    expect(Math.abs(Date.parse(held.protection!.at) - Date.now())).toBeLessThan(60_000)
    const page = JSON.parse(await listCampaigns(world.ctx, world.home.actor, LIST)) as { items: unknown[] }
    const items = page.items.map((item) => campaignListItemSchema.parse(item))
    expect(items.find((item) => item.id === id)!.protection).toEqual(held.protection)
    expect(items.find((item) => item.id === other)!.protection).toBeNull()
    expect(await unprotect(id)).toMatchObject({ protection: null, version: 1 })
    await world.single(id, 1, { name: 'Free again' })
  })

  it('stays as it is by every way of changing it, and each says why', async () => {
    const id = await one()
    await world.single(id, 1, { name: 'Second' })
    await protect(id, 'The launch')
    const before = await world.now(id)
    const { ctx, home } = world
    const ways: Record<string, () => Promise<unknown>> = {
      edit: async () => await editCampaign(ctx, home.actor, id, 2, { name: 'Third' }),
      'edit of many': async () => await world.edit(setAll([id], { name: 'Third' })),
      undo: async () => await undoRevision(ctx, home.actor, id, { number: 2, version: 2 }),
      restore: async () => await restoreRevision(ctx, home.actor, id, { number: 1, version: 2 }),
      delete: async () => await deleteCampaign(ctx, home.actor, id, 2),
    }
    for (const [way, change] of Object.entries(ways)) {
      const error = await refusal(change())
      expect([way, error.code]).toEqual([way, 'conflict'])
      expect(error.message).toMatch(
        /tester@example\.com protected this campaign on \d{4}-\d\d-\d\d at \d\d:\d\d UTC\. “The launch” It stays as it is until an administrator/,
      )
    }
    expect((await refusal(ways['edit']!())).details).toMatchObject({
      code: 'protected',
      protection: before.protection,
    })
    expect(await world.now(id)).toEqual(before)
    const verdicts = new Map(before.actions.map(({ action, allowed }) => [action, allowed]))
    expect(Object.fromEntries(verdicts)).toEqual({
      edit: false,
      publish: false,
      pause: false,
      resume: false,
      delete: false,
      archive: false,
      unarchive: false,
      protect: false,
      duplicate: true,
      unprotect: true,
    })
  })

  it('holds up an edit of many as one refused cell does, and its undo until it is let go', async () => {
    const ids = await world.drafts(3)
    const { editId } = await world.edit(setAll(ids, { name: 'Together' }))
    await protect(ids[1]!)
    const edits = setAll(ids, { name: 'Later' })
    const dry = await world.edit(edits, { dryRun: true })
    expect(dry.items.map(({ outcome, error }) => [outcome, error?.code])).toEqual([
      ['CHANGED', undefined],
      ['REFUSED', 'protected'],
      ['CHANGED', undefined],
    ])
    expect((await refusal(world.edit(edits))).errors).toMatchObject([
      { path: 'edits.1.id', code: 'protected' },
    ])
    expect((await refusal(world.undo(editId!))).details).toMatchObject({ campaignId: ids[1] })
    for (const id of ids) expect(await world.now(id)).toMatchObject({ name: 'Together', version: 2 })
    await unprotect(ids[1]!)
    expect(await world.undo(editId!)).toMatchObject({ changed: 3 })
  })

  it('is copied as one that is not', async () => {
    const id = await one()
    await protect(id)
    const copy = campaignSchema.parse(
      JSON.parse((await duplicateCampaign(world.ctx, world.home.actor, id)).json),
    )
    expect(copy.protection).toBeNull()
    await world.single(copy.id, 1, { name: 'Changed' })
  })

  it('is protected once, by an administrator, as it was seen, and with a reason of one line', async () => {
    const id = await one()
    for (const role of ['viewer', 'editor', 'approver', 'publisher'] as const) {
      const actor = { ...world.home.actor, role }
      expect((await refusal(protectCampaign(world.ctx, actor, id, { reason: null }))).code).toBe('forbidden')
      expect((await refusal(unprotectCampaign(world.ctx, actor, id))).code).toBe('forbidden')
    }
    expect((await refusal(unprotect(id))).message).toBe('The campaign is not protected.')
    expect((await refusal(protect(id, null, 7))).code).toBe('stale')
    await protect(id)
    expect((await refusal(protect(id))).message).toBe('The campaign is protected already.')
    const stranger = '01990000-0000-7000-8000-000000000000'
    expect((await refusal(protect(stranger))).code).toBe('not_found')
  })

  it('leaves an entry with both sides, of protecting and of letting go', async () => {
    const id = await one()
    await protect(id, 'Why')
    await unprotect(id)
    const { rows } = await world.owner.query<{ action: string; detail: { changes: object[] } }>(
      `select action, detail from audit_log where entity_id = $1 and action ~ 'protect' order by seq`,
      [id],
    )
    expect(rows.map(({ action, detail }) => [action, detail.changes])).toEqual([
      [
        'campaign.protect',
        [
          { field: 'protected', before: false, after: true },
          { field: 'protectionReason', before: null, after: 'Why' },
        ],
      ],
      [
        'campaign.unprotect',
        [
          { field: 'protected', before: true, after: false },
          { field: 'protectionReason', before: 'Why', after: null },
        ],
      ],
    ])
  })
})

const RAW_EDIT = statement(
  'test_edit_past_the_program',
  `update campaigns set name = 'Changed' where workspace_id = $1 and id = $2`,
)
const LIST = { limit: 200, archived: 'false', match: 'all', sort: '-createdAt' } as const

describe('at the same moment', () => {
  const codeOf = (error: unknown): string => (error instanceof AppError ? error.code : String(error))

  it.each([
    ['an edit', async (id: string, db: Database) => await editNow(id, db)],
    [
      'a deletion',
      async (id: string, db: Database) => await deleteCampaign({ ...world.ctx, db }, world.home.actor, id, 1),
    ],
    [
      'an edit past the program',
      async (id: string, db: Database) =>
        await db.transaction({ workspaceId: world.home.actor.workspaceId }, async (tx) => {
          await tx.run(RAW_EDIT, [world.home.actor.workspaceId, id])
        }),
    ],
  ])('%s and protecting: one comes first, and the other sees it', async (_, change) => {
    const db = new Database(world.databaseUrl, { max: 12, maxWaiting: 200, waitMs: 60_000 })
    const ids = await world.drafts(60)
    const changed = new Set<string>()
    const held = new Set<string>()
    await Promise.all(
      ids.map(async (id, index) => {
        const protecting = async (): Promise<void> => {
          await protectCampaign({ ...world.ctx, db }, world.home.actor, id, { reason: null }).then(
            () => held.add(id),
            (error: unknown) => expect(codeOf(error)).toBe('not_found'),
          )
        }
        const changing = async (): Promise<void> => {
          await change(id, db).then(
            () => changed.add(id),
            (error: unknown) => expect(codeOf(error)).toBe('conflict'),
          )
        }
        // Each is the later one half of the time, by as much as a reading takes.
        const [first, second] = index % 2 === 0 ? [protecting, changing] : [changing, protecting]
        const later = async (): Promise<void> => {
          await readCampaign({ ...world.ctx, db }, world.home.actor, id).catch((error: unknown) =>
            expect(codeOf(error)).toBe('not_found'),
          )
          await second()
        }
        await Promise.all([first(), later()])
      }),
    )
    await db.close()
    expect(changed.size).toBeGreaterThan(0)
    expect(changed.size).toBeLessThan(60)
    // Whoever came second after protecting was refused: what was changed was changed before.
    const { rows } = await world.owner.query<{ id: string; protected: boolean; changed: boolean }>(
      `select v.id, p.campaign_id is not null as protected, c.id is null or c.name = 'Changed' as changed
         from unnest($1::uuid[]) as v(id) left join campaigns c on c.id = v.id
         left join campaign_protections p on p.campaign_id = v.id`,
      [ids],
    )
    for (const row of rows) {
      expect(row.protected).toBe(held.has(row.id))
      expect(row.changed).toBe(changed.has(row.id))
    }
  })

  const editNow = async (id: string, db: Database): Promise<void> =>
    void (await editCampaign({ ...world.ctx, db }, world.home.actor, id, 1, { name: 'Changed' }))
})
