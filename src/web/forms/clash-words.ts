import type { CampaignDocument } from '../../contract/campaign.ts'
import { valueEntries } from '../ui/document-words.ts'
import type { Places } from '../ui/place-words.ts'
import { groupNoun } from '../ui/part-labels.ts'
import type { DraftField } from './draft.ts'

const MOST_ENTRIES = 12

interface Sides {
  mine: CampaignDocument
  theirs: CampaignDocument
  currencyCode: string
  places: Places
}

/** The words of both sides for a field that both changed: what differs comes first, so that it is never cut off. */
export function clashWords(field: DraftField, sides: Sides): { mine: string; theirs: string } {
  const mine = entriesOf(field, sides.mine, sides)
  const theirs = entriesOf(field, sides.theirs, sides)
  return {
    mine: said(mine, theirs, headOf(field, sides.mine)),
    theirs: said(theirs, mine, headOf(field, sides.theirs)),
  }
}

function said(own: readonly string[], other: readonly string[], head: string): string {
  const theirs = new Set(other)
  const ordered = [...own.filter((entry) => !theirs.has(entry)), ...own.filter((entry) => theirs.has(entry))]
  const shown = ordered.slice(0, MOST_ENTRIES).join(' · ') || (head === '' ? 'nothing' : 'no texts')
  const more = ordered.length - MOST_ENTRIES
  return `${head}${shown}${more > 0 ? ` and ${more} more` : ''}`
}

function headOf(field: DraftField, { adGroups, campaignType }: CampaignDocument): string {
  if (field !== 'adGroups') return ''
  const ads = adGroups.reduce((all, group) => all + group.ads.length, 0)
  return `${counted(adGroups.length, groupNoun(campaignType))}, ${counted(ads, 'ad')}: `
}

const counted = (count: number, noun: string): string => `${count} ${count === 1 ? noun : `${noun}s`}`

function entriesOf(
  field: DraftField,
  document: CampaignDocument,
  { currencyCode, places }: Pick<Sides, 'currencyCode' | 'places'>,
): string[] {
  if (field !== 'adGroups')
    return valueEntries(field, document[field], {
      currencyCode,
      asset: () => undefined,
      audience: () => undefined,
      places,
    })
  return document.adGroups.flatMap(({ name, ads }) => [
    name,
    ...ads
      .flatMap((ad) => [...ad.headlines, ...ad.longHeadlines, ...ad.descriptions].map(({ text }) => text))
      .filter((text) => text.trim() !== ''),
  ])
}
