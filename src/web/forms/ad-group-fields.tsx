import { Checkbox, Group, Radio, SimpleGrid, Stack, Switch } from '@mantine/core'
import type { AdGroup } from '../../contract/campaign-parts.ts'
import { AUDIENCES } from '../../contract/rules/signals.ts'
import { CHANNELS, CHANNEL_STRATEGIES } from '../../contract/words.ts'
import { CHANNEL_LABELS, CHANNEL_STRATEGY_LABELS } from '../ui/part-labels.ts'
import { Section } from '../ui/section.tsx'
import { SEARCH_THEMES } from './ad-shapes.ts'
import { AudienceField } from './audience-field.tsx'
import { EntryList } from './entry-list.tsx'
import { Advice, MoneyField, TextField } from './fields.tsx'
import { useField, useForm } from './form-context.tsx'
import { PlacesFields } from './places-fields.tsx'

interface GroupFieldsProps {
  group: AdGroup
  path: string
  onChange: (edit: (group: AdGroup) => AdGroup) => void
}

const TITLES = {
  DEMAND_GEN: 'Audience',
  DISPLAY: 'Audience',
  SEARCH: 'Ad group',
  PERFORMANCE_MAX: 'Asset group',
} as const

/** Who sees the ads of a group, and where: what of it a type has. */
export function GroupFields(props: GroupFieldsProps) {
  const { group, path, onChange } = props
  const { document } = useForm()
  const { campaignType: type } = document
  const isAssetGroup = type === 'PERFORMANCE_MAX'
  return (
    <Section
      id="audience"
      title={TITLES[type]}
      text={
        isAssetGroup ? 'Signals tell Google whom to begin with; it shows the ads to others, too.' : undefined
      }
    >
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
        <TextField
          path={`${path}.name`}
          label={isAssetGroup ? 'Asset group name' : 'Ad group name'}
          value={group.name}
          onChange={(name) => onChange((before) => ({ ...before, name: name ?? '' }))}
        />
        <Bids {...props} />
      </SimpleGrid>
      {type === 'DEMAND_GEN' && (
        <>
          <PlacesFields
            places={group}
            prefix={`${path}.`}
            onChange={(edit) =>
              onChange((before) => ({
                ...before,
                ...edit({ locations: before.locations, languages: before.languages }),
              }))
            }
          />
          <Channels {...props} />
        </>
      )}
      {isAssetGroup && <SearchThemes {...props} />}
      {(type === 'DEMAND_GEN' || isAssetGroup) && <Audiences {...props} />}
      {(type === 'DEMAND_GEN' || type === 'DISPLAY') && (
        <Switch
          label="Optimized targeting"
          description="Google may show the ads beyond this audience where it expects results."
          data-field={`${path}.optimizedTargeting`}
          checked={group.optimizedTargeting}
          onChange={(event) => {
            const optimizedTargeting = event.currentTarget.checked
            onChange((before) => ({ ...before, optimizedTargeting }))
          }}
        />
      )}
    </Section>
  )
}

/** Only under manual bidding: everywhere else Google bids. */
function Bids({ group, path, onChange }: GroupFieldsProps) {
  const { document } = useForm()
  if (document.biddingStrategy === 'MANUAL_CPC') {
    return (
      <MoneyField
        path={`${path}.cpcBidMicros`}
        label="Bid per click"
        hint="The most that a click may cost."
        micros={group.cpcBidMicros}
        onChange={(cpcBidMicros) => onChange((before) => ({ ...before, cpcBidMicros }))}
      />
    )
  }
  if (document.biddingStrategy !== 'MANUAL_CPM') return null
  return (
    <MoneyField
      path={`${path}.cpmBidMicros`}
      label="Bid per thousand impressions"
      hint="The most that a thousand visible impressions may cost."
      micros={group.cpmBidMicros}
      onChange={(cpmBidMicros) => onChange((before) => ({ ...before, cpmBidMicros }))}
    />
  )
}

function Channels({ group, path, onChange }: GroupFieldsProps) {
  const { advice, ...strategy } = useField(`${path}.selectedChannels`, 'within')
  return (
    <>
      <Radio.Group
        {...strategy}
        label="Channels"
        value={group.channelStrategy}
        onChange={(value) => {
          const channelStrategy = CHANNEL_STRATEGIES.find((each) => each === value)
          if (channelStrategy === undefined) return
          const keep = channelStrategy === 'SELECTED_CHANNELS'
          onChange((before) => ({
            ...before,
            channelStrategy,
            selectedChannels: keep ? before.selectedChannels : [],
          }))
        }}
      >
        <Stack gap={8} mt={6}>
          {CHANNEL_STRATEGIES.map((each) => (
            <Radio
              key={each}
              value={each}
              label={CHANNEL_STRATEGY_LABELS[each].label}
              description={CHANNEL_STRATEGY_LABELS[each].hint}
            />
          ))}
        </Stack>
      </Radio.Group>
      <Advice text={advice} />
      {group.channelStrategy === 'SELECTED_CHANNELS' && (
        <Checkbox.Group
          aria-label="Chosen channels"
          value={group.selectedChannels}
          onChange={(chosen) =>
            onChange((before) => ({
              ...before,
              selectedChannels: CHANNELS.filter((channel) => chosen.includes(channel)),
            }))
          }
        >
          <Group gap="md">
            {CHANNELS.map((channel) => (
              <Checkbox key={channel} value={channel} label={CHANNEL_LABELS[channel]} size="xs" />
            ))}
          </Group>
        </Checkbox.Group>
      )}
    </>
  )
}

function SearchThemes({ group, path, onChange }: GroupFieldsProps) {
  return (
    <EntryList
      path={`${path}.searchThemes`}
      label="Search themes"
      noun="search theme"
      hint="Words that your customers search for, one a line. Paste as many as you have."
      placeholder="balcony plants"
      entries={group.searchThemes}
      max={SEARCH_THEMES.max}
      separator={/[\r\n\t]+/}
      read={(written) => (written.length <= 200 ? written.replace(/\s+/g, ' ') : null)}
      unreadable={`A search theme has at most ${SEARCH_THEMES.width} characters.`}
      onChange={(edit) => onChange((before) => ({ ...before, searchThemes: edit(before.searchThemes) }))}
    />
  )
}

function Audiences({ group, path, onChange }: GroupFieldsProps) {
  const { document } = useForm()
  const isSignal = document.campaignType === 'PERFORMANCE_MAX'
  return (
    <AudienceField
      path={`${path}.audiences`}
      label={isSignal ? 'Audience signal' : 'Audience'}
      hint={
        isSignal
          ? 'One at most: a signal, not a limit.'
          : 'One at most; none: everybody. Whether there is one is fixed once published.'
      }
      ids={group.audiences.map(({ audienceId }) => audienceId)}
      max={AUDIENCES.max}
      onChange={(edit) =>
        onChange((before) => ({
          ...before,
          audiences: edit(before.audiences.map(({ audienceId }) => audienceId)).map((audienceId) => ({
            audienceId,
          })),
        }))
      }
    />
  )
}
