import { Alert, Group, Stack, Text } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import { notifications } from '@mantine/notifications'
import { IconCircleCheck, IconHelpCircle, IconRefresh, IconX } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { type ReactNode, useEffect } from 'react'
import type { Publication } from '../../contract/publication.ts'
import type { Account } from '../../contract/session.ts'
import type { CampaignStatus, PublicationState } from '../../contract/words.ts'
import { quotaQuery } from '../client/batch-queries.ts'
import { call } from '../client/call.ts'
import { lineOf } from '../client/problem-words.ts'
import { campaignQuery, isOpen, publicationQuery } from '../client/queries.ts'
import { ActionButton } from '../components/action-button.tsx'
import { ButtonLink } from '../components/button-link.tsx'
import { GoogleErrors } from '../components/google-errors.tsx'
import { GoogleLink } from '../components/google-link.tsx'
import { PageError, PagePending } from '../components/page-state.tsx'
import { PublicationSteps } from '../components/publication-steps.tsx'
import { useCampaignActions } from '../components/use-campaign-actions.tsx'
import { reasonOf } from '../components/use-deed.ts'
import { useAccount, useMoment } from '../components/use-session.ts'
import { askToConfirm } from '../ui/confirm.ts'
import { EmulatorBadge } from '../ui/emulator-badge.tsx'
import { formatAgo, formatDuration } from '../ui/format.ts'
import { PageHeader } from '../ui/page-header.tsx'
import { quotaWords } from '../ui/quota-words.ts'
import { PublicationStateWords } from '../ui/publication-state.tsx'
import { useEscape } from '../ui/use-escape.ts'
import classes from './publication-page.module.css'

/** In which the errors are the end of it. Before that, the sentence about how it stands says what went wrong on the way. */
const TOLD_STATES: ReadonlySet<PublicationState> = new Set(['FAILED', 'NEEDS_ATTENTION'])
const TITLES = { PUBLISH: 'Publication', PAUSE: 'Pause', RESUME: 'Resume' } as const

export function PublicationPage() {
  const { publicationId } = useParams({ from: '/app/publications/$publicationId' })
  const queries = useQueryClient()
  const publication = useQuery(publicationQuery(publicationId))
  const account = useAccount(publication.data?.accountId)
  const moment = useMoment(publication.data?.accountId)
  const campaignId = publication.data?.campaignId
  const state = publication.data?.state
  useDocumentTitle(
    publication.data === undefined
      ? 'Publication'
      : `${TITLES[publication.data.kind]}: ${publication.data.publishedName}`,
  )

  const navigate = useNavigate()
  useEscape(() => {
    if (campaignId !== undefined) void navigate({ to: '/campaigns/$campaignId', params: { campaignId } })
  })
  // The end of a publication changes the campaign and the list.
  useEffect(() => {
    if (campaignId === undefined || isOpen(state)) return
    void queries.invalidateQueries({ queryKey: ['campaign', campaignId] })
    void queries.invalidateQueries({ queryKey: ['campaigns'] })
  }, [campaignId, state, queries])

  if (publication.isPending) return <PagePending />
  if (publication.isError)
    return <PageError error={publication.error} reset={() => void publication.refetch()} />
  const { data } = publication
  const requestId =
    data.steps.flatMap(({ attempts }) => attempts).findLast(({ errors }) => errors.length > 0)
      ?.googleRequestId ?? null
  return (
    <div className={classes.page}>
      <PageHeader
        title={data.publishedName}
        aside={
          <>
            <PublicationStateWords kind={data.kind} state={data.state} />
            {account?.environment === 'EMULATOR' && <EmulatorBadge compact />}
          </>
        }
        under={
          <>
            <span>
              {TITLES[data.kind]} of revision {data.version}
            </span>
            <span title={moment(data.createdAt)}>
              started {formatAgo(data.createdAt)} by {data.createdBy}
            </span>
            {isOpen(data.state) && <QuotaLine />}
          </>
        }
        actions={
          <ButtonLink variant="default" to="/campaigns/$campaignId" params={{ campaignId: data.campaignId }}>
            Open the campaign
          </ButtonLink>
        }
      />
      <div className={classes.body}>
        <div role="status">
          <Standing publication={data} />
        </div>
        {TOLD_STATES.has(data.state) && data.errors.length > 0 && (
          <GoogleErrors
            errors={data.errors}
            campaignId={data.campaignId}
            campaignType={data.campaignType}
            requestId={requestId}
          />
        )}
        {data.state === 'NEEDS_ATTENTION' && <Decide publication={data} account={account} />}
        <PublicationSteps steps={data.steps} accountId={data.accountId} />
        <Result publication={data} account={account} />
      </div>
    </div>
  )
}

/** What the day has left for it, while it is under way. */
function QuotaLine() {
  const { data } = useQuery(quotaQuery)
  return data === undefined ? null : <span>Google operations: {quotaWords(data)}</span>
}

/** How it stands, in a sentence or two, with the next step. */
function Standing({ publication }: { publication: Publication }) {
  const { state, message, campaignId, activate, kind, errors } = publication
  const status = useQuery(campaignQuery(campaignId)).data?.status
  const moment = useMoment(publication.accountId)
  const isSaidBelow = errors.some((error) => error.message === message)
  const edit = (
    <ButtonLink mt="xs" to="/campaigns/$campaignId/edit" params={{ campaignId }}>
      Edit the campaign
    </ButtonLink>
  )
  switch (state) {
    case 'SUCCEEDED':
      return (
        <Alert
          color="green"
          variant="light"
          icon={<IconCircleCheck size={18} />}
          title={successWords(kind, activate, status)}
        >
          {message ?? 'Google’s side was read back and matches.'}
        </Alert>
      )
    case 'FAILED':
      return (
        <Alert color="red" variant="light" title={kind === 'PUBLISH' ? 'Not published' : 'Not done'}>
          <Text size="sm">
            {isSaidBelow
              ? 'Google refused what is named below, and nothing of this publication is live.'
              : (message ?? 'Google refused it. Nothing of this publication is live.')}
          </Text>
          {kind === 'PUBLISH' && (
            <Group gap="xs">
              {edit}
              <ButtonLink mt="xs" variant="default" to="/campaigns/$campaignId/plan" params={{ campaignId }}>
                Review and publish again
              </ButtonLink>
            </Group>
          )}
          {kind !== 'PUBLISH' && <Again kind={kind} campaignId={campaignId} />}
        </Alert>
      )
    case 'UNKNOWN':
      return (
        <Alert
          color="yellow"
          variant="light"
          icon={<IconHelpCircle size={18} />}
          title="Google’s answer got lost"
        >
          {message ??
            'The request was sent and no answer came back. Google is asked what happened before anything is sent again.'}{' '}
          It never happens twice, and you need to do nothing.
        </Alert>
      )
    case 'NEEDS_ATTENTION':
      return (
        <Alert
          color="orange"
          variant="light"
          icon={<IconHelpCircle size={18} />}
          title="A person has to look"
        >
          {message ?? 'We cannot tell from here what happened at Google.'}
        </Alert>
      )
    default:
      return (
        <Text size="sm" c="dimmed">
          {message ?? (state === 'QUEUED' ? 'In the queue.' : 'Under way.')} You may leave this page; the work
          goes on.
          {publication.nextAttemptAt !== null && ` Next try: ${moment(publication.nextAttemptAt)}.`}
        </Text>
      )
  }
}

/** Pausing or resuming once more, where it may be done now; there is nothing in the campaign to mend. */
function Again({ kind, campaignId }: { kind: 'PAUSE' | 'RESUME'; campaignId: string }) {
  const campaign = useQuery(campaignQuery(campaignId)).data
  const actions = useCampaignActions()
  const action = kind === 'PAUSE' ? 'pause' : 'resume'
  if (campaign === undefined) return null
  return (
    <Group mt="xs">
      <ActionButton
        label={kind === 'PAUSE' ? 'Pause it again' : 'Resume it again'}
        icon={<IconRefresh size={15} aria-hidden />}
        reason={reasonOf(campaign.actions, action)}
        loading={actions.busy}
        onClick={() => actions[action](campaign)}
      />
    </Group>
  )
}

/** A publication that enables nothing leaves the campaign as it was: paused, or live with its changes. */
function successWords(
  kind: Publication['kind'],
  activate: boolean,
  status: CampaignStatus | undefined,
): string {
  if (kind === 'PAUSE') return 'Paused at Google'
  if (kind === 'RESUME') return 'Live again at Google'
  if (activate) return 'Published and live'
  if (status === 'PAUSED') return 'Published, and left paused'
  return status === 'PUBLISHED' ? 'The changes are live' : 'Published'
}

function Decide({ publication, account }: { publication: Publication; account: Account | undefined }) {
  const queries = useQueryClient()
  const refresh = () => queries.invalidateQueries({ queryKey: ['publication', publication.id] })
  const onError = (error: unknown) => {
    notifications.show({ color: 'red', title: 'Not possible', message: lineOf(error), autoClose: 9000 })
    void refresh()
  }
  const retry = useMutation({
    mutationFn: () => call('retryPublication', { params: { id: publication.id } }),
    onSuccess: refresh,
    onError,
  })
  const abandon = useMutation({
    mutationFn: () => call('abandonPublication', { params: { id: publication.id } }),
    onSuccess: refresh,
    onError,
  })
  const askToAbandon = () =>
    askToConfirm({
      title: 'Close this publication?',
      text: `Do this only after you looked in Google Ads for “${publication.publishedName}”. If it is there, remove it there first: from here on nobody watches it.`,
      confirm: 'I looked. Close it',
      cancel: 'Leave it open',
      isDanger: true,
      onConfirm: () => abandon.mutate(),
    })
  return (
    <Stack gap="xs">
      <Group gap="xs">
        <ActionButton
          label="Look at Google again"
          icon={<IconRefresh size={15} aria-hidden />}
          reason={reasonOf(publication.actions, 'retry')}
          loading={retry.isPending}
          onClick={() => retry.mutate()}
        />
        <ActionButton
          label="Close it"
          variant="default"
          icon={<IconX size={15} aria-hidden />}
          reason={reasonOf(publication.actions, 'abandon')}
          loading={abandon.isPending}
          onClick={askToAbandon}
        />
        <GoogleLink account={account} googleCampaignId={publication.googleCampaignId} />
      </Group>
      <Text size="sm" c="dimmed">
        Looking again only reads, and goes on if all is clear. Closing ends this publication, so that the
        campaign can be edited and published anew.
      </Text>
    </Stack>
  )
}

function Result({ publication, account }: { publication: Publication; account: Account | undefined }) {
  const { googleCampaignId, planHash, finishedAt, createdAt, kind, activate } = publication
  const moment = useMoment(publication.accountId)
  const rows: [string, ReactNode][] = [
    ['Account', account?.name ?? ''],
    ['Name at Google', publication.publishedName],
    [
      'Google campaign id',
      <>
        {googleCampaignId ?? 'none yet'} <GoogleLink account={account} googleCampaignId={googleCampaignId} />
      </>,
    ],
  ]
  if (kind === 'PUBLISH' && activate) rows.push(['Afterwards', 'live'])
  if (finishedAt !== null) {
    rows.push([
      'Finished',
      `${moment(finishedAt)}, after ${formatDuration(Date.parse(finishedAt) - Date.parse(createdAt))}`,
    ])
  }
  if (planHash !== null) rows.push(['Plan', planHash.slice(0, 16)])
  return (
    <>
      <dl className={classes.result}>
        {rows.map(([label, value]) => (
          <div key={label} style={{ display: 'contents' }}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <Text size="sm">
        <Link to="/campaigns">All campaigns</Link>
      </Text>
    </>
  )
}
