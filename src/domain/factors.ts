import type { FactorsRow } from '../store/second-factors.ts'

/** Whether this person is to be asked for more than a password. */
export function hasFactor({ totp, passkeys }: FactorsRow): boolean {
  return totp || passkeys > 0
}
