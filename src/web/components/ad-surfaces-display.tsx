import common from './ad-surfaces.module.css'
import classes from './ad-surfaces-display.module.css'
import { Logo, Picture, type SurfaceProps } from './ad-surfaces.tsx'
import { inkOn } from './ink.ts'

/** Google colours what is pressed, with a text that can be read on it. */
const coloured = (colour: string | null, font: string | null): React.CSSProperties => ({
  ...(colour === null ? {} : { background: colour, color: inkOn(colour) }),
  ...(font === null ? {} : { fontFamily: `"${font}", sans-serif` }),
})

/** 300 x 250 on a page, and the strip of 320 x 100 at its foot. */
export function BannerAd(props: SurfaceProps) {
  const { headline, description, business, callToAction, wide, square, logo, colour, font } = props
  return (
    <div className={`${common.surface} ${classes.page}`}>
      <div className={classes.rectangle}>
        <Picture src={wide} className={classes.rectanglePicture} />
        <div className={common.bannerWords}>
          <div className={common.bannerTitle} data-lines="2">
            {headline}
          </div>
          <div className={common.bannerText} data-lines="2">
            {description}
          </div>
          <div className={classes.bannerFoot}>
            <Brand {...props} />
            <span className={common.press} style={coloured(colour, font)}>
              {callToAction}
            </span>
          </div>
        </div>
      </div>
      <div className={classes.strip}>
        <Picture src={square} className={classes.stripPicture} />
        <div className={common.bannerWords}>
          <div className={common.bannerTitle} data-lines="2">
            {headline}
          </div>
          <small>{business}</small>
        </div>
        <Logo src={logo} business={business} small />
      </div>
    </div>
  )
}

/** 300 x 600 beside a page. */
export function UprightAd(props: SurfaceProps) {
  const { longHeadline, description, callToAction, tall, colour, font } = props
  return (
    <div className={`${common.surface} ${classes.upright}`}>
      <Picture src={tall} className={classes.uprightPicture} />
      <div className={common.bannerWords}>
        <Brand {...props} />
        <div className={common.bannerTitle} data-lines="3">
          {longHeadline}
        </div>
        <div className={common.bannerText} data-lines="3">
          {description}
        </div>
        <span className={common.press} style={coloured(colour, font)}>
          {callToAction}
        </span>
      </div>
    </div>
  )
}

/** In the feed of an app, where it takes the look of what is around it. */
export function NativeAd({ longHeadline, description, business, callToAction, square, logo }: SurfaceProps) {
  return (
    <div className={`${common.surface} ${classes.page}`}>
      <div className={classes.native}>
        <div className={common.bannerWords}>
          <span className={common.nativeBrand}>
            <Logo src={logo} business={business} small /> {business} <small>Ad</small>
          </span>
          <div className={common.bannerTitle} data-lines="3">
            {longHeadline}
          </div>
          <div className={common.bannerText} data-lines="2">
            {description}
          </div>
          <span className={classes.nativePress}>{callToAction}</span>
        </div>
        <Picture src={square} className={classes.nativePicture} />
      </div>
    </div>
  )
}

function Brand({ landscapeLogo, logo, business }: SurfaceProps) {
  if (landscapeLogo !== undefined) return <img src={landscapeLogo} alt="" className={classes.landscapeLogo} />
  return (
    <span className={common.nativeBrand}>
      <Logo src={logo} business={business} small /> <span className={classes.brandName}>{business}</span>
    </span>
  )
}
