import type { ComponentType } from 'react'
import type { Ad, AdGroup } from '../../contract/campaign-parts.ts'
import type { AdType, Channel } from '../../contract/words.ts'
import { CarouselAd, CarouselDesktopAd, ProductAd } from './ad-surfaces-carousel.tsx'
import { BannerAd, NativeAd, UprightAd } from './ad-surfaces-display.tsx'
import { SearchDesktopAd, SearchPhoneAd } from './ad-surfaces-search.tsx'
import {
  DiscoverVideoAd,
  GmailVideoAd,
  GmailVideoDesktopAd,
  InFeedVideoAd,
  InFeedVideoDesktopAd,
  InStreamAd,
  InStreamDesktopAd,
  PageVideoAd,
  ShortsAd,
  ShortsImageAd,
} from './ad-surfaces-video.tsx'
import {
  DiscoverAd,
  DiscoverDesktopAd,
  GmailAd,
  GmailDesktopAd,
  type SurfaceProps,
  YouTubeAd,
  YouTubeDesktopAd,
} from './ad-surfaces.tsx'

/** What a surface may draw beside the parts that every ad has. */
export interface SurfaceContext {
  ad: Ad
  /** The combination that is shown. */
  step: number
  urlOf: (assetId: string | null | undefined) => string | undefined
  site: string
  paths: readonly string[]
  /** Where it is shown, for what looks differently there. */
  label: string
}

type SurfaceAd = ComponentType<SurfaceProps & SurfaceContext>

/** A place where Google shows an ad. */
export interface Surface {
  label: string
  /** The one of Demand Gen that it belongs to. */
  channel?: Channel
  Ad: SurfaceAd
  /** On a wide screen, where that looks differently. */
  Desktop?: SurfaceAd
}

/** What an ad group says of where its ads may be shown. */
export type Channels = Pick<AdGroup, 'channelStrategy' | 'selectedChannels'>

const place = (label: string, Ad: SurfaceAd, more: Omit<Surface, 'label' | 'Ad'> = {}): Surface => ({
  label,
  Ad,
  ...more,
})

const YOUTUBE = place('YouTube', YouTubeAd, { channel: 'YOUTUBE_IN_FEED', Desktop: YouTubeDesktopAd })
const IMAGE_SHORTS = place('Shorts', ShortsImageAd, { channel: 'YOUTUBE_SHORTS' })
const SHORTS = place('Shorts', ShortsAd, { channel: 'YOUTUBE_SHORTS' })
const IN_STREAM = place('In-stream', InStreamAd, { channel: 'YOUTUBE_IN_STREAM', Desktop: InStreamDesktopAd })
const IN_FEED = place('In-feed', InFeedVideoAd, { channel: 'YOUTUBE_IN_FEED', Desktop: InFeedVideoDesktopAd })
const DISCOVER = place('Discover', DiscoverAd, { channel: 'DISCOVER', Desktop: DiscoverDesktopAd })
const GMAIL = place('Gmail', GmailAd, { channel: 'GMAIL', Desktop: GmailDesktopAd })
const DISCOVER_VIDEO = place('Discover', DiscoverVideoAd, { channel: 'DISCOVER' })
const GMAIL_VIDEO = place('Gmail', GmailVideoAd, { channel: 'GMAIL', Desktop: GmailVideoDesktopAd })
const PAGE_VIDEO = place('Display', PageVideoAd, { channel: 'DISPLAY' })
const SEARCH = place('Search', SearchPhoneAd, { Desktop: SearchDesktopAd })
const DISPLAY = place('Display', BannerAd, { channel: 'DISPLAY' })
const UPRIGHT = place('Upright', UprightAd)
const NATIVE = place('Native', NativeAd)

/** In the feeds, each with the same ad below another head. */
const inFeeds = (Ad: SurfaceAd, onWide: Pick<Surface, 'Desktop'> = {}): Surface[] => [
  place('YouTube', Ad, { channel: 'YOUTUBE_IN_FEED', ...onWide }),
  place('Discover', Ad, { channel: 'DISCOVER', ...onWide }),
  place('Gmail', Ad, { channel: 'GMAIL', ...onWide }),
]

const SURFACES: Record<AdType, readonly Surface[]> = {
  DEMAND_GEN_MULTI_ASSET: [YOUTUBE, IMAGE_SHORTS, DISCOVER, GMAIL, DISPLAY],
  DEMAND_GEN_CAROUSEL: inFeeds(CarouselAd, { Desktop: CarouselDesktopAd }),
  DEMAND_GEN_VIDEO_RESPONSIVE: [IN_STREAM, IN_FEED, SHORTS, DISCOVER_VIDEO, GMAIL_VIDEO, PAGE_VIDEO],
  DEMAND_GEN_PRODUCT: inFeeds(ProductAd),
  RESPONSIVE_SEARCH: [SEARCH],
  RESPONSIVE_DISPLAY: [place('Banner', BannerAd), UPRIGHT, NATIVE],
  ASSET_GROUP: [SEARCH, YOUTUBE, IMAGE_SHORTS, DISPLAY, UPRIGHT, NATIVE, DISCOVER, GMAIL],
}

/** An asset group with videos is shown where videos are. */
const WITH_VIDEOS: readonly Surface[] = SURFACES.ASSET_GROUP.flatMap((surface) =>
  surface === IMAGE_SHORTS ? [IN_STREAM, SHORTS] : [surface],
)

/** Where Google may show the ad: by its type, what it has, and the channels that its ad group leaves. */
export function surfacesOf(ad: Pick<Ad, 'adType' | 'youtubeVideos'>, channels: Channels | null): Surface[] {
  const all = ad.adType === 'ASSET_GROUP' && ad.youtubeVideos.length > 0 ? WITH_VIDEOS : SURFACES[ad.adType]
  return all.filter(({ channel }) => channel === undefined || channels === null || isOpen(channel, channels))
}

function isOpen(channel: Channel, { channelStrategy, selectedChannels }: Channels): boolean {
  if (channelStrategy === 'SELECTED_CHANNELS') return selectedChannels.includes(channel)
  // Display is the one that is not Google's own.
  return channelStrategy === 'ALL_CHANNELS' || channel !== 'DISPLAY'
}
