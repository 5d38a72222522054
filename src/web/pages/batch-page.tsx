import { Alert, Group, Progress, Stack, Text } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import { IconPlayerPlay, IconPlayerStop, IconRefresh } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useEffect } from 'react'
import { type Batch, type BatchItem, type BatchOutcome, RETRIED } from '../../contract/batch.ts'
import { batchQuery } from '../client/batch-queries.ts'
import { call } from '../client/call.ts'
import { wordsOf } from '../client/problem-words.ts'
import { ActionButton } from '../components/action-button.tsx'
import { ButtonLink } from '../components/button-link.tsx'
import { GoogleErrors } from '../components/google-errors.tsx'
import { PageError, PagePending } from '../components/page-state.tsx'
import { reasonOf } from '../components/use-deed.ts'
import { useMoment } from '../components/use-session.ts'
import { BATCH_KINDS, batchSummary, isMoving, OUTCOME_ORDER, outcomeWords } from '../ui/batch-words.ts'
import { amountsIn, readerWords } from '../ui/finding-words.ts'
import { formatAgo } from '../ui/format.ts'
import { Fold } from '../ui/fold.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import statusClasses from '../ui/status.module.css'
import classes from './batch-page.module.css'

/** A batch while it runs and after: what became of each campaign, and what can be done about it. */
export function BatchPage() {
  const { batchId } = useParams({ from: '/app/batches/$batchId' })
  const queries = useQueryClient()
  const query = useQuery(batchQuery(batchId))
  const moment = useMoment(undefined)
  const moving = query.data === undefined || isMoving(query.data.batch)
  useDocumentTitle('Batch')
  useEffect(() => {
    if (!moving) void queries.invalidateQueries({ queryKey: ['campaigns'] })
  }, [moving, queries])

  if (query.isPending) return <PagePending />
  if (query.isError) return <PageError error={query.error} reset={() => void query.refetch()} />
  const { batch, items } = query.data
  return (
    <div className={classes.page}>
      <PageHeader
        title={titleOf(batch)}
        under={
          <>
            <span title={moment(batch.createdAt)}>
              begun {formatAgo(batch.createdAt)} by {batch.createdBy}
            </span>
            {batch.kind === 'PUBLISH' && (
              <>
                <span>{batch.staged ? 'the first one alone, then the others' : 'all together'}</span>
                <span>{batch.activate ? 'to be enabled' : 'to stay paused'}</span>
              </>
            )}
          </>
        }
        actions={
          <ButtonLink variant="default" to="/batches">
            All batches
          </ButtonLink>
        }
      />
      <Stack gap="md">
        <Standing batch={batch} items={items} />
        <Deeds batch={batch} items={items} />
        <Items kind={batch.kind} items={items} />
      </Stack>
    </div>
  )
}

function titleOf({ kind, total }: Batch): string {
  const campaigns = total === 1 ? 'One campaign' : `${total} campaigns`
  return kind === 'PUBLISH' ? campaigns : `${BATCH_KINDS[kind]} ${campaigns.toLowerCase()}`
}

function Standing({ batch, items }: { batch: Batch; items: readonly BatchItem[] }) {
  // What stopped it is told of one of its campaigns.
  const amounts = amountsIn(items.flatMap(({ findings }) => findings))
  const share = (outcomes: readonly BatchOutcome[]): number =>
    (100 * outcomes.reduce((sum, outcome) => sum + (batch.outcomes[outcome] ?? 0), 0)) / batch.total
  return (
    <Stack gap={6}>
      <Text size="sm" fw={560} role="status">
        {batchSummary(batch)}
      </Text>
      <Progress.Root size="lg" aria-hidden>
        <Progress.Section value={share(['DONE', 'UNCHANGED'])} color="green" />
        <Progress.Section value={share(['REFUSED', 'FAILED', 'NEEDS_ATTENTION'])} color="red" />
        <Progress.Section value={share(['PUBLISHING'])} color="blue" striped animated />
      </Progress.Root>
      {batch.message !== null && (
        <Alert color="yellow" variant="light">
          {readerWords(batch.message, amounts)}
        </Alert>
      )}
    </Stack>
  )
}

function Deeds({ batch, items }: { batch: Batch; items: readonly BatchItem[] }) {
  const queries = useQueryClient()
  const done = async () => await queries.invalidateQueries({ queryKey: ['batch', batch.id] })
  const params = { id: batch.id }
  const stop = useMutation({ mutationFn: () => call('cancelBatch', { params }), onSuccess: done })
  const resume = useMutation({ mutationFn: () => call('resumeBatch', { params }), onSuccess: done })
  const retry = useMutation({
    mutationFn: async (failed: readonly BatchItem[]) =>
      await call('retryBatch', { params, body: { campaigns: failed.map(approved) } }),
    onSuccess: done,
  })
  const failed = items.filter(({ outcome }) => RETRIED.includes(outcome))
  const error = stop.error ?? resume.error ?? retry.error
  return (
    <Stack gap="sm">
      <Group gap="xs">
        {(batch.outcomes.WAITING ?? 0) > 0 && (
          <ActionButton
            label="Stop what has not begun"
            variant="default"
            icon={<IconPlayerStop size={15} aria-hidden />}
            reason={reasonOf(batch.actions, 'cancel')}
            loading={stop.isPending}
            onClick={() => stop.mutate()}
          />
        )}
        {(batch.outcomes.STOPPED ?? 0) > 0 && (
          <ActionButton
            label="Go on with the stopped ones"
            icon={<IconPlayerPlay size={15} aria-hidden />}
            reason={reasonOf(batch.actions, 'resume')}
            loading={resume.isPending}
            onClick={() => resume.mutate()}
          />
        )}
        {failed.length > 0 && (
          <ActionButton
            label={failed.length === 1 ? 'Retry the failed one' : `Retry the ${failed.length} failed ones`}
            variant="default"
            icon={<IconRefresh size={15} aria-hidden />}
            reason={reasonOf(batch.actions, 'retry')}
            loading={retry.isPending}
            onClick={() => retry.mutate(failed)}
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

/** With the plan that was approved: whoever edited it since picks it in the list, and approves its new plan. */
function approved({ campaignId, planHash }: BatchItem): { id: string; planHash?: string } {
  return planHash === null ? { id: campaignId } : { id: campaignId, planHash }
}

function Items({ kind, items }: { kind: Batch['kind']; items: readonly BatchItem[] }) {
  const rank = new Map(OUTCOME_ORDER.map((outcome, index) => [outcome, index]))
  const sorted = [...items].sort(
    (a, b) => (rank.get(a.outcome) ?? 0) - (rank.get(b.outcome) ?? 0) || a.position - b.position,
  )
  return (
    <div className={classes.scroller} role="region" aria-label="Campaigns of the batch" tabIndex={0}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">Campaign</th>
            <th scope="col">Outcome</th>
            <th scope="col">Details</th>
          </tr>
        </thead>
        <tbody>
          {sorted.map((item) => (
            <ItemRow key={item.campaignId} kind={kind} item={item} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function ItemRow({ kind, item }: { kind: Batch['kind']; item: BatchItem }) {
  const { campaignId, campaignName, campaignType, outcome, publicationId, message, findings, errors } = item
  const [tone, label] = outcomeWords(kind, outcome)
  const isBad = outcome === 'REFUSED' || outcome === 'FAILED' || outcome === 'NEEDS_ATTENTION'
  return (
    <tr>
      <th scope="row">
        <Link to="/campaigns/$campaignId" params={{ campaignId }}>
          {campaignName}
        </Link>
      </th>
      <td>
        <span className={statusClasses['status']} data-tone={tone}>
          <span className={statusClasses['dot']} aria-hidden />
          {label}
        </span>
      </td>
      <td>
        <Stack gap={4} className={classes.message}>
          {publicationId !== null && (
            <Link to="/publications/$publicationId" params={{ publicationId }}>
              Publication
            </Link>
          )}
          {message !== null && outcome !== 'DONE' && (
            <Text size="sm">{readerWords(message, amountsIn(findings))}</Text>
          )}
          {isBad && findings.length + errors.length > 0 && (
            <Fold label={findings.length > 0 ? 'What to settle first' : 'What Google refused'}>
              <ul>
                {findings.map((finding) => (
                  <li key={`${finding.path} ${finding.code}`}>
                    {readerWords(finding.message, finding.amounts ?? [])}
                  </li>
                ))}
              </ul>
              {errors.length > 0 && (
                <GoogleErrors errors={errors} campaignId={campaignId} campaignType={campaignType} />
              )}
            </Fold>
          )}
        </Stack>
      </td>
    </tr>
  )
}
