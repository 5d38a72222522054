import { MultiSelect, SimpleGrid, Text } from '@mantine/core'
import type { CampaignDocument } from '../../contract/campaign.ts'
import { LANGUAGES } from '../../contract/reference/languages.ts'
import { Section } from '../ui/section.tsx'
import { Advice } from './fields.tsx'
import { useField, useForm } from './form-context.tsx'
import { PlaceField } from './place-field.tsx'

const LANGUAGE_OPTIONS = LANGUAGES.map(({ id, name }) => ({ value: id, label: name }))

/** The options, and whatever is chosen that the table does not know. */
function withUnknown(options: { value: string; label: string }[], chosen: readonly string[]) {
  const known = new Set(options.map(({ value }) => value))
  const unknown = chosen
    .filter((value) => !known.has(value))
    .map((value) => ({ value, label: `Language ${value}` }))
  return unknown.length === 0 ? options : [...options, ...unknown]
}

export type Places = Pick<CampaignDocument, 'locations' | 'languages'>

interface PlacesFieldsProps {
  places: Places
  /** Before the names of the fields: `adGroups[0].`, or nothing for those of the campaign. */
  prefix: string
  onChange: (edit: (places: Places) => Places) => void
}

/** Where ads are shown and in which languages: of an ad group, or of a whole campaign. */
export function PlacesFields({ places, prefix, onChange }: PlacesFieldsProps) {
  const { advice: placeAdvice, ...locations } = useField(`${prefix}locations`, 'within')
  const { advice: languageAdvice, ...languages } = useField(`${prefix}languages`, 'within')
  const shown = places.locations.filter(({ negative }) => !negative).map(({ geoTargetId }) => geoTargetId)
  const hidden = places.locations.filter(({ negative }) => negative).map(({ geoTargetId }) => geoTargetId)
  const spoken = places.languages.map(({ languageId }) => languageId)
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
  return (
    <>
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
        <PlaceField
          label="Locations"
          none="Every country"
          path={locations['data-field']}
          error={locations.error}
          ids={shown}
          onChange={(value) => setPlaces(value, hidden)}
        />
        <MultiSelect
          {...languages}
          searchable
          clearable
          hidePickedOptions
          limit={60}
          nothingFoundMessage="Nothing by that name"
          label="Languages"
          placeholder={spoken.length === 0 ? 'Every language' : ''}
          data={withUnknown(LANGUAGE_OPTIONS, spoken)}
          value={spoken}
          onChange={(value) =>
            onChange((before) => ({ ...before, languages: value.map((languageId) => ({ languageId })) }))
          }
        />
        <PlaceField
          label="Left out"
          none="No place is left out"
          ids={hidden}
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

/** Of a whole campaign: every type but Demand Gen, whose ad groups have their own. */
export function PlacesSection() {
  const { document, change } = useForm()
  const { locations, languages } = document
  return (
    <Section id="places" title="Locations and languages" text="They hold for all of the campaign.">
      <PlacesFields
        prefix=""
        places={{ locations, languages }}
        onChange={(edit) =>
          change((before) => ({
            ...before,
            ...edit({ locations: before.locations, languages: before.languages }),
          }))
        }
      />
    </Section>
  )
}
