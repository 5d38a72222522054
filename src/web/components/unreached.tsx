import { Alert } from '@mantine/core'
import { unreachedWords } from '../../contract/unreached-words.ts'

/** What the list of accounts within reach leaves out. */
export function Unreached({ reached }: { reached: Parameters<typeof unreachedWords>[0] | undefined }) {
  const lines = reached === undefined ? [] : unreachedWords(reached)
  if (lines.length === 0) return null
  return (
    <Alert color="yellow" variant="light" mt="sm" title="Not everything is listed">
      {lines.map((line) => (
        <div key={line}>{line}</div>
      ))}
    </Alert>
  )
}
