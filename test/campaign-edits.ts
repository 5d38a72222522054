import { Client } from 'pg'
import { newId } from '../src/base/ids.ts'
import { type Campaign, campaignPatchSchema, campaignSchema } from '../src/contract/campaign.ts'
import {
  type CampaignEditsRequest,
  campaignEditsRequestSchema,
  type CampaignEditsResult,
  campaignEditsResultSchema,
} from '../src/contract/campaign-edits.ts'
import { EMPTY_AD, EMPTY_AD_GROUP, EMPTY_CAMPAIGN } from '../src/contract/empty-campaign.ts'
import { editCampaigns, undoCampaignEdit } from '../src/domain/campaign-edits.ts'
import type { Context } from '../src/domain/context.ts'
import { editCampaign } from '../src/domain/edit-campaigns.ts'
import { importCampaigns } from '../src/store/import-campaigns.ts'
import { campaignNow } from './campaigns.ts'
import { createTestWorkspace, createTestWorld, type TestWorkspace } from './workspace.ts'

export type Edits = CampaignEditsRequest['edits']

/** A database with one workspace, and short words for editing in it. Every answer is checked against the contract. */
export interface EditingWorld {
  ctx: Context
  databaseUrl: string
  home: TestWorkspace
  /** As the owner of the tables, past what the program may do. */
  owner: Client
  /** So many drafts, each with an ad group and an ad, in one go. */
  drafts(count: number, over?: object, workspace?: TestWorkspace): Promise<string[]>
  edit(edits: Edits, more?: object, workspace?: TestWorkspace): Promise<CampaignEditsResult>
  undo(id: string, workspace?: TestWorkspace): Promise<CampaignEditsResult>
  /** An edit of one campaign, through the form. */
  single(id: string, version: number, patch: object): Promise<Campaign>
  now(id: string): Promise<Campaign>
  close(): Promise<void>
}

export async function createEditingWorld(): Promise<EditingWorld> {
  const world = await createTestWorld()
  const { ctx, databaseUrl } = world
  const home = await createTestWorkspace(ctx)
  const owner = new Client({ connectionString: databaseUrl })
  await owner.connect()
  return {
    ctx,
    databaseUrl,
    home,
    owner,
    drafts: async (count, over = {}, workspace = home) => await makeDrafts(ctx, workspace, count, over),
    edit: async (edits, more = {}, { actor } = home) => {
      const request = campaignEditsRequestSchema.parse({ edits, ...more })
      return campaignEditsResultSchema.parse(await editCampaigns(ctx, actor, request))
    },
    undo: async (id, { actor } = home) =>
      campaignEditsResultSchema.parse(await undoCampaignEdit(ctx, actor, id)),
    single: async (id, version, patch) => {
      const body = campaignPatchSchema.parse(patch)
      const { json } = await editCampaign(ctx, home.actor, id, version, body)
      return campaignSchema.parse(JSON.parse(json))
    },
    now: async (id) => await campaignNow(ctx, home.actor, id),
    close: async () => {
      await owner.end()
      await world.close()
    },
  }
}

/** The same cells in each of these campaigns. */
export function setAll(ids: readonly string[], set: Edits[number]['set']): Edits {
  return ids.map((id) => ({ id, set }))
}

const IMPORTED = { reason: 'Imported', door: 'cli', actor: 'tester', requestId: null }

async function makeDrafts(
  ctx: Context,
  { actor, accountId }: TestWorkspace,
  count: number,
  over: object,
): Promise<string[]> {
  const campaigns = Array.from({ length: count }, (_, n) => {
    const adType = 'DEMAND_GEN_MULTI_ASSET' as const
    const ads = [{ ...EMPTY_AD, id: newId(), adType, headlines: [{ text: 'H' }] }]
    const adGroups = [{ ...EMPTY_AD_GROUP, id: newId(), ads }]
    const own = { accountId, campaignType: 'DEMAND_GEN' as const, name: `Draft ${n}` }
    const document = { ...EMPTY_CAMPAIGN, ...own, dailyBudgetMicros: '5000000', adGroups, ...over }
    return { id: newId(), document }
  })
  for (let from = 0; from < count; from += 1000) {
    const part = campaigns.slice(from, from + 1000)
    await importCampaigns(ctx.db, actor.workspaceId, { ...IMPORTED, campaigns: part })
  }
  return campaigns.map(({ id }) => id)
}
