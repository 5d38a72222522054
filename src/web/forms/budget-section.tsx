import { Group, SegmentedControl, SimpleGrid, Text } from '@mantine/core'
import { useState } from 'react'
import type { CampaignDocument } from '../../contract/campaign.ts'
import { monthMicros, worstDayMicros } from '../../contract/money.ts'
import { formatCount, formatDate, formatMoney } from '../ui/format.ts'
import { Section } from '../ui/section.tsx'
import { MoneyField, TextField } from './fields.tsx'
import { useForm } from './form-context.tsx'

type Kind = 'daily' | 'total'

/** What is spent and when: so much a day, or so much for the whole run. */
export function BudgetSection() {
  const { document, change, account, isPublished } = useForm()
  const [kind, setKind] = useState<Kind>(document.totalBudgetMicros === null ? 'daily' : 'total')
  /** The amount of the other kind, for those who come back to it. */
  const [other, setOther] = useState<string | null>(null)
  // Somebody else's edit may have changed it.
  const actual: Kind =
    document.totalBudgetMicros !== null ? 'total' : document.dailyBudgetMicros !== null ? 'daily' : kind
  const switchTo = (next: Kind) => {
    if (next === actual) return
    setKind(next)
    setOther(document.dailyBudgetMicros ?? document.totalBudgetMicros)
    change((before) => ({
      ...before,
      dailyBudgetMicros: next === 'daily' ? other : null,
      totalBudgetMicros: next === 'total' ? other : null,
    }))
  }
  return (
    <Section
      id="budget"
      title="Budget and dates"
      text={`Dates are days in ${account.timeZone}, where it is ${formatDate(account.today)} now.`}
    >
      <Group gap="sm">
        <SegmentedControl
          size="xs"
          aria-label="Kind of budget"
          disabled={isPublished}
          data={[
            { value: 'daily', label: 'Per day' },
            { value: 'total', label: 'For the whole run' },
          ]}
          value={actual}
          onChange={(value) => switchTo(value === 'total' ? 'total' : 'daily')}
        />
        <Text size="xs" c="dimmed">
          {isPublished
            ? 'Fixed since it was published: Google never changes the kind of a budget.'
            : 'The kind cannot be changed once the campaign is published.'}
        </Text>
      </Group>
      {actual === 'daily' ? <DailyBudget /> : <TotalBudget />}
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
        <TextField
          path="startDate"
          label="Start date"
          type="date"
          hint={
            document.startDate === null
              ? 'Empty: as soon as it is live.'
              : 'From the first minute of that day.'
          }
          value={document.startDate}
          onChange={(startDate) => change((before) => ({ ...before, startDate }))}
        />
        <TextField
          path="endDate"
          label="End date"
          type="date"
          hint={endHint(document, actual)}
          value={document.endDate}
          onChange={(endDate) => change((before) => ({ ...before, endDate }))}
        />
      </SimpleGrid>
    </Section>
  )
}

function endHint({ endDate }: CampaignDocument, kind: Kind): string {
  if (endDate !== null) return 'To the last minute of that day.'
  return kind === 'daily' ? 'Empty: until you pause it.' : 'A budget for the whole run needs an end.'
}

function DailyBudget() {
  const { document, change, account } = useForm()
  const { dailyBudgetMicros: budget } = document
  const money = (micros: string) => formatMoney(micros, account.currencyCode)
  return (
    <MoneyField
      path="dailyBudgetMicros"
      label="Daily budget"
      micros={budget}
      onChange={(dailyBudgetMicros) => change((before) => ({ ...before, dailyBudgetMicros }))}
      aside={
        budget === null ? (
          'Google may spend up to twice the daily budget on one day, and 30.4 times in a month.'
        ) : (
          <Group gap="md">
            <span>
              Worst day <b className="tabular">{money(worstDayMicros(budget))}</b>
            </span>
            <span>
              Month at most <b className="tabular">{money(monthMicros(budget))}</b>
            </span>
          </Group>
        )
      }
    />
  )
}

const DAY_MS = 86_400_000

function TotalBudget() {
  const { document, change, account } = useForm()
  const { totalBudgetMicros: budget, startDate, endDate } = document
  const first = startDate !== null && startDate > account.today ? startDate : account.today
  const days = endDate === null ? 0 : Math.round((Date.parse(endDate) - Date.parse(first)) / DAY_MS) + 1
  return (
    <MoneyField
      path="totalBudgetMicros"
      label="Total budget"
      micros={budget}
      onChange={(totalBudgetMicros) => change((before) => ({ ...before, totalBudgetMicros }))}
      aside={
        budget === null || days < 1 ? (
          'Google spends at most this from the first day to the last, more on good days and less on others.'
        ) : (
          <span>
            About{' '}
            <b className="tabular">
              {formatMoney(String(BigInt(budget) / BigInt(days)), account.currencyCode)}
            </b>{' '}
            a day over {formatCount(days)} {days === 1 ? 'day' : 'days'}, never more than the total
          </span>
        )
      }
    />
  )
}
