import { createPrivateKey } from 'node:crypto'
import { z } from 'zod'
import { AppError } from '../base/errors.ts'
import type { Credentials } from '../google/credentials.ts'

/** What is used of Google's key file. Addresses in it are passed over: tokens come from where the settings say. */
const keyFileSchema = z.object({
  type: z.literal('service_account'),
  client_email: z.email().max(254),
  private_key: z.string().min(1),
})

/** Reads the key file of a service account. Throws `not_allowed` naming `keyFile`, with nothing of the key in its words. */
export function readServiceAccount(keyFile: string, impersonatedEmail: string | null): Credentials {
  const parsed = keyFileSchema.safeParse(jsonOf(keyFile))
  if (!parsed.success)
    throw unusable(
      'This is not the key file of a service account. In Google Cloud, make a key of type JSON and paste the whole file.',
    )
  const { client_email: clientEmail, private_key: privateKey } = parsed.data
  if (!isRsaKey(privateKey))
    throw unusable('The private key in the file cannot be read. Paste the whole file.')
  return { kind: 'SERVICE_ACCOUNT', clientEmail, privateKey, impersonatedEmail }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

function isRsaKey(pem: string): boolean {
  try {
    return createPrivateKey(pem).asymmetricKeyType === 'rsa'
  } catch {
    return false
  }
}

function unusable(message: string): AppError {
  return new AppError('not_allowed', message, {
    errors: [{ path: 'keyFile', code: 'unusable_key_file', message }],
  })
}
