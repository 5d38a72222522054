import { IconPlayerPlayFilled, IconPlayerSkipForwardFilled } from '@tabler/icons-react'
import classes from './ad-surfaces.module.css'
import { Logo, Picture, type SurfaceProps } from './ad-surfaces.tsx'

/** Before or within another video, with what can be pressed below. */
export function InStreamAd({ headline, business, callToAction, logo, video }: SurfaceProps) {
  return (
    <div className={classes.player}>
      <Screen video={video} className={classes.wideScreen}>
        <span className={classes.skip}>
          Skip <IconPlayerSkipForwardFilled size={11} aria-hidden />
        </span>
        <span className={classes.adMark}>Sponsored</span>
      </Screen>
      <div className={classes.playerFoot}>
        <Logo src={logo} business={business} />
        <div className={classes.playerWords}>
          <div className={classes.bannerTitle} data-lines="1">
            {headline}
          </div>
          <small>{business}</small>
        </div>
        <span className={classes.press}>{callToAction}</span>
      </div>
    </div>
  )
}

/** Among other videos, with the long headline. */
export function InFeedVideoAd({ longHeadline, description, business, logo, video }: SurfaceProps) {
  return (
    <div className={classes.player}>
      <Screen video={video} className={classes.wideScreen} />
      <div className={classes.playerFoot}>
        <Logo src={logo} business={business} />
        <div className={classes.playerWords}>
          <div className={classes.bannerTitle} data-lines="2">
            {longHeadline}
          </div>
          <div className={classes.bannerText} data-lines="2">
            {description}
          </div>
          <small>Sponsored · {business}</small>
        </div>
      </div>
    </div>
  )
}

/** Over the whole of a phone. */
export function ShortsAd({ headline, description, business, callToAction, logo, video }: SurfaceProps) {
  return (
    <Screen video={video} className={classes.shorts}>
      <div className={classes.shortsFoot}>
        <span className={classes.nativeBrand}>
          <Logo src={logo} business={business} small /> <b>{business}</b> <small>Sponsored</small>
        </span>
        <div className={classes.bannerTitle} data-lines="1">
          {headline}
        </div>
        <div className={classes.shortsText} data-lines="1">
          {description}
        </div>
        <span className={classes.press}>{callToAction}</span>
      </div>
    </Screen>
  )
}

/** An image between two Shorts: over the whole of a phone where it is tall, else as wide as it. */
export function ShortsImageAd({
  headline,
  description,
  business,
  callToAction,
  logo,
  ...images
}: SurfaceProps) {
  return (
    <div className={classes.shorts}>
      <Picture src={images.tall ?? images.square ?? images.wide} className={classes.shortsPicture} />
      <div className={classes.shortsFoot}>
        <span className={classes.nativeBrand}>
          <Logo src={logo} business={business} small /> <b>{business}</b> <small>Sponsored</small>
        </span>
        <div className={classes.bannerTitle} data-lines="1">
          {headline}
        </div>
        <div className={classes.shortsText} data-lines="1">
          {description}
        </div>
        <span className={classes.press}>{callToAction}</span>
      </div>
    </div>
  )
}

/** The video itself stays at YouTube: nothing is loaded from there before somebody asks for it. */
function Screen({
  video,
  className,
  children,
}: {
  video: string | undefined
  className: string | undefined
  children?: React.ReactNode
}) {
  return (
    <div className={className}>
      <span className={classes.still}>
        <IconPlayerPlayFilled size={26} aria-hidden />
        <span>{video === undefined ? 'No video yet' : `Video ${video}`}</span>
      </span>
      {children}
    </div>
  )
}
