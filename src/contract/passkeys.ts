import { z } from 'zod'
import type { Route } from './routes.ts'
import { line, timestamp, uuid } from './scalars.ts'
import { sessionSchema } from './session.ts'

/** Passkeys: keys that people's devices keep. Bytes are base64url, as in the JSON forms of WebAuthn. */

export const MOST_PASSKEYS = 20
/** How browsers reach a device. */
export const TRANSPORTS = ['ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb'] as const

const bytes = (most: number) =>
  z
    .string()
    .min(1)
    .max(most)
    .regex(/^[A-Za-z0-9_-]+$/, { error: 'Must be base64url without padding.' })

export const passkeyName = line(60).refine((value) => value.trim() !== '', { error: 'Give it a name.' })

export const passkeySchema = z.strictObject({
  id: uuid,
  name: z.string(),
  createdAt: timestamp,
  lastUsedAt: timestamp.nullable().describe('null: it has signed nobody in yet'),
  counterRefusedAt: timestamp
    .nullable()
    .describe(
      'When it was refused because its count of signatures did not go up, as that of a copy would not',
    ),
  elsewhere: z
    .string()
    .nullable()
    .describe('Another name that it was made for, at which alone it signs in; null: it works here'),
})
export type Passkey = z.infer<typeof passkeySchema>

/** Where passkeys work: for the sign-in page, and for the page on which they are added. */
export const passkeyPlaceSchema = z.strictObject({
  origin: z.string().nullable().describe('The address of the pages on which they work; null: nowhere'),
  reason: z.string().nullable().describe('Why they work nowhere'),
})

const descriptor = z.strictObject({
  id: z.string(),
  type: z.literal('public-key'),
  transports: z.array(z.string()),
})

const creationOptionsSchema = z.strictObject({
  challenge: z.string(),
  rp: z.strictObject({ id: z.string(), name: z.string() }),
  user: z.strictObject({ id: z.string(), name: z.string(), displayName: z.string() }),
  pubKeyCredParams: z.array(z.strictObject({ alg: z.int(), type: z.literal('public-key') })),
  timeout: z.int(),
  attestation: z.literal('none'),
  excludeCredentials: z.array(descriptor),
  authenticatorSelection: z.strictObject({
    residentKey: z.literal('required'),
    requireResidentKey: z.literal(true),
    userVerification: z.literal('required'),
  }),
})
export type CreationOptions = z.infer<typeof creationOptionsSchema>

const requestOptionsSchema = z.strictObject({
  challenge: z.string(),
  rpId: z.string(),
  timeout: z.int(),
  userVerification: z.literal('required'),
  allowCredentials: z.array(descriptor).describe('Empty: whichever the person picks'),
})
export type RequestOptions = z.infer<typeof requestOptionsSchema>

export const newPasskeySchema = z.strictObject({
  name: passkeyName.optional().describe('Without one, it is called after the browser'),
  id: bytes(1364),
  clientDataJSON: bytes(4096),
  attestationObject: bytes(16_384),
  transports: z.array(z.string().max(20)).max(10).default([]),
})
export type NewPasskey = z.infer<typeof newPasskeySchema>

export const passkeyAnswerSchema = z.strictObject({
  id: bytes(1364),
  clientDataJSON: bytes(4096),
  authenticatorData: bytes(4096),
  signature: bytes(4096),
  userHandle: bytes(88).nullable().default(null).describe('Whose the device says it is'),
})
export type PasskeyAnswer = z.infer<typeof passkeyAnswerSchema>

const byId = z.strictObject({ id: uuid })

export const passkeyRoutes = {
  beginPasskeySignIn: {
    method: 'POST',
    path: '/session/passkey',
    summary: 'Begin to sign in by a passkey: what to hand to navigator.credentials.get()',
    tag: 'session',
    status: 201,
    response: requestOptionsSchema,
    public: true,
    // The sign-in page asks as it opens, for the browser's own list of passkeys.
    perMinute: 120,
  },
  finishPasskeySignIn: {
    method: 'POST',
    path: '/session/passkey/answer',
    summary: 'Sign in by what the passkey answered, which stands for a second factor too',
    tag: 'session',
    body: passkeyAnswerSchema,
    status: 201,
    response: sessionSchema,
    public: true,
  },
  beginPasskeyFactor: {
    method: 'POST',
    path: '/session/second-factor/passkey',
    summary: 'Begin to answer by a passkey after a password was right',
    tag: 'session',
    status: 201,
    response: requestOptionsSchema,
    public: true,
  },
  finishPasskeyFactor: {
    method: 'POST',
    path: '/session/second-factor/passkey/answer',
    summary: 'Sign in by what the passkey answered, after a password was right',
    tag: 'session',
    body: passkeyAnswerSchema,
    status: 201,
    response: sessionSchema,
    public: true,
  },
  beginPasskey: {
    method: 'POST',
    path: '/sign-in-methods/passkeys/begin',
    summary: 'Begin to add a passkey: what to hand to navigator.credentials.create()',
    tag: 'session',
    status: 201,
    response: creationOptionsSchema,
    secret: true,
  },
  addPasskey: {
    method: 'POST',
    path: '/sign-in-methods/passkeys',
    summary: 'Add the passkey that the device made; every other session of yours ends',
    tag: 'session',
    body: newPasskeySchema,
    status: 201,
    response: z.strictObject({
      passkey: passkeySchema,
      recoveryCodes: z
        .array(z.string())
        .nullable()
        .describe(
          'Each works once; shown this once, with a first second factor; null: there are some already',
        ),
    }),
    secret: true,
  },
  renamePasskey: {
    method: 'PATCH',
    path: '/sign-in-methods/passkeys/:id',
    summary: 'Call a passkey something else',
    tag: 'session',
    params: byId,
    body: z.strictObject({ name: passkeyName }),
    status: 204,
    response: null,
  },
  removePasskey: {
    method: 'DELETE',
    path: '/sign-in-methods/passkeys/:id',
    summary: 'Sign in by this passkey no more; every other session of yours ends',
    tag: 'session',
    params: byId,
    status: 204,
    response: null,
  },
} as const satisfies Record<string, Route>
