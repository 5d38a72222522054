import { Button, Checkbox, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { SavedViewDefinition } from '../../contract/saved-views.ts'
import { call } from '../client/call.ts'
import { lineOf } from '../client/problem-words.ts'
import { useFocusBack } from '../ui/use-focus-back.ts'

/** Gives the table as it stands a name. */
export function KeepView({ definition, onClose }: { definition: SavedViewDefinition; onClose: () => void }) {
  useFocusBack()
  const queries = useQueryClient()
  const navigate = useNavigate({ from: '/campaigns' })
  const [name, setName] = useState('')
  const [team, setTeam] = useState(false)
  const keep = useMutation({
    mutationFn: async () => await call('createSavedView', { body: { name, team, definition } }),
    onSuccess: async ({ id }) => {
      onClose()
      await queries.invalidateQueries({ queryKey: ['saved-views'] })
      await navigate({ search: (before) => ({ ...before, view: id }), replace: true })
    },
  })
  return (
    <Modal opened onClose={onClose} title="Keep as a new view">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          keep.mutate()
        }}
      >
        <Stack gap="sm">
          <TextInput
            label="Name of the view"
            value={name}
            error={keep.isError ? lineOf(keep.error) : undefined}
            autoComplete="off"
            data-autofocus
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Checkbox
            label="For the whole team"
            checked={team}
            onChange={(event) => setTeam(event.currentTarget.checked)}
          />
          <Text size="xs" c="dimmed">
            It keeps the search, the filters, the order, and the columns with their widths.
          </Text>
        </Stack>
        <Group justify="flex-end" gap="xs" mt="lg">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={keep.isPending}>
            Keep the view
          </Button>
        </Group>
      </form>
    </Modal>
  )
}
