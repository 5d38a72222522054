import { IconDotsVertical, IconPhoto, IconStar } from '@tabler/icons-react'
import classes from './ad-preview.module.css'

export interface SurfaceProps {
  headline: string
  longHeadline: string
  description: string
  business: string
  callToAction: string
  /** Addresses of images. */
  wide: string | undefined
  square: string | undefined
  tall: string | undefined
  logo: string | undefined
  landscapeLogo: string | undefined
  /** The id of a video at YouTube. */
  video: string | undefined
  /** The brand's, for what Google colours. */
  colour: string | null
  font: string | null
}

/** In-feed on a phone: the image over the full width, two lines of headline, the sponsor beside the logo. */
export function YouTubeAd({ headline, description, business, callToAction, wide, logo }: SurfaceProps) {
  return (
    <div className={classes.card} data-surface="youtube">
      <Picture src={wide} className={classes.wide} />
      <div className={classes.youtubeBody}>
        <Logo src={logo} business={business} />
        <div className={classes.words}>
          <div className={classes.headline}>{headline}</div>
          <div className={classes.description}>{description}</div>
          <div className={classes.meta}>
            <b>Sponsored</b> · {business}
          </div>
        </div>
        <IconDotsVertical size={15} className={classes.dots} aria-hidden />
      </div>
      <div className={classes.buttons}>
        <span className={classes.quiet}>Watch later</span>
        <span className={classes.loud}>{callToAction}</span>
      </div>
    </div>
  )
}

/** Beside other videos on a wide screen: the image on the left, the words on its right. */
export function YouTubeDesktopAd({
  headline,
  description,
  business,
  callToAction,
  wide,
  logo,
}: SurfaceProps) {
  return (
    <div className={classes.card} data-surface="youtube-desktop">
      <div className={classes.beside}>
        <Picture src={wide} className={classes.wide} />
        <div className={classes.words}>
          <div className={classes.headline}>{headline}</div>
          <div className={classes.meta}>
            <b>Sponsored</b> · {business}
          </div>
          <div className={classes.description}>{description}</div>
        </div>
      </div>
      <div className={classes.discoverBody} data-foot>
        <div className={classes.discoverFoot} data-close>
          <Logo src={logo} business={business} small />
          <span className={classes.meta}>{business}</span>
          <span className={classes.loud}>{callToAction}</span>
        </div>
      </div>
    </div>
  )
}

/** A card of the Discover feed. */
export function DiscoverAd({ headline, description, business, callToAction, wide, logo }: SurfaceProps) {
  return (
    <div className={classes.card} data-surface="discover">
      <Picture src={wide} className={classes.wide} />
      <div className={classes.discoverBody}>
        <div className={classes.headline}>{headline}</div>
        <div className={classes.description}>{description}</div>
        <div className={classes.discoverFoot}>
          <Logo src={logo} business={business} small />
          <span className={classes.meta}>
            <b>Sponsored</b> · {business}
          </span>
          <span className={classes.link}>{callToAction}</span>
        </div>
      </div>
    </div>
  )
}

/** A card of the feed on a wide screen: the words on the left, one line of the description, the image on the right. */
export function DiscoverDesktopAd(props: SurfaceProps) {
  const { headline, description, business, callToAction, wide, logo } = props
  return (
    <div className={classes.card} data-surface="discover-desktop">
      <div className={classes.beside} data-image="last">
        <div className={classes.words}>
          <div className={classes.headline}>{headline}</div>
          <div className={classes.description} data-lines="1">
            {description}
          </div>
        </div>
        <Picture src={wide} className={classes.wide} />
      </div>
      <div className={classes.discoverBody} data-foot>
        <div className={classes.discoverFoot} data-close>
          <Logo src={logo} business={business} small />
          <span className={classes.meta}>
            <b>Sponsored</b> · {business}
          </span>
          <span className={classes.link}>{callToAction}</span>
        </div>
      </div>
    </div>
  )
}

/** The line in the Promotions tab, and the ad that it opens to. */
export function GmailAd({ headline, description, business, callToAction, square, logo }: SurfaceProps) {
  return (
    <div className={classes.card} data-surface="gmail">
      <MailLine {...{ business, logo, headline, description }} />
      <div className={classes.mailOpen}>
        <Picture src={square} className={classes.square} />
        <div className={classes.headline}>{headline}</div>
        <span className={classes.loud}>{callToAction}</span>
      </div>
    </div>
  )
}

/** On a wide screen the message has one line, and opens to the image beside its words. */
export function GmailDesktopAd(props: SurfaceProps) {
  const { headline, description, business, callToAction, wide } = props
  return (
    <div className={classes.card} data-surface="gmail-desktop">
      <MailRow business={business} headline={headline} description={description} />
      <div className={classes.beside}>
        <Picture src={wide} className={classes.wide} />
        <div className={classes.words}>
          <div className={classes.headline}>{headline}</div>
          <div className={classes.description}>{description}</div>
        </div>
      </div>
      <div className={classes.discoverBody} data-foot>
        <span className={classes.loud}>{callToAction}</span>
      </div>
    </div>
  )
}

/** A line of the Promotions tab on a wide screen: what is too long for it is cut off. */
export function MailRow({
  business,
  headline,
  description,
}: Pick<SurfaceProps, 'business' | 'headline' | 'description'>) {
  return (
    <div className={classes.mailRow}>
      <IconStar size={13} className={classes.dots} aria-hidden />
      <b>{business}</b>
      <span className={classes.adMark}>Sponsored</span>
      <span className={classes.mailSnippet}>
        {headline} – {description}
      </span>
    </div>
  )
}

type MailLineProps = Pick<SurfaceProps, 'business' | 'logo' | 'headline'> & { description?: string }

/** A line of the Promotions tab. */
export function MailLine({ business, logo, headline, description }: MailLineProps) {
  return (
    <div className={classes.mailLine}>
      <Logo src={logo} business={business} />
      <div className={classes.words}>
        <div className={classes.mailSender}>
          <b>{business}</b> <span className={classes.adMark}>Sponsored</span>
        </div>
        <div className={classes.mailSubject}>{headline}</div>
        {description !== undefined && <div className={classes.mailSnippet}>{description}</div>}
      </div>
      <IconStar size={15} className={classes.dots} aria-hidden />
    </div>
  )
}

export function Picture({ src, className }: { src: string | undefined; className: string | undefined }) {
  return (
    <div className={className}>
      {src === undefined ? (
        <IconPhoto size={30} stroke={1.2} aria-label="No image yet" role="img" />
      ) : (
        <img src={src} alt="" />
      )}
    </div>
  )
}

export function Logo({
  src,
  business,
  small = false,
}: {
  src: string | undefined
  business: string
  small?: boolean
}) {
  return (
    <span className={classes.logo} data-small={small || undefined}>
      {src === undefined ? (
        <span aria-hidden>{business.charAt(0).toUpperCase()}</span>
      ) : (
        <img src={src} alt="" />
      )}
    </span>
  )
}
