import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../base/ids.ts'
import type { CampaignDocument } from '../contract/campaign.ts'
import { campaignSchema } from '../contract/campaign.ts'
import { countCampaigns } from '../domain/count-campaigns.ts'
import { editCampaign, readCampaign } from '../domain/edit-campaigns.ts'
import { documentOf } from '../../test/imports.ts'
import { completeBody, createCampaignOf } from '../../test/campaigns.ts'
import { refusal } from '../../test/refusal.ts'
import {
  createTestWorkspace,
  createTestWorld,
  type TestWorkspace,
  type TestWorld,
} from '../../test/workspace.ts'
import { type ImportBatch, importCampaigns, MAX_IMPORT_BATCH } from './import-campaigns.ts'
import { verifyAuditChain } from './audit.ts'
import { findRevision } from './revisions.ts'

let world: TestWorld
let home: TestWorkspace
let images: { landscape: string; logo: string }

beforeAll(async () => {
  world = await createTestWorld()
  home = await createTestWorkspace(world.ctx)
  const made = await createCampaignOf(world.ctx, home.actor, await completeBody(world.ctx, home.actor))
  const ad = made.adGroups[0]!.ads[0]!
  images = { landscape: ad.marketingImages[0]!, logo: ad.logoImages[0]! }
})
afterAll(async () => await world.close())

function document(name: string, over: Partial<CampaignDocument> = {}): CampaignDocument {
  return { ...documentOf(home.accountId, name, images), ...over }
}

function batch(campaigns: ImportBatch['campaigns']): ImportBatch {
  return { campaigns, reason: 'Imported', door: 'cli', actor: 'tester', requestId: null }
}

async function send(campaigns: ImportBatch['campaigns']): Promise<string[]> {
  return await importCampaigns(world.ctx.db, home.actor.workspaceId, batch(campaigns))
}

describe('importing', () => {
  it('makes each campaign with its whole tree, its revision and its place in the counters', async () => {
    const before = await countCampaigns(world.ctx, home.actor)
    const sent = ['one', 'two', 'three'].map((name) => ({ id: newId(), document: document(name) }))
    expect(await send(sent)).toEqual(sent.map(({ id }) => id))
    for (const { id, document } of sent) {
      const { json } = await readCampaign(world.ctx, home.actor, id)
      expect(campaignSchema.parse(JSON.parse(json))).toMatchObject(document)
      const revision = await findRevision(world.ctx.db, home.actor.workspaceId, id, 1)
      expect(revision?.document).toEqual(document)
    }
    expect((await countCampaigns(world.ctx, home.actor)).byStatus.DRAFT).toBe(before.byStatus.DRAFT + 3)
    const chain = await verifyAuditChain(world.ctx.db, home.actor.workspaceId)
    expect(chain.broken).toBeNull()
  })

  it('sent again changes nothing, and makes what is missing', async () => {
    const sent = ['a', 'b', 'c'].map((name) => ({ id: newId(), document: document(name) }))
    expect(await send(sent.slice(0, 2))).toHaveLength(2)
    await editCampaign(world.ctx, home.actor, sent[0]!.id, 1, { name: 'edited meanwhile' })
    const links = async (): Promise<bigint> =>
      (await verifyAuditChain(world.ctx.db, home.actor.workspaceId)).links
    const before = await links()
    expect(await send(sent)).toEqual([sent[2]!.id])
    expect(await send(sent)).toEqual([])
    expect(await links()).toBe(before + 1n)
    const { json } = await readCampaign(world.ctx, home.actor, sent[0]!.id)
    expect(JSON.parse(json)).toMatchObject({ name: 'edited meanwhile', version: 2 })
  })

  it('one that breaks a rule takes the whole batch back', async () => {
    const good = { id: newId(), document: document('good') }
    const bad: [string, Partial<CampaignDocument>][] = [
      ['campaigns_end_not_before_start', { startDate: '2027-02-02', endDate: '2027-01-01' }],
      ['campaigns_account_fkey', { accountId: newId() }],
      ['campaigns_name_length', { name: '' }],
    ]
    for (const [, over] of bad) {
      await refusal(send([good, { id: newId(), document: document('bad', over) }]))
      expect((await refusal(readCampaign(world.ctx, home.actor, good.id))).code).toBe('not_found')
    }
  })

  it('an image of another workspace is refused', async () => {
    const there = await createTestWorkspace(world.ctx)
    const foreign = { id: newId(), document: { ...document('foreign'), accountId: there.accountId } }
    await refusal(importCampaigns(world.ctx.db, there.actor.workspaceId, batch([foreign])))
    expect((await countCampaigns(world.ctx, there.actor)).all).toBe(0)
  })

  it('nothing sent is nothing done, and too many at once are refused', async () => {
    expect(await send([])).toEqual([])
    const one = { id: newId(), document: document('x') }
    const many = Array.from({ length: MAX_IMPORT_BATCH + 1 }, () => one)
    await expect(send(many)).rejects.toThrow(RangeError)
  })

  it('two imports of the same campaigns at once make each of them once', async () => {
    for (let round = 0; round < 5; round += 1) {
      const sent = Array.from({ length: 40 }, (_, n) => ({ id: newId(), document: document(`race ${n}`) }))
      const made = await Promise.all([send(sent), send(sent.toReversed()), send(sent.slice(10, 30))])
      expect(made.flat().sort()).toEqual(sent.map(({ id }) => id).sort())
    }
    const client = new Client({ connectionString: world.databaseUrl })
    await client.connect()
    const { rows } = await client.query(
      `select (select sum(campaigns)::integer from campaign_counts where workspace_id = $1) as counted,
              (select count(*)::integer from campaigns where workspace_id = $1) as there,
              (select count(*)::integer from revisions r where r.workspace_id = $1 and r.number = 1) as revised`,
      [home.actor.workspaceId],
    )
    await client.end()
    expect(rows[0].counted).toBe(rows[0].there)
    expect(rows[0].revised).toBe(rows[0].there)
  })
})
