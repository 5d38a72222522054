import { z } from 'zod'
import type { Route } from './routes.ts'
import { line, timestamp, uuid } from './scalars.ts'
import { reachableAccountsSchema } from './session.ts'
import { CONNECTION_ACCESSES, CONNECTION_KINDS, CONNECTION_STATES, ENVIRONMENTS } from './words.ts'

/** Ways to Google Ads that people make in the program, beside the credentials of its settings. */

export const CONNECTION_ACTIONS = ['edit', 'reconnect', 'check', 'disconnect'] as const
export type ConnectionAction = (typeof CONNECTION_ACTIONS)[number]

const name = line(255).min(1, { error: 'Give it a name.' })
const access = z.enum(CONNECTION_ACCESSES)
const verdicts = <const Actions extends readonly [string, ...string[]]>(actions: Actions) =>
  z.array(
    z.strictObject({
      action: z.enum(actions),
      allowed: z.boolean(),
      reason: z.string().nullable().describe('Why not, in words'),
    }),
  )

export const connectionSchema = z.strictObject({
  id: uuid,
  kind: z.enum(CONNECTION_KINDS),
  environment: z.enum(ENVIRONMENTS),
  name: z.string(),
  access,
  state: z.enum(CONNECTION_STATES),
  problem: z
    .strictObject({ code: z.string(), message: z.string(), fix: z.string() })
    .nullable()
    .describe('Why Google refused it, in words'),
  checkedAt: timestamp.nullable().describe('When Google last took or refused it'),
  version: z.int(),
  createdBy: z.string(),
  createdAt: timestamp,
  accounts: z.int().describe('How many accounts are reached through it'),
  actions: verdicts(CONNECTION_ACTIONS),
})
export type GoogleConnection = z.infer<typeof connectionSchema>

export const connectionsSchema = z.strictObject({
  items: z.array(connectionSchema),
  settings: z
    .strictObject({ environment: z.enum(ENVIRONMENTS), accounts: z.int() })
    .nullable()
    .describe('The credentials of the server’s settings, where they name any and serve this workspace'),
  actions: verdicts(['authorize', 'addServiceAccount']),
})

export const authorizeSchema = z.strictObject({
  name,
  access: access.default('FULL'),
  connectionId: uuid
    .nullable()
    .default(null)
    .describe('A connection to open anew, whose name and access stay; null: a new one'),
})

export const finishAuthorizationSchema = z.strictObject({
  state: z.string().min(1).max(200),
  code: z.string().min(1).max(4096).optional().describe('What Google sent along where the person agreed'),
  error: z.string().min(1).max(200).optional().describe('What Google sent along instead where not'),
})

export const serviceAccountSchema = z.strictObject({
  name,
  access: access.default('FULL'),
  keyFile: z
    .string()
    .min(1, { error: 'Paste the content of the key file.' })
    .max(10_000, { error: 'A key file has at most 10,000 characters.' })
    .describe('The key file of Google Cloud, as JSON text'),
  impersonatedEmail: z
    .email({ error: 'Must be an e-mail address.' })
    .nullable()
    .default(null)
    .describe('The person for whom it acts, where the Workspace domain allows it; null: for itself'),
  connectionId: uuid.nullable().default(null).describe('A connection to give a new key; null: a new one'),
})

export const connectionPatchSchema = z
  .strictObject({ name: name.optional(), access: access.optional() })
  .refine((patch) => Object.keys(patch).length > 0, { error: 'Name at least one field.' })

/** One requirement, and whether it is met. */
export const connectionCheckSchema = z.strictObject({
  requirement: z.enum(['SECRET', 'SIGN_IN', 'API', 'ACCOUNTS', 'CHANGES']),
  outcome: z.enum(['MET', 'MISSING', 'NOT_CHECKED']),
  message: z.string(),
  fix: z.string().nullable(),
  code: z.string().nullable().describe('Google’s own word for it'),
})
export type ConnectionCheck = z.infer<typeof connectionCheckSchema>

const byId = z.strictObject({ id: uuid })

export const connectionRoutes = {
  listConnections: {
    method: 'GET',
    path: '/google-connections',
    summary: 'The ways to Google Ads of this workspace',
    tag: 'google connections',
    status: 200,
    response: connectionsSchema,
  },
  authorizeConnection: {
    method: 'POST',
    path: '/google-connections/authorize',
    summary:
      'Begin to connect by consent: the address of Google’s page, where the person agrees; for signed-in people',
    tag: 'google connections',
    body: authorizeSchema,
    status: 200,
    response: z.strictObject({ url: z.url() }),
    secret: true,
  },
  finishAuthorization: {
    method: 'POST',
    path: '/google-connections/finish',
    summary: 'Connect with what Google’s page sent back; once, by who began it, within ten minutes',
    tag: 'google connections',
    body: finishAuthorizationSchema,
    status: 201,
    response: connectionSchema,
    secret: true,
  },
  addServiceAccount: {
    method: 'POST',
    path: '/google-connections/service-account',
    summary: 'Connect by the key of a service account',
    tag: 'google connections',
    body: serviceAccountSchema,
    status: 201,
    response: connectionSchema,
    secret: true,
  },
  editConnection: {
    method: 'PATCH',
    path: '/google-connections/:id',
    summary: 'Rename a connection, or let it read only',
    tag: 'google connections',
    params: byId,
    body: connectionPatchSchema,
    ifMatch: 'required',
    status: 200,
    response: connectionSchema,
  },
  checkConnection: {
    method: 'POST',
    path: '/google-connections/:id/check',
    summary: 'Ask Google for everything that it takes, one after the other',
    tag: 'google connections',
    params: byId,
    status: 200,
    response: z.strictObject({ items: z.array(connectionCheckSchema) }),
    readsOnly: true,
  },
  listConnectionAccounts: {
    method: 'GET',
    path: '/google-connections/:id/accounts',
    summary: 'The accounts that a connection reaches, directly and through managers',
    tag: 'google connections',
    params: byId,
    status: 200,
    response: reachableAccountsSchema,
  },
  disconnect: {
    method: 'POST',
    path: '/google-connections/:id/disconnect',
    summary: 'Forget what opens Google, and give it back there. Its accounts wait for another connection',
    tag: 'google connections',
    params: byId,
    status: 200,
    response: z.strictObject({
      connection: connectionSchema,
      revoked: z.boolean().describe('Whether Google confirmed that it is good for nothing any more'),
    }),
  },
} as const satisfies Record<string, Route>
