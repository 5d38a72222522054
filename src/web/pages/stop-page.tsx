import { Alert, Group, Progress, Stack, Text } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import { IconPlayerPlay, IconRefresh } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import type { Stop, StopItem } from '../../contract/stops.ts'
import { call } from '../client/call.ts'
import { wordsOf } from '../client/problem-words.ts'
import { stopQuery } from '../client/stop-queries.ts'
import { ActionButton } from '../components/action-button.tsx'
import { PageError, PagePending } from '../components/page-state.tsx'
import { reasonOf } from '../components/use-deed.ts'
import { useMoment } from '../components/use-session.ts'
import { askToConfirm } from '../ui/confirm.ts'
import { readerWords } from '../ui/finding-words.ts'
import { formatAgo } from '../ui/format.ts'
import { PageHeader } from '../ui/page-header.tsx'
import { RESTORE_WORDS, STOP_WORDS, stopped, stopSummary } from '../ui/stop-words.ts'
import classes from './batch-page.module.css'

/** A stop while it is on and after: what became of each campaign, and the way back. */
export function StopPage() {
  const { stopId } = useParams({ from: '/app/stops/$stopId' })
  const query = useQuery(stopQuery(stopId))
  const moment = useMoment(undefined)
  useDocumentTitle('Stop')
  if (query.isPending) return <PagePending />
  if (query.isError) return <PageError error={query.error} reset={() => void query.refetch()} />
  const { stop, items, hasMore } = query.data
  const titles = { ON: stopped(stop), RESTORING: 'Being restored', OVER: 'Restored' }
  return (
    <div className={classes.page}>
      <PageHeader
        title={titles[stop.state]}
        under={
          <>
            <span title={moment(stop.createdAt)}>
              stopped {formatAgo(stop.createdAt)} by {stop.createdBy}
            </span>
            {stop.restoredBy !== null && <span>restored by {stop.restoredBy}</span>}
            {stop.reason !== null && <span>{stop.reason}</span>}
          </>
        }
      />
      <Stack gap="md">
        <Standing stop={stop} />
        <Deeds stop={stop} />
        <Items items={items} />
        {hasMore && (
          <Text size="sm" c="dimmed">
            The first 200 of {stop.total} are shown.
          </Text>
        )}
      </Stack>
    </div>
  )
}

function Standing({ stop }: { stop: Stop }) {
  const { outcomes, restored, state, total } = stop
  const share = (count = 0): number => (total === 0 ? 0 : (100 * count) / total)
  return (
    <Stack gap={6}>
      <Text size="sm" fw={560} role="status">
        {stopSummary(stop)}
        {state === 'ON' && ' Nothing is published or resumed until it is restored.'}
      </Text>
      <Progress.Root size="lg" aria-hidden>
        <Progress.Section value={share(state === 'ON' ? outcomes.PAUSED : restored.RESUMED)} color="green" />
        <Progress.Section
          value={share(
            state === 'ON'
              ? (outcomes.FAILED ?? 0) + (outcomes.NEEDS_ATTENTION ?? 0)
              : (restored.FAILED ?? 0) + (restored.NEEDS_ATTENTION ?? 0),
          )}
          color="red"
        />
        <Progress.Section
          value={share(
            state === 'ON' ? (outcomes.IDLE ?? 0) + (outcomes.LEFT_RUNNING ?? 0) : restored.LEFT_OUT,
          )}
          color="gray"
        />
      </Progress.Root>
    </Stack>
  )
}

function Deeds({ stop }: { stop: Stop }) {
  const queries = useQueryClient()
  const done = async () => await queries.invalidateQueries({ queryKey: ['stops'] })
  const params = { id: stop.id }
  const restore = useMutation({ mutationFn: () => call('restoreStop', { params }), onSuccess: done })
  const retry = useMutation({ mutationFn: () => call('retryStop', { params }), onSuccess: done })
  if (stop.state !== 'ON') return null
  const error = restore.error ?? retry.error
  const ask = () =>
    askToConfirm({
      title: 'Restore what ran?',
      text: 'What this stop has paused is resumed, and nothing else. What was removed or changed since is left out, and the list says why.',
      confirm: 'Restore',
      cancel: 'Keep it stopped',
      isDanger: false,
      onConfirm: () => restore.mutate(),
    })
  return (
    <Stack gap="sm">
      <Group gap="xs">
        <ActionButton
          label="Restore what ran…"
          icon={<IconPlayerPlay size={15} aria-hidden />}
          reason={reasonOf(stop.actions, 'restore')}
          loading={restore.isPending}
          onClick={ask}
        />
        {(stop.outcomes.FAILED ?? 0) > 0 && (
          <ActionButton
            label="Try again to pause the rest"
            variant="default"
            icon={<IconRefresh size={15} aria-hidden />}
            reason={reasonOf(stop.actions, 'retry')}
            loading={retry.isPending}
            onClick={() => retry.mutate()}
          />
        )}
      </Group>
      {error !== null && (
        <Alert color="red" variant="light" role="alert" title={wordsOf(error).title}>
          {wordsOf(error).detail}
        </Alert>
      )}
    </Stack>
  )
}

function Items({ items }: { items: readonly StopItem[] }) {
  return (
    <div className={classes.scroller} role="region" aria-label="Campaigns" tabIndex={0}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">Campaign</th>
            <th scope="col">Stopped</th>
            <th scope="col">Restored</th>
          </tr>
        </thead>
        <tbody>
          {items.map(({ campaignId, campaignName, outcome, restored, message, amounts, publicationId }) => (
            <tr key={campaignId}>
              <th scope="row">
                <Link to="/campaigns/$campaignId" params={{ campaignId }}>
                  {campaignName}
                </Link>
                {message !== null && (
                  <Text size="xs" c="dimmed" className={classes.message}>
                    {readerWords(message, amounts)}{' '}
                    {publicationId !== null && (
                      <Link to="/publications/$publicationId" params={{ publicationId }}>
                        Publication
                      </Link>
                    )}
                  </Text>
                )}
              </th>
              <td>{STOP_WORDS[outcome]}</td>
              <td>{restored === null ? '' : RESTORE_WORDS[restored]}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
