import { IconPlayerPlayFilled, IconPlayerSkipForwardFilled } from '@tabler/icons-react'
import common from './ad-surfaces.module.css'
import classes from './ad-surfaces-video.module.css'
import { Logo, MailLine, MailRow, Picture, type SurfaceProps } from './ad-surfaces.tsx'

/** Before or within another video, with what can be pressed below. */
export function InStreamAd({ headline, business, callToAction, logo, video }: SurfaceProps) {
  return (
    <div className={`${common.surface} ${classes.player}`}>
      <Screen video={video} className={classes.wideScreen}>
        <span className={classes.skip}>
          Skip <IconPlayerSkipForwardFilled size={11} aria-hidden />
        </span>
        <span className={classes.adMark}>Sponsored</span>
      </Screen>
      <div className={classes.playerFoot}>
        <Logo src={logo} business={business} />
        <div className={classes.playerWords}>
          <div className={common.bannerTitle} data-lines="1">
            {headline}
          </div>
          <small>{business}</small>
        </div>
        <span className={common.press}>{callToAction}</span>
      </div>
    </div>
  )
}

/** On a wide screen what can be pressed lies over the video, and stands once more above what is watched next. */
export function InStreamDesktopAd({ headline, business, callToAction, logo, video }: SurfaceProps) {
  return (
    <div className={`${common.surface} ${classes.watch}`} data-surface="in-stream-desktop">
      <Screen video={video} className={classes.wideScreen}>
        <div className={classes.overlay}>
          <Logo src={logo} business={business} small />
          <div className={classes.playerWords}>
            <div className={common.bannerTitle} data-lines="1">
              {headline}
            </div>
            <small className={classes.oneLine}>Sponsored · {business}</small>
          </div>
        </div>
        <span className={classes.skip}>
          Skip <IconPlayerSkipForwardFilled size={11} aria-hidden />
        </span>
      </Screen>
      <div className={classes.watchFoot}>
        <Filler />
        <div className={classes.companion}>
          <Logo src={logo} business={business} small />
          <b className={classes.oneLine}>{business}</b>
          <span className={common.press}>{callToAction}</span>
        </div>
      </div>
    </div>
  )
}

/** What else stands on the page, without words. */
function Filler() {
  return (
    <div className={classes.filler} aria-hidden>
      <span />
      <span />
    </div>
  )
}

/** Beside other videos on a wide screen: the video on the left, its words on the right. */
export function InFeedVideoDesktopAd(props: SurfaceProps) {
  const { longHeadline, description, business, logo, video } = props
  return (
    <div className={`${common.surface} ${classes.row}`} data-surface="in-feed-desktop">
      <Screen video={video} className={classes.wideScreen} small />
      <div className={classes.rowWords}>
        <div className={common.bannerTitle} data-lines="2">
          {longHeadline}
        </div>
        <small className={common.nativeBrand}>
          <Logo src={logo} business={business} small />
          <span className={classes.oneLine}>Sponsored · {business}</span>
        </small>
        <div className={common.bannerText} data-lines="1">
          {description}
        </div>
      </div>
    </div>
  )
}

/** A card of the Discover feed with a video in the place of the image. */
export function DiscoverVideoAd(props: SurfaceProps) {
  const { headline, description, business, callToAction, logo, video } = props
  return (
    <div className={`${common.surface} ${classes.player}`} data-surface="discover-video">
      <Screen video={video} className={classes.wideScreen} />
      <VideoWords headline={headline} description={description} />
      <div className={classes.playerFoot}>
        <Logo src={logo} business={business} small />
        <small className={classes.playerWords}>Sponsored · {business}</small>
        <span className={common.press}>{callToAction}</span>
      </div>
    </div>
  )
}

/** The line in the Promotions tab, and the message that it opens to, with the video. */
export function GmailVideoAd(props: SurfaceProps) {
  const { headline, description, business, callToAction, logo, video } = props
  return (
    <div className={`${common.surface} ${classes.player}`} data-surface="gmail-video">
      <MailLine business={business} logo={logo} headline={headline} description={description} />
      <Screen video={video} className={classes.wideScreen} />
      <VideoWords headline={headline} description={description} />
      <div className={classes.playerFoot}>
        <span className={common.press}>{callToAction}</span>
      </div>
    </div>
  )
}

/** On a wide screen the message has one line, and opens to the video beside its words. */
export function GmailVideoDesktopAd(props: SurfaceProps) {
  const { headline, description, business, callToAction, video } = props
  return (
    <div className={`${common.surface} ${classes.player}`} data-surface="gmail-video-desktop">
      <MailRow business={business} headline={headline} description={description} />
      <div className={classes.row} data-within>
        <Screen video={video} className={classes.wideScreen} small />
        <div className={classes.rowWords}>
          <div className={common.bannerTitle} data-lines="2">
            {headline}
          </div>
          <div className={common.bannerText} data-lines="2">
            {description}
          </div>
        </div>
      </div>
      <div className={classes.playerFoot}>
        <span className={common.press}>{callToAction}</span>
      </div>
    </div>
  )
}

/** Within the text of a page, where it plays without sound. */
export function PageVideoAd({ headline, business, callToAction, logo, video }: SurfaceProps) {
  return (
    <div className={`${common.surface} ${classes.article}`} data-surface="page-video">
      <Filler />
      <Screen video={video} className={classes.wideScreen}>
        <span className={classes.adMark}>Ad</span>
      </Screen>
      <div className={classes.playerFoot}>
        <Logo src={logo} business={business} small />
        <div className={classes.playerWords}>
          <div className={common.bannerTitle} data-lines="1">
            {headline}
          </div>
          <small>{business}</small>
        </div>
        <span className={common.press}>{callToAction}</span>
      </div>
      <Filler />
    </div>
  )
}

function VideoWords({ headline, description }: Pick<SurfaceProps, 'headline' | 'description'>) {
  return (
    <div className={classes.videoWords}>
      <div className={common.bannerTitle} data-lines="2">
        {headline}
      </div>
      <div className={common.bannerText} data-lines="2">
        {description}
      </div>
    </div>
  )
}

/** Among other videos, with the long headline. */
export function InFeedVideoAd({ longHeadline, description, business, logo, video }: SurfaceProps) {
  return (
    <div className={`${common.surface} ${classes.player}`}>
      <Screen video={video} className={classes.wideScreen} />
      <div className={classes.playerFoot}>
        <Logo src={logo} business={business} />
        <div className={classes.playerWords}>
          <div className={common.bannerTitle} data-lines="2">
            {longHeadline}
          </div>
          <div className={common.bannerText} data-lines="2">
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
    <Screen video={video} className={`${common.surface} ${classes.shorts}`}>
      <div className={classes.shortsFoot}>
        <span className={common.nativeBrand}>
          <Logo src={logo} business={business} small /> <b>{business}</b> <small>Sponsored</small>
        </span>
        <div className={common.bannerTitle} data-lines="1">
          {headline}
        </div>
        <div className={classes.shortsText} data-lines="1">
          {description}
        </div>
        <span className={common.press}>{callToAction}</span>
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
    <div className={`${common.surface} ${classes.shorts}`}>
      <Picture src={images.tall ?? images.square ?? images.wide} className={classes.shortsPicture} />
      <div className={classes.shortsFoot}>
        <span className={common.nativeBrand}>
          <Logo src={logo} business={business} small /> <b>{business}</b> <small>Sponsored</small>
        </span>
        <div className={common.bannerTitle} data-lines="1">
          {headline}
        </div>
        <div className={classes.shortsText} data-lines="1">
          {description}
        </div>
        <span className={common.press}>{callToAction}</span>
      </div>
    </div>
  )
}

/** The video itself stays at YouTube: nothing is loaded from there before somebody asks for it. */
function Screen({
  video,
  className,
  small = false,
  children,
}: {
  video: string | undefined
  className: string | undefined
  small?: boolean
  children?: React.ReactNode
}) {
  return (
    <div className={className}>
      <span className={classes.still} data-small={small || undefined}>
        <IconPlayerPlayFilled size={small ? 18 : 26} aria-hidden />
        <span>{video === undefined ? 'No video yet' : `Video ${video}`}</span>
      </span>
      {children}
    </div>
  )
}
