import { isDeepStrictEqual } from 'node:util'
import { AppError, type FieldError } from '../base/errors.ts'
import { newId } from '../base/ids.ts'
import {
  type Ad,
  type AdGroup,
  type CampaignCreate,
  type CampaignDocument,
  type CampaignPatch,
  campaignDocumentSchema,
} from '../contract/campaign.ts'
import { IMAGE_PROPERTY, type ImageField } from '../contract/words.ts'

type AdGroupInput = NonNullable<CampaignCreate['adGroups']>[number]
type AdInput = AdGroupInput['ads'][number]

/** The simple form with its two URLs resolved to images of the library. */
export interface SimpleForm {
  adGroupName?: string | null | undefined
  adHeadline?: string | null | undefined
  adDescription?: string | null | undefined
  businessName?: string | null | undefined
  finalUrl?: string | null | undefined
  image?: { assetId: string; field: ImageField } | undefined
  logoAssetId?: string | undefined
}

const EMPTY_AD: AdInput = {
  adType: 'DEMAND_GEN_MULTI_ASSET',
  name: '',
  finalUrl: null,
  businessName: null,
  callToAction: null,
  headlines: [],
  descriptions: [],
  marketingImages: [],
  squareMarketingImages: [],
  portraitMarketingImages: [],
  tallPortraitMarketingImages: [],
  logoImages: [],
  assetAutomationOptOuts: [],
}

const EMPTY_AD_GROUP: AdGroupInput = {
  name: 'Ad group 1',
  channelStrategy: 'ALL_CHANNELS',
  selectedChannels: [],
  optimizedTargeting: true,
  locations: [],
  languages: [],
  ads: [],
}

/** The document of a new draft. `body` is validated; ids of parts cannot be chosen by the caller. */
export function documentOfCreate(
  body: CampaignCreate,
  accountId: string,
  simple: SimpleForm,
): CampaignDocument {
  const groups = body.adGroups ?? [{ ...EMPTY_AD_GROUP, ads: [EMPTY_AD] }]
  refuseForeignIds(groups, [])
  const adGroups = withSimple(groups.map(withIds), simple)
  return pick({ ...body, accountId, adGroups })
}

/** The document after a partial edit. Parts keep their ids; a new part has none yet. */
export function documentOfPatch(
  current: CampaignDocument,
  patch: CampaignPatch,
  simple: SimpleForm,
): CampaignDocument {
  const given = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined))
  if (patch.adGroups !== undefined) refuseForeignIds(patch.adGroups, current.adGroups)
  const groups = patch.adGroups?.map(withIds) ?? current.adGroups
  return pick({ ...current, ...given, adGroups: withSimple(groups, simple) })
}

/** A copy under another name, with ids of its own. */
export function documentOfCopy(document: CampaignDocument, name: string): CampaignDocument {
  const adGroups = document.adGroups.map((group) => ({
    ...group,
    id: newId(),
    ads: group.ads.map((ad) => ({ ...ad, id: newId() })),
  }))
  return { ...document, name, adGroups }
}

/** Top-level fields in which two documents differ. */
export function changedFields(before: CampaignDocument, after: CampaignDocument): string[] {
  return (Object.keys(after) as (keyof CampaignDocument)[]).filter(
    (key) => !isDeepStrictEqual(before[key], after[key]),
  )
}

function pick(source: Record<string, unknown>): CampaignDocument {
  const keys = Object.keys(campaignDocumentSchema.shape)
  return Object.fromEntries(keys.map((key) => [key, source[key]])) as CampaignDocument
}

function withIds(group: AdGroupInput): AdGroup {
  return { ...group, id: group.id ?? newId(), ads: group.ads.map((ad) => ({ ...ad, id: ad.id ?? newId() })) }
}

/** An id names a part that is already here, in the same place; it never brings one over from elsewhere. */
function refuseForeignIds(groups: readonly AdGroupInput[], current: readonly AdGroup[]): void {
  const errors: FieldError[] = []
  const seen = new Set<string>()
  const check = (id: string | undefined, known: readonly { id: string }[], path: string): void => {
    if (id === undefined) return
    const message = seen.has(id)
      ? 'This id is used twice.'
      : 'There is no such part in this campaign. Leave the id out to add a new one.'
    if (seen.has(id) || !known.some((part) => part.id === id))
      errors.push({ path: `${path}.id`, code: 'unknown_id', message })
    seen.add(id)
  }
  for (const [index, group] of groups.entries()) {
    check(group.id, current, `adGroups[${index}]`)
    const ads = current.find((known) => known.id === group.id)?.ads ?? []
    for (const [adIndex, ad] of group.ads.entries()) check(ad.id, ads, `adGroups[${index}].ads[${adIndex}]`)
  }
  if (errors.length > 0) throw new AppError('not_allowed', errors[0]!.message, { errors })
}

function withSimple(groups: AdGroup[], simple: SimpleForm): AdGroup[] {
  if (Object.values(simple).every((value) => value === undefined)) return groups
  const [group] = groups
  if (groups.length > 1 || (group !== undefined && group.ads.length > 1)) {
    const message =
      'This campaign has several ads, so the simple fields cannot tell which one is meant. Send adGroups.'
    throw new AppError('not_allowed', message, {
      errors: [{ path: 'adGroups', code: 'not_simple', message }],
    })
  }
  const base = group ?? { ...EMPTY_AD_GROUP, id: newId(), ads: [] }
  const ad = base.ads[0] ?? { ...EMPTY_AD, id: newId() }
  const named = simple.adGroupName === undefined ? base.name : (simple.adGroupName ?? EMPTY_AD_GROUP.name)
  return [{ ...base, name: named, ads: [simpleAd(ad, simple)] }]
}

function simpleAd(ad: Ad, simple: SimpleForm): Ad {
  const texts = (text: string | null | undefined, before: Ad['headlines']): Ad['headlines'] =>
    text === undefined ? before : text === null ? [] : [{ text }, ...before.slice(1)]
  const image = simple.image
  return {
    ...ad,
    headlines: texts(simple.adHeadline, ad.headlines),
    descriptions: texts(simple.adDescription, ad.descriptions),
    businessName: simple.businessName === undefined ? ad.businessName : simple.businessName,
    finalUrl: simple.finalUrl === undefined ? ad.finalUrl : simple.finalUrl,
    ...(image === undefined ? {} : { [IMAGE_PROPERTY[image.field]]: [image.assetId] }),
    ...(simple.logoAssetId === undefined ? {} : { logoImages: [simple.logoAssetId] }),
  }
}
