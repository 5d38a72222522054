import { z } from 'zod'
import { newPassword, personName } from './people.ts'
import { customerId, text, timestamp, uuid } from './scalars.ts'
import { ACCOUNT_ROLES, CONNECTION_ACCESSES, CONNECTION_STATES, ENVIRONMENTS, ROLES } from './words.ts'
import { verdicts } from './verdicts.ts'

const workspaceSummary = z.strictObject({
  id: uuid,
  name: z.string(),
  role: z.enum(ROLES),
  accounts: z
    .record(z.string(), z.enum(ACCOUNT_ROLES))
    .nullable()
    .describe('The accounts that you are limited to, by id, with your role there; null: to none'),
  demo: z.boolean().describe('true: it has demo data, which an administrator can delete'),
})

/** Who is asking, and through which door. */
export const sessionSchema = z.strictObject({
  name: z.string(),
  email: z.string().nullable(),
  workspace: workspaceSummary,
  workspaces: z.array(workspaceSummary),
  emulator: z.boolean().describe('true: this server speaks to an emulator, not to Google'),
  secondFactorNeeded: z
    .boolean()
    .describe('true: this workspace lets you do nothing until you have set up a second factor'),
  actions: verdicts(['readAudit', 'deleteDemoData']).describe('Of this workspace'),
  firstSteps: z.boolean().describe('Whether to show the list of first steps: a person has not put it away'),
})
export type Session = z.infer<typeof sessionSchema>

/** What signing in answers: the session, or that a second factor is asked for (`GET /session/second-factor`). */
export const admissionSchema = z.union([
  sessionSchema,
  z.strictObject({
    secondFactor: z.literal(true).describe('Send its code to /session/second-factor, from the same browser'),
  }),
])
export type AdmissionAnswer = z.infer<typeof admissionSchema>

export const setUpSchema = z.strictObject({
  token: z.string().min(1).max(200),
  name: personName,
  email: z.email({ error: 'Must be an e-mail address.' }).max(254),
  password: newPassword,
})

export const signInSchema = z.strictObject({ email: text(254), password: z.string().max(200) })

export const accountSchema = z.strictObject({
  id: uuid,
  customerId: z.string(),
  name: z.string(),
  currencyCode: z.string(),
  timeZone: z.string(),
  environment: z.enum(ENVIRONMENTS),
  loginCustomerId: z.string().nullable(),
  connection: z
    .strictObject({ id: uuid, access: z.enum(CONNECTION_ACCESSES), state: z.enum(CONNECTION_STATES) })
    .nullable()
    .describe('The connection that it is reached through; null: the credentials of the settings'),
  today: z.string().describe("Today's date in the account's time zone"),
  syncedAt: timestamp.nullable(),
})
export type Account = z.infer<typeof accountSchema>

export const accountConnectSchema = z.strictObject({
  customerId,
  loginCustomerId: customerId.nullable().default(null).describe('The manager account it is reached through'),
  connectionId: uuid
    .nullable()
    .default(null)
    .describe(
      'The connection to reach it through; null: the credentials of the settings. Where the account is connected already, it changes over',
    ),
})

export const reachableAccountSchema = z.strictObject({
  customerId: z.string(),
  name: z.string(),
  currencyCode: z.string(),
  timeZone: z.string(),
  loginCustomerId: z.string().nullable(),
  connected: z.boolean().describe('Connected already, in this way'),
  connectedOtherwise: z.boolean().describe('Connected already, and reached in another way'),
})

export const reachableAccountsSchema = z.strictObject({
  items: z.array(reachableAccountSchema),
  unread: z
    .array(z.strictObject({ customerId: z.string(), message: z.string() }))
    .describe('Accounts of which Google did not show what is below them'),
  notAsked: z.int().describe('How many more there are whose accounts were not asked for'),
})
