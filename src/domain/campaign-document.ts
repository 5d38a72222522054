import { isDeepStrictEqual } from 'node:util'
import { AppError, type FieldError } from '../base/errors.ts'
import { newId } from '../base/ids.ts'
import {
  type CampaignCreate,
  type CampaignDocument,
  type CampaignPatch,
  campaignDocumentSchema,
} from '../contract/campaign.ts'
import type { Ad, AdGroup, AdGroupInput } from '../contract/campaign-parts.ts'
import { EMPTY_AD, EMPTY_AD_GROUP } from '../contract/empty-campaign.ts'
import type { NOT_IN_TEMPLATES, TemplateContent } from '../contract/templates.ts'
import { AD_TYPES_OF, type CampaignType, IMAGE_PROPERTY, type ImageField } from '../contract/words.ts'

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

/** The document of a new draft. `body` is validated; ids of parts cannot be chosen by the caller. */
export function documentOfCreate(
  body: CampaignCreate,
  accountId: string,
  simple: SimpleForm,
): CampaignDocument {
  const { adType: _, ...emptyAd } = EMPTY_AD
  const groups = body.adGroups ?? [{ ...EMPTY_AD_GROUP, ads: [emptyAd] }]
  refuseForeignIds(groups, [])
  const given = groups.map((group) => complete(group, [], body.campaignType))
  refuseOtherTypes(given, [], body.campaignType)
  return pick({ ...body, accountId, adGroups: withSimple(given, simple, body.campaignType) })
}

/** The document after a partial edit. Parts keep their ids; a new part has none yet. */
export function documentOfPatch(
  current: CampaignDocument,
  patch: CampaignPatch,
  simple: SimpleForm,
): CampaignDocument {
  const given = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined))
  const type = current.campaignType
  if (patch.adGroups !== undefined) refuseForeignIds(patch.adGroups, current.adGroups)
  const groups = patch.adGroups?.map((group) => complete(group, current.adGroups, type)) ?? current.adGroups
  refuseOtherTypes(groups, current.adGroups, type)
  return pick({ ...current, ...given, adGroups: withSimple(groups, simple, type) })
}

/** Who a campaign is, and what is said for it alone. */
export type CampaignIdentity = Pick<CampaignDocument, (typeof NOT_IN_TEMPLATES)[number]>

/** What another campaign can take over: all but who this one is, with no ids of parts. */
export function contentOf(document: CampaignDocument): TemplateContent {
  const {
    accountId: _account,
    name: _name,
    startDate: _start,
    endDate: _end,
    containsEuPoliticalAdvertising: _declaration,
    ...content
  } = document
  const adGroups = document.adGroups.map(({ id: _, ...group }) => ({
    ...group,
    ads: group.ads.map(({ id: _ad, ...ad }) => ad),
  }))
  return { ...content, adGroups }
}

/** A campaign of this content, with ids of its own. */
export function documentOfContent(content: TemplateContent, identity: CampaignIdentity): CampaignDocument {
  const adGroups = content.adGroups.map((group) => ({
    ...group,
    id: newId(),
    ads: group.ads.map((ad) => ({ ...ad, id: newId() })),
  }))
  return { ...content, ...identity, adGroups }
}

/** A copy under another name, with ids of its own. */
export function documentOfCopy(document: CampaignDocument, name: string): CampaignDocument {
  const { accountId, startDate, endDate, containsEuPoliticalAdvertising } = document
  const identity = { accountId, name, startDate, endDate, containsEuPoliticalAdvertising }
  return documentOfContent(contentOf(document), identity)
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

/** With an id for what is new, and the type of an ad where the caller did not say it. */
function complete(group: AdGroupInput, current: readonly AdGroup[], type: CampaignType): AdGroup {
  const known = current.find(({ id }) => id === group.id)?.ads ?? []
  return {
    ...group,
    id: group.id ?? newId(),
    ads: group.ads.map((ad) => ({
      ...ad,
      id: ad.id ?? newId(),
      adType: ad.adType ?? known.find(({ id }) => id === ad.id)?.adType ?? AD_TYPES_OF[type][0],
    })),
  }
}

/** What an ad is never changes, and follows from the campaign's type: this is no question of completeness. Nor are cards. */
function refuseOtherTypes(groups: readonly AdGroup[], current: readonly AdGroup[], type: CampaignType): void {
  const before = new Map(current.flatMap(({ ads }) => ads).map(({ id, adType }) => [id, adType]))
  const errors: FieldError[] = []
  for (const [index, group] of groups.entries()) {
    for (const [adIndex, { id, adType, cards }] of group.ads.entries()) {
      const ad = `adGroups[${index}].ads[${adIndex}]`
      const path = `${ad}.adType`
      const allowed: readonly string[] = AD_TYPES_OF[type]
      if (!allowed.includes(adType)) {
        const message = `A campaign of type ${type} has ads of type ${allowed.join(' or ')}, not ${adType}.`
        errors.push({ path, code: 'ad_type_not_allowed', message })
      } else if ((before.get(id) ?? adType) !== adType) {
        const message = 'The type of an ad never changes. Remove the ad, and add one of the other type.'
        errors.push({ path, code: 'ad_type_final', message })
      }
      if (cards.length > 0 && adType !== 'DEMAND_GEN_CAROUSEL') {
        const message = `Only ads of type DEMAND_GEN_CAROUSEL have cards; this one is ${adType}.`
        errors.push({ path: `${ad}.cards`, code: 'cards_not_allowed', message })
      }
    }
  }
  if (errors.length > 0) throw new AppError('not_allowed', errors[0]!.message, { errors })
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

function withSimple(groups: AdGroup[], simple: SimpleForm, type: CampaignType): AdGroup[] {
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
  const ad = base.ads[0] ?? { ...EMPTY_AD, id: newId(), adType: AD_TYPES_OF[type][0] }
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
