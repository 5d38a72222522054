import { Alert, Button, Group, List, Modal, Text, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { call } from '../client/call.ts'
import { lineOf } from '../client/problem-words.ts'
import { useFocusBack } from '../ui/use-focus-back.ts'
import { useSession } from './use-session.ts'

/** Asks for the workspace's name, because there is no way back, and deletes the demo data. */
export function DemoDataDialog({ onClose }: { onClose: () => void }) {
  const { workspace, emulator } = useSession()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const [name, setName] = useState('')
  const [isTold, setTold] = useState(false)
  useFocusBack()
  const deletion = useMutation({
    mutationFn: async () => await call('deleteDemoData', { body: { name: workspace.name } }),
    onSuccess: async ({ campaigns, images }) => {
      onClose()
      notifications.show({
        color: 'green',
        message: `The demo data is deleted: ${campaigns} campaigns and ${images} images.`,
      })
      // Nearly every answer was about them: what no page shows is forgotten, and what one shows is read again.
      await navigate({ to: '/campaigns' })
      queries.removeQueries({ type: 'inactive' })
      await queries.invalidateQueries()
    },
  })
  const isNamed = name.trim() === workspace.name
  const send = (event: FormEvent) => {
    event.preventDefault()
    if (isNamed) deletion.mutate()
    else setTold(true)
  }
  return (
    <Modal opened onClose={onClose} title="Delete the demo data?">
      <form onSubmit={send} noValidate>
        <Text size="sm" mb={6}>
          There is no way back. What the demo made is deleted:
        </Text>
        <List size="sm" mb="sm">
          <List.Item>
            its campaigns, also those that you have changed, with their history and numbers
          </List.Item>
          <List.Item>its images, unless a campaign of yours has them</List.Item>
        </List>
        <Text size="sm" mb="md">
          Members, accounts, API keys and all that people made stay, and the audit log says who deleted the
          demo.
          {emulator && ' The emulator keeps the campaigns that were published there; they do no harm.'}
        </Text>
        {deletion.isError && (
          <Alert color="red" variant="light" title="Not deleted" mb="md">
            {lineOf(deletion.error)}
          </Alert>
        )}
        <TextInput
          label={`Type the name of the workspace: ${workspace.name}`}
          autoComplete="off"
          spellCheck={false}
          data-autofocus
          value={name}
          error={isTold && !isNamed ? `It is ${workspace.name}.` : undefined}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Group justify="flex-end" gap="xs" mt="lg">
          <Button variant="default" onClick={onClose}>
            Keep it
          </Button>
          <Button type="submit" color="red.9" loading={deletion.isPending}>
            Delete the demo data
          </Button>
        </Group>
      </form>
    </Modal>
  )
}
