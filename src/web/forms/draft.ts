import type { Campaign, CampaignCreate, CampaignDocument, CampaignPatch } from '../../contract/campaign.ts'
import type { Ad, AdGroup } from '../../contract/campaign-parts.ts'
import { undoChange } from '../../contract/document-diff.ts'
import { documentOf, EMPTY_AD, EMPTY_AD_GROUP, EMPTY_CAMPAIGN } from '../../contract/empty-campaign.ts'
import type { Account } from '../../contract/session.ts'
import { AD_TYPES_OF, type AdType, type CampaignType } from '../../contract/words.ts'
import { newId } from '../client/ids.ts'
import { AD_SHAPES } from './ad-shapes.ts'

/** Pure steps between what a person types, what the server keeps and what is sent. */

export type DraftField = Exclude<keyof CampaignDocument, 'accountId' | 'campaignType'>

const FIELDS = ['name', ...Object.keys(EMPTY_CAMPAIGN), 'adGroups'] as readonly DraftField[]

export function blankAd(type: CampaignType, adType: AdType = AD_TYPES_OF[type][0]): Ad {
  return withLines({ ...EMPTY_AD, id: newId(), adType })
}

export function blankAdGroup(number: number, type: CampaignType): AdGroup {
  return {
    ...EMPTY_AD_GROUP,
    id: newId(),
    name: type === 'PERFORMANCE_MAX' ? `Asset group ${number}` : `Ad group ${number}`,
    ads: [blankAd(type)],
  }
}

export function blankDocument(account: Account, type: CampaignType = 'DEMAND_GEN'): CampaignDocument {
  return {
    ...EMPTY_CAMPAIGN,
    accountId: account.id,
    campaignType: type,
    name: '',
    adGroups: [blankAdGroup(1, type)],
  }
}

type TextProperty = 'headlines' | 'longHeadlines' | 'descriptions'

function withoutEmptyTail<Text extends { text: string }>(texts: readonly Text[]): Text[] {
  let length = texts.length
  while (length > 0 && texts[length - 1]?.text.trim() === '') length -= 1
  return texts.slice(0, length)
}

/** With a line to type into in every list of texts that an ad of this type has. */
function withLines(ad: Ad): Ad {
  const has = new Set<TextProperty>(AD_SHAPES[ad.adType].texts.map(({ property }) => property))
  const lines = <Property extends TextProperty>(property: Property): Ad[Property] =>
    ad[property].length === 0 && has.has(property) ? [{ text: '' }] : ad[property]
  return {
    ...ad,
    headlines: lines('headlines'),
    longHeadlines: lines('longHeadlines'),
    descriptions: lines('descriptions'),
  }
}

const editAds = (document: CampaignDocument, edit: (ad: Ad) => Ad): CampaignDocument => ({
  ...document,
  adGroups: document.adGroups.map((group) => ({ ...group, ads: group.ads.map(edit) })),
})

/** What counts as the document: the empty line that waits to be typed into does not. */
export function tidy(document: CampaignDocument): CampaignDocument {
  return editAds(document, (ad) => ({
    ...ad,
    headlines: withoutEmptyTail(ad.headlines),
    longHeadlines: withoutEmptyTail(ad.longHeadlines),
    descriptions: withoutEmptyTail(ad.descriptions),
  }))
}

/** The document as the form shows it: every list of texts has a line to type into. */
export function forForm(document: CampaignDocument): CampaignDocument {
  return editAds(document, withLines)
}

/** Ids that the form made up, and the ids that the server gave for them. */
export type KnownIds = ReadonlyMap<string, string>

export function idsOf(document: CampaignDocument): Map<string, string> {
  const ids = document.adGroups.flatMap((group) => [group.id, ...group.ads.map((ad) => ad.id)])
  return new Map(ids.map((id) => [id, id]))
}

/** What the server's ids are for what was sent: it keeps the order. */
export function learnIds(
  known: KnownIds,
  sent: CampaignDocument,
  saved: CampaignDocument,
): Map<string, string> {
  const learnt = new Map(known)
  for (const [index, group] of sent.adGroups.entries()) {
    const savedGroup = saved.adGroups[index]
    if (savedGroup === undefined) continue
    learnt.set(group.id, savedGroup.id)
    for (const [adIndex, ad] of group.ads.entries()) {
      const savedAd = savedGroup.ads[adIndex]
      if (savedAd !== undefined) learnt.set(ad.id, savedAd.id)
    }
  }
  return learnt
}

/** With the ids that the server knows, where it knows them. */
export function withServerIds(document: CampaignDocument, known: KnownIds): CampaignDocument {
  const id = (own: string): string => known.get(own) ?? own
  const groups = document.adGroups.map((group) => ({
    ...group,
    id: id(group.id),
    ads: group.ads.map((ad) => ({ ...ad, id: id(ad.id) })),
  }))
  return { ...document, adGroups: groups }
}

function groupsToSend(document: CampaignDocument, known: KnownIds): NonNullable<CampaignPatch['adGroups']> {
  return document.adGroups.map(({ id, ads, ...group }) => ({
    ...group,
    ...idToSend(id, known),
    ads: ads.map(({ id: adId, ...ad }) => ({ ...ad, ...idToSend(adId, known) })),
  }))
}

function idToSend(id: string, known: KnownIds): { id?: string } {
  const serverId = known.get(id)
  return serverId === undefined ? {} : { id: serverId }
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

/** The fields in which `document` differs from what the server has. */
export function changedFields(
  base: CampaignDocument,
  document: CampaignDocument,
  known: KnownIds,
): DraftField[] {
  const mine = withServerIds(tidy(document), known)
  const theirs = tidy(documentOf(base))
  return FIELDS.filter((field) => !same(canonical(mine[field]), canonical(theirs[field])))
}

/** Key order is no difference. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, entry]) => [key, canonical(entry)]),
  )
}

/** What to send for the changed fields; null where nothing changed. */
export function patchOf(
  base: CampaignDocument,
  document: CampaignDocument,
  known: KnownIds,
): { patch: CampaignPatch; fields: DraftField[] } | null {
  const fields = changedFields(base, document, known)
  if (fields.length === 0) return null
  const tidied = tidy(document)
  const entries = fields.map((field) => [
    field,
    field === 'adGroups' ? groupsToSend(tidied, known) : tidied[field],
  ])
  return { patch: Object.fromEntries(entries) as CampaignPatch, fields }
}

export function createBodyOf(document: CampaignDocument): CampaignCreate {
  const tidied = tidy(document)
  return { ...tidied, adGroups: groupsToSend(tidied, new Map()) }
}

export interface Merge {
  /** Theirs, with what we changed on top. */
  document: CampaignDocument
  /** Theirs too, but for fields of ads and ad groups that only we changed: what is taken where a person decides for them. */
  theirs: Campaign
  /** Changed on both sides, to different values: a person decides. */
  clashes: DraftField[]
}

/**
 * Joins two edits of the same base: field by field, and within ad groups and ads too, so that one person's headline and another's
 * description are both there. Where both changed the same, ours stands in `document` until a person decides.
 */
export function mergeEdits(
  base: CampaignDocument,
  mine: CampaignDocument,
  theirs: Campaign,
  known: KnownIds,
): Merge {
  const ours = changedFields(base, mine, known)
  const theirChanges = changedFields(base, theirs, idsOf(theirs))
  const both = ours.filter(
    (field) => theirChanges.includes(field) && changedFields(theirs, mine, known).includes(field),
  )
  const document: CampaignDocument = { ...documentOf(theirs) }
  for (const field of ours) Object.assign(document, { [field]: mine[field] })
  if (!both.includes('adGroups')) return { document: forForm(document), theirs, clashes: both }
  const groups = mergeGroups(base, mine, theirs, known)
  return {
    document: forForm({ ...document, adGroups: groups.ours }),
    theirs: { ...theirs, adGroups: groups.theirs },
    clashes: groups.isClash ? both : both.filter((field) => field !== 'adGroups'),
  }
}

/** Each side's ad groups with what only the other changed. An edit is put on top by undoing its opposite. */
function mergeGroups(
  base: CampaignDocument,
  mine: CampaignDocument,
  theirs: Campaign,
  known: KnownIds,
): { ours: AdGroup[]; theirs: AdGroup[]; isClash: boolean } {
  const [before, our, their] = [
    tidy(documentOf(base)),
    withServerIds(tidy(mine), known),
    tidy(documentOf(theirs)),
  ]
  const onOurs = undoChange(their, before, our)
  const onTheirs = undoChange(our, before, their)
  // The form knows its parts by the ids that it gave them: under others, the caret would be lost.
  const own = new Map(
    [...known].filter(([id, serverId]) => id !== serverId).map(([id, serverId]) => [serverId, id]),
  )
  return {
    ours: withServerIds(onOurs.document, own).adGroups,
    theirs: onTheirs.document.adGroups,
    isClash: onTheirs.conflicts.some(({ path }) => path.startsWith('adGroups')),
  }
}
