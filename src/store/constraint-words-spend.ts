import type { Meaning } from './constraint-meaning.ts'

/** Of caps, stops and protected campaigns. */
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
  spend_stops_nothing_begins: {
    code: 'conflict',
    path: '',
    message: 'A stop is on: nothing is published or resumed until it is restored (Settings, Spend).',
  },
  spend_stops_one_per_scope: { code: 'conflict', path: '', message: 'This is stopped already.' },
  campaign_protections_hold: {
    code: 'conflict',
    path: '',
    message: 'The campaign is protected, and stays as it is until an administrator lifts the protection.',
  },
  campaign_protections_not_while_publishing: {
    code: 'conflict',
    path: '',
    message: 'A publication of this campaign is open. Protect it once that has ended.',
  },
  campaign_protections_pkey: { code: 'conflict', path: '', message: 'The campaign is protected already.' },
  campaign_protections_reason_length: {
    code: 'not_allowed',
    path: 'reason',
    message: 'The reason can have at most 500 characters.',
  },
  campaign_protections_reason_no_control: {
    code: 'not_allowed',
    path: 'reason',
    message: 'The reason must be a single line of characters that can be shown.',
  },
  spend_stops_reason_length: {
    code: 'not_allowed',
    path: 'reason',
    message: 'The reason can have at most 500 characters.',
  },
  spend_stops_reason_no_control: {
    code: 'not_allowed',
    path: 'reason',
    message: 'The reason must be a single line of characters that can be shown.',
  },
}
