import { Checkbox, Group, MultiSelect, Radio, SimpleGrid, Stack, Switch, Text } from '@mantine/core'
import type { AdGroup } from '../../contract/campaign-parts.ts'
import { COUNTRIES } from '../../contract/reference/countries.ts'
import { LANGUAGES } from '../../contract/reference/languages.ts'
import { CHANNELS, CHANNEL_STRATEGIES } from '../../contract/words.ts'
import { CHANNEL_LABELS, CHANNEL_STRATEGY_LABELS } from '../ui/labels.ts'
import { Section } from '../ui/section.tsx'
import { Advice, TextField } from './fields.tsx'
import { useField } from './form-context.tsx'

interface AudienceFieldsProps {
  group: AdGroup
  path: string
  onChange: (edit: (group: AdGroup) => AdGroup) => void
}

const COUNTRY_OPTIONS = COUNTRIES.map(({ geoTargetId, name }) => ({ value: geoTargetId, label: name }))
const LANGUAGE_OPTIONS = LANGUAGES.map(({ id, name }) => ({ value: id, label: name }))

/** The options, and whatever is chosen that the table does not know: a region, say, from an import. */
function withUnknown(options: { value: string; label: string }[], chosen: readonly string[], noun: string) {
  const known = new Set(options.map(({ value }) => value))
  const unknown = chosen
    .filter((value) => !known.has(value))
    .map((value) => ({ value, label: `${noun} ${value}` }))
  return unknown.length === 0 ? options : [...options, ...unknown]
}

/** Who sees the ads of a group, and where. */
export function AudienceFields({ group, path, onChange }: AudienceFieldsProps) {
  const { advice, ...strategy } = useField(`${path}.selectedChannels`, 'within')
  return (
    <Section id="audience" title="Audience">
      <TextField
        path={`${path}.name`}
        label="Ad group name"
        value={group.name}
        onChange={(name) => onChange((before) => ({ ...before, name: name ?? '' }))}
      />
      <Places group={group} path={path} onChange={onChange} />
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
      <Switch
        label="Optimized targeting"
        description="Google may show the ads beyond this audience where it expects results."
        checked={group.optimizedTargeting}
        onChange={(event) => {
          const optimizedTargeting = event.currentTarget.checked
          onChange((before) => ({ ...before, optimizedTargeting }))
        }}
      />
    </Section>
  )
}

function Places({ group, path, onChange }: AudienceFieldsProps) {
  const { advice: placeAdvice, ...places } = useField(`${path}.locations`, 'within')
  const { advice: languageAdvice, ...languages } = useField(`${path}.languages`, 'within')
  const shown = group.locations.filter(({ negative }) => !negative).map(({ geoTargetId }) => geoTargetId)
  const hidden = group.locations.filter(({ negative }) => negative).map(({ geoTargetId }) => geoTargetId)
  const setPlaces = (targeted: readonly string[], excluded: readonly string[]) =>
    onChange((before) => ({
      ...before,
      locations: [
        ...targeted.map((geoTargetId) => ({ geoTargetId, negative: false })),
        ...excluded
          .filter((id) => !targeted.includes(id))
          .map((geoTargetId) => ({ geoTargetId, negative: true })),
      ],
    }))
  const picker = {
    searchable: true,
    clearable: true,
    hidePickedOptions: true,
    limit: 60,
    nothingFoundMessage: 'Nothing by that name',
  } as const
  return (
    <>
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
        <MultiSelect
          {...picker}
          {...places}
          label="Locations"
          placeholder={shown.length === 0 ? 'Every country' : ''}
          data={withUnknown(COUNTRY_OPTIONS, shown, 'Place')}
          value={shown}
          onChange={(value) => setPlaces(value, hidden)}
        />
        <MultiSelect
          {...picker}
          {...languages}
          label="Languages"
          placeholder={group.languages.length === 0 ? 'Every language' : ''}
          data={withUnknown(
            LANGUAGE_OPTIONS,
            group.languages.map(({ languageId }) => languageId),
            'Language',
          )}
          value={group.languages.map(({ languageId }) => languageId)}
          onChange={(value) =>
            onChange((before) => ({ ...before, languages: value.map((languageId) => ({ languageId })) }))
          }
        />
        <MultiSelect
          {...picker}
          label="Left out"
          placeholder={hidden.length === 0 ? 'No place is left out' : ''}
          data={withUnknown(COUNTRY_OPTIONS, hidden, 'Place')}
          value={hidden}
          onChange={(value) =>
            setPlaces(
              shown.filter((id) => !value.includes(id)),
              value,
            )
          }
        />
      </SimpleGrid>
      {(placeAdvice ?? languageAdvice) !== undefined && (
        <Text size="xs">
          <Advice text={[placeAdvice, languageAdvice].filter(Boolean).join(' ')} />
        </Text>
      )}
    </>
  )
}
