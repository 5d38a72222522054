import { Button, Group, List, Modal, Select, SimpleGrid, Stack, Text, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { LeftOut, Template } from '../../contract/templates.ts'
import { call } from '../client/call.ts'
import { wordsOf } from '../client/problem-words.ts'
import { formatDate } from '../ui/format.ts'
import { useFocusBack } from '../ui/use-focus-back.ts'
import { useAccountOptions } from './use-account-options.ts'
import { useAccounts } from './use-session.ts'

interface UseTemplateProps {
  template: Template
  /** The account that was chosen before; undefined: the template's own. */
  accountId: string | undefined
  onClose: () => void
}

/** Begins a draft from a template: who it is is asked for, and the rest is there. */
export function UseTemplate({ template, accountId, onClose }: UseTemplateProps) {
  useFocusBack()
  const navigate = useNavigate()
  const [begun, setBegun] = useState<{ id: string; leftOut: readonly LeftOut[] } | null>(null)
  const open = (campaignId: string, field?: string) =>
    void navigate({
      to: '/campaigns/$campaignId/edit',
      params: { campaignId },
      search: field === undefined ? {} : { field },
    })
  if (begun !== null) {
    return (
      <Modal opened onClose={() => open(begun.id)} title="The draft is made, but for this">
        <List size="sm" spacing={6}>
          {withoutRepeats(begun.leftOut).map(({ path, message }) => (
            <List.Item key={path}>{message}</List.Item>
          ))}
        </List>
        <Group justify="flex-end" mt="lg">
          <Button data-autofocus onClick={() => open(begun.id, begun.leftOut[0]?.path)}>
            Open the draft
          </Button>
        </Group>
      </Modal>
    )
  }
  return (
    <Modal opened onClose={onClose} title={`New campaign from “${template.name}”`}>
      <UseForm
        template={template}
        accountId={accountId}
        onClose={onClose}
        onBegun={(id, leftOut) => (leftOut.length === 0 ? open(id) : setBegun({ id, leftOut }))}
      />
    </Modal>
  )
}

interface UseFormProps extends UseTemplateProps {
  onBegun: (id: string, leftOut: readonly LeftOut[]) => void
}

function UseForm({ template, accountId, onClose, onBegun }: UseFormProps) {
  const accounts = useAccounts()
  const queries = useQueryClient()
  const own = accounts.find(({ id }) => id === template.accountId)
  const { options, firstOf } = useAccountOptions()
  const first = firstOf(accountId, own?.id)
  const [use, setUse] = useState({ accountId: first?.id ?? '', name: '', startDate: '', endDate: '' })
  const account = accounts.find(({ id }) => id === use.accountId)
  const begin = useMutation({
    mutationFn: async () =>
      await call('createFromTemplate', {
        params: { id: template.id },
        body: {
          accountId: use.accountId,
          name: use.name,
          startDate: use.startDate === '' ? null : use.startDate,
          endDate: use.endDate === '' ? null : use.endDate,
        },
      }),
    onSuccess: ({ campaign, leftOut }) => {
      queries.setQueryData(['campaign', campaign.id], campaign)
      void queries.invalidateQueries({ queryKey: ['campaigns'] })
      onBegun(campaign.id, leftOut)
    },
  })
  const problem = begin.isError ? wordsOf(begin.error) : null
  const errorOf = (path: string) => problem?.fields.find((field) => field.path === path)?.message
  const dates = [
    { path: 'startDate', label: 'Start date', hint: 'Empty: as soon as it is live.' },
    { path: 'endDate', label: 'End date', hint: 'Empty: until you pause it.' },
  ] as const
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        begin.mutate()
      }}
    >
      <Stack gap="sm">
        {template.description !== null && <Text size="sm">{template.description}</Text>}
        <TextInput
          label="Campaign name"
          value={use.name}
          error={errorOf('name')}
          autoComplete="off"
          data-autofocus
          onChange={(event) => setUse({ ...use, name: event.currentTarget.value })}
        />
        <Select
          label="Account"
          allowDeselect={false}
          error={errorOf('accountId')}
          description={account === undefined || own === undefined ? undefined : accountHint(own, account)}
          inputWrapperOrder={['label', 'input', 'error', 'description']}
          data={options}
          value={use.accountId}
          onChange={(id) => id !== null && setUse({ ...use, accountId: id })}
        />
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
          {dates.map(({ path, label, hint }) => (
            <TextInput
              key={path}
              type="date"
              label={label}
              description={hint}
              inputWrapperOrder={['label', 'input', 'error', 'description']}
              error={errorOf(path)}
              value={use[path]}
              onChange={(event) => setUse({ ...use, [path]: event.currentTarget.value })}
            />
          ))}
        </SimpleGrid>
        {account !== undefined && (
          <Text size="xs" c="dimmed">
            Days in {account.timeZone}, where it is {formatDate(account.today)}.
          </Text>
        )}
        {problem !== null && problem.fields.length === 0 && (
          <Text size="sm" c="var(--mantine-color-error)" role="alert">
            {problem.detail}
          </Text>
        )}
      </Stack>
      <Group justify="flex-end" gap="xs" mt="lg">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button type="submit" loading={begin.isPending}>
          Make the draft
        </Button>
      </Group>
    </form>
  )
}

interface AccountFacts {
  id: string
  name: string
  currencyCode: string
}

/** What does not go along, before it is missed. */
function accountHint(own: AccountFacts, chosen: AccountFacts): string {
  if (own.id === chosen.id) return `${chosen.currencyCode}. The template was made in this account.`
  const audiences = `The template was made in ${own.name}: its audiences stay behind`
  return own.currencyCode === chosen.currencyCode
    ? `${audiences}. Images go along.`
    : `${audiences}, and so do amounts, which are in ${own.currencyCode}. Images go along.`
}

/** One line for what is said of many fields alike. */
function withoutRepeats(leftOut: readonly LeftOut[]): LeftOut[] {
  return [...new Map(leftOut.toReversed().map((each) => [each.message, each])).values()].toReversed()
}
