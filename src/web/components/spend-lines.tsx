import { Alert, List } from '@mantine/core'
import { IconCoins } from '@tabler/icons-react'
import type { SpendLine } from '../../contract/spend.ts'
import { capOwner, usesWords } from '../ui/spend-words.ts'

const wordsOf = (line: SpendLine, capMicros: string): string =>
  `${capOwner(line)}: ${usesWords(line.afterMicros, capMicros, line.currencyCode, line.period)}`

/** How the caps would stand once it is live. Nothing where there is none. */
export function SpendLines({ lines }: { lines: readonly SpendLine[] }) {
  const capped = lines.flatMap((line) => (line.capMicros === null ? [] : [{ line, cap: line.capMicros }]))
  if (capped.length === 0) return null
  const isOver = capped.some(({ line }) => !line.fits)
  return (
    <Alert
      color={isOver ? 'red' : 'gray'}
      variant="light"
      mb="md"
      icon={<IconCoins size={18} aria-hidden />}
      title={isOver ? 'More than a cap leaves' : 'Once it is live'}
    >
      <List size="sm" listStyleType="none">
        {capped.map(({ line, cap }) => (
          <List.Item key={`${line.accountId} ${line.currencyCode} ${line.period}`}>
            {wordsOf(line, cap)}
            {!line.fits && <b> (too much)</b>}
          </List.Item>
        ))}
      </List>
      {isOver &&
        'Published to run, it is refused; published paused, it counts when it is enabled. Lower the budget, pause another campaign, or ask an administrator to raise the cap.'}
    </Alert>
  )
}
