import { Button, MultiSelect, type OptionsFilter, Stack, Text } from '@mantine/core'
import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Audience } from '../../contract/audiences.ts'
import { lineOf } from '../client/problem-words.ts'
import { audiencesQuery } from '../client/queries.ts'
import { audienceIdOf, audienceIdsOf, audienceWords } from '../ui/audience-words.ts'
import { Advice } from './fields.tsx'
import { useField, useForm } from './form-context.tsx'

interface AudienceFieldProps {
  path: string
  label: string
  hint: string
  ids: readonly string[]
  max: number
  onChange: (edit: (ids: readonly string[]) => string[]) => void
}

/**
 * The audiences of an ad group, chosen by name. Google is asked when somebody comes to choose, or has chosen already; where
 * it does not answer, ids can be typed and pasted as ever.
 */
export function AudienceField({ path, label, hint, ids, max, onChange }: AudienceFieldProps) {
  const { account } = useForm()
  const { advice, ...field } = useField(path, 'within')
  const [isWanted, setIsWanted] = useState(ids.length > 0)
  const [search, setSearch] = useState('')
  const audiences = useQuery({ ...audiencesQuery(account.id), enabled: isWanted })
  const known = audiences.data ?? []
  const typed = audienceIdOf(search)
  // Where one is the most there can be, the next one takes its place; a draft from elsewhere may have more all the same.
  const add = (more: readonly string[]) =>
    onChange((before) => cut([...before, ...more.filter((id) => !before.includes(id))], max))
  const missing = audiences.data === undefined ? [] : ids.filter((id) => !isAmong(known, id))
  return (
    <Stack gap={4}>
      <MultiSelect
        {...field}
        label={label}
        searchable
        clearable
        hidePickedOptions
        limit={60}
        selectFirstOptionOnChange={search !== ''}
        placeholder={ids.length === 0 ? 'By name, or by id' : ''}
        inputWrapperOrder={['label', 'input', 'error', 'description']}
        description={advice === undefined ? hint : <Advice text={advice} />}
        loading={audiences.isFetching}
        nothingFoundMessage={nothingWords(audiences)}
        data={optionsOf(known, ids, typed)}
        filter={byNameOrId}
        renderOption={({ option }) => (
          <span>
            {option.label}
            <Text span display="block" size="xs" c="dimmed">
              {known.find(({ id }) => id === option.value)?.description}
            </Text>
          </span>
        )}
        value={[...ids]}
        onChange={(value) => onChange(() => cut(value, max))}
        searchValue={search}
        onSearchChange={setSearch}
        onFocus={() => setIsWanted(true)}
        // An id that was typed and not confirmed is meant all the same, unless it looks for a name: "2026".
        onBlur={() => typed !== null && !known.some(({ name }) => name.includes(typed)) && add([typed])}
        onPaste={(event) => {
          const pasted = audienceIdsOf(event.clipboardData.getData('text/plain'))
          if (search !== '' || pasted.length === 0 || pasted.length > max) return
          event.preventDefault()
          add(pasted)
        }}
      />
      <div role="status">
        {missing.length > 0 && (
          <Advice text={`Google has no audience ${missing.join(', ')} in use in this account.`} />
        )}
        {audiences.error !== null && (
          <Text size="xs" c="dimmed">
            The names of the audiences could not be read: {lineOf(audiences.error)} Ids still work.{' '}
            <Button variant="subtle" size="compact-xs" onClick={() => void audiences.refetch()}>
              Read again
            </Button>
          </Text>
        )}
      </div>
    </Stack>
  )
}

function cut(ids: readonly string[], max: number): string[] {
  return max === 1 ? ids.slice(-1) : ids.slice(0, max)
}

const isAmong = (known: readonly Audience[], id: string): boolean => known.some((each) => each.id === id)

/** What Google has, what is chosen and unknown to it, and an id as it is typed. */
function optionsOf(known: readonly Audience[], ids: readonly string[], typed: string | null) {
  const others = [...ids, ...(typed === null || ids.includes(typed) ? [] : [typed])]
  return [
    ...known.map(({ id, name }) => ({ value: id, label: name })),
    ...others
      .filter((id) => !isAmong(known, id))
      .map((id) => ({ value: id, label: audienceWords(id, () => undefined) })),
  ]
}

const byNameOrId: OptionsFilter = ({ options, search, limit }) => {
  const id = audienceIdOf(search)
  const words = search.trim().toLowerCase()
  return options
    .filter(
      (option) => 'value' in option && (option.value === id || option.label.toLowerCase().includes(words)),
    )
    .slice(0, limit)
}

function nothingWords({ data, error }: Pick<UseQueryResult<Audience[]>, 'data' | 'error'>): string {
  if (data === undefined)
    return error === null ? 'Reading the audiences of the account…' : 'No names to choose from. Type an id.'
  if (data.length === 0)
    return 'The account has no audience yet: make one in Google Ads, under Audience manager.'
  return 'No audience by that name. An id works, too.'
}
