import { Button, Group, Modal, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Campaign } from '../../contract/campaign.ts'
import type { Template } from '../../contract/templates.ts'
import { call, etagOf } from '../client/call.ts'
import { wordsOf } from '../client/problem-words.ts'
import { useFocusBack } from '../ui/use-focus-back.ts'

interface Words {
  name: string
  description: string
}

/** Keeps what a campaign holds as a template. */
export function SaveTemplate({ campaign, onClose }: { campaign: Campaign; onClose: () => void }) {
  return (
    <TemplateForm
      title="Save as template"
      submit="Save template"
      start={{ name: campaign.name.slice(0, 100), description: '' }}
      text="It holds everything but the account, the name, the dates and the declaration on political advertising. The campaign stays as it is, and later edits do not reach the template."
      send={async (words) => await call('createTemplate', { body: { campaignId: campaign.id, ...words } })}
      onDone={(template) => {
        onClose()
        notifications.show({ message: `“${template.name}” is a template now, under Templates.` })
      }}
      onClose={onClose}
    />
  )
}

/** Another name, another description. */
export function EditTemplate({ template, onClose }: { template: Template; onClose: () => void }) {
  return (
    <TemplateForm
      title="Name and description"
      submit="Save"
      start={{ name: template.name, description: template.description ?? '' }}
      text={null}
      send={async (words) =>
        await call('editTemplate', {
          params: { id: template.id },
          ifMatch: etagOf(template.version),
          body: words,
        })
      }
      onDone={onClose}
      onClose={onClose}
    />
  )
}

interface TemplateFormProps {
  title: string
  submit: string
  start: Words
  text: string | null
  send: (words: { name: string; description: string | null }) => Promise<Template>
  onDone: (template: Template) => void
  onClose: () => void
}

function TemplateForm({ title, submit, start, text, send, onDone, onClose }: TemplateFormProps) {
  useFocusBack()
  const queries = useQueryClient()
  const [words, setWords] = useState(start)
  const save = useMutation({
    mutationFn: async () => {
      const description = words.description.trim()
      return await send({ name: words.name.trim(), description: description === '' ? null : description })
    },
    onSuccess: onDone,
    onSettled: async () => await queries.invalidateQueries({ queryKey: ['templates'] }),
  })
  const problem = save.isError ? wordsOf(save.error) : null
  const errorOf = (path: string) => problem?.fields.find((field) => field.path === path)?.message
  const isElsewhere =
    problem !== null && errorOf('name') === undefined && errorOf('description') === undefined
  return (
    <Modal opened onClose={onClose} title={title}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate()
        }}
      >
        <Stack gap="sm">
          {text !== null && <Text size="sm">{text}</Text>}
          <TextInput
            label="Name of the template"
            value={words.name}
            error={errorOf('name')}
            maxLength={100}
            autoComplete="off"
            data-autofocus
            onChange={(event) => setWords({ ...words, name: event.currentTarget.value })}
          />
          <Textarea
            label="What it is for"
            placeholder="Every spring, for the shops in the north"
            value={words.description}
            error={errorOf('description')}
            maxLength={500}
            autosize
            minRows={2}
            maxRows={6}
            onChange={(event) => setWords({ ...words, description: event.currentTarget.value })}
          />
          {isElsewhere && (
            <Text size="sm" c="var(--mantine-color-error)" role="alert">
              {problem.detail}
            </Text>
          )}
        </Stack>
        <Group justify="flex-end" gap="xs" mt="lg">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={save.isPending}>
            {submit}
          </Button>
        </Group>
      </form>
    </Modal>
  )
}
