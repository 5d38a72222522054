import { z } from 'zod'
import { MAX_UNREAD } from './notification-limits.ts'
import { amounts } from './problem.ts'
import type { Route } from './routes.ts'
import { pageCursor, pageLimit, timestamp, uuid } from './scalars.ts'
import { NOTIFICATION_KINDS, NOTIFICATION_TARGETS, PUBLICATION_KINDS, ROLES, VOID_CAUSES } from './words.ts'

/** What the words of a notification are made of. Which of them there are depends on the kind. */
const factsSchema = z.strictObject({
  campaignName: z.string().optional(),
  publicationKind: z.enum(PUBLICATION_KINDS).optional(),
  activate: z.boolean().optional().describe('Whether the campaign was to be enabled'),
  message: z.string().optional().describe('What went wrong, or what somebody said'),
  amounts,
  by: z.string().optional().describe('Who did it'),
  voidCause: z.enum(VOID_CAUSES).optional().describe('What made a request for approval void'),
  role: z.enum(ROLES).optional(),
  googleStatus: z.string().optional().describe("Google's status of the campaign now"),
  campaigns: z.int().optional().describe('How many, where it is about several'),
  ads: z.int().optional(),
  done: z.int().optional().describe('Campaigns of a batch that Google has'),
  failed: z.int().optional(),
  stopped: z.int().optional(),
  accountName: z.string().optional(),
  currencyCode: z.string().optional(),
  amountMicros: z.string().optional(),
  limitMicros: z.string().optional(),
})
export type NotificationFacts = z.infer<typeof factsSchema>

export const notificationSchema = z.strictObject({
  id: uuid,
  kind: z.enum(NOTIFICATION_KINDS),
  target: z
    .strictObject({ kind: z.enum(NOTIFICATION_TARGETS), id: uuid })
    .nullable()
    .describe('What it is about; it may be gone'),
  facts: factsSchema,
  readAt: timestamp.nullable(),
  createdAt: timestamp,
})
export type Notification = z.infer<typeof notificationSchema>

const unread = z.int().describe(`How many are unread; ${MAX_UNREAD}: so many or more`)

export const notificationPreferencesSchema = z.strictObject({
  items: z.array(
    z.strictObject({
      kind: z.enum(NOTIFICATION_KINDS),
      wanted: z.boolean().describe('Whether you are told'),
    }),
  ),
})
export type NotificationPreferences = z.infer<typeof notificationPreferencesSchema>

const tag = 'notifications'

/** The part of the API's table that is about what a person is told. An API key is told nothing. */
export const notificationRoutes = {
  listNotifications: {
    method: 'GET',
    path: '/notifications',
    summary: 'What you were told in the last 90 days, newest first, and how much of it is unread',
    tag,
    query: z.strictObject({
      unread: z.enum(['true', 'false']).default('false').describe('Only what is unread'),
      limit: pageLimit.default(50),
      cursor: pageCursor.optional(),
    }),
    status: 200,
    response: z.strictObject({
      items: z.array(notificationSchema),
      nextCursor: z.string().nullable(),
      unread,
    }),
  },
  readNotification: {
    method: 'POST',
    path: '/notifications/:id/read',
    summary: 'Mark one as read',
    tag,
    params: z.strictObject({ id: uuid }),
    status: 200,
    response: z.strictObject({ unread }),
  },
  readNotifications: {
    method: 'POST',
    path: '/notifications/read',
    summary: 'Mark all as read, up to one that you have seen',
    tag,
    body: z.strictObject({
      upTo: uuid.describe('The newest one that you have seen; what came after it stays unread'),
    }),
    status: 200,
    response: z.strictObject({ unread }),
  },
  readNotificationPreferences: {
    method: 'GET',
    path: '/notification-preferences',
    summary: 'What you want to be told in this workspace',
    tag,
    status: 200,
    response: notificationPreferencesSchema,
  },
  changeNotificationPreferences: {
    method: 'PATCH',
    path: '/notification-preferences',
    summary: 'Say what you want to be told in this workspace; a kind that is absent stays',
    tag,
    body: z.strictObject({
      wanted: z.partialRecord(z.enum(NOTIFICATION_KINDS), z.boolean()),
    }),
    status: 200,
    response: notificationPreferencesSchema,
  },
} as const satisfies Record<string, Route>
