import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../base/ids.ts'
import { documentOf } from '../contract/empty-campaign.ts'
import {
  replaceTextsRequestSchema,
  type ReplaceTextsResult,
  replaceTextsResultSchema,
} from '../contract/replace-texts.ts'
import { verifyAuditChain } from '../store/audit.ts'
import { createEditingWorld, type EditingWorld, setAll } from '../../test/campaign-edits.ts'
import { refusal } from '../../test/refusal.ts'
import { createTestWorkspace, type TestWorkspace } from '../../test/workspace.ts'
import { listCampaignEdits } from './campaign-edits.ts'
import { listRevisions, readRevision } from './campaign-history.ts'
import { replaceTexts } from './replace-texts.ts'

let world: EditingWorld

beforeAll(async () => {
  world = await createEditingWorld()
})
afterAll(async () => await world.close())

async function replace(
  ids: readonly (string | { id: string; version?: number; leave?: string[] })[],
  more: object,
  { actor }: Pick<TestWorkspace, 'actor'> = world.home,
): Promise<ReplaceTextsResult> {
  const campaigns = ids.map((one) => (typeof one === 'string' ? { id: one } : one))
  const request = replaceTextsRequestSchema.parse({ campaigns, in: ['NAMES', 'TEXTS', 'URLS'], ...more })
  return replaceTextsResultSchema.parse(await replaceTexts(world.ctx, actor, request))
}

/** A campaign in which the word Spring stands in every kind of place. */
async function spring(name = `Spring ${newId()}`): Promise<string> {
  const [id] = (await world.drafts(1, {
    name,
    trackingUrlTemplate: 'https://t.example.com/spring?u={lpurl}',
    finalUrlSuffix: 'utm_campaign=spring',
  })) as [string]
  const { adGroups } = documentOf(await world.now(id))
  const [group] = adGroups
  const [ad] = group!.ads
  const ads = [
    {
      ...ad!,
      name: 'Spring ad',
      finalUrl: 'https://example.com/spring',
      businessName: 'Spring Shop',
      headlines: [{ text: 'Spring sale' }, { text: 'Springtime' }, { text: 'Other' }],
      descriptions: [{ text: 'Buy in spring.' }],
    },
  ]
  await world.single(id, 1, { adGroups: [{ ...group!, name: 'Spring group', ads }] })
  return id
}

const changesOf = ({ items }: ReplaceTextsResult, index = 0): string[][] =>
  items[index]!.texts.map(({ path, before, after }) => [path, before ?? '', after ?? ''])

describe('find and replace', () => {
  it('a dry run tells every place with what it becomes, and saves nothing', async () => {
    const id = await spring('Spring')
    const result = await replace([id], { find: 'spring', by: 'Summer', dryRun: true })
    expect(result).toMatchObject({ editId: null, looked: 1, changed: 1, texts: 10 })
    expect(result.items[0]).toMatchObject({ id, name: 'Spring', version: 2, outcome: 'CHANGED', error: null })
    expect(changesOf(result)).toEqual([
      ['name', 'Spring', 'Summer'],
      [
        'trackingUrlTemplate',
        'https://t.example.com/spring?u={lpurl}',
        'https://t.example.com/Summer?u={lpurl}',
      ],
      ['finalUrlSuffix', 'utm_campaign=spring', 'utm_campaign=Summer'],
      ['adGroups[0].name', 'Spring group', 'Summer group'],
      ['adGroups[0].ads[0].name', 'Spring ad', 'Summer ad'],
      ['adGroups[0].ads[0].finalUrl', 'https://example.com/spring', 'https://example.com/Summer'],
      ['adGroups[0].ads[0].businessName', 'Spring Shop', 'Summer Shop'],
      ['adGroups[0].ads[0].headlines[0].text', 'Spring sale', 'Summer sale'],
      ['adGroups[0].ads[0].headlines[1].text', 'Springtime', 'Summertime'],
      ['adGroups[0].ads[0].descriptions[0].text', 'Buy in spring.', 'Buy in Summer.'],
    ])
    expect((await world.now(id)).version).toBe(2)
  })

  it('looks where it is told to, and minds case and words where it is asked to', async () => {
    const id = await spring('Spring')
    const paths = async (more: object): Promise<string[]> =>
      changesOf(await replace([id], { find: 'Spring', by: 'x', dryRun: true, ...more })).map(
        ([path]) => path!,
      )
    expect(await paths({ in: ['NAMES'] })).toEqual(['name', 'adGroups[0].name', 'adGroups[0].ads[0].name'])
    expect(await paths({ in: ['TEXTS'], matchCase: true })).toEqual([
      'adGroups[0].ads[0].businessName',
      'adGroups[0].ads[0].headlines[0].text',
      'adGroups[0].ads[0].headlines[1].text',
    ])
    expect(await paths({ in: ['TEXTS'], wholeWords: true })).not.toContain(
      'adGroups[0].ads[0].headlines[1].text',
    )
    expect(await paths({ in: ['URLS'] })).toHaveLength(3)
  })

  it('what is looked for is no pattern, and nor is what is put there', async () => {
    const [id] = (await world.drafts(1, { name: 'a.c (50 %) $& abc' })) as [string]
    expect(changesOf(await replace([id], { find: 'a.c (', by: '$&[', dryRun: true }))).toEqual([
      ['name', 'a.c (50 %) $& abc', '$&[50 %) $& abc'],
    ])
  })

  it('saves all campaigns as one edit with a revision each and one link of the audit chain', async () => {
    const ids = [await spring('Spring A'), await spring('Spring B')]
    const [none] = (await world.drafts(1, { name: 'Nothing to find' })) as [string]
    const before = await verifyAuditChain(world.ctx.db, world.home.actor.workspaceId)
    const result = await replace([...ids, none], { find: 'spring', by: 'Summer' })
    expect(result).toMatchObject({ looked: 3, changed: 2, texts: 20 })
    expect(result.items.map(({ version }) => version)).toEqual([3, 3])
    const after = await verifyAuditChain(world.ctx.db, world.home.actor.workspaceId)
    expect(after).toMatchObject({ broken: null, links: before.links + 1n })
    for (const id of ids) {
      const now = documentOf(await world.now(id))
      expect(JSON.stringify(now)).not.toMatch(/spring/i)
      expect(now.adGroups[0]!.ads[0]!.headlines.map(({ text }) => text)).toEqual([
        'Summer sale',
        'Summertime',
        'Other',
      ])
      const { document, revision } = await readRevision(world.ctx, world.home.actor, id, 3)
      expect(document).toEqual(now)
      expect(revision.changedFields.toSorted()).toEqual([
        'adGroups',
        'finalUrlSuffix',
        'name',
        'trackingUrlTemplate',
      ])
    }
    expect((await listRevisions(world.ctx, world.home.actor, none, { limit: 9 })).items).toHaveLength(1)
    const [edit] = (await listCampaignEdits(world.ctx, world.home.actor, { limit: 1 })).items
    expect(edit).toMatchObject({
      id: result.editId,
      campaigns: 2,
      fields: ['name', 'adGroups', 'trackingUrlTemplate', 'finalUrlSuffix'],
      note: 'Replaced “spring” with “Summer”',
    })
  })

  it('what the form would say is said: a headline that is too long, two that are the same', async () => {
    const id = await spring()
    const headline = 'adGroups[0].ads[0].headlines[0].text'
    const long = await replace([id], { find: 'Spring sale', by: 'x'.repeat(41), in: ['TEXTS'], dryRun: true })
    expect(long.items[0]!.texts[0]).toMatchObject({ path: headline, error: null })
    expect(long.items[0]!.texts[0]!.warnings).toMatchObject([{ severity: 'error' }])
    const same = await replace([id], { find: 'Spring sale', by: 'Other', in: ['TEXTS'], dryRun: true })
    expect(same.items[0]!.texts.flatMap(({ warnings }) => warnings)).toMatchObject([{ severity: 'error' }])
  })

  it('what cannot be saved is named and left, and the rest is changed', async () => {
    const id = await spring('Spring')
    const result = await replace([id], { find: 'Spring', by: 'y'.repeat(256) })
    const refused = result.items[0]!.texts.filter(({ error }) => error !== null).map(({ path }) => path)
    expect(refused).toEqual(['adGroups[0].name', 'adGroups[0].ads[0].name'])
    const now = documentOf(await world.now(id))
    expect([now.name, now.adGroups[0]!.name]).toEqual(['y'.repeat(256), 'Spring group'])
    const empty = await replace([id], { find: 'y'.repeat(256), by: '', in: ['NAMES'] })
    expect(empty).toMatchObject({ editId: null, changed: 0, items: [{ outcome: 'REFUSED' }] })
    expect(empty.items[0]!.texts[0]!.error!.message).toBe('A campaign needs a name.')
  })

  it('an URL of which nothing is left is none', async () => {
    const id = await spring()
    await replace([id], { find: 'utm_campaign=spring', by: '' })
    expect((await world.now(id)).finalUrlSuffix).toBeNull()
  })

  it('what somebody changed since the preview is named and not overwritten; the others are changed', async () => {
    const ids = [await spring('Spring A'), await spring('Spring B')]
    const seen = await replace(ids, { find: 'spring', by: 'Summer', dryRun: true })
    await world.single(ids[0]!, 2, { name: 'Mine' })
    const campaigns = seen.items.map(({ id, version }) => ({ id, version: version! }))
    const result = await replace(campaigns, { find: 'spring', by: 'Summer' })
    expect(result).toMatchObject({
      changed: 1,
      items: [
        { id: ids[0], name: 'Mine', version: 3, outcome: 'REFUSED', error: { code: 'stale' } },
        { id: ids[1], name: 'Summer B', version: 3, outcome: 'CHANGED' },
      ],
    })
    expect(await world.now(ids[0]!)).toMatchObject({
      name: 'Mine',
      version: 3,
      finalUrlSuffix: 'utm_campaign=spring',
    })
  })

  it('one that the text has gone from since is named too', async () => {
    const [id] = (await world.drafts(1, { name: 'Spring' })) as [string]
    await world.single(id, 1, { name: 'Autumn' })
    const result = await replace([{ id, version: 1 }], { find: 'Spring', by: 'x' })
    expect(result.items).toMatchObject([{ id, outcome: 'REFUSED', error: { code: 'stale' } }])
  })

  it('works on what a filter finds, and on no other workspace', async () => {
    const home = await createTestWorkspace(world.ctx)
    const mark = `mark${newId()}`
    await world.drafts(3, { name: `Spring ${mark}` }, home)
    await world.drafts(1, { name: 'Spring' }, home)
    const request = replaceTextsRequestSchema.parse({
      filter: { q: mark },
      in: ['NAMES'],
      find: 'Spring',
      by: 'Summer',
    })
    const result = await replaceTexts(world.ctx, home.actor, request)
    expect(result).toMatchObject({ looked: 3, changed: 3 })
    const [theirs] = (await world.drafts(1, {}, home)) as [string]
    const foreign = await replace([theirs], { find: 'Draft', by: 'x' })
    expect(foreign.items).toMatchObject([{ id: theirs, name: null, error: { code: 'not_found' }, texts: [] }])
  })

  it('what is left out of a preview stays, and all the rest of that version changes', async () => {
    const id = await spring('Spring')
    const [other] = (await world.drafts(1, { name: 'Spring too' })) as [string]
    const seen = await replace([id, other], { find: 'spring', by: 'Summer', dryRun: true })
    const leave = ['name', 'adGroups[0].ads[0].headlines[1].text']
    const campaigns = seen.items.map((item) => ({
      id: item.id,
      version: item.version!,
      ...(item.id === id ? { leave } : {}),
    }))
    const result = await replace(campaigns, { find: 'spring', by: 'Summer' })
    expect(result).toMatchObject({ changed: 2, texts: 9 })
    const now = documentOf(await world.now(id))
    expect(now.name).toBe('Spring')
    expect(now.adGroups[0]!.ads[0]!.headlines.map(({ text }) => text)).toEqual([
      'Summer sale',
      'Springtime',
      'Other',
    ])
    await world.undo(result.editId!)
    expect(JSON.stringify(documentOf(await world.now(id)))).not.toContain('Summer')
  })

  it('to leave what does not change is refused with nothing changed, and paths need the version they are of', async () => {
    const id = await spring('Spring')
    const ask = { find: 'Spring', by: 'Summer', matchCase: true }
    const wrong = await refusal(
      replace([{ id, version: 2, leave: ['adGroups[0].ads[0].headlines[2].text'] }], ask),
    )
    expect([wrong.code, wrong.errors[0]!.code]).toEqual(['not_allowed', 'not_found_there'])
    expect((await world.now(id)).version).toBe(2)
    const without = replaceTextsRequestSchema.safeParse({
      campaigns: [{ id, leave: ['name'] }],
      in: ['NAMES'],
      ...ask,
    })
    expect(without.error?.issues[0]?.path).toEqual(['campaigns', 0, 'version'])
    // A campaign that moved on is named and left, as ever: what its paths meant is gone.
    expect(await replace([{ id, version: 1, leave: ['nowhere'] }], ask)).toMatchObject({
      changed: 0,
      items: [{ error: { code: 'stale' } }],
    })
  })

  it('is a kind of edit: a viewer is refused, what is protected or archived is left', async () => {
    const [id] = (await world.drafts(1)) as [string]
    const viewer = { actor: { ...world.home.actor, role: 'viewer' as const } }
    expect((await refusal(replace([id], { find: 'Draft', by: 'x' }, viewer))).code).toBe('forbidden')
    const limited = {
      actor: { ...world.home.actor, role: 'editor' as const, accounts: { [newId()]: 'editor' as const } },
    }
    expect((await refusal(replace([id], { find: 'Draft', by: 'x' }, limited))).code).toBe('forbidden')
    await world.owner.query(
      `insert into campaign_protections (workspace_id, campaign_id, reason, protected_by) values ($1, $2, 'Agreed', 'ann')`,
      [world.home.actor.workspaceId, id],
    )
    const result = await replace([id], { find: 'Draft', by: 'x' })
    expect(result.items).toMatchObject([{ outcome: 'REFUSED', error: { code: 'protected' } }])
  })
})

describe('the undo of a find and replace', () => {
  it('puts every text back, and can be undone in turn', async () => {
    const ids = [await spring('Spring A'), await spring('Spring B')]
    const before = await Promise.all(ids.map(async (id) => documentOf(await world.now(id))))
    const { editId } = await replace(ids, { find: 'spring', by: '' })
    const after = await Promise.all(ids.map(async (id) => documentOf(await world.now(id))))
    const back = await world.undo(editId!)
    expect(back).toMatchObject({ changed: 2, items: [{ outcome: 'CHANGED' }, { outcome: 'CHANGED' }] })
    expect(await Promise.all(ids.map(async (id) => documentOf(await world.now(id))))).toEqual(before)
    expect((await refusal(world.undo(editId!))).code).toBe('conflict')
    await world.undo(back.editId!)
    expect(await Promise.all(ids.map(async (id) => documentOf(await world.now(id))))).toEqual(after)
  })

  it('keeps what was changed since, and names it; a text whose ad was moved is found by its id', async () => {
    const id = await spring('Spring')
    const { editId } = await replace([id], { find: 'spring', by: 'Summer' })
    const { adGroups } = documentOf(await world.now(id))
    const [group] = adGroups
    const [ad] = group!.ads
    const { id: _, ...copy } = ad!
    const changed = { ...ad!, headlines: [{ text: 'Mine' }, ...ad!.headlines.slice(1)] }
    await world.single(id, 3, { name: 'Later', adGroups: [{ ...group!, ads: [copy, changed] }] })
    const back = await world.undo(editId!)
    const left = back.items[0]!.texts!.filter(({ error }) => error !== null)
    expect(left.map(({ path, before, error }) => [path, before, error!.code])).toEqual([
      ['name', 'Later', 'changed_since'],
      ['adGroups[0].ads[0].headlines[0].text', 'Mine', 'changed_since'],
    ])
    const now = documentOf(await world.now(id))
    expect(now.name).toBe('Later')
    expect(now.adGroups[0]!.ads[0]!.finalUrl).toBe('https://example.com/Summer')
    expect(now.adGroups[0]!.ads[1]!).toMatchObject({
      finalUrl: 'https://example.com/spring',
      name: 'Spring ad',
    })
    expect(now.adGroups[0]!.ads[1]!.headlines.map(({ text }) => text)).toEqual([
      'Mine',
      'Springtime',
      'Other',
    ])
  })

  it('waits for a protection to be lifted, so that no half of it is undone', async () => {
    const ids = [await spring('Spring A'), await spring('Spring B')]
    const { editId } = await replace(ids, { find: 'spring', by: 'Summer' })
    await world.owner.query(
      `insert into campaign_protections (workspace_id, campaign_id, reason, protected_by) values ($1, $2, 'Agreed', 'ann')`,
      [world.home.actor.workspaceId, ids[0]],
    )
    expect((await refusal(world.undo(editId!))).code).toBe('conflict')
    expect((await world.now(ids[1]!)).name).toBe('Summer B')
  })

  it('an edit of a table made before is undone as ever, and keeps the texts', async () => {
    const id = await spring('Spring')
    const { editId } = await world.edit(setAll([id], { objective: 'SALES' }))
    await replace([id], { find: 'Spring', by: 'Summer', matchCase: true })
    await world.undo(editId!)
    expect(await world.now(id)).toMatchObject({ objective: null, name: 'Summer' })
  })
})
