import { afterAll, beforeAll, expect, it } from 'vitest'
import { newId } from '../base/ids.ts'
import { documentOf, EMPTY_AD, EMPTY_AD_GROUP } from '../contract/empty-campaign.ts'
import { replaceTextsRequestSchema, type ReplaceTextsResult } from '../contract/replace-texts.ts'
import { createEditingWorld, type EditingWorld } from '../../test/campaign-edits.ts'
import { listCampaignEdits } from './campaign-edits.ts'
import { readRevision } from './campaign-history.ts'
import { replaceTexts } from './replace-texts.ts'

// Find and replace in keywords, which have no ids, may stand in a list once, and are others to Google with another text.

let world: EditingWorld

beforeAll(async () => {
  world = await createEditingWorld()
})
afterAll(async () => await world.close())

async function replace(ids: readonly string[], more: object): Promise<ReplaceTextsResult> {
  const campaigns = ids.map((id) => ({ id }))
  const request = replaceTextsRequestSchema.parse({ campaigns, in: ['NAMES', 'TEXTS', 'URLS'], ...more })
  return await replaceTexts(world.ctx, world.home.actor, request)
}

const keywords = (texts: string[]) => texts.map((text) => ({ text, matchType: 'BROAD' as const }))
async function search(texts: string[], negative: string[] = []): Promise<string> {
  const [id] = (await world.drafts(1, {
    campaignType: 'SEARCH',
    negativeKeywords: keywords(negative),
    adGroups: [
      {
        ...EMPTY_AD_GROUP,
        id: newId(),
        keywords: keywords(texts).map((each) => ({ ...each, negative: false, cpcBidMicros: '700000' })),
        ads: [{ ...EMPTY_AD, id: newId(), adType: 'RESPONSIVE_SEARCH' }],
      },
    ],
  })) as [string]
  return id
}
const textsOf = async (id: string) => {
  const { adGroups, negativeKeywords } = documentOf(await world.now(id))
  return [adGroups[0]!.keywords, negativeKeywords].map((list) => list.map(({ text }) => text))
}

it('they are looked through where that is asked for, written with all they have, and put back', async () => {
  const id = await search(['spring shoes', 'hats'], ['free spring'])
  expect(await replace([id], { find: 'spring', by: 'x', dryRun: true })).toMatchObject({ texts: 0 })
  const result = await replace([id], { find: 'spring', by: 'summer', in: ['KEYWORDS'] })
  expect(result.items[0]!.texts.map(({ path, before, after }) => [path, before, after])).toEqual([
    ['negativeKeywords[0]', 'free spring', 'free summer'],
    ['adGroups[0].keywords[0]', 'spring shoes', 'summer shoes'],
  ])
  expect(result.items[0]!.texts.flatMap(({ warnings }) => warnings.map(({ code }) => code))).not.toContain(
    'keyword_made_anew',
  )
  const now = documentOf(await world.now(id))
  expect(await textsOf(id)).toEqual([['summer shoes', 'hats'], ['free summer']])
  expect(now.adGroups[0]!.keywords[0]).toMatchObject({ matchType: 'BROAD', cpcBidMicros: '700000' })
  expect((await readRevision(world.ctx, world.home.actor, id, 2)).document).toEqual(now)
  const [edit] = (await listCampaignEdits(world.ctx, world.home.actor, { limit: 1 })).items
  expect(edit!.fields).toEqual(['adGroups', 'negativeKeywords'])
  await world.undo(result.editId!)
  expect(await textsOf(id)).toEqual([['spring shoes', 'hats'], ['free spring']])
})

it('one that would stand twice is named and left; one that another makes room for is not', async () => {
  const id = await search(['red hats', 'blue hats', 'blue shoes'])
  const result = await replace([id], { find: 'red', by: 'blue', in: ['KEYWORDS'] })
  expect(result.items[0]).toMatchObject({ outcome: 'REFUSED', texts: [{ error: { code: 'taken' } }] })
  const row = await search(['a', 'aa'])
  expect(await replace([row], { find: 'a', by: 'aa', in: ['KEYWORDS'] })).toMatchObject({ texts: 2 })
  expect((await textsOf(row))[0]).toEqual(['aa', 'aaaa'])
})

it('of those that Google has it is said that they are made anew there', async () => {
  const id = await search(['spring shoes', 'spring hats'])
  const [group] = documentOf(await world.now(id)).adGroups
  const key = `criterion:${group!.id}:keyword:BROAD:spring shoes`
  await world.owner.query(
    `insert into campaign_baselines (workspace_id, campaign_id, version, resources) values ($1, $2, 1, $3)`,
    [
      world.home.actor.workspaceId,
      id,
      { [key]: { resourceName: 'r', kind: 'AdGroupCriterion', title: 't', fields: {} } },
    ],
  )
  const { items } = await replace([id], { find: 'spring', by: 'summer', in: ['KEYWORDS'], dryRun: true })
  expect(
    items[0]!.texts.map(({ warnings }) => warnings.some(({ code }) => code === 'keyword_made_anew')),
  ).toEqual([true, false])
})
