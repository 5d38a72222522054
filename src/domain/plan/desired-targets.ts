import type { CampaignDocument } from '../../contract/campaign.ts'
import type { AdGroup } from '../../contract/campaign-parts.ts'
import { countryByGeoTargetId } from '../../contract/reference/countries.ts'
import { languageById } from '../../contract/reference/languages.ts'
import { type Fields, type Ref, ref, type Resource } from './resource.ts'

type CriterionKind = 'AdGroupCriterion' | 'CampaignCriterion'

/** One criterion: what names it among its siblings, how people call it, where it stands, and what it says. */
interface Target {
  key: string
  title: string
  path: string
  fields: Fields
}

/** Places, languages and negative keywords of the campaign itself. Demand Gen has none here. */
export function campaignCriteria(document: CampaignDocument): Resource[] {
  const keywords = document.negativeKeywords.map(
    ({ text, matchType }, at): Target => ({
      key: `keyword:${matchType}:${text}`,
      title: `Never for ${inNotation(text, matchType)}`,
      path: `negativeKeywords[${at}]`,
      fields: { negative: true, keyword: { text, matchType } },
    }),
  )
  const targets = [...placesAndLanguages(document, ''), ...keywords]
  return targets.map((target) => criterion('CampaignCriterion', 'campaign', ref('campaign'), target))
}

/** What an ad group is aimed by. */
export function adGroupCriteria(group: AdGroup, index: number, customerId: string): Resource[] {
  const base = `adGroups[${index}].`
  const keywords = group.keywords.map(
    ({ text, matchType, negative, cpcBidMicros }, at): Target => ({
      key: `keyword:${matchType}:${text}${negative ? ':not' : ''}`,
      title: `${negative ? 'Never for' : 'Keyword'} ${inNotation(text, matchType)}`,
      path: `${base}keywords[${at}]`,
      fields: {
        negative,
        keyword: { text, matchType },
        ...(cpcBidMicros === null || negative ? {} : { cpcBidMicros }),
      },
    }),
  )
  const audiences = group.audiences.map(
    ({ audienceId }, at): Target => ({
      key: `audience:${audienceId}`,
      title: `Audience ${audienceId}`,
      path: `${base}audiences[${at}]`,
      fields: { audience: { audience: audienceName(customerId, audienceId) } },
    }),
  )
  const targets = [...placesAndLanguages(group, base), ...keywords, ...audiences]
  return targets.map((target) => criterion('AdGroupCriterion', group.id, ref(`adGroup:${group.id}`), target))
}

export function audienceName(customerId: string, audienceId: string): string {
  return `customers/${customerId}/audiences/${audienceId}`
}

function placesAndLanguages(
  { locations, languages }: Pick<AdGroup, 'locations' | 'languages'>,
  base: string,
): Target[] {
  const places = locations.map(({ geoTargetId, negative }, at): Target => {
    const name = countryByGeoTargetId(geoTargetId)?.name ?? `location ${geoTargetId}`
    return {
      key: `location:${geoTargetId}:${negative ? 'not' : 'in'}`,
      title: negative ? `Not in ${name}` : `In ${name}`,
      path: `${base}locations[${at}]`,
      fields: { location: { geoTargetConstant: `geoTargetConstants/${geoTargetId}` }, negative },
    }
  })
  const spoken = languages.map(
    ({ languageId }, at): Target => ({
      key: `language:${languageId}`,
      title: `Speaking ${languageById(languageId)?.name ?? `language ${languageId}`}`,
      path: `${base}languages[${at}]`,
      fields: { language: { languageConstant: `languageConstants/${languageId}` } },
    }),
  )
  return [...places, ...spoken]
}

function criterion(
  kind: CriterionKind,
  owner: string,
  parent: Ref,
  { key, title, path, fields }: Target,
): Resource {
  const parentField = kind === 'CampaignCriterion' ? 'campaign' : 'adGroup'
  return { key: `criterion:${owner}:${key}`, kind, title, path, fields: { [parentField]: parent, ...fields } }
}

/** As people write match types. */
function inNotation(text: string, matchType: string): string {
  return matchType === 'EXACT' ? `[${text}]` : matchType === 'PHRASE' ? `"${text}"` : text
}
