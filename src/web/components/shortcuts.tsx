import { Button, Group, Modal, SimpleGrid, Stack, Text } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { Keys } from '../ui/keys.tsx'
import { useFocusBack } from '../ui/use-focus-back.ts'
import { usePutFirstStepsAway } from './use-put-first-steps-away.ts'
import { useSession } from './use-session.ts'

const GROUPS: readonly { title: string; rows: readonly (readonly [keys: string, words: string])[] }[] = [
  {
    title: 'Anywhere',
    rows: [
      ['Ctrl K', 'Search or do anything'],
      ['c', 'New campaign'],
      ['/', 'Search the list'],
      ['?', 'This sheet'],
    ],
  },
  {
    title: 'Go to',
    rows: [
      ['g c', 'Campaigns'],
      ['g d', 'Drafts'],
      ['g h', 'Dashboard'],
      ['g b', 'Batches'],
      ['g r', 'Approvals'],
      ['g i', 'Images'],
      ['g t', 'Templates'],
      ['g a', 'Accounts'],
      ['g n', 'Notifications'],
    ],
  },
  {
    title: 'In the list',
    rows: [
      ['j', 'Next campaign'],
      ['k', 'Campaign before'],
      ['Enter', 'Open it'],
      ['e', 'Edit it'],
      ['x', 'Pick it, to edit or publish several; with Shift all from the last one'],
    ],
  },
  {
    title: 'In the cells',
    rows: [
      ['Arrows', 'From cell to cell; with Shift select'],
      ['F2', 'Write in a cell; Enter saves, Escape does not'],
      ['Ctrl C', 'Copy the selected cells'],
      ['Ctrl V', 'Paste from a spreadsheet'],
      ['Ctrl D', 'Fill the first row down; with the mouse, drag the corner'],
      ['Ctrl Z', 'Undo the last change made here'],
      ['Ctrl Shift Z', 'Do it again; Ctrl Y too'],
      ['Shift Left', 'On a head: narrower; Shift Right wider, Shift Enter fits'],
    ],
  },
  {
    title: 'In a campaign',
    rows: [
      ['e', 'Edit'],
      ['p', 'Review and publish'],
      ['Ctrl S', 'Save now (while editing)'],
      ['Esc', 'Up: to the campaign, to the list'],
    ],
  },
]

export function Shortcuts({ onClose }: { onClose: () => void }) {
  useFocusBack()
  return (
    <Modal opened onClose={onClose} title="Keyboard shortcuts" size="lg">
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xl" verticalSpacing="lg">
        {GROUPS.map((group) => (
          <Stack key={group.title} gap={6}>
            <Text fw={600} size="sm">
              {group.title}
            </Text>
            {group.rows.map(([keys, words]) => (
              <Group key={keys} justify="space-between" wrap="nowrap">
                <Text size="sm">{words}</Text>
                <Keys of={keys} />
              </Group>
            ))}
          </Stack>
        ))}
      </SimpleGrid>
      <FirstStepsAgain onDone={onClose} />
    </Modal>
  )
}

/** The way back to what was put away. */
function FirstStepsAgain({ onDone }: { onDone: () => void }) {
  const { firstSteps } = useSession()
  const navigate = useNavigate()
  const putAway = usePutFirstStepsAway()
  if (firstSteps) return null
  return (
    <Group justify="flex-end" mt="lg">
      <Button
        variant="default"
        onClick={() => {
          putAway(false)
          onDone()
          void navigate({ to: '/campaigns' })
        }}
      >
        Show the first steps again
      </Button>
    </Group>
  )
}
