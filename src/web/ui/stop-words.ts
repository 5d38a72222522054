import type { RestoreOutcome, Stop, StopOutcome, StopPreview } from '../../contract/stops.ts'

export const STOP_WORDS: Record<StopOutcome, string> = {
  WAITING: 'waits to be paused',
  PAUSING: 'being paused',
  PAUSED: 'paused',
  IDLE: 'needed no pause',
  FAILED: 'not paused',
  NEEDS_ATTENTION: 'needs attention',
  LEFT_RUNNING: 'protected, left running',
}

export const RESTORE_WORDS: Record<RestoreOutcome, string> = {
  WAITING: 'waits to be resumed',
  RESUMING: 'being resumed',
  RESUMED: 'runs again',
  LEFT_OUT: 'left out',
  FAILED: 'not resumed',
  NEEDS_ATTENTION: 'needs attention',
}

const listOf = <Word extends string>(
  counts: Partial<Record<Word, number>>,
  words: Record<Word, string>,
): string =>
  (Object.keys(words) as Word[])
    .flatMap((word) => (counts[word] ? [`${counts[word]} ${words[word]}`] : []))
    .join(', ')

/** "14 campaigns are live or about to be, 2 of them protected." */
export function liveWords({ campaigns, protectedCampaigns }: Omit<StopPreview, 'actions'>): string {
  if (campaigns === 0) return 'Nothing is live.'
  if (campaigns === 1)
    return `One campaign is live or about to be${protectedCampaigns === 1 ? ', and it is protected' : ''}.`
  const held = protectedCampaigns === 0 ? '' : `, ${protectedCampaigns} of them protected`
  return `${campaigns} campaigns are live or about to be${held}.`
}

/** What is stopped: "Everything" or the account. */
export function stopped({ accountName }: Pick<Stop, 'accountName'>): string {
  return accountName === null ? 'Everything is stopped' : `${accountName} is stopped`
}

/** "3 paused, 1 being paused" or, once it is restored, "2 runs again, 1 left out". */
export function stopSummary({
  state,
  outcomes,
  restored,
}: Pick<Stop, 'state' | 'outcomes' | 'restored'>): string {
  const words = state === 'ON' ? listOf(outcomes, STOP_WORDS) : listOf(restored, RESTORE_WORDS)
  return words === '' ? 'Nothing was live.' : `Campaigns: ${words}.`
}
