/** What the pages of the table below are about. */
export interface Things {
  draftId: string
  publishedId: string
  publicationId: string
  batchId: string
  /** Of a stop that is over. */
  stopId: string
  invitation: string
  approvalId: string
  groupId: string
  review: string
  connectionId: string
}

interface PageEntry {
  /** Where it is, for a person who is signed in. */
  at: (things: Things) => string
  /** Its heading once it is there. */
  heading: string | RegExp
  /** Signed out: this is a page for somebody who is not in yet. */
  isOutside?: true
}

/**
 * Every route of src/web/routes.tsx, by its path there. A story opens each on a telephone and on a desk, in both themes; a route
 * without a line here fails test/tidy.test.ts.
 */
export const PAGES: Readonly<Record<string, PageEntry>> = {
  '/setup': { at: () => '/setup#token=old', heading: /./, isOutside: true },
  '/sign-in': { at: () => '/sign-in', heading: 'Sign in', isOutside: true },
  '/sign-in/code': { at: () => '/sign-in/code', heading: 'Sign in again', isOutside: true },
  '/sign-in/set-up': { at: () => '/sign-in/set-up', heading: 'Set up a second factor', isOutside: true },
  '/sign-in/return': { at: () => '/sign-in/return?error=access_denied', heading: /./, isOutside: true },
  '/invite': { at: ({ invitation }) => invitation, heading: /./, isOutside: true },
  '/reset-password': { at: () => '/reset-password#token=old', heading: /./, isOutside: true },
  '/campaigns': { at: () => '/campaigns', heading: 'Campaigns' },
  '/campaigns/new': { at: () => '/campaigns/new?type=DEMAND_GEN', heading: 'New Demand Gen campaign' },
  '/campaigns/$campaignId': { at: ({ publishedId }) => `/campaigns/${publishedId}`, heading: 'Published' },
  '/campaigns/$campaignId/edit': { at: ({ draftId }) => `/campaigns/${draftId}/edit`, heading: 'Draft' },
  '/campaigns/$campaignId/plan': {
    at: ({ draftId }) => `/campaigns/${draftId}/plan`,
    heading: 'Review and publish',
  },
  '/publications/$publicationId': {
    at: ({ publicationId }) => `/publications/${publicationId}`,
    heading: 'Published',
  },
  '/dashboard': { at: () => '/dashboard', heading: 'Dashboard' },
  '/batches': { at: () => '/batches', heading: 'Batches' },
  '/batches/new': { at: () => '/batches/new', heading: 'Review and publish several' },
  '/batches/$batchId': { at: ({ batchId }) => `/batches/${batchId}`, heading: /campaign/ },
  '/approvals': { at: () => '/approvals', heading: 'Approvals' },
  '/approvals/$approvalId': { at: ({ approvalId }) => `/approvals/${approvalId}`, heading: 'Draft' },
  '/approval-groups/$groupId': {
    at: ({ groupId }) => `/approval-groups/${groupId}`,
    heading: /asked about together/,
  },
  '/review': { at: ({ review }) => review, heading: 'Draft', isOutside: true },
  '/templates': { at: () => '/templates', heading: 'Templates' },
  '/images': { at: () => '/images', heading: 'Images' },
  '/accounts': { at: () => '/accounts', heading: 'Accounts' },
  '/connect': { at: () => '/connect', heading: 'Connect Google Ads' },
  '/connect/callback': { at: () => '/connect/callback?state=old', heading: 'Connecting Google Ads' },
  '/connect/$connectionId': { at: ({ connectionId }) => `/connect/${connectionId}`, heading: 'Robot' },
  '/audit': { at: () => '/audit', heading: 'Audit log' },
  '/settings/members': { at: () => '/settings/members', heading: 'Members' },
  '/settings/keys': { at: () => '/settings/keys', heading: 'API keys' },
  '/settings/spend': { at: () => '/settings/spend', heading: 'Spend' },
  '/stops/$stopId': { at: ({ stopId }) => `/stops/${stopId}`, heading: 'Restored' },
  '/settings/approvals': { at: () => '/settings/approvals', heading: 'Approvals' },
  '/settings/sessions': { at: () => '/settings/sessions', heading: 'Your sessions' },
  '/settings/sign-in': { at: () => '/settings/sign-in', heading: 'How you sign in' },
  '/settings/notifications': { at: () => '/settings/notifications', heading: 'What you are told' },
  '/notifications': { at: () => '/notifications', heading: 'Notifications' },
}

/** Pages that somebody reads away from a desk: they are shown on a phone too. */
export const SHOWN_ON_PHONES: readonly string[] = [
  '/campaigns',
  '/campaigns/$campaignId',
  '/publications/$publicationId',
  '/batches/$batchId',
  '/approvals',
  '/approvals/$approvalId',
  '/review',
  '/notifications',
]

/** The name of a route's pictures: `/campaigns/$campaignId/edit` is campaigns-one-edit. */
export const shotName = (route: string): string =>
  route
    .split('/')
    .filter((part) => part !== '')
    .map((part) => (part.startsWith('$') ? 'one' : part))
    .join('-')

/** Routes that lead on to another one. */
export const LEADING: readonly string[] = ['/', '/settings']

/** The paths of the route table, as its text has them. */
export function pathsOf(routes: string): string[] {
  return [...routes.matchAll(/^ {2}path: '([^']+)',$/gm)].map(([, path]) => path!)
}
