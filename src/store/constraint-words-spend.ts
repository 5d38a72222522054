import type { Meaning } from './constraint-meaning.ts'

/** Of caps and stops. */
export const SPEND_WORDS: Readonly<Record<string, Meaning>> = {
  spend_ledgers_day_cap: {
    code: 'not_allowed',
    path: 'dailyBudgetMicros',
    message: 'It would exceed the cap on what a day may cost at worst.',
  },
  spend_ledgers_month_cap: {
    code: 'not_allowed',
    path: 'dailyBudgetMicros',
    message: 'It would exceed the cap on what a month may cost at worst.',
  },
  spend_ledgers_caps_positive: {
    code: 'not_allowed',
    path: 'dayCapMicros',
    message: 'A cap must be greater than zero. Clear it to have none.',
  },
}
