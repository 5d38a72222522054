import { Client } from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { newId } from '../base/ids.ts'
import {
  createTestWorkspace,
  createTestWorld,
  type TestWorkspace,
  type TestWorld,
} from '../../test/workspace.ts'
import type { CampaignListItem } from '../contract/campaign.ts'
import { type CampaignListQuery, listCampaigns } from './list-campaigns.ts'

interface Page {
  items: CampaignListItem[]
  nextCursor: string | null
}

/** More than a search looks at for one answer. */
const CAMPAIGNS = 7000
let world: TestWorld
let home: TestWorkspace

beforeAll(async () => {
  world = await createTestWorld()
  home = await createTestWorkspace(world.ctx)
  const client = new Client({ connectionString: world.databaseUrl })
  await client.connect()
  await client.query('set session_replication_role = replica')
  // The oldest have a word that no newer one has, and the two oldest of all two letters that nobody else has.
  await client.query(
    `insert into campaigns (workspace_id, id, account_id, name)
     select $1, r.id, $2, case when r.n <= 2 then 'zq ' else '' end || case when r.n <= 900 then 'vintage ' else 'modern ' end
                          || case r.n when 3000 then 'Heliotrope' when 5000 then 'KİWİ' else 'campaign' end || ' ' || r.n
       from unnest($3::uuid[]) with ordinality as r(id, n)`,
    [home.actor.workspaceId, home.accountId, Array.from({ length: CAMPAIGNS }, () => newId())],
  )
  await client.query('analyze campaigns')
  await client.end()
})
afterAll(async () => await world.close())

async function page(query: Partial<CampaignListQuery>): Promise<Page> {
  return JSON.parse(
    await listCampaigns(world.ctx, home.actor, { archived: 'false', limit: 20, ...query }),
  ) as Page
}

/** Every page, until there is no more. */
async function pages(query: Partial<CampaignListQuery>): Promise<Page[]> {
  const all = [await page(query)]
  for (let next = all[0]!.nextCursor; next !== null; next = all.at(-1)!.nextCursor)
    all.push(await page({ ...query, cursor: next }))
  return all
}

function namesOf(list: Page[]): string[] {
  return list.flatMap(({ items }) => items.map(({ name }) => name))
}

it('a word that all have fills the first page', async () => {
  expect((await page({ q: 'campaign' })).items).toHaveLength(20)
  expect((await page({ q: 'campaign', accountId: [home.accountId] })).items).toHaveLength(20)
})

it('a rare word is found at once, wherever it is', async () => {
  for (const sort of ['createdAt', '-createdAt', 'name', '-updatedAt'] as const) {
    const found = await page({ q: 'heliotrope', sort })
    expect(found.items.map(({ name }) => name)).toEqual(['modern Heliotrope 3000'])
    expect(found.nextCursor).toBeNull()
  }
  expect((await page({ q: 'heliotrope', accountId: [newId()] })).items).toEqual([])
})

it('two letters that only the two oldest have are found in one answer', async () => {
  const all = await pages({ q: 'zq' })
  expect(all).toHaveLength(1)
  expect(namesOf(all)).toEqual(['zq vintage campaign 2', 'zq vintage campaign 1'])
  expect(namesOf([await page({ q: 'zq', accountId: [home.accountId] })])).toHaveLength(2)
})

it('a word that only the oldest have is found completely, the newest first', async () => {
  const all = await pages({ q: 'VINTAGE', limit: 200 })
  const names = namesOf(all)
  expect(names).toHaveLength(900)
  expect(names[0]).toBe('vintage campaign 900')
  expect(names.at(-1)).toBe('zq vintage campaign 1')
  // 900 by 200: no page is short but the last.
  expect(all.map(({ items }) => items.length)).toEqual([200, 200, 200, 200, 100])
})

it('what fits a filter is found too, and nothing else', async () => {
  expect(namesOf(await pages({ q: 'vintage', status: ['DRAFT'], limit: 200 }))).toHaveLength(900)
  expect(namesOf(await pages({ q: 'vintage', status: ['PAUSED'] }))).toEqual([])
})

it('letters are the same small and large, in the ways of the database', async () => {
  expect(namesOf([await page({ q: 'kİwİ' })])).toEqual(['modern KİWİ 5000'])
  expect(namesOf(await pages({ q: 'modern kiwi' }))).toEqual(['modern KİWİ 5000'])
})
