import { z } from 'zod'
import { newPassword } from './people.ts'
import { passkeyPlaceSchema, passkeyRoutes, passkeySchema } from './passkeys.ts'
import type { Route } from './routes.ts'
import { timestamp, uuid } from './scalars.ts'
import { admissionSchema, sessionSchema } from './session.ts'

/** How people sign in: by a password, by an identity provider; passkeys have a file of their own. */

export const waysInSchema = z.strictObject({
  provider: z
    .strictObject({ name: z.string().describe('As the button calls it, such as Google') })
    .nullable()
    .describe('null: no identity provider is set up'),
  passkeys: passkeyPlaceSchema,
})
export type WaysIn = z.infer<typeof waysInSchema>

const fromAddress = z.string().min(1).max(4096).optional()
const providerReturnSchema = z.strictObject({
  code: fromAddress,
  state: fromAddress,
  iss: fromAddress,
  error: fromAddress,
  invitation: z.string().min(1).max(200).optional().describe('The token of an invitation, to join by it'),
})

export const METHOD_ACTIONS = [
  'setPassword',
  'link',
  'unlink',
  'addPasskey',
  'removePasskey',
  'addTotp',
  'removeTotp',
  'renewRecoveryCodes',
] as const

const code = z.string().min(1).max(40)
const recoveryCodesSchema = z.strictObject({
  recoveryCodes: z.array(z.string()).describe('Each works once; shown this once'),
})

export const signInMethodsSchema = z.strictObject({
  hasPassword: z.boolean(),
  fresh: z
    .boolean()
    .describe('true: you signed in within the last quarter of an hour, so you may change this'),
  identities: z.array(
    z.strictObject({
      id: uuid,
      issuer: z.string().describe('The provider, such as https://accounts.google.com'),
      email: z.string().describe('As the provider told it last'),
      createdAt: timestamp,
      lastUsedAt: timestamp,
    }),
  ),
  passkeys: z.array(passkeySchema),
  passkeyPlace: passkeyPlaceSchema,
  totp: z.boolean().describe('true: an app gives them codes'),
  recoveryCodes: z.int().describe('How many still work'),
  actions: z.array(
    z.strictObject({ action: z.enum(METHOD_ACTIONS), allowed: z.boolean(), reason: z.string().nullable() }),
  ),
})
export type SignInMethods = z.infer<typeof signInMethodsSchema>

const byId = z.strictObject({ id: uuid })

export const secondFactorQuestionSchema = z.strictObject({
  code: z.boolean(),
  recoveryCode: z.boolean(),
  passkey: z.boolean(),
  passkeysElsewhere: z
    .string()
    .nullable()
    .describe(
      'Another name that passkeys of theirs were made for, which cannot answer here; null: there are none',
    ),
})
export type SecondFactorQuestion = z.infer<typeof secondFactorQuestionSchema>

/** The part of the API's table that is about proving who one is. */
export const signInRoutes = {
  readWaysIn: {
    method: 'GET',
    path: '/session/ways',
    summary: 'Which ways to sign in there are',
    tag: 'session',
    status: 200,
    response: waysInSchema,
    public: true,
  },
  beginProviderSignIn: {
    method: 'POST',
    path: '/session/provider',
    summary: 'Begin to sign in with the identity provider; send the browser to the address in the answer',
    tag: 'session',
    status: 201,
    response: z.strictObject({ url: z.url() }),
    public: true,
  },
  finishProviderSignIn: {
    method: 'POST',
    path: '/session/provider/return',
    summary: 'Sign in by what the identity provider sent the browser back with',
    tag: 'session',
    body: providerReturnSchema,
    status: 201,
    response: admissionSchema,
    public: true,
  },
  readSecondFactor: {
    method: 'GET',
    path: '/session/second-factor',
    summary: 'By what the sign-in that is under way in this browser can go on',
    tag: 'session',
    status: 200,
    response: secondFactorQuestionSchema,
    public: true,
  },
  answerSecondFactor: {
    method: 'POST',
    path: '/session/second-factor',
    summary: 'Sign in by the code of an app, or a recovery code, after a password was right',
    tag: 'session',
    body: z.strictObject({ code }),
    status: 201,
    response: sessionSchema,
    public: true,
  },
  listSignInMethods: {
    method: 'GET',
    path: '/sign-in-methods',
    summary: 'How you can sign in',
    tag: 'session',
    status: 200,
    response: signInMethodsSchema,
  },
  unlinkIdentity: {
    method: 'DELETE',
    path: '/sign-in-methods/identities/:id',
    summary: 'Sign in with this account of the identity provider no more',
    tag: 'session',
    params: byId,
    status: 204,
    response: null,
  },
  beginTotp: {
    method: 'POST',
    path: '/sign-in-methods/totp',
    summary: 'Begin to set up an app that gives codes; the answer shows its secret this once',
    tag: 'session',
    status: 201,
    response: z.strictObject({
      secret: z.string().describe('In base32, for who cannot scan'),
      uri: z.string().describe('otpauth://..., for a QR code'),
    }),
    secret: true,
  },
  confirmTotp: {
    method: 'POST',
    path: '/sign-in-methods/totp/confirm',
    summary: 'Show by a first code that the app is set up; every other session of yours ends',
    tag: 'session',
    body: z.strictObject({ code }),
    status: 201,
    response: recoveryCodesSchema,
    secret: true,
  },
  removeTotp: {
    method: 'DELETE',
    path: '/sign-in-methods/totp',
    summary: 'Be asked for codes of the app no more',
    tag: 'session',
    status: 204,
    response: null,
  },
  renewRecoveryCodes: {
    method: 'POST',
    path: '/sign-in-methods/recovery-codes',
    summary: 'Make ten new recovery codes; those before work no more',
    tag: 'session',
    status: 201,
    response: recoveryCodesSchema,
    secret: true,
  },
  setPassword: {
    method: 'POST',
    path: '/sign-in-methods/password',
    summary: 'Choose a first password, where you sign in in another way',
    tag: 'session',
    body: z.strictObject({ newPassword }),
    status: 204,
    response: null,
    secret: true,
  },
  ...passkeyRoutes,
} as const satisfies Record<string, Route>
