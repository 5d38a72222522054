import type { ActionFacts } from '../../contract/actions.ts'
import type { CampaignListItem } from '../../contract/campaign.ts'
import { OPEN_PUBLICATION_STATES } from '../../contract/words.ts'
import { STATUS_LABELS } from './labels.ts'
import { formatMoney } from './format.ts'

export type Tone = 'draft' | 'live' | 'paused' | 'busy' | 'bad' | 'attention' | 'gone'

/** The id of a publication that was asked for a moment ago and has none yet: there is nothing to open. */
export const ASKED_FOR = ''

export interface StateWords {
  label: string
  tone: Tone
  /** What it means and what comes next. */
  hint: string
}

/** What decides how a campaign's state reads. A list item has it, and a whole campaign too. */
export type StateFacts = Pick<
  CampaignListItem,
  | 'accountId'
  | 'status'
  | 'lastPublication'
  | 'archivedAt'
  | 'publishedVersion'
  | 'version'
  | 'googleCampaignId'
  | 'protection'
> & { googleStatus: string | null }

/** The budget as a list shows it: per day, or for the whole run; null where none is decided. */
export function budgetWords(
  { dailyBudgetMicros, totalBudgetMicros }: Pick<CampaignListItem, 'dailyBudgetMicros' | 'totalBudgetMicros'>,
  currencyCode: string,
): { amount: string; per: 'a day' | 'in all' } | null {
  if (totalBudgetMicros !== null)
    return { amount: formatMoney(totalBudgetMicros, currencyCode), per: 'in all' }
  if (dailyBudgetMicros === null) return null
  return { amount: formatMoney(dailyBudgetMicros, currencyCode), per: 'a day' }
}

const BUSY: Record<string, string> = { PUBLISH: 'Publishing', PAUSE: 'Pausing', RESUME: 'Resuming' }

const isOpenState = (state: string): boolean => (OPEN_PUBLICATION_STATES as readonly string[]).includes(state)

/** The one state that a person should see first: a running publication before trouble, trouble before intent. */
export function stateWords(facts: StateFacts): StateWords {
  const { lastPublication } = facts
  if (facts.archivedAt !== null)
    return { label: 'Archived', tone: 'gone', hint: 'Kept for the record. Duplicate it to use it again.' }
  if (lastPublication !== null && isOpenState(lastPublication.state))
    return openWords(lastPublication.kind, lastPublication.state)
  if (facts.googleStatus === 'REMOVED') {
    return {
      label: 'Removed at Google',
      tone: 'bad',
      hint: 'Somebody removed it in Google Ads, and that is final. Duplicate it to publish it anew.',
    }
  }
  if (lastPublication?.state === 'FAILED' && lastPublication.kind === 'PUBLISH') {
    return {
      label: 'Failed',
      tone: 'bad',
      hint: 'Google refused the last publication. Open it to see which field, mend it and publish again.',
    }
  }
  switch (facts.status) {
    case 'DRAFT':
      return {
        label: STATUS_LABELS.DRAFT,
        tone: 'draft',
        hint: 'Google does not know it yet. Review and publish it when it is ready.',
      }
    case 'PUBLISHED':
      return {
        label: STATUS_LABELS.PUBLISHED,
        tone: 'live',
        hint: 'Live at Google. It may spend money. You can pause it any time.',
      }
    case 'PAUSED':
      return {
        label: STATUS_LABELS.PAUSED,
        tone: 'paused',
        hint: 'Google has it and shows nothing of it. Resume it to go live.',
      }
    default:
      return { label: facts.status, tone: 'draft', hint: '' }
  }
}

function openWords(kind: string, state: string): StateWords {
  if (state === 'NEEDS_ATTENTION') {
    return {
      label: 'Needs attention',
      tone: 'attention',
      hint: 'We cannot tell alone what happened at Google. Open the publication: it says what to look at.',
    }
  }
  if (state === 'UNKNOWN') {
    return {
      label: 'Checking',
      tone: 'busy',
      hint: "Google's answer got lost. We look there before anything is sent again.",
    }
  }
  return {
    label: BUSY[kind] ?? 'Publishing',
    tone: 'busy',
    hint: 'On its way to Google. Open the publication to follow it.',
  }
}

/** Whether edits wait that Google does not have. */
export function hasUnpublishedEdits(facts: Pick<StateFacts, 'publishedVersion' | 'version'>): boolean {
  return facts.publishedVersion !== null && facts.version > facts.publishedVersion
}

/** What Google has never been asked to make is deleted; everything else is archived, a failed publication included. */
export const removalOf = ({
  googleCampaignId,
  lastPublication,
}: Pick<CampaignListItem, 'googleCampaignId' | 'lastPublication'>): 'delete' | 'archive' =>
  googleCampaignId === null && lastPublication === null ? 'delete' : 'archive'

/** For the contract's table of allowed actions. The server judges again. */
export function factsOf(item: StateFacts): ActionFacts {
  return {
    accountId: item.accountId,
    status: item.status,
    seenByGoogle: removalOf(item) === 'archive',
    removedAtGoogle: item.googleStatus === 'REMOVED',
    archived: item.archivedAt !== null,
    publicationState: item.lastPublication?.state ?? null,
    protection: item.protection,
  }
}
