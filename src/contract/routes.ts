import { z } from 'zod'
import { approvalRoutes } from './approval-routes.ts'
import { assetRoutes } from './asset-routes.ts'
import { audienceRoutes } from './audiences.ts'
import { auditRoutes } from './audit.ts'
import { batchRoutes } from './batch-routes.ts'
import { campaignEditRoutes } from './campaign-edit-routes.ts'
import { campaignListRoutes } from './campaign-list-routes.ts'
import {
  campaignCreateSchema,
  campaignName,
  campaignPatchSchema,
  campaignSchema,
  protectSchema,
} from './campaign.ts'
import { driftRoutes } from './drift.ts'
import { firstStepsRoutes } from './first-steps.ts'
import { connectionRoutes } from './google-connections.ts'
import { historyRoutes } from './history-routes.ts'
import { metricsRoutes } from './metrics-routes.ts'
import { notificationRoutes } from './notifications.ts'
import { peopleRoutes } from './people-routes.ts'
import { findingSchema, planSchema, publicationSchema, publishRequestSchema } from './publication.ts'
import { placeRoutes } from './places.ts'
import { savedViewRoutes } from './saved-views.ts'
import { spendRoutes } from './spend.ts'
import { stopRoutes } from './stops.ts'
import { pageCursor, pageLimit, uuid } from './scalars.ts'
import {
  accountConnectSchema,
  accountSchema,
  admissionSchema,
  reachableAccountsSchema,
  sessionSchema,
  setUpSchema,
  signInSchema,
} from './session.ts'
import { templateRoutes } from './templates.ts'
import { signInRoutes } from './sign-in.ts'
import { workspaceRoutes } from './workspace-routes.ts'
import { verdicts } from './verdicts.ts'

/**
 * Every call of the API, once: the server registers from this table, and the browser, the CLI and the tests call
 * through it. Paths are below /api/v1.
 */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  readonly path: string
  readonly summary: string
  readonly tag: string
  readonly params?: z.ZodType
  readonly query?: z.ZodType
  readonly body?: z.ZodType
  /** multipart: an upload, whose parts are checked by the handler. */
  readonly upload?: true
  readonly status: 200 | 201 | 202 | 204
  readonly response: z.ZodType | null
  /** required: 428 without If-Match. optional: honoured where sent. */
  readonly ifMatch?: 'required' | 'optional'
  /** Its body names versions that were seen: 412 where one is not current. */
  readonly versions?: true
  /** Open to callers that are not signed in. */
  readonly public?: true
  /** Of a public route: how often one address may ask in a minute, where that is more than to sign in. */
  readonly perMinute?: number
  /** Its body or its answer holds a secret, of which nothing may be kept: an Idempotency-Key is passed over. */
  readonly secret?: true
  /** A POST that changes nothing, because its question is too long for an address: an Idempotency-Key is passed over. */
  readonly readsOnly?: true
  /** Its answer is a file of one of these types, sent a piece at a time; `response` is null. */
  readonly download?: readonly string[]
  /** Where a body may be larger than others. */
  readonly maxBodyBytes?: number
}

const route = <const R extends Route>(definition: R): R => definition
const byId = z.strictObject({ id: uuid })
const accepted = z.strictObject({ publicationId: uuid })

export const routes = {
  setUp: route({
    method: 'POST',
    path: '/set-up',
    summary: 'Make the first administrator with the one-time link',
    tag: 'session',
    body: setUpSchema,
    status: 201,
    response: admissionSchema,
    public: true,
  }),
  signIn: route({
    method: 'POST',
    path: '/session',
    summary: 'Sign in',
    tag: 'session',
    body: signInSchema,
    status: 201,
    response: admissionSchema,
    public: true,
  }),
  readSession: route({
    method: 'GET',
    path: '/session',
    summary: 'Who am I',
    tag: 'session',
    status: 200,
    response: sessionSchema,
  }),
  signOut: route({
    method: 'DELETE',
    path: '/session',
    summary: 'Sign out',
    tag: 'session',
    status: 204,
    response: null,
  }),

  listAccounts: route({
    method: 'GET',
    path: '/accounts',
    summary: 'The connected Google Ads accounts',
    tag: 'accounts',
    status: 200,
    response: z.strictObject({ items: z.array(accountSchema), actions: verdicts(['connect']) }),
  }),
  listReachableAccounts: route({
    method: 'GET',
    path: '/accounts/reachable',
    summary: 'Accounts that the configured credentials can reach',
    tag: 'accounts',
    status: 200,
    response: reachableAccountsSchema,
  }),
  connectAccount: route({
    method: 'POST',
    path: '/accounts',
    summary: 'Connect a Google Ads account',
    tag: 'accounts',
    body: accountConnectSchema,
    status: 201,
    response: accountSchema,
  }),
  ...audienceRoutes,
  ...placeRoutes,
  ...connectionRoutes,

  ...campaignListRoutes,
  createCampaign: route({
    method: 'POST',
    path: '/campaigns',
    summary: 'Create a draft, in the simple flat form or the full nested one',
    tag: 'campaigns',
    body: campaignCreateSchema,
    status: 201,
    response: campaignSchema,
  }),
  readCampaign: route({
    method: 'GET',
    path: '/campaigns/:id',
    summary: 'One campaign with its whole tree',
    tag: 'campaigns',
    params: byId,
    status: 200,
    response: campaignSchema,
  }),
  editCampaign: route({
    method: 'PATCH',
    path: '/campaigns/:id',
    summary: 'Change some fields',
    tag: 'campaigns',
    params: byId,
    body: campaignPatchSchema,
    status: 200,
    response: campaignSchema,
    ifMatch: 'required',
  }),
  deleteCampaign: route({
    method: 'DELETE',
    path: '/campaigns/:id',
    summary: 'Delete a draft; archive a campaign that Google has seen',
    tag: 'campaigns',
    params: byId,
    status: 204,
    response: null,
    ifMatch: 'required',
  }),
  unarchiveCampaign: route({
    method: 'POST',
    path: '/campaigns/:id/unarchive',
    summary: 'Bring a campaign back from the archive, as it was',
    tag: 'campaigns',
    params: byId,
    status: 200,
    response: campaignSchema,
    ifMatch: 'optional',
  }),
  duplicateCampaign: route({
    method: 'POST',
    path: '/campaigns/:id/duplicate',
    summary: 'Copy the whole tree into a new draft',
    tag: 'campaigns',
    params: byId,
    body: z.strictObject({ name: campaignName.optional() }).optional(),
    status: 201,
    response: campaignSchema,
  }),
  preflightCampaign: route({
    method: 'GET',
    path: '/campaigns/:id/preflight',
    summary: 'What Google would refuse, found here',
    tag: 'publishing',
    params: byId,
    status: 200,
    response: z.strictObject({ findings: z.array(findingSchema) }),
  }),
  planCampaign: route({
    method: 'GET',
    path: '/campaigns/:id/plan',
    summary: 'The exact operations that publishing would send',
    tag: 'publishing',
    params: byId,
    status: 200,
    response: planSchema,
  }),
  publishCampaign: route({
    method: 'POST',
    path: '/campaigns/:id/publish',
    summary: 'Publish the plan',
    tag: 'publishing',
    params: byId,
    body: publishRequestSchema.optional(),
    status: 202,
    response: accepted,
    ifMatch: 'optional',
  }),
  pauseCampaign: route({
    method: 'POST',
    path: '/campaigns/:id/pause',
    summary: 'Pause at Google',
    tag: 'publishing',
    params: byId,
    status: 202,
    response: accepted,
    ifMatch: 'optional',
  }),
  resumeCampaign: route({
    method: 'POST',
    path: '/campaigns/:id/resume',
    summary: 'Resume at Google',
    tag: 'publishing',
    params: byId,
    status: 202,
    response: accepted,
    ifMatch: 'optional',
  }),
  protectCampaign: route({
    method: 'POST',
    path: '/campaigns/:id/protect',
    summary: 'Let the campaign stay as it is, whoever asks, until an administrator lets go of it',
    tag: 'campaigns',
    params: byId,
    body: protectSchema.optional(),
    status: 200,
    response: campaignSchema,
    ifMatch: 'optional',
  }),
  unprotectCampaign: route({
    method: 'POST',
    path: '/campaigns/:id/unprotect',
    summary: 'Let go of a campaign that is protected',
    tag: 'campaigns',
    params: byId,
    status: 200,
    response: campaignSchema,
    ifMatch: 'optional',
  }),
  syncCampaign: route({
    method: 'POST',
    path: '/campaigns/:id/sync',
    summary: "Read Google's side of this campaign now",
    tag: 'publishing',
    params: byId,
    status: 200,
    response: campaignSchema,
  }),
  listPublications: route({
    method: 'GET',
    path: '/campaigns/:id/publications',
    summary: 'What was published, newest first',
    tag: 'publishing',
    params: byId,
    query: z.strictObject({ limit: pageLimit.default(20), cursor: pageCursor.optional() }),
    status: 200,
    response: z.strictObject({ items: z.array(publicationSchema), nextCursor: z.string().nullable() }),
  }),
  readPublication: route({
    method: 'GET',
    path: '/publications/:id',
    summary: 'One publication with its steps and attempts',
    tag: 'publishing',
    params: byId,
    status: 200,
    response: publicationSchema,
  }),
  retryPublication: route({
    method: 'POST',
    path: '/publications/:id/retry',
    summary: 'Look again at Google for a publication that needs attention',
    tag: 'publishing',
    params: byId,
    status: 202,
    response: accepted,
  }),
  abandonPublication: route({
    method: 'POST',
    path: '/publications/:id/abandon',
    summary: 'Close a publication that needs attention, after a person has looked at Google',
    tag: 'publishing',
    params: byId,
    status: 200,
    response: publicationSchema,
  }),
  ...historyRoutes,
  ...auditRoutes,
  ...campaignEditRoutes,
  ...driftRoutes,
  ...firstStepsRoutes,
  ...metricsRoutes,
  ...notificationRoutes,
  ...peopleRoutes,
  ...signInRoutes,
  ...workspaceRoutes,
  ...batchRoutes,
  ...savedViewRoutes,
  ...templateRoutes,
  ...approvalRoutes,

  ...assetRoutes,
  ...spendRoutes,
  ...stopRoutes,
} as const

export type RouteName = keyof typeof routes

type Input<R, Key extends string> = R extends Record<Key, infer S extends z.ZodType> ? z.input<S> : undefined

/** What a caller hands to `call`. */
export interface CallInput<R extends Route> {
  params?: Input<R, 'params'>
  query?: Input<R, 'query'>
  body?: Input<R, 'body'> | FormData
  ifMatch?: string
  idempotencyKey?: string
}

export type CallOutput<R extends Route> = R['response'] extends z.ZodType
  ? z.output<R['response']>
  : undefined

/** The path and query of a call, below the API's root. */
export function pathOf(route: Route, input: { params?: unknown; query?: unknown }): string {
  const params = (input.params ?? {}) as Record<string, string | number>
  const path = route.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name])))
  const search = new URLSearchParams()
  const given = (input.query ?? {}) as Record<string, string | number | undefined>
  for (const [key, value] of Object.entries(given)) {
    if (value !== undefined && value !== '') search.set(key, String(value))
  }
  const query = search.toString()
  return query === '' ? path : `${path}?${query}`
}
