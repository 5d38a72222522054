import { IconChevronRight, IconShoppingBag } from '@tabler/icons-react'
import { CALL_TO_ACTION_TEXT } from '../../contract/reference/calls-to-action.ts'
import type { SurfaceContext } from './ad-places.ts'
import common from './ad-surfaces.module.css'
import classes from './ad-surfaces-carousel.module.css'
import { Logo, MailLine, MailRow, Picture, type SurfaceProps } from './ad-surfaces.tsx'

/** In a feed: the card at the front, and the edge of the next. */
export function CarouselAd(props: SurfaceProps & SurfaceContext) {
  const { ad, step, urlOf, headline, description, callToAction } = props
  const cards = ad.cards.length === 0 ? [undefined, undefined] : ad.cards.slice(step, step + 2)
  return (
    <div className={`${common.surface} ${classes.feed}`} data-surface={props.label.toLowerCase()}>
      <FeedHead {...props} />
      <div className={classes.feedWords}>
        <div className={common.bannerTitle} data-lines="2">
          {headline}
        </div>
        <div className={common.bannerText} data-lines="2">
          {description}
        </div>
      </div>
      <div className={classes.reel}>
        {cards.map((card, index) => (
          <div key={step + index} className={classes.reelCard}>
            <Picture
              src={urlOf(card?.squareMarketingImage ?? card?.marketingImage ?? card?.portraitMarketingImage)}
              className={classes.reelPicture}
            />
            <div className={common.bannerTitle} data-lines="2">
              {card?.headline || `Card ${step + index + 1}`}
            </div>
            <span className={classes.reelPress}>
              {card?.callToAction == null ? callToAction : CALL_TO_ACTION_TEXT[card.callToAction]}
            </span>
          </div>
        ))}
      </div>
    </div>
  )
}

/** On a wide screen three cards stand beside each other; their headlines have one line. */
export function CarouselDesktopAd(props: SurfaceProps & SurfaceContext) {
  const { ad, step, urlOf, headline, description, callToAction } = props
  const cards = ad.cards.length === 0 ? [undefined, undefined, undefined] : ad.cards.slice(step, step + 3)
  return (
    <div
      className={`${common.surface} ${classes.feed}`}
      data-surface={`${props.label.toLowerCase()}-desktop`}
    >
      <FeedHead {...props} isWide />
      <div className={classes.feedWords}>
        <div className={common.bannerTitle} data-lines="1">
          {headline}
        </div>
        <div className={common.bannerText} data-lines="1">
          {description}
        </div>
      </div>
      <div className={classes.row}>
        {cards.map((card, index) => (
          <div key={step + index} className={classes.rowCard}>
            <Picture
              src={urlOf(card?.squareMarketingImage ?? card?.marketingImage ?? card?.portraitMarketingImage)}
              className={classes.rowPicture}
            />
            <div className={common.bannerTitle} data-lines="1">
              {card?.headline || `Card ${step + index + 1}`}
            </div>
            <span className={classes.reelPress}>
              {card?.callToAction == null ? callToAction : CALL_TO_ACTION_TEXT[card.callToAction]}
            </span>
          </div>
        ))}
        {ad.cards.length > step + 3 && (
          <span className={classes.more} aria-hidden>
            <IconChevronRight size={16} />
          </span>
        )}
      </div>
    </div>
  )
}

/** The words of the ad over products that Google takes from the feed. */
export function ProductAd(props: SurfaceProps & SurfaceContext) {
  const { headline, description, callToAction } = props
  return (
    <div className={`${common.surface} ${classes.feed}`} data-surface={props.label.toLowerCase()}>
      <FeedHead {...props} />
      <div className={classes.feedWords}>
        <div className={common.bannerTitle} data-lines="2">
          {headline}
        </div>
        <div className={common.bannerText} data-lines="2">
          {description}
        </div>
      </div>
      <div className={classes.products}>
        {['first', 'second', 'third'].map((product) => (
          <span key={product} className={classes.product}>
            <IconShoppingBag size={22} stroke={1.3} aria-hidden />
            <small>Product</small>
          </span>
        ))}
      </div>
      <span className={classes.feedPress}>{callToAction}</span>
    </div>
  )
}

type FeedHeadProps = SurfaceProps & SurfaceContext & { isWide?: boolean }

/** Gmail has the line of a message, the others the sponsor. */
function FeedHead({ business, logo, headline, description, label, isWide = false }: FeedHeadProps) {
  if (label === 'Gmail' && isWide)
    return <MailRow business={business} headline={headline} description={description} />
  if (label === 'Gmail') return <MailLine business={business} logo={logo} headline={headline} />
  return (
    <div className={classes.feedHead}>
      <Logo src={logo} business={business} small />
      <b>{business}</b>
      <small>Sponsored</small>
    </div>
  )
}
