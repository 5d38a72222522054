import type { CampaignType } from '../../contract/words.ts'

// Parameters of an address are handled as they are written: what is not changed keeps its place and its every letter.

export const UTM_NAMES = ['utm_source', 'utm_medium', 'utm_campaign', 'utm_content', 'utm_term'] as const
export type UtmName = (typeof UTM_NAMES)[number]

/** What Google writes into an address at each click, with an example of it. */
export interface ValueTrack {
  name: string
  label: string
  example: string
  /** Only where somebody searched. */
  searchOnly?: true
}

export const VALUE_TRACKS: readonly ValueTrack[] = [
  { name: '{campaignid}', label: 'Id of the campaign', example: '21000000001' },
  { name: '{adgroupid}', label: 'Id of the ad group', example: '150000000001' },
  { name: '{creative}', label: 'Id of the ad', example: '700000000001' },
  { name: '{network}', label: 'Where it was shown: Search, Display, YouTube', example: 'd' },
  { name: '{device}', label: 'Mobile, tablet or computer', example: 'm' },
  { name: '{placement}', label: 'The site or app', example: 'news.example.com' },
  { name: '{targetid}', label: 'Id of the keyword or audience', example: 'aud-1234567' },
  { name: '{loc_physical_ms}', label: 'Where the person was', example: '1023191' },
  { name: '{keyword}', label: 'The keyword', example: 'garden%20chairs', searchOnly: true },
  { name: '{matchtype}', label: 'How the keyword matched', example: 'p', searchOnly: true },
]

/** What most teams begin with. */
export function usualValues(type: CampaignType): Partial<Record<UtmName, string>> {
  return {
    utm_source: 'google',
    utm_medium: 'cpc',
    utm_campaign: '{campaignid}',
    utm_content: '{creative}',
    ...(type === 'SEARCH' ? { utm_term: '{keyword}' } : {}),
  }
}

const partsOf = (query: string): string[] => query.split('&').filter((part) => part !== '')
const nameOf = (part: string): string => part.split('=', 1)[0]!

/** The value of a parameter as people read it; undefined: it is not there. */
export function valueOf(query: string, name: string): string | undefined {
  const part = partsOf(query).find((each) => nameOf(each) === name)
  return part === undefined ? undefined : decoded(part.slice(name.length + 1))
}

/** With this value for a parameter, where it stands already or at the end; without the parameter for an empty one. */
export function withValue(query: string, name: string, value: string): string {
  const parts = partsOf(query)
  const at = parts.findIndex((part) => nameOf(part) === name)
  const others = parts.filter((part, index) => index === at || nameOf(part) !== name)
  const place = others.findIndex((part) => nameOf(part) === name)
  if (value === '') return others.filter((_, index) => index !== place).join('&')
  const part = `${name}=${encoded(value)}`
  return (place === -1 ? [...others, part] : others.with(place, part)).join('&')
}

/** What is none of the UTM parameters, as it is written. */
export function otherParts(query: string): string[] {
  const known = new Set<string>(UTM_NAMES)
  return partsOf(query).filter((part) => !known.has(nameOf(part)))
}

/** A tracking template and its parameters, which follow the first question mark. */
export function splitTemplate(template: string): { head: string; query: string } {
  const mark = template.indexOf('?')
  if (mark === -1) return { head: template === '' ? '{lpurl}' : template, query: '' }
  return { head: template.slice(0, mark), query: template.slice(mark + 1) }
}

export function joinTemplate({ head, query }: { head: string; query: string }): string {
  if (query !== '') return `${head}?${query}`
  return head === '{lpurl}' ? '' : head
}

/** Where a click leads with this suffix, with examples for what Google fills in. */
export function landingOf(finalUrl: string, suffix: string): string {
  const [address, ...anchor] = finalUrl.split('#')
  const query = partsOf(suffix).join('&')
  const joint = query === '' ? '' : address!.includes('?') ? '&' : '?'
  return withExamples([`${address}${joint}${query}`, ...anchor].join('#'))
}

/** Where a click goes first with this template. A landing page in the middle of an address is escaped, as Google does. */
export function trackedOf(finalUrl: string, template: string): string {
  const atStart = /^\{lpurl\}\??/i.exec(template)
  if (atStart === null) return withExamples(template.replaceAll(/\{lpurl\}/gi, encodeURIComponent(finalUrl)))
  return landingOf(finalUrl, template.slice(atStart[0].length))
}

function withExamples(address: string): string {
  return address.replaceAll(
    /\{[a-z_]+\}/gi,
    (name) => VALUE_TRACKS.find((track) => track.name === name.toLowerCase())?.example ?? name,
  )
}

/** Braces are Google's; everything else that means something in an address is escaped. */
function encoded(value: string): string {
  return value
    .toWellFormed()
    .split(/(\{[a-z\d_:+]+\})/i)
    .map((piece, index) => (index % 2 === 1 ? piece : encodeURIComponent(piece)))
    .join('')
}

function decoded(written: string): string {
  try {
    return decodeURIComponent(written.replaceAll('+', ' '))
  } catch {
    return written
  }
}
