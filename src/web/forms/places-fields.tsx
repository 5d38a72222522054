import { MultiSelect, SimpleGrid, Text } from '@mantine/core'
import type { CampaignDocument } from '../../contract/campaign.ts'
import { COUNTRIES } from '../../contract/reference/countries.ts'
import { LANGUAGES } from '../../contract/reference/languages.ts'
import { Section } from '../ui/section.tsx'
import { Advice } from './fields.tsx'
import { useField, useForm } from './form-context.tsx'

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
          {...locations}
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
          placeholder={spoken.length === 0 ? 'Every language' : ''}
          data={withUnknown(LANGUAGE_OPTIONS, spoken, 'Language')}
          value={spoken}
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
