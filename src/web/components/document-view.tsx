import type { Asset } from '../../contract/asset.ts'
import type { CampaignDocument } from '../../contract/campaign.ts'
import type { AdGroup, Keyword } from '../../contract/campaign-parts.ts'
import { formatCount, formatMoney } from '../ui/format.ts'
import type { AudienceName } from '../ui/audience-words.ts'
import { Fold } from '../ui/fold.tsx'
import type { AdReview } from '../ui/google-standing.ts'
import { keywordNotation } from '../ui/keyword-notation.ts'
import type { Places } from '../ui/place-words.ts'
import { CHANNEL_LABELS, CHANNEL_STRATEGY_LABELS, groupNoun } from '../ui/part-labels.ts'
import { AdView } from './document-ad.tsx'
import { documentFacts, placesWords } from './document-facts.ts'
import classes from './document-view.module.css'
import { Pictures } from './pictures.tsx'
import { useAudienceName } from './use-audiences.ts'
import { usePlaces } from './use-places.ts'
import { useAccount } from './use-session.ts'

interface DocumentViewProps {
  document: CampaignDocument
  assets: readonly Asset[]
  /** Top-level fields to mark as changed. */
  changed?: readonly string[]
  /** What Google says of an ad. */
  reviewOf?: (adId: string) => AdReview | undefined
}

/** A campaign to read: as it is, or as it was. */
export function DocumentView({ document, assets, changed = [], reviewOf }: DocumentViewProps) {
  const currency = useAccount(document.accountId)?.currencyCode ?? ''
  const audience = useAudienceName(
    document.accountId,
    document.adGroups.some(({ audiences }) => audiences.length > 0),
  )
  const places = usePlaces(document.accountId, document)
  const isChanged = (fields: readonly string[]) => fields.some((field) => changed.includes(field))
  const facts = documentFacts(document, currency, places).filter(
    ({ fields, value }) => value !== null || isChanged(fields),
  )
  const logos = [...document.brandLogoImages, ...document.brandLandscapeLogoImages]
  return (
    <div className={classes.view}>
      <dl className={classes.facts}>
        {facts.map(({ fields, label, value }) => (
          <div key={label} data-changed={isChanged(fields) || undefined}>
            <dt>{label}</dt>
            <dd>
              {value ?? <span className={classes.none}>Not set</span>}
              {label === 'Brand' && document.brandGuidelines && <Pictures ids={logos} assets={assets} />}
            </dd>
          </div>
        ))}
        {(document.negativeKeywords.length > 0 || changed.includes('negativeKeywords')) && (
          <div data-changed={changed.includes('negativeKeywords') || undefined}>
            <dt>Negative keywords</dt>
            <dd>
              <KeywordWords keywords={document.negativeKeywords.map(asKeyword)} isNegative />
            </dd>
          </div>
        )}
      </dl>
      {document.adGroups.map((group) => (
        <Group
          key={group.id}
          document={document}
          group={group}
          currency={currency}
          audience={audience}
          places={places}
          assets={assets}
          reviewOf={reviewOf}
          isChanged={changed.includes('adGroups')}
        />
      ))}
    </div>
  )
}

const asKeyword = (keyword: CampaignDocument['negativeKeywords'][number]): Keyword => ({
  ...keyword,
  negative: false,
  cpcBidMicros: null,
})

interface GroupProps {
  document: CampaignDocument
  group: AdGroup
  currency: string
  audience: AudienceName
  places: Places
  assets: readonly Asset[]
  reviewOf: DocumentViewProps['reviewOf']
  isChanged: boolean
}

function Group({ document, group, currency, audience, places, assets, reviewOf, isChanged }: GroupProps) {
  const noun = groupNoun(document.campaignType)
  const lines = groupLines(document, group, currency, { audience, places })
  return (
    <section className={classes.group} aria-label={group.name} data-changed={isChanged || undefined}>
      <h2 className={classes.title}>{group.name || `${noun} without a name`}</h2>
      {lines.map((line) => (
        <p key={line} className={classes.where}>
          {line}
        </p>
      ))}
      {group.keywords.length > 0 && (
        <div className={classes.keywords}>
          <KeywordWords keywords={group.keywords} currency={currency} />
        </div>
      )}
      {group.ads.map((ad, index) => (
        <AdView key={ad.id} ad={ad} number={index + 1} assets={assets} review={reviewOf?.(ad.id)} />
      ))}
    </section>
  )
}

/** Whom a group is aimed at and what it bids: only what its type has. */
function groupLines(
  { campaignType: type }: CampaignDocument,
  group: AdGroup,
  currency: string,
  { audience, places }: Pick<GroupProps, 'audience' | 'places'>,
): string[] {
  const bid = group.cpcBidMicros ?? group.cpmBidMicros
  const audiences = group.audiences.map(({ audienceId }) => audience(audienceId) ?? audienceId)
  const lines = [
    type === 'DEMAND_GEN' &&
      [placesWords(group, places), channelWords(group), group.optimizedTargeting && 'optimized targeting']
        .filter(Boolean)
        .join(' · '),
    type === 'DISPLAY' && group.optimizedTargeting && 'Optimized targeting',
    bid !== null &&
      `Bids ${formatMoney(bid, currency)} per ${group.cpcBidMicros === null ? 'thousand impressions' : 'click'}`,
    audiences.length > 0 &&
      `${type === 'PERFORMANCE_MAX' ? 'Audience signal' : 'Audience'}: ${audiences.join(', ')}`,
    group.searchThemes.length > 0 && `Search themes: ${group.searchThemes.join(', ')}`,
  ]
  return lines.filter((line): line is string => typeof line === 'string')
}

function channelWords({ channelStrategy, selectedChannels }: AdGroup): string {
  if (channelStrategy !== 'SELECTED_CHANNELS') return CHANNEL_STRATEGY_LABELS[channelStrategy].label
  return selectedChannels.map((channel) => CHANNEL_LABELS[channel]).join(', ') || 'None chosen'
}

const SHOWN = 24

interface KeywordWordsProps {
  keywords: readonly Keyword[]
  currency?: string
  isNegative?: boolean
}

/** Keywords in Google's notation; with hundreds of them, the first and how many more. */
function KeywordWords({ keywords, currency = '', isNegative = false }: KeywordWordsProps) {
  if (keywords.length === 0) return <span className={classes.none}>Not set</span>
  const words = keywords.map((keyword) => {
    const bid = keyword.cpcBidMicros === null ? '' : ` at ${formatMoney(keyword.cpcBidMicros, currency)}`
    return `${keywordNotation(keyword)}${bid}`
  })
  const list = (shown: readonly string[]) => (
    <ul className={classes.keywordList} aria-label={isNegative ? 'Negative keywords' : 'Keywords'}>
      {shown.map((word) => (
        <li key={word}>{word}</li>
      ))}
    </ul>
  )
  return (
    <>
      {list(words.slice(0, SHOWN))}
      {words.length > SHOWN && (
        <Fold label={`${formatCount(words.length - SHOWN)} more`}>{list(words.slice(SHOWN))}</Fold>
      )}
    </>
  )
}
