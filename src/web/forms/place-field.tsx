import { Button, MultiSelect, type OptionsFilter, Stack, Text } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useId, useState } from 'react'
import { countriesNamed } from '../../contract/place-words.ts'
import type { Place } from '../../contract/places.ts'
import { COUNTRIES, countryByGeoTargetId } from '../../contract/reference/countries.ts'
import { lineOf } from '../client/problem-words.ts'
import { placesByNameQuery } from '../client/place-queries.ts'
import { placeIdsOf, placeName, type Places } from '../ui/place-words.ts'
import { useForm } from './form-context.tsx'

const COUNTRY_OPTIONS = COUNTRIES.map(({ geoTargetId, name }) => ({ value: geoTargetId, label: name }))
const SETTLE_MS = 300
/** A single letter begins too many names to be worth a question. */
const MIN_LETTERS = 2

interface PlaceFieldProps {
  label: string
  /** What an empty field means. */
  none: string
  path?: string
  error?: string | undefined
  ids: readonly string[]
  onChange: (ids: readonly string[]) => void
}

/**
 * Places by name: countries at once, and regions, cities and the rest as Google answers. Where it does not, countries still
 * work, and so do ids, typed or pasted.
 */
export function PlaceField({ label, none, path, error, ids, onChange }: PlaceFieldProps) {
  const { account, places, notePlaces } = useForm()
  const [search, setSearch] = useState('')
  const [settled] = useDebouncedValue(search.trim(), SETTLE_MS)
  const isName = settled.length >= MIN_LETTERS && placeIdsOf(settled).length === 0
  // What was asked last stays when the field is left, and with it what became of it.
  const [name, setName] = useState('')
  if (isName && name !== settled) setName(settled)
  const asked = useQuery({ ...placesByNameQuery(account.id, name), enabled: name !== '' })
  const found = search.trim() === name ? (asked.data?.items ?? []) : []
  const typed = placeIdsOf(search)
  const problem = asked.data?.problem ?? (asked.error === null ? null : lineOf(asked.error))
  const told = useId()
  useEffect(() => {
    if (asked.data !== undefined) notePlaces(asked.data.items)
  }, [asked.data, notePlaces])
  const add = (more: readonly string[]) => onChange([...new Set([...ids, ...more])])
  return (
    <Stack gap={4}>
      <MultiSelect
        data-field={path}
        error={error}
        label={label}
        searchable
        clearable
        hidePickedOptions
        limit={60}
        selectFirstOptionOnChange={search !== ''}
        placeholder={ids.length === 0 ? none : ''}
        loading={asked.isFetching}
        nothingFoundMessage={nothingWords(search.trim() === name && !asked.isFetching, isName)}
        aria-describedby={problem === null ? undefined : told}
        data={[
          ...COUNTRY_OPTIONS,
          ...optionsOf([...found.map(({ id }) => id), ...typed, ...ids], places, found),
        ]}
        filter={filterBy(found, typed)}
        value={[...ids]}
        onChange={onChange}
        searchValue={search}
        onSearchChange={setSearch}
        // An id that was typed and not confirmed is meant all the same.
        onBlur={() => typed.length > 0 && add(typed)}
        onPaste={(event) => {
          const pasted = placeIdsOf(event.clipboardData.getData('text/plain'))
          if (search !== '' || pasted.length === 0) return
          event.preventDefault()
          add(pasted)
        }}
      />
      <div role="status" id={told}>
        {problem !== null && (
          <Text size="xs" c="dimmed">
            Countries and ids work; regions and cities by name come from Google: {problem}{' '}
            <Button variant="subtle" size="compact-xs" onClick={() => void asked.refetch()}>
              Ask again
            </Button>
          </Text>
        )}
      </div>
    </Stack>
  )
}

/** Of what is no country: those are there already. */
function optionsOf(ids: readonly string[], places: Places, found: readonly Place[]) {
  const known = new Map([...places, ...found.map((place) => [place.id, place] as const)])
  return [...new Set(ids)]
    .filter((id) => countryByGeoTargetId(id) === undefined)
    .map((id) => ({ value: id, label: placeName(id, known) }))
}

/** Countries by name, then what Google found for what is typed, in its order; an id as it is typed. */
function filterBy(found: readonly Place[], typed: readonly string[]): OptionsFilter {
  return ({ options, search, limit }) => {
    if (search.trim() === '') return options.slice(0, limit)
    const wanted = [...typed, ...countriesNamed(search).map(({ id }) => id), ...found.map(({ id }) => id)]
    const byValue = new Map(options.flatMap((option) => ('value' in option ? [[option.value, option]] : [])))
    return [...new Set(wanted)].flatMap((id) => byValue.get(id) ?? []).slice(0, limit)
  }
}

function nothingWords(isAnswered: boolean, isName: boolean): string {
  if (!isName) return 'No country by that name. Type more letters, or an id.'
  return isAnswered ? 'No place by that name. An id works, too.' : 'Asking Google for places…'
}
