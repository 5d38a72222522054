import { Badge } from '@mantine/core'
import type { Asset } from '../../contract/asset.ts'
import type { Ad, AdCard, PinnableText } from '../../contract/campaign-parts.ts'
import { CALL_TO_ACTION_TEXT } from '../../contract/reference/calls-to-action.ts'
import { IMAGE_FIELDS, IMAGE_PROPERTY } from '../../contract/words.ts'
import { type AdReview, type ReviewTone, reviewWords, topicWords } from '../ui/google-standing.ts'
import { AD_TYPE_LABELS, AUTOMATION_LABELS, PIN_LABELS } from '../ui/part-labels.ts'
import classes from './document-view.module.css'
import { Pictures } from './pictures.tsx'

interface AdViewProps {
  ad: Ad
  number: number
  assets: readonly Asset[]
  review: AdReview | undefined
}

/** One ad to read, or the assets of an asset group. */
export function AdView({ ad, number, assets, review }: AdViewProps) {
  const images = IMAGE_FIELDS.flatMap((field) => ad[IMAGE_PROPERTY[field]])
  const { label } = AD_TYPE_LABELS[ad.adType]
  return (
    <article className={classes.ad}>
      <div className={classes.adHead}>
        {ad.adType === 'ASSET_GROUP' ? <b>{label}</b> : <b>{ad.name || `Ad ${number}`}</b>}
        {ad.adType !== 'ASSET_GROUP' && <span className={classes.none}>{label}</span>}
        {review !== undefined && <Review review={review} />}
      </div>
      {review !== undefined && <Policies review={review} />}
      <Texts texts={ad.headlines} isHeadline />
      <Texts texts={ad.longHeadlines} isHeadline />
      <Texts texts={ad.descriptions} />
      <Cards cards={ad.cards} assets={assets} />
      <div className={classes.adFoot}>{footWords(ad)}</div>
      {ad.youtubeVideos.length > 0 && (
        <div className={classes.adFoot}>
          Videos:{' '}
          {ad.youtubeVideos.map((id, index) => (
            <span key={id}>
              {index > 0 && ', '}
              <a href={`https://www.youtube.com/watch?v=${id}`} target="_blank" rel="noreferrer">
                {id}
              </a>
            </span>
          ))}
        </div>
      )}
      <Pictures ids={images} assets={assets} />
    </article>
  )
}

function footWords(ad: Ad): string {
  const path = [ad.path1, ad.path2].filter(Boolean).join('/')
  const colours = [ad.mainColor, ad.accentColor].filter(Boolean).join(' and ')
  const optOuts = ad.assetAutomationOptOuts.map((each) => AUTOMATION_LABELS[each].label.toLowerCase())
  return [
    ad.businessName,
    ad.callToAction === null ? null : CALL_TO_ACTION_TEXT[ad.callToAction],
    ad.finalUrl,
    path === '' ? null : `shown as …/${path}`,
    colours,
    optOuts.length === 0 ? null : `without ${optOuts.join(', ')}`,
  ]
    .filter(Boolean)
    .join(' · ')
}

function Texts({ texts, isHeadline = false }: { texts: readonly PinnableText[]; isHeadline?: boolean }) {
  if (texts.length === 0) return null
  return (
    <ul className={classes.texts} data-headline={isHeadline || undefined}>
      {texts.map(({ text, pinnedField }, index) => (
        // A text has no id: its place is what it is.
        <li key={index}>
          {text}
          {pinnedField !== undefined && (
            <span className={classes.pin}>{PIN_LABELS[pinnedField].toLowerCase()}</span>
          )}
        </li>
      ))}
    </ul>
  )
}

function Cards({ cards, assets }: { cards: readonly AdCard[]; assets: readonly Asset[] }) {
  if (cards.length === 0) return null
  return (
    <ol className={classes.cards} aria-label="Cards">
      {cards.map((card, index) => {
        const ids = [card.marketingImage, card.squareMarketingImage, card.portraitMarketingImage]
        return (
          // A card has no id: its place is what it is.
          <li key={index}>
            <b>{card.headline || 'No headline'}</b>
            {card.callToAction !== null && ` · ${CALL_TO_ACTION_TEXT[card.callToAction]}`}
            <Pictures ids={ids.filter((id): id is string => id !== null)} assets={assets} />
          </li>
        )
      })}
    </ol>
  )
}

const REVIEW_COLOURS: Record<ReviewTone, string> = {
  good: 'green',
  wait: 'blue',
  limited: 'yellow',
  bad: 'red',
}

function Review({ review }: { review: AdReview }) {
  const found = reviewWords(review)
  if (found === null) return null
  return (
    <Badge size="sm" variant="light" color={REVIEW_COLOURS[found.tone]}>
      {found.words}
    </Badge>
  )
}

/** Which policies the review found, and in what. */
function Policies({ review: { policyTopics, approvalStatus } }: { review: AdReview }) {
  if (policyTopics.length === 0) return null
  return (
    <div className={classes.policies}>
      <ul aria-label="Policies">
        {policyTopics.map((topic) => (
          <li key={topic.topic}>{topicWords(topic)}</li>
        ))}
      </ul>
      {approvalStatus === 'DISAPPROVED' && (
        <p>Google shows this ad to nobody. Change it and publish, or appeal in Google Ads.</p>
      )}
    </div>
  )
}
