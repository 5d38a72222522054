import { Alert, Button, Skeleton, Stack, Text } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import { IconChecks, IconInfoCircle, IconRefresh } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import type { Campaign } from '../../contract/campaign.ts'
import type { Finding, MeteredPlan } from '../../contract/publication.ts'
import type { Account } from '../../contract/session.ts'
import { call } from '../client/call.ts'
import { wordsOf } from '../client/problem-words.ts'
import { campaignQuery, findingsQuery, planQuery } from '../client/queries.ts'
import { ApprovalPanel } from '../components/approval-panel.tsx'
import { ButtonLink } from '../components/button-link.tsx'
import { FindingList } from '../components/finding-list.tsx'
import { PageError, PagePending } from '../components/page-state.tsx'
import { moneyFacts, PlanFacts } from '../components/plan-facts.tsx'
import { PlanTree } from '../components/plan-tree.tsx'
import { pendingOf, PublishBar } from '../components/publish-bar.tsx'
import { ResumeApproval } from '../components/resume-approval.tsx'
import { SpendLines } from '../components/spend-lines.tsx'
import { useAccount } from '../components/use-session.ts'
import { EmulatorBadge } from '../ui/emulator-badge.tsx'
import { normalizePath } from '../ui/field-path.ts'
import { Notice } from '../ui/notice.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { planSummary } from '../ui/plan-words.ts'
import { useEscape } from '../ui/use-escape.ts'
import classes from './plan-page.module.css'

export function PlanPage() {
  const { campaignId } = useParams({ from: '/app/campaigns/$campaignId/plan' })
  const campaign = useQuery(campaignQuery(campaignId))
  const findings = useQuery(findingsQuery(campaignId))
  const plan = useQuery({ ...planQuery(campaignId), retry: false })
  const account = useAccount(campaign.data?.accountId)
  const navigate = useNavigate()
  useEscape(() => void navigate({ to: '/campaigns/$campaignId', params: { campaignId } }))
  useDocumentTitle(campaign.data === undefined ? 'Review' : `Review ${campaign.data.name}`)

  if (campaign.isPending) return <PagePending />
  if (campaign.isError) return <PageError error={campaign.error} reset={() => void campaign.refetch()} />
  const refused = plan.error === null ? null : wordsOf(plan.error)
  const fromPlan: Finding[] = (refused?.fields ?? []).map(({ path, code, message }) => ({
    severity: 'error',
    path: normalizePath(path),
    code,
    message,
    fix: '',
    source: '',
  }))
  const all = findings.data ?? fromPlan
  const errors = all.filter(({ severity }) => severity === 'error')
  return (
    <div className={classes.page}>
      <PageHeader
        title="Review and publish"
        aside={account?.environment === 'EMULATOR' ? <EmulatorBadge compact /> : undefined}
        under={
          <>
            <Link to="/campaigns/$campaignId" params={{ campaignId }}>
              {campaign.data.name}
            </Link>
            <span>{account?.name}</span>
          </>
        }
        actions={
          <ButtonLink variant="default" to="/campaigns/$campaignId/edit" params={{ campaignId }}>
            Edit
          </ButtonLink>
        }
      />
      <Stack gap="md">
        {errors.length > 0 && (
          <Alert
            color="red"
            variant="light"
            title={`${errors.length === 1 ? 'One thing' : `${errors.length} things`} to settle first`}
          >
            <FindingList
              findings={errors}
              campaignId={campaignId}
              campaignType={campaign.data.campaignType}
            />
          </Alert>
        )}
        {refused !== null && errors.length === 0 && (
          <Alert color="red" variant="light" title={refused.title}>
            <Text size="sm">{refused.detail}</Text>
            <Button mt="xs" size="xs" variant="default" onClick={() => void plan.refetch()}>
              Try again
            </Button>
            {refused.publicationId !== null && (
              <Link to="/publications/$publicationId" params={{ publicationId: refused.publicationId }}>
                Open the running publication
              </Link>
            )}
          </Alert>
        )}
        <Warnings findings={all} campaign={campaign.data} />
        {plan.isPending && <Skeleton h={320} radius="md" />}
        {plan.data !== undefined && account !== undefined && (
          <PlanView plan={plan.data} campaign={campaign.data} account={account} blocked={errors.length > 0} />
        )}
      </Stack>
    </div>
  )
}

function Warnings({ findings, campaign }: { findings: readonly Finding[]; campaign: Campaign }) {
  const warnings = findings.filter(({ severity }) => severity === 'warning')
  if (warnings.length === 0) return null
  return (
    <Alert color="yellow" variant="light" title="Worth a look" icon={<IconInfoCircle size={18} />}>
      <FindingList findings={warnings} campaignId={campaign.id} campaignType={campaign.campaignType} />
    </Alert>
  )
}

interface PlanViewProps {
  plan: MeteredPlan
  campaign: Campaign
  account: Account
  blocked: boolean
}

function PlanView({ plan, campaign, account, blocked }: PlanViewProps) {
  if (plan.operations.length === 0) {
    return (
      <>
        <ResumeApproval campaign={campaign} />
        <Notice
          icon={<IconChecks size={30} stroke={1.4} />}
          title="Nothing to publish"
          text="Google already has everything that is here."
        />
      </>
    )
  }
  const { exposure } = plan
  return (
    <>
      <PlanFacts facts={moneyFacts(exposure)} quota={plan.quota} />
      <SpendLines lines={plan.spend} />
      <PlanNotes plan={plan} />
      <ApprovalPanel campaignId={campaign.id} planHash={plan.hash} />
      <PublishThis plan={plan} campaign={campaign} account={account} blocked={blocked} />
      <PlanTree
        operations={plan.operations}
        campaignType={campaign.campaignType}
        groupNames={campaign.adGroups.map(({ name }) => name)}
        accountId={account.id}
        currencyCode={exposure.currencyCode}
      />
      <Text size="xs" c="dimmed">
        Plan <span className="tabular">{plan.hash.slice(0, 12)}</span>, made from revision {plan.version}.
        Publishing sends exactly this, or nothing.
      </Text>
    </>
  )
}

/** What the operations alone do not say: parts that somebody removed at Google. */
function PlanNotes({ plan: { removedAtGoogle } }: Pick<PlanViewProps, 'plan'>) {
  if (removedAtGoogle.length === 0) return null
  return (
    <Alert color="yellow" variant="light" title="Removed at Google">
      {removedAtGoogle.map(({ path, message }) => (
        <Text key={path} size="sm">
          {message}
        </Text>
      ))}
    </Alert>
  )
}

/** Codes that say: what you read is not what would be sent now. */
const PLAN_CHANGED = /plan|version|changed|stale/
const PLAN_MOVED = {
  title: 'The plan changed since you opened it',
  detail:
    'Somebody edited the campaign, or Google’s side moved. Nothing was sent. Read the new plan, then publish it.',
}

function PublishThis({ plan, campaign, account, blocked }: PlanViewProps) {
  const navigate = useNavigate()
  const queries = useQueryClient()
  const publish = useMutation({
    mutationFn: (activate: boolean) =>
      call('publishCampaign', {
        params: { id: campaign.id },
        body: { planHash: plan.hash, seen: seenOf(plan), activate },
      }),
    onSuccess: async ({ publicationId }) => {
      void queries.invalidateQueries({ queryKey: ['campaigns'] })
      void queries.invalidateQueries({ queryKey: ['campaign', campaign.id] })
      await navigate({ to: '/publications/$publicationId', params: { publicationId } })
    },
  })
  const verdict = campaign.actions.find(({ action }) => action === 'publish')
  const reason = blocked
    ? 'Settle what is listed above first.'
    : verdict?.allowed === false
      ? verdict.reason
      : null
  const failure = publish.error === null ? null : wordsOf(publish.error)
  const changed = failure !== null && PLAN_CHANGED.test(failure.code) && failure.publicationId === null
  const again =
    failure === null ? null : failure.publicationId === null ? (
      <Button
        variant="default"
        leftSection={<IconRefresh size={15} aria-hidden />}
        onClick={() => {
          publish.reset()
          void queries.invalidateQueries({ queryKey: ['campaign', campaign.id] })
        }}
      >
        Show the plan as it stands now
      </Button>
    ) : (
      <ButtonLink
        variant="default"
        to="/publications/$publicationId"
        params={{ publicationId: failure.publicationId }}
      >
        Open the running publication
      </ButtonLink>
    )
  const where = account.environment === 'EMULATOR' ? 'the emulator' : `${account.name} at Google`
  return (
    <PublishBar
      reason={reason}
      mayLeavePaused={campaign.status !== 'PUBLISHED'}
      pending={pendingOf(publish)}
      onPublish={publish.mutate}
      failure={failure === null ? null : { ...(changed ? PLAN_MOVED : failure), action: again }}
    >
      <Text size="sm">
        {planSummary(plan.operations)} in {where}.
      </Text>
    </PublishBar>
  )
}

/** What the server compares with, to say what changed since. */
function seenOf({ version, baselineVersion, rulePackVersion }: MeteredPlan) {
  return { version, baselineVersion, rulePackVersion }
}
