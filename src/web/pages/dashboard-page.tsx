import '@mantine/charts/styles.css'
import { NativeSelect, Skeleton, Stack } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import { IconChartLine } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import { todayIn } from '../../contract/dates.ts'
import type { Account } from '../../contract/session.ts'
import { marksQuery, metricsQuery } from '../client/metrics-queries.ts'
import { AttentionList } from '../components/attention-list.tsx'
import { ButtonLink } from '../components/button-link.tsx'
import { PageError } from '../components/page-state.tsx'
import { Freshness, PerformanceFigures } from '../components/performance-figures.tsx'
import { PeriodBar } from '../components/period-bar.tsx'
import { ScopePacing } from '../components/scope-pacing.tsx'
import { TopCampaigns } from '../components/top-campaigns.tsx'
import { type ShownPeriod, usePeriod } from '../components/use-period.ts'
import { useAccounts } from '../components/use-session.ts'
import { formatAgo } from '../ui/format.ts'
import { marksOf } from '../ui/marks.ts'
import { Notice } from '../ui/notice.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { type MetricsScope, scopeOf, scopesOf } from '../ui/scopes.ts'
import classes from './dashboard-page.module.css'

/** What the campaigns of an account, or of all accounts of a currency, did; and which of them need somebody. */
export function DashboardPage() {
  useDocumentTitle('Dashboard')
  const accounts = useAccounts()
  const scope = scopeOf(accounts, useSearch({ from: '/app/dashboard' }))
  if (scope === undefined) return <NoAccount />
  return <Dashboard key={scope.key} accounts={accounts} scope={scope} />
}

function NoAccount() {
  return (
    <div className={classes.page}>
      <PageHeader title="Dashboard" />
      <Notice
        icon={<IconChartLine size={30} stroke={1.4} />}
        title="No account yet"
        text="Connect a Google Ads account: its campaigns and their numbers stand here."
        action={<ButtonLink to="/accounts">Connect an account</ButtonLink>}
      />
    </div>
  )
}

interface DashboardProps {
  accounts: readonly Account[]
  scope: MetricsScope
}

function Dashboard({ accounts, scope }: DashboardProps) {
  // Of accounts in several time zones, the day that has begun in all of them.
  const today = scope.timeZones.map((zone) => todayIn(zone)).toSorted()[0]!
  const period = usePeriod(today)
  const now = useQuery(metricsQuery(scope.query, period.range))
  return (
    <div className={classes.page}>
      <PageHeader
        title="Dashboard"
        under={now.data?.syncedAt != null && <span>Google was read {formatAgo(now.data.syncedAt)}</span>}
      />
      <Stack gap="md" p="md">
        <div className={classes.bar}>
          <ScopeChoice accounts={accounts} scope={scope} />
          <PeriodBar shown={period} today={today} />
        </div>
        <Body scope={scope} period={period} today={today} />
      </Stack>
    </div>
  )
}

/** One account, or all of one currency: amounts of two are never added. */
function ScopeChoice({ accounts, scope }: DashboardProps) {
  const navigate = useNavigate()
  return (
    <NativeSelect
      size="xs"
      label="Shown"
      value={scope.key}
      data={scopesOf(accounts).map(({ key, label }) => ({ value: key, label }))}
      onChange={({ currentTarget: { value } }) => {
        const { accountId, currencyCode } = scopesOf(accounts).find(({ key }) => key === value)!
        const chosen =
          accountId === undefined
            ? { account: undefined, currency: currencyCode }
            : { account: accountId, currency: undefined }
        void navigate({ to: '.', search: (before) => ({ ...before, ...chosen }), replace: true })
      }}
    />
  )
}

interface BodyProps {
  scope: MetricsScope
  period: ShownPeriod
  today: string
}

function Body({ scope, period, today }: BodyProps) {
  const { range, compared } = period
  const now = useQuery(metricsQuery(scope.query, range))
  const before = useQuery({ ...metricsQuery(scope.query, compared ?? range), enabled: compared !== null })
  const marks = useQuery(marksQuery(scope.query, range))
  const shownMarks = useMemo(() => marksOf(marks.data?.items ?? [], true), [marks.data])
  if (now.isPending) return <Skeleton h={420} />
  if (now.isError) return <PageError error={now.error} reset={() => void now.refetch()} />
  const { syncedAt, problem, firstDay } = now.data
  const inCurrency = (answer: typeof now.data | undefined) =>
    answer?.currencies.find(({ currencyCode }) => currencyCode === scope.currencyCode)
  return (
    <PerformanceFigures
      period={period}
      now={inCurrency(now.data) ?? NOTHING}
      before={
        before.isPlaceholderData || before.data === undefined
          ? undefined
          : (inCurrency(before.data) ?? NOTHING)
      }
      firstDay={firstDay}
      marks={shownMarks}
      currencyCode={scope.currencyCode}
      today={today}
      isTableFolded
      empty={
        <Notice
          title="No numbers in these days"
          text="They come from Google once a campaign is published and people see its ads."
          action={
            <ButtonLink variant="default" to="/campaigns">
              Campaigns
            </ButtonLink>
          }
        />
      }
    >
      <Freshness
        syncedAt={syncedAt}
        problem={problem}
        zone={
          scope.timeZones.length === 1
            ? `Days are those of the account, in ${scope.timeZones[0]}.`
            : "Days are each account's own."
        }
      />
      <div className={classes.columns}>
        <ScopePacing scope={scope} today={today} />
        <AttentionList accountId={scope.accountId} />
      </div>
      <TopCampaigns scope={scope} period={period} firstDay={firstDay} />
    </PerformanceFigures>
  )
}

const NOTHING = {
  days: [],
  totals: { impressions: 0, clicks: 0, costMicros: '0', conversions: '0', conversionsValue: '0' },
}
