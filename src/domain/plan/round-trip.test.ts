import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startEmulator } from '../../emulator/server.ts'
import { image } from '../../../test/campaigns.ts'
import { documentsOf, IMAGE_SHAPES, type ImageIds } from '../../../test/documents.ts'
import { testGoogle } from '../../../test/workspace.ts'
import { newId } from '../../base/ids.ts'
import type { CampaignDocument } from '../../contract/campaign.ts'
import type { GoogleAds } from '../../google/google-ads.ts'
import { desiredResources } from './desired.ts'
import { withAssetRefs } from './make-plan.ts'
import { matchRemote } from './match.ts'
import { type Operation, operationsFor } from './operations.ts'
import { readRemote } from './remote.ts'
import { type Baseline, resolveRefs } from './resource.ts'

/** What is made at the emulator, read back, and planned again: nothing is left to do, and one change is one operation. */

const CUSTOMER = { customerId: '1234567890', loginCustomerId: null }
const KINDS = Object.keys(documentsOf('', IMAGE_SHAPES as never))

let emulator: Awaited<ReturnType<typeof startEmulator>>
let google: GoogleAds
const images = Object.fromEntries(
  Object.keys(IMAGE_SHAPES).map((shape) => [shape, newId()]),
) as unknown as ImageIds
/** Google's asset ids by ours. */
const known = new Map<string, string>()

beforeAll(async () => {
  emulator = await startEmulator({ host: '127.0.0.1', port: 0, dataDir: undefined })
  google = testGoogle({ baseUrl: emulator.url, tokenUrl: `${emulator.url}/token` })
  for (const [shape, [width, height, colour]] of Object.entries(IMAGE_SHAPES)) {
    const request = google.prepareImageUpload(CUSTOMER, shape, await image(width, height, colour))
    const answer = await google.send(CUSTOMER, request)
    if (answer.kind !== 'applied') throw new Error(JSON.stringify(answer))
    known.set(images[shape as keyof ImageIds], answer.value.resourceNames[0]!.split('/').at(-1)!)
  }
})
afterAll(async () => await emulator.close())

const imageName = (key: string): string =>
  `customers/${CUSTOMER.customerId}/assets/${known.get(key.slice('asset:'.length))}`

function plan(document: CampaignDocument, token: string, baseline: Baseline): Operation[] {
  const desired = desiredResources(document, token, CUSTOMER.customerId)
  return operationsFor(CUSTOMER.customerId, desired, withAssetRefs(baseline, known))
}

/** Sends the plan and answers what the emulator has then, as the next baseline. */
async function publish(
  document: CampaignDocument,
  token: string,
  baseline: Baseline = {},
): Promise<Baseline> {
  const operations = plan(document, token, baseline)
  const bodies = operations.map(({ body }) => resolveRefs(body, imageName))
  const answer = await google.send(CUSTOMER, google.prepareMutate(CUSTOMER, bodies))
  if (answer.kind !== 'applied') throw new Error(JSON.stringify(answer, null, 1))
  const created = operations.findIndex(
    ({ action, resource }) => action === 'create' && resource === 'Campaign',
  )
  const name = baseline['campaign']?.resourceName ?? answer.value.resourceNames[created]!
  return await readBack(document, token, name.split('/').at(-1)!)
}

async function readBack(document: CampaignDocument, token: string, campaignId: string): Promise<Baseline> {
  const remote = await readRemote(google, CUSTOMER, campaignId, document.campaignType)
  if (remote.kind !== 'applied' || typeof remote.value === 'string') throw new Error(JSON.stringify(remote))
  const names = new Map([...known].map(([id]) => [id, imageName(`asset:${id}`)]))
  const match = matchRemote(
    desiredResources(document, token, CUSTOMER.customerId),
    remote.value.resources,
    names,
  )
  expect(match.missing.map(({ title }) => title)).toEqual([])
  expect(match.mismatches).toEqual([])
  expect(match.surplus).toEqual([])
  return match.found
}

const token = (): string => newId().slice(-12)

describe('a campaign that was made and read back', () => {
  it.each(KINDS)('%s: has nothing left to plan', async (kind) => {
    const document = documentsOf('account', images)[kind]!
    const own = token()
    const baseline = await publish(document, own)
    expect(plan(document, own, baseline)).toEqual([])
  })

  it.each(KINDS)('%s: changed in the words of its ads, takes the change and nothing else', async (kind) => {
    const document = documentsOf('account', images)[kind]!
    const own = token()
    const baseline = await publish(document, own)
    const edited = structuredClone(document)
    for (const { ads } of edited.adGroups) ads[0]!.headlines[0] = { text: 'Another headline' }
    const operations = plan(edited, own, baseline)
    const places = new Set(operations.map(({ resource }) => resource))
    expect([...places]).toEqual(
      edited.campaignType === 'PERFORMANCE_MAX' ? ['Asset', 'AssetGroupAsset'] : ['Ad'],
    )
    const after = await publish(edited, own, baseline)
    expect(plan(edited, own, after)).toEqual([])
  })

  it.each(KINDS)('%s: with another budget and an end later, takes two updates', async (kind) => {
    const document = documentsOf('account', images)[kind]!
    const own = token()
    const baseline = await publish(document, own)
    const edited = { ...document, dailyBudgetMicros: '60000000', endDate: '2028-01-31' }
    expect(
      plan(edited, own, baseline).map(({ action, resource, body }) => [
        action,
        resource,
        (Object.values(body)[0] as { updateMask?: string }).updateMask,
      ]),
    ).toEqual([
      ['update', 'CampaignBudget', 'amountMicros'],
      ['update', 'Campaign', 'endDateTime'],
    ])
    expect(plan(edited, own, await publish(edited, own, baseline))).toEqual([])
  })

  it.each(KINDS)('%s: emptied of what it need not have, is cleared and not left over', async (kind) => {
    const document = documentsOf('account', images)[kind]!
    const own = token()
    const baseline = await publish(document, own)
    const edited = structuredClone(document)
    Object.assign(edited, { languages: [], negativeKeywords: [], finalUrlSuffix: null, endDate: null })
    Object.assign(edited, { brandMainColor: null, brandAccentColor: null, brandFontFamily: null })
    Object.assign(edited, { assetAutomationOptOuts: [], brandLandscapeLogoImages: [] })
    for (const group of edited.adGroups) {
      Object.assign(group, { languages: [], searchThemes: [] })
      group.keywords = group.keywords.filter(({ negative }) => !negative)
      for (const ad of group.ads) {
        Object.assign(ad, { callToAction: null, path1: null, path2: null, landscapeLogoImages: [] })
        Object.assign(ad, { assetAutomationOptOuts: [], mainColor: null, accentColor: null })
        if (ad.adType !== 'DEMAND_GEN_VIDEO_RESPONSIVE') ad.youtubeVideos = []
      }
    }
    expect(plan(edited, own, baseline)).not.toEqual([])
    expect(plan(edited, own, await publish(edited, own, baseline))).toEqual([])
  })

  it('takes cards of a carousel in another order as a change, and other lists not', async () => {
    const document = documentsOf('account', images)['Demand Gen, carousel']!
    const own = token()
    const baseline = await publish(document, own)
    const edited = structuredClone(document)
    edited.adGroups[0]!.ads[0]!.cards.reverse()
    expect(plan(edited, own, baseline).map(({ changes }) => changes.map(({ field }) => field))).toEqual([
      ['ad.demandGenCarouselAd.carouselCards'],
    ])
    expect(plan(edited, own, await publish(edited, own, baseline))).toEqual([])
    const search = documentsOf('account', images)['Search']!
    const other = token()
    const published = await publish(search, other)
    search.adGroups[0]!.ads[0]!.headlines.reverse()
    search.adGroups[0]!.keywords.reverse()
    expect(plan(search, other, published)).toEqual([])
  })

  it('takes another bid of a keyword as an update, and another match type as a new keyword', async () => {
    const document = documentsOf('account', images)['Search']!
    const own = token()
    const baseline = await publish(document, own)
    const edited = structuredClone(document)
    const [exact, phrase] = edited.adGroups[0]!.keywords
    Object.assign(exact!, { cpcBidMicros: '2500000' })
    Object.assign(phrase!, { matchType: 'EXACT' })
    expect(plan(edited, own, baseline).map(({ action, title }) => `${action} ${title}`)).toEqual([
      'remove Keyword "buy herbs"',
      'update Keyword [garden shop]',
      'create Keyword [buy herbs]',
    ])
    expect(plan(edited, own, await publish(edited, own, baseline))).toEqual([])
  })

  it('takes an asset group in and out with all that hangs on it', async () => {
    const document = documentsOf('account', images)['Performance Max, one brand']!
    const own = token()
    const baseline = await publish({ ...document, adGroups: document.adGroups.slice(0, 1) }, own)
    const grown = await publish(document, own, baseline)
    const shrunk = { ...document, adGroups: document.adGroups.slice(1) }
    expect(plan(shrunk, own, grown).map(({ action, resource }) => `${action} ${resource}`)).toEqual([
      'remove AssetGroup',
    ])
    expect(plan(shrunk, own, await publish(shrunk, own, grown))).toEqual([])
  })

  it.each(['SEARCH', 'DISPLAY'] as const)(
    '%s: takes every other way to bid, and its fields',
    async (type) => {
      const documents = documentsOf('account', images)
      const document = { ...documents[type === 'SEARCH' ? 'Search' : 'Display']! }
      const own = token()
      let baseline = await publish(document, own)
      const ways: Partial<CampaignDocument>[] = [
        { biddingStrategy: 'MAXIMIZE_CONVERSIONS', targetCpaMicros: '4000000' },
        { biddingStrategy: 'TARGET_SPEND', cpcBidCeilingMicros: '1000000' },
        { biddingStrategy: 'MANUAL_CPC' },
        ...(type === 'DISPLAY'
          ? [{ biddingStrategy: 'MANUAL_CPM' } as const]
          : [
              {
                biddingStrategy: 'TARGET_IMPRESSION_SHARE',
                impressionShareLocation: 'ANYWHERE_ON_PAGE',
                impressionShareFraction: 0.5,
                cpcBidCeilingMicros: '3000000',
              } as const,
            ]),
      ]
      for (const way of ways) {
        const edited = { ...document, targetCpaMicros: null, cpcBidCeilingMicros: null, ...way }
        expect(plan(edited, own, baseline)).toHaveLength(1)
        baseline = await publish(edited, own, baseline)
        expect(plan(edited, own, baseline)).toEqual([])
      }
    },
  )

  it('of a total budget is made with its end', async () => {
    const documents = documentsOf('account', images)
    const total = { dailyBudgetMicros: null, totalBudgetMicros: '9000000000', endDate: dayFromNow(60) }
    const document = { ...documents['Demand Gen, images']!, ...total }
    const own = token()
    const baseline = await publish(document, own)
    expect(plan(document, own, baseline)).toEqual([])
    const edited = { ...document, totalBudgetMicros: '9500000000' }
    expect(plan(edited, own, await publish(edited, own, baseline))).toEqual([])
  })
})

function dayFromNow(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
}
