import { SegmentedControl, Skeleton, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { TopCampaigns as Answer } from '../../contract/metrics.ts'
import { topCampaignsQuery } from '../client/metrics-queries.ts'
import { STATUS_LABELS } from '../ui/labels.ts'
import { METRIC_KEYS, METRICS, type Metric } from '../ui/metrics.ts'
import { isKnown } from '../ui/periods.ts'
import type { MetricsScope } from '../ui/scopes.ts'
import history from './history.module.css'
import { MetricChange } from './metric-change.tsx'
import { PageError } from './page-state.tsx'
import classes from './performance.module.css'
import type { ShownPeriod } from './use-period.ts'
import { useAccounts } from './use-session.ts'

type By = 'cost' | 'change'

interface TopCampaignsProps {
  scope: MetricsScope
  period: ShownPeriod
  /** Before it nothing is known. */
  firstDay: string | null
}

/** The campaigns that weigh most in these days. */
export function TopCampaigns({ scope, period: { range, compared }, firstDay }: TopCampaignsProps) {
  const [wanted, setBy] = useState<By>('cost')
  const known = compared !== null && isKnown(compared, firstDay) ? compared : null
  const by = known === null ? 'cost' : wanted
  const top = useQuery(topCampaignsQuery(scope, range, known, by))
  return (
    <section aria-label="Campaigns" className={classes.top}>
      <div className={classes.topHead}>
        <h2>{by === 'cost' ? 'Campaigns that cost most' : 'Campaigns whose cost changed most'}</h2>
        <SegmentedControl
          size="xs"
          aria-label="Order of the campaigns"
          data={[
            { value: 'cost', label: 'Most cost' },
            { value: 'change', label: 'Biggest change', disabled: known === null },
          ]}
          value={by}
          onChange={setBy}
        />
      </div>
      {top.isPending && <Skeleton h={260} />}
      {top.isError && <PageError error={top.error} reset={() => void top.refetch()} />}
      {top.data !== undefined && <Rows answer={top.data} scope={scope} isCompared={known !== null} />}
    </section>
  )
}

interface RowsProps {
  answer: Answer
  scope: MetricsScope
  isCompared: boolean
}

function Rows({ answer: { items, complete }, scope, isCompared }: RowsProps) {
  const accounts = new Map(useAccounts().map((account) => [account.id, account]))
  if (items.length === 0) return <Text size="sm">No campaign has cost anything in these days.</Text>
  return (
    <>
      <section aria-label="Campaigns and their figures" tabIndex={0} className={history.scroll}>
        <table className={`${history.table} ${classes.days}`}>
          <thead>
            <tr>
              <th scope="col">Campaign</th>
              {METRIC_KEYS.map((key) => (
                <th key={key} scope="col" className={classes.number}>
                  {METRICS[key].label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {items.map(({ campaignId, name, accountId, status, archived, totals, before }) => (
              <tr key={campaignId}>
                <th scope="row" className={classes.name}>
                  <Link to="/campaigns/$campaignId" params={{ campaignId }} search={{ tab: 'performance' }}>
                    {name}
                  </Link>
                  <small>
                    {archived ? 'Archived' : STATUS_LABELS[status]}
                    {scope.accountId === undefined && `, ${accounts.get(accountId)?.name ?? ''}`}
                  </small>
                </th>
                {METRIC_KEYS.map((key) => {
                  const metric: Metric = METRICS[key]
                  const value = metric.value(totals)
                  return (
                    <td key={key} className={classes.number}>
                      {value === null ? '–' : metric.words(value, scope.currencyCode)}
                      {isCompared && before !== null && (
                        <MetricChange
                          metric={metric}
                          now={value}
                          before={metric.value(before)}
                          currencyCode={scope.currencyCode}
                        />
                      )}
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {!complete && (
        <Text size="xs" c="dimmed">
          Looked for among the campaigns that cost most in each of these months: another one may belong here.
        </Text>
      )}
    </>
  )
}
