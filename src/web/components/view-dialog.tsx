import { Button, Checkbox, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { lineOf } from '../client/problem-words.ts'
import { useFocusBack } from '../ui/use-focus-back.ts'

export interface ViewDialogProps {
  /** Why the caller may keep none for the team; null: they may. */
  teamRefusal: string | null
  onClose: () => void
}

interface Written {
  name: string
  team: boolean
}

interface Props extends ViewDialogProps {
  title: string
  button: string
  text: string
  first: Written
  /** Answers the id of the view that is there then. */
  save: (written: Written) => Promise<string>
}

/** The name of a view, and whom it is for. */
export function ViewDialog({ title, button, text, first, save, teamRefusal, onClose }: Props) {
  useFocusBack()
  const queries = useQueryClient()
  const navigate = useNavigate({ from: '/campaigns' })
  const [name, setName] = useState(first.name)
  const [team, setTeam] = useState(first.team)
  const keep = useMutation({
    mutationFn: async () => await save({ name, team }),
    onSuccess: async (id) => {
      onClose()
      await queries.invalidateQueries({ queryKey: ['saved-views'] })
      await navigate({ search: (before) => ({ ...before, view: id }), replace: true })
    },
    onError: async () => await queries.invalidateQueries({ queryKey: ['saved-views'] }),
  })
  return (
    <Modal opened onClose={onClose} title={title}>
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
            description={teamRefusal}
            checked={team}
            disabled={teamRefusal !== null}
            onChange={(event) => setTeam(event.currentTarget.checked)}
          />
          <Text size="xs" c="dimmed">
            {text}
          </Text>
        </Stack>
        <Group justify="flex-end" gap="xs" mt="lg">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={keep.isPending}>
            {button}
          </Button>
        </Group>
      </form>
    </Modal>
  )
}
