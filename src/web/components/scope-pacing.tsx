import { Skeleton, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { metricsQuery } from '../client/metrics-queries.ts'
import { totalsQuery } from '../client/queries.ts'
import { formatCount } from '../ui/format.ts'
import { pacingOf, pacingRange } from '../ui/metrics.ts'
import type { MetricsScope } from '../ui/scopes.ts'
import { PacingBar } from './month-pacing.tsx'

/** The month of an account or a currency: what it has cost against the daily budgets of what is live now. */
export function ScopePacing({ scope, today }: { scope: MetricsScope; today: string }) {
  const { accountId, currencyCode } = scope
  const month = useQuery(metricsQuery(scope.query, pacingRange(today)))
  const budgets = useQuery(
    totalsQuery({ status: ['PUBLISHED'], ...(accountId === undefined ? {} : { accountId: [accountId] }) }),
  )
  if (month.data === undefined || budgets.data === undefined) return <Skeleton h={140} />
  const days = month.data.currencies.find((each) => each.currencyCode === currencyCode)?.days ?? []
  const micros =
    budgets.data.dailyBudgetMicros.find((each) => each.currencyCode === currencyCode)?.micros ?? '0'
  const pacing = pacingOf(days, today, micros)
  return (
    <PacingBar pacing={pacing} currencyCode={currencyCode}>
      The budget is 30.4 times the daily budgets of what is live now. Budgets for a whole run are not in it.
      {!budgets.data.exact && (
        <Text span size="xs">
          {' '}
          More is live than the {formatCount(budgets.data.campaigns)} campaigns that were added up.
        </Text>
      )}
    </PacingBar>
  )
}
