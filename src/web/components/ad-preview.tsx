import { ActionIcon, Group, SegmentedControl, Text, Tooltip, useComputedColorScheme } from '@mantine/core'
import { IconChevronLeft, IconChevronRight, IconMoon, IconSun } from '@tabler/icons-react'
import type { ComponentType } from 'react'
import { memo, useState } from 'react'
import type { Asset } from '../../contract/asset.ts'
import type { Ad } from '../../contract/campaign-parts.ts'
import type { AdType } from '../../contract/words.ts'
import { combinationAt, combinationCount } from './ad-combinations.ts'
import { type Brand, factsOf } from './ad-parts.ts'
import classes from './ad-preview.module.css'
import { CarouselAd, ProductAd } from './ad-surfaces-carousel.tsx'
import { BannerAd, NativeAd, UprightAd } from './ad-surfaces-display.tsx'
import { SearchDesktopAd, SearchPhoneAd } from './ad-surfaces-search.tsx'
import { InFeedVideoAd, InStreamAd, ShortsAd, ShortsImageAd } from './ad-surfaces-video.tsx'
import { DiscoverAd, GmailAd, type SurfaceProps, YouTubeAd } from './ad-surfaces.tsx'

/** What a surface may draw beside the parts that every ad has. */
export interface SurfaceContext {
  ad: Ad
  /** The combination that is shown. */
  step: number
  urlOf: (assetId: string | null | undefined) => string | undefined
  site: string
  paths: readonly string[]
}

interface Surface {
  label: string
  Ad: ComponentType<SurfaceProps & SurfaceContext>
}

const YOUTUBE = { label: 'YouTube', Ad: YouTubeAd }
const DISCOVER = { label: 'Discover', Ad: DiscoverAd }
const GMAIL = { label: 'Gmail', Ad: GmailAd }

/** Where Google shows an ad of each type. */
const SURFACES: Record<AdType, readonly [Surface, ...Surface[]]> = {
  DEMAND_GEN_MULTI_ASSET: [YOUTUBE, { label: 'Shorts', Ad: ShortsImageAd }, DISCOVER, GMAIL],
  DEMAND_GEN_CAROUSEL: [{ label: 'Carousel', Ad: CarouselAd }],
  DEMAND_GEN_VIDEO_RESPONSIVE: [
    { label: 'In-stream', Ad: InStreamAd },
    { label: 'In-feed', Ad: InFeedVideoAd },
    { label: 'Shorts', Ad: ShortsAd },
  ],
  DEMAND_GEN_PRODUCT: [{ label: 'Products', Ad: ProductAd }],
  RESPONSIVE_SEARCH: [
    { label: 'Phone', Ad: SearchPhoneAd },
    { label: 'Desktop', Ad: SearchDesktopAd },
  ],
  RESPONSIVE_DISPLAY: [
    { label: 'Banner', Ad: BannerAd },
    { label: 'Upright', Ad: UprightAd },
    { label: 'Native', Ad: NativeAd },
  ],
  ASSET_GROUP: [
    { label: 'Search', Ad: SearchPhoneAd },
    YOUTUBE,
    { label: 'Display', Ad: BannerAd },
    DISCOVER,
    GMAIL,
  ],
}

interface AdPreviewProps {
  ad: Ad
  /** What the campaign lends to the ad; null: nothing. */
  brand?: Brand | null
  assets: ReadonlyMap<string, Asset>
}

/** About how the ad looks where Google shows it, one combination of its parts at a time. */
export const AdPreview = memo(function AdPreview({ ad, brand = null, assets }: AdPreviewProps) {
  const scheme = useComputedColorScheme('light')
  const [chosen, setChosen] = useState<string | null>(null)
  const [night, setNight] = useState<boolean | null>(null)
  const [step, setStep] = useState(0)
  const surfaces = SURFACES[ad.adType]
  const surface = surfaces.find(({ label }) => label === chosen) ?? surfaces[0]
  const count = combinationCount(ad)
  const dark = night ?? scheme === 'dark'
  return (
    <div className={classes.preview} role="group" aria-label="Ad preview">
      <Group justify="space-between" gap={6} wrap="nowrap">
        <div className={classes.surfaces}>
          {surfaces.length > 1 ? (
            <SegmentedControl
              size="xs"
              aria-label="Where the ad is shown"
              data={surfaces.map(({ label }) => label)}
              value={surface.label}
              onChange={setChosen}
            />
          ) : (
            <Text size="sm" fw={560}>
              {surface.label}
            </Text>
          )}
        </div>
        <Tooltip label={dark ? 'Preview in light' : 'Preview in dark'}>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={dark ? 'Preview in light' : 'Preview in dark'}
            onClick={() => setNight(!dark)}
          >
            {dark ? <IconSun size={16} /> : <IconMoon size={16} />}
          </ActionIcon>
        </Tooltip>
      </Group>
      <div className={classes.stage} data-night={dark || undefined}>
        <Shown surface={surface} ad={ad} brand={brand} assets={assets} step={step % count} />
      </div>
      <Group justify="space-between" gap={6} wrap="nowrap">
        <Text size="xs" c="dimmed">
          About how it looks. Google decides the rest.
        </Text>
        <Steps step={step % count} count={count} onStep={setStep} />
      </Group>
    </div>
  )
})

interface ShownProps {
  surface: Surface
  ad: Ad
  brand: Brand | null
  assets: ReadonlyMap<string, Asset>
  step: number
}

function Shown({ surface: { Ad: Surface }, ad, brand, assets, step }: ShownProps) {
  const facts = factsOf(ad, brand)
  const parts = combinationAt(ad, step)
  const urlOf = (id: string | null | undefined) => (id == null ? undefined : assets.get(id)?.url)
  return (
    <Surface
      ad={ad}
      step={step}
      urlOf={urlOf}
      {...facts}
      headline={parts.headline || 'Your headline'}
      longHeadline={parts.longHeadline || 'Your long headline'}
      description={parts.description || 'Your description'}
      wide={urlOf(parts.wide)}
      square={urlOf(parts.square)}
      tall={urlOf(parts.tall)}
      video={parts.video}
      logo={urlOf(facts.logo)}
      landscapeLogo={urlOf(facts.landscapeLogo)}
    />
  )
}

interface StepsProps {
  step: number
  count: number
  onStep: (step: number) => void
}

function Steps({ step, count, onStep }: StepsProps) {
  return (
    <Group gap={2} wrap="nowrap">
      <ActionIcon
        variant="subtle"
        color="gray"
        size={24}
        aria-label="Previous combination"
        disabled={count < 2}
        onClick={() => onStep((step + count - 1) % count)}
      >
        <IconChevronLeft size={15} />
      </ActionIcon>
      <Text size="xs" className="tabular" aria-live="polite" miw={44} ta="center">
        {step + 1} of {count}
      </Text>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={24}
        aria-label="Next combination"
        disabled={count < 2}
        onClick={() => onStep((step + 1) % count)}
      >
        <IconChevronRight size={15} />
      </ActionIcon>
    </Group>
  )
}
