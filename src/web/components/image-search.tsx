import { CloseButton, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useState } from 'react'

const PAUSE_MS = 250
/** As long as a name can be. */
const LONGEST = 255

/** A box to look for images by name, and what is looked for once somebody has stopped typing. */
export function useImageSearch(): { q: string; box: React.ReactNode; clear: () => void } {
  const [typed, setTyped] = useState('')
  const [settled] = useDebouncedValue(typed.trim(), PAUSE_MS)
  // What is cleared is cleared at once.
  const q = typed.trim() === '' ? '' : settled
  const box = (
    <TextInput
      type="search"
      size="xs"
      w={220}
      maxLength={LONGEST}
      aria-label="Search images by name"
      placeholder="Search by name"
      leftSection={<IconSearch size={14} aria-hidden />}
      rightSection={
        typed !== '' && <CloseButton size="xs" aria-label="Clear the search" onClick={() => setTyped('')} />
      }
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
    />
  )
  return { q, box, clear: () => setTyped('') }
}
