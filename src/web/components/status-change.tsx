import { Button, Group, Loader, Modal, Text } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { judge } from '../../contract/actions.ts'
import type { CampaignListItem } from '../../contract/campaign.ts'
import { call } from '../client/call.ts'
import { lineOf } from '../client/problem-words.ts'
import { factsOf } from '../ui/campaign-state.ts'
import { useFocusBack } from '../ui/use-focus-back.ts'
import classes from './edit-verdicts.module.css'
import { endOf, whyFailed } from './use-campaign-actions.tsx'
import { usePickedItems } from './use-picked-items.ts'
import { useAccounts, useSession } from './use-session.ts'
import { formatMoney } from '../ui/format.ts'

/** So many are under way at a time. */
const AT_ONCE = 6

const WORDS = {
  pause: { verb: 'Pause', done: 'Paused at Google', route: 'pauseCampaign' },
  resume: { verb: 'Resume', done: 'Runs again at Google', route: 'resumeCampaign' },
} as const

interface StatusChangeDialogProps {
  action: 'pause' | 'resume'
  ids: readonly string[]
  /** What is loaded of the list; what is picked beside it is read when it is needed. */
  items: readonly CampaignListItem[]
  onClose: () => void
}

/** Pauses or resumes what is picked, one campaign after the other, and says of each what became of it. */
export function StatusChangeDialog({ action, ids, items, onClose }: StatusChangeDialogProps) {
  useFocusBack()
  const picked = usePickedItems(ids, items)
  const { verb } = WORDS[action]
  const [isRunning, setRunning] = useState(false)
  // Nobody should lose sight of what goes on: it is stopped first, and ends by itself.
  const closing = { onClose: isRunning ? () => undefined : onClose, withCloseButton: !isRunning }
  return (
    <Modal opened {...closing} title={`${verb} the campaigns that are picked`} size={760}>
      {picked.isError ? (
        <Text size="sm" c="red" role="alert">
          {lineOf(picked.error)}
        </Text>
      ) : picked.data === undefined ? (
        <Group role="status" gap="sm">
          <Loader size="sm" /> <Text size="sm">Reading the campaigns</Text>
        </Group>
      ) : (
        <Changes action={action} items={picked.data} onRunning={setRunning} onClose={onClose} />
      )}
    </Modal>
  )
}

interface Outcome {
  words: string
  isBad: boolean
}

interface ChangesProps extends Pick<StatusChangeDialogProps, 'action' | 'items' | 'onClose'> {
  onRunning: (isRunning: boolean) => void
}

function Changes({ action, items, onRunning, onClose }: ChangesProps) {
  const { workspace } = useSession()
  // As it stood when the dialog was opened: what changes since is told by the outcomes.
  const [reasons] = useState(
    () => new Map(items.map((item) => [item.id, judge(action, factsOf(item), workspace).reason])),
  )
  const good = items.filter(({ id }) => reasons.get(id) === null)
  const { outcomes, state, run, stop } = useChanges(action, good)
  useEffect(() => onRunning(state === 'running'), [onRunning, state])
  const { verb } = WORDS[action]
  const count = good.length === 1 ? 'one campaign' : `${good.length} campaigns`
  const left = items.length - good.length
  const ended = [...outcomes.values()].filter(({ words }) => !UNDER_WAY.includes(words)).length
  return (
    <>
      <Text size="sm" role="status" mb="xs">
        {state === 'before'
          ? `${good.length === 0 ? `Nothing to ${action}` : `${verb} ${count}`}${left === 0 ? '.' : `, ${left} left out.`}`
          : `${ended} of ${good.length} are settled.`}
      </Text>
      {action === 'resume' && state === 'before' && <Money items={good} />}
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
              const outcome = outcomes.get(id)
              const isBad = reason !== null || outcome?.isBad === true
              return (
                <tr key={id} data-refused={isBad || undefined}>
                  <th scope="row" title={name}>
                    {name}
                  </th>
                  <td className={isBad ? classes.refused : undefined}>
                    {reason === null ? (outcome?.words ?? `Will ${action}`) : `Left out: ${reason}`}
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
      <Group justify="flex-end" gap="xs" mt="lg">
        {state === 'running' ? (
          <Button variant="default" onClick={stop}>
            Stop after those under way
          </Button>
        ) : (
          <Button variant="default" onClick={onClose}>
            {state === 'before' && good.length > 0 ? 'Cancel' : 'Close'}
          </Button>
        )}
        {state === 'before' && good.length > 0 && (
          <Button onClick={run} autoFocus>
            {verb} {count}
          </Button>
        )}
      </Group>
    </>
  )
}

const UNDER_WAY = ['Asking', 'Under way at Google']

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

function useChanges(action: 'pause' | 'resume', items: readonly CampaignListItem[]) {
  const queries = useQueryClient()
  const [outcomes, setOutcomes] = useState<ReadonlyMap<string, Outcome>>(new Map())
  const [state, setState] = useState<'before' | 'running' | 'after'>('before')
  const isStopped = useRef(false)
  const note = (id: string, words: string, isBad = false) =>
    setOutcomes((before) => new Map(before).set(id, { words, isBad }))
  const change = async ({ id }: CampaignListItem): Promise<void> => {
    try {
      note(id, 'Asking')
      const { publicationId } = await call(WORDS[action].route, { params: { id } })
      note(id, 'Under way at Google')
      const publication = await endOf(queries, publicationId)
      if (publication?.state === 'SUCCEEDED') note(id, WORDS[action].done)
      else if (publication?.state === 'FAILED' || publication?.state === 'NEEDS_ATTENTION')
        note(id, whyFailed(publication), true)
      else note(id, 'Not settled within a minute; the list shows what becomes of it')
    } catch (error) {
      note(id, lineOf(error), true)
    }
  }
  const run = () => {
    setState('running')
    const waiting = [...items]
    const work = async (): Promise<void> => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        if (isStopped.current) note(next.id, 'Not asked: stopped before')
        else await change(next)
      }
    }
    void Promise.all(Array.from({ length: AT_ONCE }, work)).finally(() => {
      setState('after')
      void queries.invalidateQueries({ queryKey: ['campaigns'] })
    })
  }
  return { outcomes, state, run, stop: () => (isStopped.current = true) }
}
