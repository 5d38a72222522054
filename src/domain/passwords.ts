import { hash, verify } from '@node-rs/argon2'

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
