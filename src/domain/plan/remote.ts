import type { CampaignType } from '../../contract/words.ts'
import type { Answer } from '../../google/answer.ts'
import type { Customer, GoogleAds } from '../../google/google-ads.ts'
import { BIDDING_MESSAGE } from './bidding.ts'
import { assetQuery, CAMPAIGN_QUERY, partQueries } from './remote-queries.ts'
import type { Fields, ResourceKind } from './resource.ts'

/** One resource as Google answers it. */
export interface RemoteResource {
  kind: ResourceKind
  resourceName: string
  fields: Fields
}

export interface RemoteCampaign {
  campaignId: string
  status: string
  resources: RemoteResource[]
}

type Row = Record<string, Fields>

/**
 * Reads the whole tree of a campaign of this type at Google, removed parts left out: as many searches as `searchesToRead` says.
 * `absent` is no proof: search may not show yet what Google has made.
 */
export async function readRemote(
  google: GoogleAds,
  customer: Customer,
  campaignId: string,
  type: CampaignType,
): Promise<Answer<RemoteCampaign | 'removed' | 'absent'>> {
  const search = (query: string): Promise<Answer<Row[]>> => google.search<Row>(customer, query)
  const parts = partQueries(type)
  // Side by side: only changes of an account must not be.
  const [head, ...answers] = await Promise.all([
    search(`${CAMPAIGN_QUERY} WHERE campaign.id = ${campaignId}`),
    ...parts.map(({ query }) => search(query(campaignId))),
  ])
  if (head.kind !== 'applied') return head
  const row = head.value[0]
  if (row === undefined) return { ...head, value: 'absent' }
  const campaign = row['campaign'] ?? {}
  if (campaign['status'] === 'REMOVED') return { ...head, value: 'removed' }
  const resources: RemoteResource[] = [
    resource('CampaignBudget', row['campaignBudget'] ?? {}),
    resource('Campaign', campaignFields(campaign)),
  ]
  for (const [index, answer] of answers.entries()) {
    if (answer.kind !== 'applied') return answer
    const { kind } = parts[index]!
    for (const found of answer.value) {
      if (found['label'] !== undefined) resources.push(resource('Label', found['label']))
      const fields = found[kind.charAt(0).toLowerCase() + kind.slice(1)] ?? {}
      resources.push(resource(kind, kind === 'AdGroupAd' ? adFields(fields) : fields))
    }
  }
  const names = assetNamesIn(resources)
  if (names.length > 0) {
    const assets = await search(assetQuery(names))
    if (assets.kind !== 'applied') return assets
    resources.push(...assets.value.map(({ asset }) => resource('Asset', asset ?? {})))
  }
  return { ...head, value: { campaignId, status: String(campaign['status']), resources } }
}

function resource(kind: ResourceKind, { resourceName, ...fields }: Fields): RemoteResource {
  return { kind, resourceName: String(resourceName), fields }
}

/** Where assets stand that are no images: those are uploaded apart, and known by our own ids. */
const MADE_CONTENT = ['videos', 'youtubeVideos', 'callToActions', 'callToAction', 'carouselCards']
const IMAGE_PLACES = /(IMAGE|LOGO)$/

function assetNamesIn(resources: readonly RemoteResource[]): string[] {
  const places = resources.flatMap(({ kind, fields }): unknown[] => {
    if (kind === 'AssetGroupAsset' || kind === 'CampaignAsset')
      return IMAGE_PLACES.test(String(fields['fieldType'])) ? [] : [fields['asset']]
    if (kind !== 'AdGroupAd') return []
    const contents = Object.values((fields['ad'] ?? {}) as Fields)
    return contents.flatMap((content) => MADE_CONTENT.map((name) => (content as Fields)?.[name]))
  })
  return [...new Set((JSON.stringify(places) ?? '').match(/customers\/\d+\/assets\/\d+/g))]
}

/** The bidding message that is in force, even where it is empty and Google leaves it out; and what is opted out of. */
function campaignFields(campaign: Fields): Fields {
  const { biddingStrategyType, assetAutomationSettings, ...fields } = campaign
  const known = BIDDING_MESSAGE[biddingStrategyType as keyof typeof BIDDING_MESSAGE] as
    | { message: string }
    | undefined
  const others = new Set(Object.values(BIDDING_MESSAGE).map(({ message }) => message))
  const kept = Object.fromEntries(Object.entries(fields).filter(([name]) => !others.has(name)))
  return {
    ...kept,
    ...(known === undefined ? {} : { [known.message]: fields[known.message] ?? {} }),
    ...optOuts('assetAutomationSettings', assetAutomationSettings),
  }
}

/** Opted in is what everything is that is not named: the settings that Google adds for it say nothing. */
function optOuts(name: string, settings: unknown): Fields {
  if (!Array.isArray(settings)) return {}
  return {
    [name]: settings.filter(({ assetAutomationStatus }: Fields) => assetAutomationStatus === 'OPTED_OUT'),
  }
}

/** The ad as we send it: Google adds reviews and ratings to every text and image. */
function adFields({ ad, adGroupAdAssetAutomationSettings, ...fields }: Fields): Fields {
  const content = Object.entries((ad ?? {}) as Fields).map(([name, value]) => [
    name,
    CONTENT.test(name) ? plainContent(value as Fields) : value,
  ])
  return {
    ...fields,
    ...optOuts('adGroupAdAssetAutomationSettings', adGroupAdAssetAutomationSettings),
    ad: Object.fromEntries(content) as Fields,
  }
}

const CONTENT = /^(demandGen|responsive)\w+Ad$/

function plainContent(content: Fields): Fields {
  const plain = (item: unknown): unknown => {
    if (typeof item !== 'object' || item === null) return item
    const { text, asset, pinnedField } = item as Fields
    return Object.fromEntries(
      Object.entries({ text, asset, pinnedField }).filter(([, value]) => value !== undefined),
    )
  }
  return Object.fromEntries(
    Object.entries(content).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.map(plain) : plain(value),
    ]),
  )
}

/** What is found when looking for a campaign of ours. */
export interface FoundCampaign {
  campaignId: string
  name: string
  status: string
  ours: boolean
}

/**
 * Looks for the campaign of a token: by our label, which nobody else's campaign has, and by its name, which is taken
 * even where the label is missing.
 */
export async function findRemote(
  google: GoogleAds,
  customer: Customer,
  { name, label }: { name: string; label: string },
): Promise<Answer<FoundCampaign[]>> {
  // By name first: a create that lands between the two searches is then found with its label, never without it.
  const named = await google.search<Row>(
    customer,
    `SELECT campaign.id, campaign.name, campaign.status FROM campaign WHERE campaign.name = ${quote(name)} AND campaign.status != 'REMOVED'`,
  )
  if (named.kind !== 'applied') return named
  const labelled = await google.search<Row>(
    customer,
    `SELECT campaign.id, campaign.name, campaign.status, label.name FROM campaign_label WHERE label.name = ${quote(label)}`,
  )
  if (labelled.kind !== 'applied') return labelled
  const found = new Map<string, FoundCampaign>()
  for (const [rows, ours] of [
    [named.value, false],
    [labelled.value, true],
  ] as const) {
    for (const { campaign } of rows) {
      const id = String(campaign?.['id'])
      found.set(id, {
        campaignId: id,
        name: String(campaign?.['name']),
        status: String(campaign?.['status']),
        ours,
      })
    }
  }
  return { ...named, value: [...found.values()] }
}

/** The account's labels whose names begin so, by name. */
export async function findLabels(
  google: GoogleAds,
  customer: Customer,
  prefix: string,
): Promise<Answer<Map<string, string>>> {
  const answer = await google.search<Row>(
    customer,
    `SELECT label.resource_name, label.name FROM label WHERE label.name LIKE ${quote(`${prefix}%`)} AND label.status = 'ENABLED'`,
  )
  if (answer.kind !== 'applied') return answer
  const labels = answer.value.map(({ label }): [string, string] => [
    String(label?.['name']),
    String(label?.['resourceName']),
  ])
  return { ...answer, value: new Map(labels) }
}

/** A GAQL string: single quotes and backslashes escaped; line breaks cannot be in one. */
function quote(text: string): string {
  return `'${text.replace(/[\\']/g, (character) => `\\${character}`).replace(/[\r\n]+/g, ' ')}'`
}
