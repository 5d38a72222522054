import { Alert, Checkbox, Skeleton, Stack, Text } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import { IconChecks } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { refusalAnywhere } from '../../contract/actions.ts'
import { approvalsWords, isShort } from '../../contract/batch-approvals.ts'
import type { BatchPlan, BatchPlanItem } from '../../contract/batch.ts'
import { batchPlanQuery } from '../client/batch-queries.ts'
import { call } from '../client/call.ts'
import { wordsOf } from '../client/problem-words.ts'
import { AskForAll } from '../components/ask-for-all.tsx'
import { ButtonLink } from '../components/button-link.tsx'
import { PageError } from '../components/page-state.tsx'
import { type PlanFact, PlanFacts } from '../components/plan-facts.tsx'
import { pendingOf, PublishBar } from '../components/publish-bar.tsx'
import { SpendLines } from '../components/spend-lines.tsx'
import { useSession } from '../components/use-session.ts'
import { EmulatorBadge } from '../ui/emulator-badge.tsx'
import { Notice } from '../ui/notice.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { keepPicked, readPicked } from '../ui/picked.ts'
import classes from './batch-page.module.css'
import { readerWords } from '../ui/finding-words.ts'
import { formatMoney } from '../ui/format.ts'

/** What publishing the picked campaigns as one unit would do and may cost. */
export function BatchPlanPage() {
  useDocumentTitle('Publish several')
  const session = useSession()
  const [ids] = useState(() => readPicked(session.workspace.id))
  const plan = useQuery({ ...batchPlanQuery(ids), retry: false })
  const noun = ids.length === 1 ? 'one campaign' : `${ids.length} campaigns`
  return (
    <div className={classes.page}>
      <PageHeader
        title="Review and publish several"
        aside={session.emulator ? <EmulatorBadge compact /> : undefined}
        under={<span>{noun}, as one unit</span>}
        actions={
          <ButtonLink variant="default" to="/campaigns">
            Back to the list
          </ButtonLink>
        }
      />
      {ids.length === 0 && (
        <Notice
          icon={<IconChecks size={30} stroke={1.4} />}
          title="No campaign is picked"
          text="Pick some in the list, with their boxes or the x key."
        />
      )}
      {ids.length > 0 && plan.isPending && (
        <div role="status" aria-label="Making the plans">
          <Skeleton h={72} mb="md" radius="md" />
          <Skeleton h={320} radius="md" />
        </div>
      )}
      {plan.isError && <PageError error={plan.error} reset={() => void plan.refetch()} />}
      {plan.data !== undefined && <PlanOfAll plan={plan.data} />}
    </div>
  )
}

function PlanOfAll({ plan }: { plan: BatchPlan }) {
  const { items, exposure, quota, operations, publishable } = plan
  const stuck = items.filter(({ problem }) => problem !== null)
  const facts: PlanFact[] = [
    ['To publish', `${publishable} of ${items.length}`],
    ...exposure.flatMap(({ currencyCode, worstDayMicros, monthMicros }): PlanFact[] => [
      [`Worst day, ${currencyCode}`, formatMoney(worstDayMicros, currencyCode)],
      [`Month at most, ${currencyCode}`, formatMoney(monthMicros, currencyCode)],
    ]),
    ['Changes at Google', String(operations)],
  ]
  return (
    <Stack gap="md">
      <PlanFacts facts={facts} quota={quota} />
      <SpendLines lines={plan.spend} />
      {stuck.length > 0 && (
        <Alert color="yellow" variant="light" title={`${stuck.length} cannot be published as they are`}>
          They are left out. The list below says why.
        </Alert>
      )}
      <AskForAll plan={plan} />
      <PublishAll plan={plan} />
      <PlanTable items={items} />
    </Stack>
  )
}

function PublishAll({ plan }: { plan: BatchPlan }) {
  const { workspace } = useSession()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const [staged, setStaged] = useState(plan.publishable > 1)
  const campaigns = plan.items.flatMap(({ campaignId, hash, operations, approvals }) =>
    hash === null || operations === 0 || isShort(approvals) ? [] : [{ id: campaignId, planHash: hash }],
  )
  const publish = useMutation({
    mutationFn: (activate: boolean) => call('createBatch', { body: { campaigns, activate, staged } }),
    onSuccess: async ({ id }) => {
      keepPicked(workspace.id, [])
      void queries.invalidateQueries({ queryKey: ['campaigns'] })
      await navigate({ to: '/batches/$batchId', params: { batchId: id } })
    },
  })
  const nothing = plan.items.some(({ approvals }) => isShort(approvals))
    ? 'None of these has the approvals that it needs.'
    : 'None of these has anything to publish.'
  const reason = refusalAnywhere(workspace, 'publish') ?? (campaigns.length === 0 ? nothing : null)
  return (
    <PublishBar
      what="all"
      reason={reason}
      pending={pendingOf(publish)}
      onPublish={publish.mutate}
      failure={publish.error === null ? null : wordsOf(publish.error)}
    >
      <Checkbox
        label="The first one alone, then the others; stop at the first failure"
        checked={staged}
        onChange={(event) => setStaged(event.currentTarget.checked)}
      />
    </PublishBar>
  )
}

function PlanTable({ items }: { items: readonly BatchPlanItem[] }) {
  return (
    <div className={classes.scroller} role="region" aria-label="Plans" tabIndex={0}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">Campaign</th>
            <th scope="col">Changes</th>
            <th scope="col">Worst day</th>
            <th scope="col">Plan</th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <PlanRow key={item.campaignId} item={item} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function PlanRow({ item }: { item: BatchPlanItem }) {
  const { campaignId, name, hash, operations, exposure, approvals } = item
  const refusal = item.problem === null ? null : readerWords(item.problem, item.amounts ?? [])
  const problem = refusal ?? (isShort(approvals) ? approvalsWords(approvals!) : null)
  return (
    <tr>
      <th scope="row">
        {name === null ? (
          'Not here any more'
        ) : (
          <Link to="/campaigns/$campaignId/plan" params={{ campaignId }}>
            {name}
          </Link>
        )}
        {problem !== null && (
          <Text size="xs" c="dimmed" className={classes.message}>
            {problem}
          </Text>
        )}
      </th>
      <td className="tabular">{problem !== null ? 'left out' : operations === 0 ? 'nothing' : operations}</td>
      <td className="tabular">
        {exposure === null ? '' : formatMoney(exposure.worstDayMicros, exposure.currencyCode)}
      </td>
      <td className="tabular">{hash?.slice(0, 12) ?? ''}</td>
    </tr>
  )
}
