import type { Notification } from '../../contract/notifications.ts'
import type { NotificationKind, PublicationKind, VoidCause } from '../../contract/words.ts'
import { readerWords } from './finding-words.ts'
import { formatCount, formatMoney } from './format.ts'

export type NotificationTone = 'good' | 'bad' | 'warn' | 'calm'

export interface NotificationWords {
  /** What happened, in a sentence that stands alone. */
  title: string
  /** What is to be known besides; empty: nothing. */
  text: string
  tone: NotificationTone
}

type Facts = Notification['facts']

const DONE: Record<PublicationKind, string> = {
  PUBLISH: 'was published',
  PAUSE: 'was paused at Google',
  RESUME: 'is live again',
}
const NOT_DONE: Record<PublicationKind, string> = {
  PUBLISH: 'was not published',
  PAUSE: 'was not paused',
  RESUME: 'was not resumed',
}
const GOOGLE_STATUSES: Record<string, string> = { ENABLED: 'enabled', PAUSED: 'paused' }

const quoted = (name: string | undefined): string => (name === undefined ? 'A campaign' : `“${name}”`)
const count = (number: number, one: string, many: string): string =>
  number === 1 ? `One ${one}` : `${formatCount(number)} ${many}`
const who = ({ by }: Facts): string => by ?? 'Somebody'
const about = ({ campaignName, campaigns }: Facts): string =>
  campaigns === undefined ? quoted(campaignName) : count(campaigns, 'campaign', 'campaigns')
const are = ({ campaigns = 1 }: Facts, one: string, many: string): string => (campaigns === 1 ? one : many)

const OF_KIND = { PUBLISH: 'A batch of', PAUSE: 'The pause of', RESUME: 'The resuming of' } as const

function batchOf({ publicationKind = 'PUBLISH', campaigns = 0 }: Facts): string {
  const counted = formatCount(campaigns)
  if (publicationKind === 'PUBLISH') return `${OF_KIND.PUBLISH} ${counted}`
  return `${OF_KIND[publicationKind]} ${campaigns === 1 ? 'one campaign' : `${counted} campaigns`}`
}

/** How the campaigns of a batch fared. */
function fates({ done = 0, failed = 0, stopped = 0 }: Facts): string {
  const parts = [
    ...(done > 0 ? [`${formatCount(done)} at Google`] : []),
    ...(failed > 0 ? [`${formatCount(failed)} did not get through`] : []),
    ...(stopped > 0 ? [`${formatCount(stopped)} not begun`] : []),
  ]
  return parts.join(', ')
}

function money({ amountMicros, limitMicros, currencyCode }: Facts): string {
  if (amountMicros === undefined || currencyCode === undefined) return ''
  const amount = formatMoney(amountMicros, currencyCode)
  return limitMicros === undefined ? amount : `${amount} of ${formatMoney(limitMicros, currencyCode)}`
}

const sentences = (...parts: (string | undefined)[]): string =>
  parts.filter((part) => part !== undefined && part !== '').join(' ')

/** Why requests for approval ended by themselves, and what to do about it. */
function voidWords({ voidCause = 'EDITED', by, campaigns = 1 }: Facts): string {
  const one = campaigns === 1
  const why: Record<VoidCause, string> = {
    EDITED: `${by ?? 'Somebody'} edited ${one ? 'the campaign' : 'the campaigns'} since.`,
    GOOGLE: `What Google has of ${one ? 'the campaign' : 'the campaigns'} changed since.`,
    RULES: 'The rules changed since.',
    DELETED: `${by ?? 'Somebody'} deleted ${one ? 'the draft' : 'the drafts'}.`,
  }
  const next = one ? 'Ask again for the plan as it stands now.' : 'Ask again for the plans as they stand now.'
  return sentences(why[voidCause], voidCause === 'DELETED' ? '' : next)
}

/** How each kind is told; what there is to say comes from its facts alone. */
const TELL: Record<NotificationKind, (facts: Facts) => NotificationWords> = {
  PUBLICATION_SUCCEEDED: (facts) => ({
    title: `${quoted(facts.campaignName)} ${DONE[facts.publicationKind ?? 'PUBLISH']}`,
    text: facts.publicationKind === 'PUBLISH' && facts.activate === false ? 'It was not enabled.' : '',
    tone: 'good',
  }),
  PUBLICATION_FAILED: (facts) => ({
    title: `${quoted(facts.campaignName)} ${NOT_DONE[facts.publicationKind ?? 'PUBLISH']}`,
    text: facts.message ?? '',
    tone: 'bad',
  }),
  PUBLICATION_NEEDS_ATTENTION: (facts) => ({
    title: `${quoted(facts.campaignName)} needs a person`,
    text: facts.message ?? 'It is not clear what happened at Google.',
    tone: 'warn',
  }),
  BATCH_FINISHED: (facts) => ({
    title: `${batchOf(facts)} has ended`,
    text: fates(facts),
    tone: (facts.failed ?? 0) > 0 ? 'warn' : 'good',
  }),
  BATCH_STOPPED: (facts) => ({
    title: `${batchOf(facts)} was stopped`,
    text: sentences(facts.message, fates(facts) && `${fates(facts)}.`),
    tone: 'bad',
  }),
  CAMPAIGN_CHANGED_AT_GOOGLE: (facts) => ({
    title: `${about(facts)} ${are(facts, 'was', 'were')} changed at Google`,
    text:
      facts.googleStatus === undefined
        ? 'Not from here.'
        : `Not from here: it is ${GOOGLE_STATUSES[facts.googleStatus] ?? facts.googleStatus.toLowerCase()} there now.`,
    tone: 'warn',
  }),
  CAMPAIGN_REMOVED_AT_GOOGLE: (facts) => ({
    title: `${about(facts)} ${are(facts, 'was', 'were')} removed at Google`,
    text: 'Google never brings a removed campaign back. Duplicate it to publish it anew.',
    tone: 'bad',
  }),
  AD_DISAPPROVED: (facts) => ({
    title: `Google disapproved ${facts.ads === 1 ? 'an ad' : `${formatCount(facts.ads ?? 0)} ads`} of ${
      facts.campaigns === undefined
        ? quoted(facts.campaignName)
        : count(facts.campaigns, 'campaign', 'campaigns').toLowerCase()
    }`,
    text: 'What is disapproved is not shown to anybody. The campaign’s page has the reasons.',
    tone: 'bad',
  }),
  MEMBER_JOINED: (facts) => ({
    title: `${who(facts)} joined`,
    text: facts.role === undefined ? '' : `As ${facts.role}.`,
    tone: 'calm',
  }),
  APPROVAL_REQUESTED: (facts) => ({
    title: `${who(facts)} asks for approval of ${about(facts)}`,
    text: sentences(facts.message, money(facts)),
    tone: 'calm',
  }),
  APPROVAL_GIVEN: (facts) => ({
    title: `${about(facts)} ${are(facts, 'was', 'were')} approved`,
    text: sentences(facts.by === undefined ? undefined : `By ${facts.by}.`, facts.message),
    tone: 'good',
  }),
  APPROVAL_REFUSED: (facts) => ({
    title: `${about(facts)} ${are(facts, 'was', 'were')} not approved`,
    text: sentences(facts.by === undefined ? undefined : `By ${facts.by}.`, facts.message),
    tone: 'bad',
  }),
  APPROVAL_DUE: (facts) => ({
    title: `An approval of ${about(facts)} is due`,
    text: facts.by === undefined ? '' : `${facts.by} asked for it.`,
    tone: 'bad',
  }),
  APPROVAL_VOID: (facts) => ({
    title: `Approval of ${about(facts)} no longer counts`,
    text: voidWords(facts),
    tone: 'warn',
  }),
  EVERYTHING_STOPPED: (facts) => ({
    title: `${who(facts)} stopped ${facts.accountName ?? 'everything that was live'}`,
    text: sentences(facts.message, 'Nothing is published or resumed until it is restored.'),
    tone: 'bad',
  }),
}

/** The sentence of a notification. */
export function notificationWords({ kind, facts }: Pick<Notification, 'kind' | 'facts'>): NotificationWords {
  const { message, amounts = [] } = facts
  return TELL[kind](message === undefined ? facts : { ...facts, message: readerWords(message, amounts) })
}

/** How the settings call a kind. */
export const NOTIFICATION_LABELS: Record<NotificationKind, string> = {
  PUBLICATION_SUCCEEDED: 'A publication that you asked for succeeded',
  PUBLICATION_FAILED: 'A publication that you asked for failed',
  PUBLICATION_NEEDS_ATTENTION: 'A publication needs a person',
  BATCH_FINISHED: 'A batch of yours has ended',
  BATCH_STOPPED: 'A batch of yours was stopped',
  CAMPAIGN_CHANGED_AT_GOOGLE: 'A campaign was paused or enabled at Google, not from here',
  CAMPAIGN_REMOVED_AT_GOOGLE: 'A campaign was removed at Google',
  AD_DISAPPROVED: 'Google disapproved an ad',
  MEMBER_JOINED: 'Somebody joined the workspace',
  APPROVAL_REQUESTED: 'Somebody asks for an approval',
  APPROVAL_GIVEN: 'What you asked approval for was approved',
  APPROVAL_REFUSED: 'What you asked approval for was not approved',
  APPROVAL_DUE: 'An approval that is waited for is due',
  APPROVAL_VOID: 'An approval that you asked for or gave no longer counts',
  EVERYTHING_STOPPED: 'Everything that was live was stopped',
}

/** The kinds as the settings group them: every one, once. */
export const NOTIFICATION_GROUPS: readonly { title: string; kinds: readonly NotificationKind[] }[] = [
  {
    title: 'Publishing',
    kinds: [
      'PUBLICATION_SUCCEEDED',
      'PUBLICATION_FAILED',
      'PUBLICATION_NEEDS_ATTENTION',
      'BATCH_FINISHED',
      'BATCH_STOPPED',
    ],
  },
  {
    title: 'At Google',
    kinds: ['CAMPAIGN_CHANGED_AT_GOOGLE', 'CAMPAIGN_REMOVED_AT_GOOGLE', 'AD_DISAPPROVED'],
  },
  {
    title: 'Approvals',
    kinds: ['APPROVAL_REQUESTED', 'APPROVAL_GIVEN', 'APPROVAL_REFUSED', 'APPROVAL_DUE', 'APPROVAL_VOID'],
  },
  { title: 'The workspace', kinds: ['MEMBER_JOINED', 'EVERYTHING_STOPPED'] },
]
