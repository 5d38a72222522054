import { Alert, Checkbox, Group, Skeleton, Stack, Text } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import { IconChecks, IconPlayerPause, IconRocket } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { roleMay } from '../../contract/actions.ts'
import type { BatchPlan, BatchPlanItem } from '../../contract/batch.ts'
import { formatMicros } from '../../contract/money.ts'
import { batchPlanQuery } from '../client/batch-queries.ts'
import { call } from '../client/call.ts'
import { wordsOf } from '../client/problem-words.ts'
import { ActionButton } from '../components/action-button.tsx'
import { ButtonLink } from '../components/button-link.tsx'
import { PageError } from '../components/page-state.tsx'
import { SpendLines } from '../components/spend-lines.tsx'
import { useSession } from '../components/use-session.ts'
import { EmulatorBadge } from '../ui/emulator-badge.tsx'
import { Notice } from '../ui/notice.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { keepPicked, readPicked } from '../ui/picked.ts'
import { quotaWords } from '../ui/quota-words.ts'
import classes from './batch-page.module.css'

/** What publishing the picked campaigns as one unit would do and may cost. */
export function BatchPlanPage() {
  useDocumentTitle('Publish several')
  const [ids] = useState(readPicked)
  const session = useSession()
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
  const facts: [string, string][] = [
    ['To publish', `${publishable} of ${items.length}`],
    ...exposure.flatMap(({ currencyCode, worstDayMicros, monthMicros }): [string, string][] => [
      [`Worst day, ${currencyCode}`, formatMicros(worstDayMicros, currencyCode)],
      [`Month at most, ${currencyCode}`, formatMicros(monthMicros, currencyCode)],
    ]),
    ['Changes at Google', String(operations)],
    ['Google operations', `${quota.operations} (${quotaWords(quota)})`],
  ]
  return (
    <Stack gap="md">
      <dl className={classes.facts}>
        {facts.map(([label, value]) => (
          <div key={label} className={classes.fact}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <SpendLines lines={plan.spend} />
      {!quota.fits && (
        <Alert color="yellow" variant="light" title="More than the day has left">
          What does not fit waits, and is sent when older operations stop counting. Nothing fails by it.
        </Alert>
      )}
      {stuck.length > 0 && (
        <Alert color="yellow" variant="light" title={`${stuck.length} cannot be published as they are`}>
          They are left out. The list below says why.
        </Alert>
      )}
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
  const campaigns = plan.items.flatMap(({ campaignId, hash, operations }) =>
    hash === null || operations === 0 ? [] : [{ id: campaignId, planHash: hash }],
  )
  const publish = useMutation({
    mutationFn: (activate: boolean) => call('createBatch', { body: { campaigns, activate, staged } }),
    onSuccess: async ({ id }) => {
      keepPicked([])
      void queries.invalidateQueries({ queryKey: ['campaigns'] })
      await navigate({ to: '/batches/$batchId', params: { batchId: id } })
    },
  })
  const reason = !roleMay(workspace.role, 'publish')
    ? `Your role (${workspace.role}) may not publish.`
    : campaigns.length === 0
      ? 'None of these has anything to publish.'
      : null
  return (
    <Stack gap="sm">
      <Group justify="space-between" gap="sm">
        <Checkbox
          label="The first one alone, then the others; stop at the first failure"
          checked={staged}
          onChange={(event) => setStaged(event.currentTarget.checked)}
        />
        <Group gap="xs">
          <ActionButton
            label="Publish all paused"
            variant="default"
            icon={<IconPlayerPause size={15} aria-hidden />}
            reason={reason}
            loading={publish.isPending && !publish.variables}
            onClick={() => publish.mutate(false)}
          />
          <ActionButton
            label="Publish all"
            icon={<IconRocket size={15} aria-hidden />}
            reason={reason}
            loading={publish.isPending && publish.variables}
            onClick={() => publish.mutate(true)}
          />
        </Group>
      </Group>
      {publish.error !== null && (
        <Alert color="red" variant="light" role="alert" title={wordsOf(publish.error).title}>
          {wordsOf(publish.error).detail}
        </Alert>
      )}
    </Stack>
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
  const { campaignId, name, hash, operations, exposure, problem } = item
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
        {exposure === null ? '' : formatMicros(exposure.worstDayMicros, exposure.currencyCode)}
      </td>
      <td className="tabular">{hash?.slice(0, 12) ?? ''}</td>
    </tr>
  )
}
