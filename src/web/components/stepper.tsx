import { ActionIcon, Group, Text } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'

interface StepperProps {
  /** What is stepped through, as in "Next combination". */
  of: string
  step: number
  count: number
  onStep: (step: number) => void
}

/** One thing of several at a time, round and round. */
export function Stepper({ of, step, count, onStep }: StepperProps) {
  return (
    <Group gap={2} wrap="nowrap">
      <ActionIcon
        variant="subtle"
        color="gray"
        size={24}
        aria-label={`Previous ${of}`}
        disabled={count < 2}
        onClick={() => onStep((step + count - 1) % count)}
      >
        <IconChevronLeft size={15} />
      </ActionIcon>
      <Text size="xs" className="tabular" aria-live="polite" miw={44} ta="center">
        {step + 1} of {count}
      </Text>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={24}
        aria-label={`Next ${of}`}
        disabled={count < 2}
        onClick={() => onStep((step + 1) % count)}
      >
        <IconChevronRight size={15} />
      </ActionIcon>
    </Group>
  )
}
