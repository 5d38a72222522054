import type { Campaign } from '../../src/contract/campaign.ts'
import type { AdGroup } from '../../src/contract/campaign-parts.ts'
import { listOf, subMessage, textOf } from '../../src/emulator/schema.ts'
import type { Row } from '../../src/emulator/state.ts'
import type { Findings, Raw } from './check.ts'

/** The groups of a campaign that is no Demand Gen one, read past the emulator's API, against the campaign here. */
export function checkTypedGroups(raw: Raw, campaign: Campaign, row: Row, findings: Findings): void {
  const isPerformanceMax = campaign.campaignType === 'PERFORMANCE_MAX'
  const groups = raw.below(isPerformanceMax ? 'asset_group' : 'ad_group', 'campaign', row.name)
  findings.equal(
    'groups',
    groups.map(({ data }) => textOf(data, 'name')).sort(),
    campaign.adGroups.map(({ name }) => name).sort(),
  )
  findings.equal(
    'targets of the campaign',
    raw.below('campaign_criterion', 'campaign', row.name).length,
    campaign.locations.length + campaign.languages.length + campaign.negativeKeywords.length,
  )
  for (const group of campaign.adGroups) {
    const remote = groups.find(({ data }) => textOf(data, 'name') === group.name)
    if (remote === undefined) continue
    if (isPerformanceMax) checkAssetGroup(raw, group, remote, findings)
    else checkAdGroup(raw, campaign, group, remote, findings)
  }
}

function checkAdGroup(raw: Raw, campaign: Campaign, group: AdGroup, remote: Row, findings: Findings): void {
  const ads = raw.below('ad_group_ad', 'adGroup', remote.name)
  findings.equal(`ads of ${group.name}`, ads.length, group.ads.length)
  const message = campaign.campaignType === 'SEARCH' ? 'responsiveSearchAd' : 'responsiveDisplayAd'
  const content = subMessage(subMessage(ads[0]?.data, 'ad'), message)
  const headlines = listOf(content, 'headlines').map((item) => textOf(item, 'text'))
  findings.equal(
    `headlines of ${group.name}`,
    headlines.sort(),
    group.ads[0]!.headlines.map(({ text }) => text).sort(),
  )
  const keywords = raw
    .below('ad_group_criterion', 'adGroup', remote.name)
    .map(
      ({ data }) =>
        `${textOf(subMessage(data, 'keyword'), 'text')}${data['negative'] === true ? ' not' : ''}`,
    )
  findings.equal(
    `keywords of ${group.name}`,
    keywords.sort(),
    group.keywords.map(({ text, negative }) => `${text}${negative ? ' not' : ''}`).sort(),
  )
}

function checkAssetGroup(raw: Raw, group: AdGroup, remote: Row, findings: Findings): void {
  const assets = new Map(raw.all('asset').map((asset) => [asset.name, asset]))
  const links = raw.below('asset_group_asset', 'assetGroup', remote.name)
  const textsOf = (field: string): string[] =>
    links
      .filter(({ data }) => textOf(data, 'fieldType') === field)
      .map(({ data }) => textOf(subMessage(assets.get(textOf(data, 'asset'))?.data, 'textAsset'), 'text'))
      .sort()
  const [ad] = group.ads
  for (const [field, ours] of [
    ['HEADLINE', ad!.headlines],
    ['LONG_HEADLINE', ad!.longHeadlines],
    ['DESCRIPTION', ad!.descriptions],
  ] as const)
    findings.equal(`${field} of ${group.name}`, textsOf(field), ours.map(({ text }) => text).sort())
  const pictures = ad!.marketingImages.length + ad!.squareMarketingImages.length
  findings.equal(
    `images of ${group.name}`,
    links.filter(({ data }) => textOf(data, 'fieldType').endsWith('MARKETING_IMAGE')).length,
    pictures,
  )
  findings.equal(
    `signals of ${group.name}`,
    raw.below('asset_group_signal', 'assetGroup', remote.name).length,
    group.searchThemes.length,
  )
}
