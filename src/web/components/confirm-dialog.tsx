import { Button, Group, Modal, Text } from '@mantine/core'
import type { Question } from '../ui/confirm.ts'
import { useFocusBack } from '../ui/use-focus-back.ts'

export function ConfirmDialog({ question, onClose }: { question: Question; onClose: () => void }) {
  const { title, text, confirm, cancel, isDanger, onConfirm } = question
  useFocusBack()
  return (
    <Modal opened onClose={onClose} title={title}>
      <Text size="sm">{text}</Text>
      <Group justify="flex-end" gap="xs" mt="lg">
        <Button variant="default" onClick={onClose} data-autofocus>
          {cancel}
        </Button>
        <Button
          color={isDanger ? 'red.9' : 'iris'}
          onClick={() => {
            onClose()
            onConfirm()
          }}
        >
          {confirm}
        </Button>
      </Group>
    </Modal>
  )
}
