import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import type { CampaignFilters } from '../client/queries.ts'
import { useFocusBack } from '../ui/use-focus-back.ts'
import type { WrittenReplace } from './replace-fields.tsx'
import { NOTHING_WRITTEN, ReplaceFields, wrongWith } from './replace-fields.tsx'
import { ReplacePreview } from './replace-preview.tsx'
import type { Undo } from './use-undo.tsx'

interface ReplaceDialogProps {
  /** The list that is looked through, all of it. */
  filters: CampaignFilters
  undo: Undo
  onClose: () => void
}

/** Find and replace in everything that the list has. */
export function ReplaceDialog({ filters, undo, onClose }: ReplaceDialogProps) {
  useFocusBack()
  const [written, setWritten] = useState<WrittenReplace>(NOTHING_WRITTEN)
  const [wrong, setWrong] = useState<string | null>(null)
  const [isShown, setShown] = useState(false)
  const submit = (event: React.FormEvent) => {
    event.preventDefault()
    const problem = wrongWith(written)
    setWrong(problem)
    if (problem === null) setShown(true)
  }
  const write = (part: Partial<WrittenReplace>) => {
    setWrong(null)
    setWritten((before) => ({ ...before, ...part }))
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={isShown ? 'Find and replace: look at what changes' : 'Find and replace'}
      size={isShown ? 900 : 560}
    >
      {isShown ? (
        <ReplacePreview of={{ filters }} written={written} undo={undo} onClose={onClose} />
      ) : (
        <form onSubmit={submit}>
          <Stack gap="sm">
            <Text size="sm" c="dimmed">
              In all campaigns of this list, as search and filters narrow it.
            </Text>
            <ReplaceFields written={written} wrong={wrong} write={write} />
          </Stack>
          <Group justify="flex-end" gap="xs" mt="lg">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit">Look at the changes</Button>
          </Group>
        </form>
      )}
    </Modal>
  )
}
