import { ActionIcon, Group, SegmentedControl, Text, Tooltip, useComputedColorScheme } from '@mantine/core'
import { IconChevronLeft, IconChevronRight, IconMoon, IconSun } from '@tabler/icons-react'
import { memo, useState } from 'react'
import type { Asset } from '../../contract/asset.ts'
import type { Ad } from '../../contract/campaign-parts.ts'
import { CALL_TO_ACTION_TEXT } from '../../contract/reference/calls-to-action.ts'
import classes from './ad-preview.module.css'
import { combinationAt, combinationCount } from './ad-combinations.ts'
import { DiscoverAd, GmailAd, YouTubeAd } from './ad-surfaces.tsx'

const SURFACES = [
  { value: 'youtube', label: 'YouTube' },
  { value: 'discover', label: 'Discover' },
  { value: 'gmail', label: 'Gmail' },
]

interface AdPreviewProps {
  ad: Ad
  assets: ReadonlyMap<string, Asset>
}

/** About how the ad looks in three places, one combination of its parts at a time. */
export const AdPreview = memo(function AdPreview({ ad, assets }: AdPreviewProps) {
  const scheme = useComputedColorScheme('light')
  const [surface, setSurface] = useState('youtube')
  const [night, setNight] = useState<boolean | null>(null)
  const [step, setStep] = useState(0)
  const count = combinationCount(ad)
  const at = step % count
  const parts = combinationAt(ad, at)
  const dark = night ?? scheme === 'dark'
  const urlOf = (id: string | undefined) => (id === undefined ? undefined : assets.get(id)?.url)
  const content = {
    headline: parts.headline || 'Your headline',
    description: parts.description || 'Your description',
    business: ad.businessName ?? 'Business name',
    callToAction: ad.callToAction === null ? 'Learn more' : CALL_TO_ACTION_TEXT[ad.callToAction],
    wide: urlOf(parts.wide),
    square: urlOf(parts.square),
    logo: urlOf(ad.logoImages[0]),
    isPlaceholder: parts.headline === '',
  }
  return (
    <div className={classes.preview} role="group" aria-label="Ad preview">
      <Group justify="space-between" gap={6} wrap="nowrap">
        <SegmentedControl
          size="xs"
          aria-label="Where the ad is shown"
          data={SURFACES}
          value={surface}
          onChange={setSurface}
        />
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
        {surface === 'youtube' && <YouTubeAd {...content} />}
        {surface === 'discover' && <DiscoverAd {...content} />}
        {surface === 'gmail' && <GmailAd {...content} />}
      </div>
      <Group justify="space-between" gap={6} wrap="nowrap">
        <Text size="xs" c="dimmed">
          About how it looks. Google decides the rest.
        </Text>
        <Group gap={2} wrap="nowrap">
          <ActionIcon
            variant="subtle"
            color="gray"
            size={24}
            aria-label="Previous combination"
            disabled={count < 2}
            onClick={() => setStep((at + count - 1) % count)}
          >
            <IconChevronLeft size={15} />
          </ActionIcon>
          <Text size="xs" className="tabular" aria-live="polite" miw={44} ta="center">
            {at + 1} of {count}
          </Text>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={24}
            aria-label="Next combination"
            disabled={count < 2}
            onClick={() => setStep((at + 1) % count)}
          >
            <IconChevronRight size={15} />
          </ActionIcon>
        </Group>
      </Group>
    </div>
  )
})
