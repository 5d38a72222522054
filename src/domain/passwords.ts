import { hash, verify } from '@node-rs/argon2'
import { AppError } from '../base/errors.ts'

/** OWASP's least for argon2id. `algorithm: 2` is argon2id; the package's const enum cannot be used in stripped types. */
const PARAMETERS = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 }

let nobody: Promise<string> | undefined

/** The argon2id hash of a password, its salt and parameters inside. */
export async function hashPassword(password: string): Promise<string> {
  return await hash(password.normalize('NFKC'), PARAMETERS)
}

/** Whether the password is the one that was hashed. Without a hash it takes as long and is false. */
export async function verifyPassword(passwordHash: string | undefined, password: string): Promise<boolean> {
  nobody ??= hashPassword('the password of nobody')
  const matches = await verify(passwordHash ?? (await nobody), password.normalize('NFKC'))
  return matches && passwordHash !== undefined
}

/** What an attacker tries within minutes, offline too: zxcvbn's scores 0 and 1 are less than a million guesses. */
const LEAST_SCORE = 2
/** Estimating takes time by the square of the length, and so much decides. */
const LOOKED_AT = 64

/**
 * Refuses a new password that is among those that are tried first: common ones, what repeats itself, keys in a row, and the
 * person's own name or address (ASVS 6.2.4, 6.2.11). There are no rules of what it is made of.
 * `field` is where it stands in the request. Throws `not_allowed`.
 */
export async function assertHardToGuess(
  password: string,
  field: string,
  person: { email: string; name: string },
): Promise<void> {
  if (await isEasyToGuess(password, person))
    throw new AppError('not_allowed', EASY_PASSWORD, {
      errors: [{ path: field, code: 'easy_password', message: EASY_PASSWORD }],
    })
}

export const EASY_PASSWORD =
  'This is among the first that others would try. Take several words that do not belong together.'

/** Whether a new password is one of those. */
export async function isEasyToGuess(
  password: string,
  person: { email: string; name: string },
): Promise<boolean> {
  estimator ??= loadEstimator()
  // What could not be loaded once is loaded anew by the next one.
  const check = await estimator.catch((error: unknown) => {
    estimator = undefined
    throw error
  })
  const own = [
    person.email,
    ...person.email.split(/[@.]/),
    person.name,
    ...person.name.split(/\s+/),
    ...PRODUCT,
  ]
  const { score } = check(
    password.normalize('NFKC').slice(0, LOOKED_AT),
    own.filter((word) => word.length > 2),
  )
  return score < LEAST_SCORE
}

const PRODUCT = ['gacm', 'google', 'ads', 'campaign', 'manager']

let estimator: Promise<(password: string, own: string[]) => { score: number }> | undefined

/** Its lists of words weigh half a megabyte, and few requests are about new passwords. */
async function loadEstimator(): Promise<(password: string, own: string[]) => { score: number }> {
  const [{ ZxcvbnFactory }, { adjacencyGraphs: graphs, dictionary }] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
  ])
  const zxcvbn = new ZxcvbnFactory({ dictionary, graphs })
  return (password, own) => zxcvbn.check(password, own)
}
