import {
  ActionIcon,
  Group,
  NativeSelect,
  SegmentedControl,
  Text,
  Tooltip,
  useComputedColorScheme,
} from '@mantine/core'
import { IconDeviceDesktop, IconDeviceMobile, IconMoon, IconSun } from '@tabler/icons-react'
import { memo, useState } from 'react'
import type { Asset } from '../../contract/asset.ts'
import type { Ad } from '../../contract/campaign-parts.ts'
import { combinationAt, combinationCount, type Logos } from './ad-combinations.ts'
import { type Brand, factsOf } from './ad-parts.ts'
import { type Channels, type Surface, surfacesOf } from './ad-places.ts'
import classes from './ad-preview.module.css'
import { directionOf } from '../ui/direction.ts'
import { Stepper } from './stepper.tsx'

interface AdPreviewProps {
  ad: Ad
  /** What the campaign lends to the ad; null: nothing. */
  brand?: Brand | null
  /** Where its ad group lets it be shown; null: wherever its type is. */
  channels?: Channels | null
  assets: ReadonlyMap<string, Asset>
}

/** About how the ad looks where Google shows it, one combination of its parts at a time. */
export const AdPreview = memo(function AdPreview({
  ad,
  brand = null,
  channels = null,
  assets,
}: AdPreviewProps) {
  const scheme = useComputedColorScheme('light')
  const [chosen, setChosen] = useState<string | null>(null)
  const [night, setNight] = useState<boolean | null>(null)
  const [step, setStep] = useState(0)
  const [wide, setWide] = useState(false)
  const surfaces = surfacesOf(ad, channels)
  const surface = surfaces.find(({ label }) => label === chosen) ?? surfaces[0]
  const count = combinationCount(ad, logosOf(ad, brand))
  const dark = night ?? scheme === 'dark'
  if (surface === undefined)
    return (
      <Text size="sm" c="dimmed" role="group" aria-label="Ad preview">
        The channels that are chosen have no preview here.
      </Text>
    )
  return (
    <div className={classes.preview} role="group" aria-label="Ad preview">
      <Group justify="space-between" gap={6} wrap="nowrap">
        <div className={classes.surfaces}>
          <SurfaceChoice
            labels={surfaces.map(({ label }) => label)}
            value={surface.label}
            onChoose={setChosen}
          />
        </div>
        {surface.Desktop !== undefined && (
          <Tooltip label={wide ? 'Preview on a phone' : 'Preview on a wide screen'}>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={wide ? 'Preview on a phone' : 'Preview on a wide screen'}
              onClick={() => setWide(!wide)}
            >
              {wide ? <IconDeviceMobile size={16} /> : <IconDeviceDesktop size={16} />}
            </ActionIcon>
          </Tooltip>
        )}
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
        <Shown surface={surface} wide={wide} ad={ad} brand={brand} assets={assets} step={step % count} />
      </div>
      <Group justify="space-between" gap={6} wrap="nowrap">
        <Text size="xs" c="dimmed">
          About how it looks. Google decides the rest.
        </Text>
        <Stepper of="combination" step={step % count} count={count} onStep={setStep} />
      </Group>
    </div>
  )
})

interface SurfaceChoiceProps {
  labels: readonly string[]
  value: string
  onChoose: (label: string) => void
}

/** So many places stand beside each other; of more, one is chosen from a list. */
const MOST_BESIDE = 5

function SurfaceChoice({ labels, value, onChoose }: SurfaceChoiceProps) {
  const name = 'Where the ad is shown'
  if (labels.length === 1)
    return (
      <Text size="sm" fw={560}>
        {value}
      </Text>
    )
  if (labels.length > MOST_BESIDE)
    return (
      <NativeSelect
        size="xs"
        aria-label={name}
        data={[...labels]}
        value={value}
        onChange={(event) => onChoose(event.currentTarget.value)}
      />
    )
  return <SegmentedControl size="xs" aria-label={name} data={[...labels]} value={value} onChange={onChoose} />
}

const logosOf = (ad: Ad, brand: Brand | null): Logos =>
  brand ?? { logos: ad.logoImages, landscapeLogos: ad.landscapeLogoImages }

interface ShownProps {
  surface: Surface
  /** On a wide screen. */
  wide: boolean
  ad: Ad
  brand: Brand | null
  assets: ReadonlyMap<string, Asset>
  step: number
}

function Shown({ surface, wide, ad, brand, assets, step }: ShownProps) {
  const Surface = (wide ? surface.Desktop : undefined) ?? surface.Ad
  const facts = factsOf(ad, brand)
  const parts = combinationAt(ad, step, logosOf(ad, brand))
  const urlOf = (id: string | null | undefined) => (id == null ? undefined : assets.get(id)?.url)
  return (
    <div className={classes.shown} dir={directionOf(parts.headline || parts.description)}>
      <Surface
        ad={ad}
        step={step}
        urlOf={urlOf}
        label={surface.label}
        {...facts}
        headline={parts.headline || 'Your headline'}
        longHeadline={parts.longHeadline || 'Your long headline'}
        description={parts.description || 'Your description'}
        wide={urlOf(parts.wide)}
        square={urlOf(parts.square)}
        tall={urlOf(parts.tall)}
        video={parts.video}
        logo={urlOf(parts.logo)}
        landscapeLogo={urlOf(parts.landscapeLogo)}
      />
    </div>
  )
}
