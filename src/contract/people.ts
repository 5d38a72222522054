import { z } from 'zod'
import { line, timestamp, uuid } from './scalars.ts'
import { verdicts } from './verdicts.ts'
import { ACCOUNT_ROLES, ROLES } from './words.ts'

/** Members, invitations, sessions and API keys as the API speaks of them. */

export const MAX_KEY_DAYS = 365
export const DEFAULT_KEY_DAYS = 90

const email = z.email({ error: 'Must be an e-mail address.' }).max(254)
const role = z.enum(ROLES)
const accountRole = z.enum(ACCOUNT_ROLES)
const MAX_ACCOUNTS = 500
/** Where somebody is limited to, as it is asked for. */
const limits = z
  .array(z.strictObject({ accountId: uuid, role: accountRole }))
  .max(MAX_ACCOUNTS)
  .refine((accounts) => new Set(accounts.map(({ accountId }) => accountId)).size === accounts.length, {
    error: 'Name each account once.',
  })
  .nullable()
  .describe(
    'The accounts that they are limited to, with their role in each: in the others they are viewers. null: the role holds in all accounts. Not for administrators',
  )
const accounts = z
  .array(z.strictObject({ accountId: uuid, name: z.string(), role: accountRole }))
  .nullable()
  .describe('The accounts that they are limited to, by name: in the others they are viewers. null: to none')
export type AccountLimits = z.infer<typeof accounts>
export type AskedLimits = z.infer<typeof limits>

const token = z.string().min(1).max(200)
export const newPassword = z
  .string()
  .min(12, { error: 'At least 12 characters.' })
  .max(200, { error: 'At most 200 characters.' })
export const personName = line(100).min(1, { error: 'Tell us your name.' })

export const MEMBER_ACTIONS = [
  'changeRole',
  'limit',
  'remove',
  'leave',
  'endSessions',
  'resetSecondFactor',
  'resetPassword',
] as const
export type MemberAction = (typeof MEMBER_ACTIONS)[number]

export const memberSchema = z.strictObject({
  id: uuid.describe('Of the person'),
  name: z.string(),
  email: z.string(),
  role,
  accounts,
  version: z.int().describe('Of what they may do: the ETag'),
  joinedAt: timestamp,
  lastSeenAt: timestamp
    .nullable()
    .describe('When they last did something in this workspace, to five minutes'),
  you: z.boolean(),
  hasSecondFactor: z.boolean().nullable().describe('null: shown to administrators alone'),
  actions: verdicts(MEMBER_ACTIONS),
})
export type Member = z.infer<typeof memberSchema>

export const membersSchema = z.strictObject({
  items: z.array(memberSchema),
  fresh: z
    .boolean()
    .describe(
      'true: you signed in within the last quarter of an hour, so you may let others in; so may an API key',
    ),
  secondFactorRequired: z
    .boolean()
    .describe('true: people without a second factor can do nothing here but set one up'),
  actions: verdicts(['invite', 'requireSecondFactor']),
})

export type Members = z.infer<typeof membersSchema>

export const memberPatchSchema = z.strictObject({ role: role.optional(), accounts: limits.optional() })

export const invitationSchema = z.strictObject({
  id: uuid,
  email: z.string(),
  role,
  accounts,
  invitedBy: z.string(),
  createdAt: timestamp,
  expiresAt: timestamp,
  expired: z.boolean(),
})
export type Invitation = z.infer<typeof invitationSchema>

export const invitationsSchema = z.strictObject({
  items: z.array(invitationSchema),
  actions: verdicts(['revoke']),
})

export const inviteSchema = z.strictObject({ email, role, accounts: limits.default(null) })

export const madeInvitationSchema = z.strictObject({
  invitation: invitationSchema,
  link: z
    .string()
    .describe("Path and fragment of the one-time link, below the server's address; shown this once"),
})

export const openInvitationSchema = z.strictObject({ token })

export const openedInvitationSchema = z.strictObject({
  workspace: z.string(),
  email: z.string(),
  role,
  invitedBy: z.string(),
  expiresAt: timestamp,
})
export type OpenedInvitation = z.infer<typeof openedInvitationSchema>

export const acceptInvitationSchema = z.strictObject({
  token,
  name: personName.optional().describe('Of somebody who is new here; who has an account keeps theirs'),
  password: z
    .string()
    .max(200)
    .describe(
      'The one that they sign in with; of somebody who has no account here, a new one of 12 to 200 characters',
    ),
})

export const madePasswordResetSchema = z.strictObject({
  link: z
    .string()
    .describe(
      "Path of the one-time link, below the server's address; works for an hour, and is shown this once",
    ),
})
export const resetPasswordSchema = z.strictObject({ token, newPassword })

export const sessionListItemSchema = z.strictObject({
  id: uuid,
  browser: z.string(),
  address: z.string().describe('The first parts of the address that it was opened from'),
  createdAt: timestamp,
  lastSeenAt: timestamp.describe('To five minutes'),
  expiresAt: timestamp.describe('When it ends if nobody uses it again'),
  current: z.boolean(),
})
export type SessionListItem = z.infer<typeof sessionListItemSchema>

export const changePasswordSchema = z.strictObject({
  currentPassword: z.string().max(200),
  newPassword,
})

export const apiKeySchema = z.strictObject({
  id: uuid,
  name: z.string(),
  role,
  accounts,
  createdBy: z.string(),
  createdAt: timestamp,
  expiresAt: timestamp.nullable().describe('null: never'),
  lastUsedAt: timestamp.nullable().describe('To the minute; null: never'),
  revokedAt: timestamp.nullable().describe('null: not revoked'),
  state: z.enum(['LIVE', 'EXPIRED', 'REVOKED']),
})
export type ApiKey = z.infer<typeof apiKeySchema>

export const apiKeysSchema = z.strictObject({
  items: z.array(apiKeySchema),
  fresh: z
    .boolean()
    .describe(
      'true: you signed in within the last quarter of an hour, so you may let others in; so may an API key',
    ),
  actions: verdicts(['create', 'revoke']),
})

/** History calls whoever uses a key by its name: it must not be taken for a person. */
export const keyName = line(100)
  .refine((name) => name.trim() !== '', { error: 'Give the key a name.' })
  .refine((name) => !/[@\uFE6B\uFF20]/.test(name), {
    error: 'History would take this for a person: leave the @ out.',
  })

const OUR_NAMES = new Set([
  'google',
  'google ads',
  'system',
  'gacm',
  'demo',
  'emulator',
  'a worker',
  'the holder of the link',
])
/** How keys may not be called by those who make them here: what commands and Google do is told under these names. */
function isOurName(name: string): boolean {
  const plain = name.normalize('NFKC').trim().toLowerCase().replaceAll(/\s+/g, ' ')
  return OUR_NAMES.has(plain) || plain.startsWith('gacm ')
}
const RESERVED_NAME = 'History tells under this name what the program or Google did. Choose another one.'

export const apiKeyCreateSchema = z.strictObject({
  name: keyName.refine((name) => !isOurName(name), { error: RESERVED_NAME }),
  role: role.default('editor'),
  accounts: limits.default(null),
  expiresInDays: z
    .union([z.int().min(1).max(MAX_KEY_DAYS), z.literal('never')], {
      error: `A number of days from 1 to ${MAX_KEY_DAYS}, or "never".`,
    })
    .default(DEFAULT_KEY_DAYS),
})

export const madeApiKeySchema = z.strictObject({
  apiKey: apiKeySchema,
  key: z.string().describe('The key itself; shown this once'),
})
