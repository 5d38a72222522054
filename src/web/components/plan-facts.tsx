import { Alert } from '@mantine/core'
import type { MeteredPlan } from '../../contract/publication.ts'
import type { PlanQuota } from '../../contract/quota.ts'
import { quotaWords } from '../ui/quota-words.ts'
import classes from './plan-facts.module.css'
import { formatCount, formatMoney } from '../ui/format.ts'

export type PlanFact = readonly [label: string, value: string, aside?: string]

/** What stands over every plan: what it may cost, and what it takes of the day's operations. */
export function PlanFacts({ facts, quota }: { facts: readonly PlanFact[]; quota: PlanQuota }) {
  const all: PlanFact[] = [...facts, ['Google operations', formatCount(quota.operations), quotaWords(quota)]]
  return (
    <>
      <dl className={classes.facts}>
        {all.map(([label, value, aside]) => (
          <div key={label} className={classes.fact}>
            <dt>{label}</dt>
            <dd>
              {value} {aside !== undefined && <small>{aside}</small>}
            </dd>
          </div>
        ))}
      </dl>
      {!quota.fits && (
        <Alert color="yellow" variant="light" title="More than the day has left">
          What does not fit waits, and is sent when older operations stop counting. Nothing fails by it.
        </Alert>
      )}
    </>
  )
}

/** The money of one campaign. */
export function moneyFacts(exposure: MeteredPlan['exposure']): PlanFact[] {
  const money = (micros: string) => formatMoney(micros, exposure.currencyCode)
  if (exposure.totalBudgetMicros !== null)
    return [['Budget for the whole run', money(exposure.totalBudgetMicros)]]
  return [
    ['Daily budget', money(exposure.dailyBudgetMicros)],
    ['Worst day', money(exposure.worstDayMicros)],
    ['Month at most', money(exposure.monthMicros)],
  ]
}
