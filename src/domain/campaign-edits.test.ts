import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../base/ids.ts'
import type { CampaignEditsResult } from '../contract/campaign-edits.ts'
import { documentOf } from '../contract/empty-campaign.ts'
import type { Role } from '../contract/words.ts'
import { verifyAuditChain } from '../store/audit.ts'
import type { Database, Tx } from '../store/db.ts'
import { createEditingWorld, type EditingWorld, type Edits, setAll } from '../../test/campaign-edits.ts'
import { refusal } from '../../test/refusal.ts'
import { createTestWorkspace } from '../../test/workspace.ts'
import { editCampaigns, undoCampaignEdit } from './campaign-edits.ts'
import { listRevisions, readRevision } from './campaign-history.ts'
import { deleteCampaign } from './edit-campaigns.ts'

let world: EditingWorld

beforeAll(async () => {
  world = await createEditingWorld()
})
afterAll(async () => await world.close())

describe('an edit of many campaigns', () => {
  it('changes what is given, keeps the rest, and writes a revision only where something changes', async () => {
    const [a, b, c] = (await world.drafts(3, { objective: 'SALES' })) as [string, string, string]
    const before = await world.now(a)
    const result = await world.edit([
      { id: a, version: 1, set: { name: 'First', dailyBudgetMicros: '9000000' } },
      { id: b, set: { dailyBudgetMicros: null, totalBudgetMicros: '90000000', endDate: '2099-12-31' } },
      { id: c, set: { objective: 'SALES', dailyBudgetMicros: '5000000' } },
    ])
    expect(result).toMatchObject({
      changed: 2,
      items: [
        { id: a, version: 2, outcome: 'CHANGED', error: null },
        { id: b, version: 2, outcome: 'CHANGED' },
        { id: c, version: 1, outcome: 'UNCHANGED' },
      ],
    })
    expect(result.items[0]!.fields.map(({ field, before: was, after }) => [field, was, after])).toEqual([
      ['name', 'Draft 0', 'First'],
      ['dailyBudgetMicros', '5000000', '9000000'],
    ])
    expect(documentOf(await world.now(a))).toEqual({
      ...documentOf(before),
      name: 'First',
      dailyBudgetMicros: '9000000',
    })
    expect(await world.now(b)).toMatchObject({
      dailyBudgetMicros: null,
      totalBudgetMicros: '90000000',
      version: 2,
    })
    expect((await listRevisions(world.ctx, world.home.actor, c, { limit: 9 })).items).toHaveLength(1)
  })

  it('the revision holds the whole campaign as it then is, like that of a single edit', async () => {
    const [a, b] = (await world.drafts(2)) as [string, string]
    await world.edit(setAll([a, b], { campaignGoal: '500 sign-ups' }), { note: 'Agreed on Monday' })
    const kept = await readRevision(world.ctx, world.home.actor, a, 2)
    expect(kept.document).toEqual(documentOf(await world.now(a)))
    expect(kept.revision).toMatchObject({
      changedFields: ['campaignGoal'],
      reason: 'Edited together with one campaign',
      createdBy: 'tester@example.com',
    })
    await world.single(a, 2, { adHeadline: 'New' })
    await world.edit(setAll([a], { name: 'Later' }))
    expect((await readRevision(world.ctx, world.home.actor, a, 4)).document).toEqual(
      documentOf(await world.now(a)),
    )
  })

  it('is one link of the audit chain, which says what each single edit would', async () => {
    const ids = await world.drafts(3)
    const before = await verifyAuditChain(world.ctx.db, world.home.actor.workspaceId)
    const { editId } = await world.edit(setAll(ids, { name: 'Same' }))
    const after = await verifyAuditChain(world.ctx.db, world.home.actor.workspaceId)
    expect(after).toMatchObject({ broken: null, links: before.links + 1n })
    const { rows } = await world.owner.query<{ action: string; detail: { campaigns: object[] } }>(
      'select action, detail from audit_log where entity_id = $1',
      [editId],
    )
    expect(rows).toMatchObject([{ action: 'campaign.edit_many' }])
    expect(rows[0]!.detail.campaigns).toEqual(
      ids.map((id) => ({ id, name: 'Same', version: 2, changedFields: ['name'] })),
    )
  })

  it('where nothing changes there is no edit', async () => {
    const ids = await world.drafts(2)
    const result = await world.edit(setAll(ids, { dailyBudgetMicros: '5000000' }))
    expect(result).toMatchObject({ editId: null, changed: 0 })
  })

  it('one bad cell saves nothing at all, and is named', async () => {
    const ids = await world.drafts(3)
    const error = await refusal(
      world.edit([
        { id: ids[0]!, set: { name: 'Saved?' } },
        { id: ids[1]!, set: { name: 'Saved?', dailyBudgetMicros: '-1' } },
        { id: ids[2]!, set: { startDate: '2099-02-02', endDate: '2099-02-01' } },
      ]),
    )
    expect(error.code).toBe('not_allowed')
    expect(error.errors.map(({ path, code }) => [path, code])).toEqual([
      ['edits.1.set.dailyBudgetMicros', 'wrong_format'],
      ['edits.2.set.endDate', 'campaigns_end_not_before_start'],
    ])
    for (const id of ids) expect((await world.now(id)).version).toBe(1)
    const { rowCount } = await world.owner.query(
      'select from revisions where campaign_id = any ($1) and number > 1',
      [ids],
    )
    expect(rowCount).toBe(0)
  })
})

describe('a dry run', () => {
  const dry = async (edits: Edits): Promise<CampaignEditsResult> => await world.edit(edits, { dryRun: true })

  it('gives every cell its verdict and writes nothing', async () => {
    const [a, b] = (await world.drafts(2)) as [string, string]
    const before = await verifyAuditChain(world.ctx.db, world.home.actor.workspaceId)
    const result = await dry([
      {
        id: a,
        set: { name: null, dailyBudgetMicros: '0', startDate: '2099-02-30', objective: 'x'.repeat(101) },
      },
      { id: b, set: { name: 'Fine', dailyBudgetMicros: '6000000', campaignGoal: 'two\nlines' } },
    ])
    expect(result).toMatchObject({ editId: null, changed: 0 })
    expect(result.items.map(({ outcome, version }) => [outcome, version])).toEqual([
      ['REFUSED', 1],
      ['REFUSED', 1],
    ])
    expect(
      result.items.map(({ fields }) =>
        Object.fromEntries(fields.map(({ field, error }) => [field, error?.code ?? null])),
      ),
    ).toEqual([
      {
        name: 'missing',
        dailyBudgetMicros: 'wrong_format',
        startDate: 'wrong_format',
        objective: 'too_large',
      },
      { name: null, dailyBudgetMicros: null, campaignGoal: 'not_valid' },
    ])
    expect(await world.now(b)).toMatchObject({ name: 'Draft 1', version: 1 })
    expect(await verifyAuditChain(world.ctx.db, world.home.actor.workspaceId)).toEqual(before)
  })

  it('tells what would change, as the edit then does', async () => {
    const ids = await world.drafts(2)
    const edits = setAll(ids, { name: 'Both', dailyBudgetMicros: '5000000' })
    const told = await dry(edits)
    const done = await world.edit(edits)
    expect(told.changed).toBe(2)
    expect(done.items).toEqual(told.items.map((item) => ({ ...item, version: 2 })))
  })

  it('says what preflight would, where it is and where it comes from', async () => {
    const [a, b] = (await world.drafts(2)) as [string, string]
    const result = await dry([
      { id: a, set: { dailyBudgetMicros: '1000000', endDate: '2020-01-01' } },
      { id: b, set: { dailyBudgetMicros: null, totalBudgetMicros: '90000000' } },
    ])
    const warnings = result.items.map(({ fields }) =>
      fields.flatMap(({ field, warnings: found }) =>
        found.map(({ severity, code }) => [field, severity, code]),
      ),
    )
    expect(result.items.map(({ outcome }) => outcome)).toEqual(['CHANGED', 'CHANGED'])
    expect(warnings[0]).toEqual([
      ['dailyBudgetMicros', 'error', 'budget_below_minimum'],
      ['endDate', 'error', 'end_date_past'],
    ])
    // Nobody sent an end date: the total budget needs one, and is said where the kind of the budget changes.
    expect(warnings[1]).toEqual([['dailyBudgetMicros', 'error', 'end_date_required']])
  })

  it('knows what Google has: a kind of budget that is for good, a name that is taken', async () => {
    const [a, b] = (await world.drafts(2)) as [string, string]
    await world.owner.query('set session_replication_role = replica')
    await world.owner.query(
      `update campaigns set status = 'PAUSED', published_version = 1, published_name = name || $2, google_campaign_id = $3
        where id = $1`,
      [a, ' at Google', 4711],
    )
    await world.owner.query(
      `insert into campaign_baselines (workspace_id, campaign_id, version, resources) select workspace_id, id, 1, $2
         from campaigns where id = $1`,
      [a, JSON.stringify({ budget: { fields: { amountMicros: '5000000' } } })],
    )
    await world.owner.query('set session_replication_role = origin')
    const result = await dry([
      { id: a, set: { dailyBudgetMicros: null, totalBudgetMicros: '90000000', endDate: '2099-01-01' } },
      { id: b, set: { name: 'Draft 0 at Google' } },
    ])
    const codes = result.items.map(({ fields }) =>
      fields.flatMap(({ warnings }) => warnings.map(({ code }) => code)),
    )
    expect(codes[0]).toContain('budget_period_fixed')
    expect(codes[1]).toContain('name_taken')
  })

  it('two fields that do not go together are told at one that was sent', async () => {
    const [a, b] = (await world.drafts(2, { startDate: '2099-03-01' })) as [string, string]
    const result = await dry([
      { id: a, set: { totalBudgetMicros: '90000000' } },
      { id: b, set: { endDate: '2099-02-01' } },
    ])
    expect(result.items.map(({ fields }) => fields[0]!.error?.code)).toEqual([
      'campaigns_one_budget',
      'campaigns_end_not_before_start',
    ])
  })
})

describe('what may not be edited refuses the whole edit', () => {
  const attempt = async (edits: Edits) => await refusal(world.edit(edits))
  const set = { name: 'Changed' }

  it('a version that is not current, told at its campaign', async () => {
    const [a, b] = (await world.drafts(2)) as [string, string]
    await world.single(b, 1, { name: 'Faster' })
    const error = await attempt([
      { id: a, version: 1, set },
      { id: b, version: 1, set },
    ])
    expect(error.code).toBe('stale')
    expect(error.errors.map(({ path, code }) => [path, code])).toEqual([['edits.1.version', 'stale']])
    expect((await world.now(a)).version).toBe(1)
    expect(await world.now(b)).toMatchObject({ name: 'Faster', version: 2 })
  })

  it.each([
    ['archived', 'archived_at = now()'],
    ['publication_open', `publication_state = 'RUNNING'`],
    [
      'removed_at_google',
      `status = 'PAUSED', google_campaign_id = 77, published_name = 'x', published_version = 1, google_removed_at = now()`,
    ],
  ])('%s', async (code, columns) => {
    const [a, b] = (await world.drafts(2)) as [string, string]
    await world.owner.query('set session_replication_role = replica')
    await world.owner.query(`update campaigns set ${columns} where id = $1`, [b])
    await world.owner.query('set session_replication_role = origin')
    const error = await attempt(setAll([a, b], set))
    expect(error.code).toBe('conflict')
    expect(error.errors).toMatchObject([{ path: 'edits.1.id', code }])
    expect((await world.now(a)).version).toBe(1)
  })

  it('one that is gone, or was never here', async () => {
    const [a, b] = (await world.drafts(2)) as [string, string]
    await deleteCampaign(world.ctx, world.home.actor, b, 1)
    const error = await attempt(setAll([a, b, newId()], set))
    expect(error.code).toBe('not_allowed')
    expect(error.errors.map(({ path, code }) => [path, code])).toEqual([
      ['edits.1.id', 'not_found'],
      ['edits.2.id', 'not_found'],
    ])
  })

  it('one of another workspace, of which not a word is told', async () => {
    const there = await createTestWorkspace(world.ctx)
    const [theirs] = (await world.drafts(1, { name: 'Secret' }, there)) as [string]
    const [mine] = (await world.drafts(1)) as [string]
    expect((await attempt(setAll([mine, theirs], set))).code).toBe('not_allowed')
    const told = await world.edit(setAll([theirs], set), { dryRun: true })
    expect(told.items).toEqual([
      {
        id: theirs,
        version: null,
        publishedVersion: null,
        outcome: 'REFUSED',
        error: expect.objectContaining({ code: 'not_found' }) as object,
        fields: [{ field: 'name', before: null, after: 'Changed', error: null, warnings: [] }],
      },
    ])
    const { rows } = await world.owner.query('select name, version from campaigns where id = $1', [theirs])
    expect(rows).toEqual([{ name: 'Secret', version: 1 }])
  })

  it.each(['viewer'] as Role[])('a %s, of a dry run too', async (role) => {
    const ids = await world.drafts(1)
    const as = { ...world.home, actor: { ...world.home.actor, role } }
    for (const dryRun of [true, false])
      expect((await refusal(world.edit(setAll(ids, set), { dryRun }, as))).code).toBe('forbidden')
  })
})

/** The database with every statement counted that is sent inside a transaction. */
function counting(db: Database, sent: string[]): Database {
  const transaction: Database['transaction'] = async (scope, work) =>
    await db.transaction(scope, async (tx) => {
      const counted = {} as Record<string, unknown>
      for (const method of ['many', 'one', 'run'] as const)
        counted[method] = async (statement: { name: string }, values?: readonly unknown[]) => {
          sent.push(statement.name)
          return await tx[method](statement as Parameters<Tx['run']>[0], values)
        }
      return await work(counted as unknown as Tx)
    })
  return new Proxy(db, {
    get: (target, property) => {
      if (property === 'transaction') return transaction
      const value: unknown = Reflect.get(target, property, target)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}

describe('2,500 campaigns with four fields each', () => {
  it('are one edit of seven statements, and one undo of nine', async () => {
    const ids = await world.drafts(2500)
    const edits = ids.map((id, n) => ({
      id,
      version: 1,
      set: {
        name: `Row ${n}`,
        dailyBudgetMicros: `${6_000_000 + n}0000`,
        endDate: '2099-12-31',
        objective: 'LEADS',
      },
    }))
    const sent: string[] = []
    const ctx = { ...world.ctx, db: counting(world.ctx.db, sent) }
    const result = await editCampaigns(ctx, world.home.actor, { edits, dryRun: false })
    expect(result.changed).toBe(2500)
    expect(sent).toEqual([
      'campaign_edit_lock_campaigns',
      'campaign_edit_list_campaigns',
      'campaign_edit_insert',
      'campaign_edit_update_campaigns',
      'campaign_edit_insert_revisions',
      'revision_note_as_published',
      'audit_insert',
    ])
    expect(await world.now(ids[2499]!)).toMatchObject({ name: 'Row 2499', objective: 'LEADS', version: 2 })
    sent.length = 0
    const undone = await undoCampaignEdit(ctx, world.home.actor, result.editId!)
    expect(undone.changed).toBe(2500)
    expect(sent).toHaveLength(9)
    expect(await world.now(ids[2499]!)).toMatchObject({ name: 'Draft 2499', objective: null, version: 3 })
    expect((await verifyAuditChain(world.ctx.db, world.home.actor.workspaceId)).broken).toBeNull()
  })
})
