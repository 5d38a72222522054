import { Alert, Button, Group, Loader, Modal, Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { judge } from '../../contract/actions.ts'
import type { CampaignListItem } from '../../contract/campaign.ts'
import { call } from '../client/call.ts'
import { lineOf } from '../client/problem-words.ts'
import { factsOf } from '../ui/campaign-state.ts'
import { formatMoney } from '../ui/format.ts'
import { keepPicked } from '../ui/picked.ts'
import { useFocusBack } from '../ui/use-focus-back.ts'
import classes from './edit-verdicts.module.css'
import { usePickedItems } from './use-picked-items.ts'
import { useAccounts, useSession } from './use-session.ts'

const WORDS = {
  pause: { verb: 'Pause', kind: 'PAUSE' },
  resume: { verb: 'Resume', kind: 'RESUME' },
} as const

interface StatusChangeDialogProps {
  action: 'pause' | 'resume'
  ids: readonly string[]
  /** What is loaded of the list; what is picked beside it is read when it is needed. */
  items: readonly CampaignListItem[]
  onClose: () => void
}

/** Says of each campaign that is picked whether it can be paused or resumed, and asks the server for those that can. */
export function StatusChangeDialog({ action, ids, items, onClose }: StatusChangeDialogProps) {
  useFocusBack()
  const picked = usePickedItems(ids, items)
  const { verb } = WORDS[action]
  return (
    <Modal opened onClose={onClose} title={`${verb} the campaigns that are picked`} size={760}>
      {picked.isError ? (
        <Text size="sm" c="red" role="alert">
          {lineOf(picked.error)}
        </Text>
      ) : picked.data === undefined ? (
        <Group role="status" gap="sm">
          <Loader size="sm" /> <Text size="sm">Reading the campaigns</Text>
        </Group>
      ) : (
        <Changes action={action} items={picked.data} onClose={onClose} />
      )}
    </Modal>
  )
}

type ChangesProps = Pick<StatusChangeDialogProps, 'action' | 'items' | 'onClose'>

function Changes({ action, items, onClose }: ChangesProps) {
  const { workspace } = useSession()
  const queries = useQueryClient()
  const navigate = useNavigate()
  // As it stood when the dialog was opened: what changes since is told by the batch.
  const [reasons] = useState(
    () => new Map(items.map((item) => [item.id, judge(action, factsOf(item), workspace).reason])),
  )
  const good = items.filter(({ id }) => reasons.get(id) === null)
  const { verb, kind } = WORDS[action]
  // One request: the workers of the server carry it out, whoever closes this page meanwhile.
  const begin = useMutation({
    mutationFn: () => call('createBatch', { body: { kind, campaigns: good.map(({ id }) => ({ id })) } }),
    onSuccess: async ({ id }) => {
      keepPicked(workspace.id, [])
      void queries.invalidateQueries({ queryKey: ['campaigns'] })
      await navigate({ to: '/batches/$batchId', params: { batchId: id } })
    },
  })
  const count = good.length === 1 ? 'one campaign' : `${good.length} campaigns`
  const left = items.length - good.length
  return (
    <>
      {begin.isError && (
        <Alert color="red" mb="sm" title={`Nothing was ${action}d`} role="alert">
          {lineOf(begin.error)}
        </Alert>
      )}
      <Text size="sm" role="status" mb="xs">
        {`${good.length === 0 ? `Nothing to ${action}` : `${verb} ${count}`}${left === 0 ? '.' : `, ${left} left out.`}`}
      </Text>
      {action === 'resume' && <Money items={good} />}
      <div className={classes.scroller} role="region" aria-label="Campaigns to change" tabIndex={0}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">Campaign</th>
              <th scope="col">Verdict</th>
            </tr>
          </thead>
          <tbody>
            {items.map(({ id, name }) => {
              const reason = reasons.get(id) ?? null
              return (
                <tr key={id} data-refused={reason !== null || undefined}>
                  <th scope="row" title={name}>
                    {name}
                  </th>
                  <td className={reason === null ? undefined : classes.refused}>
                    {reason === null ? `Will ${action}` : `Left out: ${reason}`}
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
      <Group justify="flex-end" gap="xs" mt="lg">
        <Button variant="default" onClick={onClose}>
          {good.length > 0 ? 'Cancel' : 'Close'}
        </Button>
        {good.length > 0 && (
          <Button loading={begin.isPending} onClick={() => begin.mutate()} autoFocus>
            {verb} {count}
          </Button>
        )}
      </Group>
    </>
  )
}

/** What resuming lets loose. Amounts of two currencies are never added. */
function Money({ items }: { items: readonly CampaignListItem[] }) {
  const accounts = useAccounts()
  const sums = new Map<string, bigint>()
  for (const { accountId, dailyBudgetMicros } of items) {
    const currency = accounts.find(({ id }) => id === accountId)?.currencyCode ?? ''
    if (dailyBudgetMicros !== null) sums.set(currency, (sums.get(currency) ?? 0n) + BigInt(dailyBudgetMicros))
  }
  if (sums.size === 0) return null
  const words = [...sums].map(([currency, micros]) => formatMoney(String(micros), currency)).join(' + ')
  return (
    <Text size="sm" mb="xs">
      They spend again: daily budgets of {words} together, and Google may spend twice that on one day.
    </Text>
  )
}
