import { Badge } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Asset } from '../../contract/asset.ts'
import type { CampaignDocument } from '../../contract/campaign.ts'
import type { Ad, AdGroup } from '../../contract/campaign-parts.ts'
import { formatMicros } from '../../contract/money.ts'
import { CALL_TO_ACTION_TEXT } from '../../contract/reference/calls-to-action.ts'
import { countryByGeoTargetId } from '../../contract/reference/countries.ts'
import { languageById } from '../../contract/reference/languages.ts'
import { IMAGE_FIELDS, IMAGE_PROPERTY } from '../../contract/words.ts'
import { formatDates } from '../ui/format.ts'
import { BIDDING_LABELS, CHANNEL_LABELS, CHANNEL_STRATEGY_LABELS } from '../ui/labels.ts'
import { googleWord } from '../ui/labels.ts'
import classes from './document-view.module.css'
import { useAccount } from './use-session.ts'

export interface AdReview {
  reviewStatus: string | null
  approvalStatus: string | null
}

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
  const money = (micros: string | null) => (micros === null ? null : formatMicros(micros, currency))
  const declared = document.containsEuPoliticalAdvertising
  const rows: [fields: string[], label: string, value: ReactNode][] = [
    [['name'], 'Name', document.name],
    [['objective'], 'Objective', document.objective],
    [['campaignGoal'], 'Goal', document.campaignGoal],
    [['dailyBudgetMicros'], 'Daily budget', money(document.dailyBudgetMicros)],
    [['startDate', 'endDate'], 'Dates', formatDates(document.startDate, document.endDate)],
    [
      ['biddingStrategy', 'targetCpaMicros', 'targetCpcMicros', 'targetRoas'],
      'Bidding',
      biddingWords(document, money),
    ],
    [
      ['containsEuPoliticalAdvertising'],
      'EU political advertising',
      declared === null ? 'Not declared yet' : declared ? 'Yes' : 'No',
    ],
    [['trackingUrlTemplate'], 'Tracking template', document.trackingUrlTemplate],
    [['finalUrlSuffix'], 'URL suffix', document.finalUrlSuffix],
  ]
  return (
    <div className={classes.view}>
      <dl className={classes.facts}>
        {rows
          .filter(
            ([fields, , value]) =>
              (value !== null && value !== '') || fields.some((field) => changed.includes(field)),
          )
          .map(([fields, label, value]) => (
            <div key={label} data-changed={fields.some((field) => changed.includes(field)) || undefined}>
              <dt>{label}</dt>
              <dd>{value ?? <span className={classes.none}>Not set</span>}</dd>
            </div>
          ))}
      </dl>
      {document.adGroups.map((group) => (
        <Group
          key={group.id}
          group={group}
          assets={assets}
          reviewOf={reviewOf}
          isChanged={changed.includes('adGroups')}
        />
      ))}
    </div>
  )
}

function biddingWords(document: CampaignDocument, money: (micros: string | null) => string | null): string {
  const { label } = BIDDING_LABELS[document.biddingStrategy]
  const target = money(document.targetCpaMicros ?? document.targetCpcMicros)
  if (target !== null) return `${label}, target ${target}`
  return document.targetRoas === null
    ? label
    : `${label}, target ${Math.round(document.targetRoas * 1000) / 10} %`
}

interface GroupProps {
  group: AdGroup
  assets: readonly Asset[]
  reviewOf: DocumentViewProps['reviewOf']
  isChanged: boolean
}

function Group({ group, assets, reviewOf, isChanged }: GroupProps) {
  const place = ({ geoTargetId }: { geoTargetId: string }) =>
    countryByGeoTargetId(geoTargetId)?.name ?? `Place ${geoTargetId}`
  const shown = group.locations.filter(({ negative }) => !negative).map(place)
  const hidden = group.locations.filter(({ negative }) => negative).map(place)
  const languages = group.languages.map(
    ({ languageId }) => languageById(languageId)?.name ?? `Language ${languageId}`,
  )
  const channels =
    group.channelStrategy === 'SELECTED_CHANNELS'
      ? group.selectedChannels.map((channel) => CHANNEL_LABELS[channel]).join(', ') || 'None chosen'
      : CHANNEL_STRATEGY_LABELS[group.channelStrategy].label
  return (
    <section className={classes.group} aria-label={group.name} data-changed={isChanged || undefined}>
      <h2 className={classes.title}>{group.name}</h2>
      <p className={classes.where}>
        {shown.join(', ') || 'Every country'}
        {hidden.length > 0 && `, without ${hidden.join(', ')}`} · {languages.join(', ') || 'every language'} ·{' '}
        {channels}
        {group.optimizedTargeting ? ' · optimized targeting' : ''}
      </p>
      {group.ads.map((ad, index) => (
        <AdView key={ad.id} ad={ad} number={index + 1} assets={assets} review={reviewOf?.(ad.id)} />
      ))}
    </section>
  )
}

function AdView({
  ad,
  number,
  assets,
  review,
}: {
  ad: Ad
  number: number
  assets: readonly Asset[]
  review: AdReview | undefined
}) {
  const byId = new Map(assets.map((asset) => [asset.id, asset]))
  const images = IMAGE_FIELDS.flatMap((field) =>
    ad[IMAGE_PROPERTY[field]].map((id) => ({ field, asset: byId.get(id), id })),
  )
  return (
    <article className={classes.ad}>
      <div className={classes.adHead}>
        <b>{ad.name || `Ad ${number}`}</b>
        {review !== undefined && <Review review={review} />}
      </div>
      <Texts texts={ad.headlines} isHeadline />
      <Texts texts={ad.descriptions} />
      <div className={classes.adFoot}>
        {[
          ad.businessName,
          ad.callToAction === null ? null : CALL_TO_ACTION_TEXT[ad.callToAction],
          ad.finalUrl,
        ]
          .filter(Boolean)
          .join(' · ')}
      </div>
      {images.length > 0 && (
        <div className={classes.images}>
          {images.map(({ field, asset, id }) =>
            asset === undefined ? (
              // An image that an older state used and the campaign does not any more.
              <img key={`${field} ${id}`} src={`/api/v1/assets/${id}/content`} alt="" loading="lazy" />
            ) : (
              <img key={`${field} ${id}`} src={asset.url} alt={asset.name} loading="lazy" />
            ),
          )}
        </div>
      )}
    </article>
  )
}

function Texts({ texts, isHeadline = false }: { texts: Ad['headlines']; isHeadline?: boolean }) {
  if (texts.length === 0) return null
  return (
    <ul className={classes.texts} data-headline={isHeadline || undefined}>
      {texts.map(({ text }, index) => (
        // A text has no id: its place is what it is.
        <li key={index}>{text}</li>
      ))}
    </ul>
  )
}

function Review({ review }: { review: AdReview }) {
  const { reviewStatus, approvalStatus } = review
  if (reviewStatus === null && approvalStatus === null) return null
  const colour = approvalStatus === 'DISAPPROVED' ? 'red' : approvalStatus === 'APPROVED' ? 'green' : 'yellow'
  const under = reviewStatus === 'REVIEW_IN_PROGRESS' || approvalStatus === null
  return (
    <Badge size="sm" variant="light" color={under ? 'blue' : colour}>
      {googleWord(under ? (reviewStatus ?? '') : (approvalStatus ?? ''))}
    </Badge>
  )
}
