import { Checkbox, Group, Stack, TextInput } from '@mantine/core'
import type { ReplacePlace } from '../../contract/replace-places.ts'
import { REPLACE_PLACES } from '../../contract/replace-places.ts'

/** What is looked for, where, and what stands there instead. */
export interface WrittenReplace {
  find: string
  by: string
  in: readonly ReplacePlace[]
  matchCase: boolean
  wholeWords: boolean
}

export const NOTHING_WRITTEN: WrittenReplace = {
  find: '',
  by: '',
  // Keywords on purpose alone: at Google another text is another keyword.
  in: REPLACE_PLACES.filter((place) => place !== 'KEYWORDS'),
  matchCase: false,
  wholeWords: false,
}

const PLACES: Record<ReplacePlace, { label: string; description: string }> = {
  NAMES: { label: 'Names', description: 'Of campaigns, ad groups and ads' },
  TEXTS: { label: 'Ad texts', description: 'Headlines, descriptions, business names' },
  URLS: { label: 'URLs', description: 'Final URLs, paths, tracking templates, URL suffixes' },
  KEYWORDS: {
    label: 'Keywords',
    description:
      'Negative ones and search themes too; what Google has is made anew there, without its history',
  },
}

interface ReplaceFieldsProps {
  written: WrittenReplace
  wrong: string | null
  write: (part: Partial<WrittenReplace>) => void
}

export function ReplaceFields({ written, wrong, write }: ReplaceFieldsProps) {
  return (
    <>
      <TextInput
        label="Find"
        value={written.find}
        error={wrong}
        autoComplete="off"
        data-autofocus
        onChange={(event) => write({ find: event.currentTarget.value })}
      />
      <TextInput
        label="Replace with"
        description="Empty takes out what is found."
        value={written.by}
        autoComplete="off"
        onChange={(event) => write({ by: event.currentTarget.value })}
      />
      <Checkbox.Group
        label="In"
        value={[...written.in]}
        onChange={(places) => write({ in: REPLACE_PLACES.filter((place) => places.includes(place)) })}
      >
        <Stack gap={8} mt={6}>
          {REPLACE_PLACES.map((place) => (
            <Checkbox key={place} value={place} {...PLACES[place]} />
          ))}
        </Stack>
      </Checkbox.Group>
      <Group gap="lg" mt={4}>
        <Checkbox
          label="Match upper and lower case"
          checked={written.matchCase}
          onChange={(event) => write({ matchCase: event.currentTarget.checked })}
        />
        <Checkbox
          label="Whole words only"
          checked={written.wholeWords}
          onChange={(event) => write({ wholeWords: event.currentTarget.checked })}
        />
      </Group>
    </>
  )
}

/** What is wrong with it; null: nothing. */
export function wrongWith({ find, in: places }: WrittenReplace): string | null {
  if (find === '') return 'Write what to look for.'
  return places.length === 0 ? 'Choose where to look.' : null
}
