import { randomBytes } from 'node:crypto'
import { sha256 } from '../base/ids.ts'

const RECOVERY_CODES = 10
const RECOVERY_BYTES = 15

/** `abcd-efgh-ijkl-mnop-qrst-uvwx`: 120 bits in letters and digits that are not mistaken for each other. */
export function newRecoveryCodes(): string[] {
  const alphabet = 'abcdefghijkmnpqrstuvwxyz23456789'
  return Array.from({ length: RECOVERY_CODES }, () => {
    let bits = BigInt(`0x${randomBytes(RECOVERY_BYTES).toString('hex')}`)
    let text = ''
    for (let n = 0; n < (RECOVERY_BYTES * 8) / 5; n += 1) {
      text += alphabet[Number(bits & 31n)]!
      bits >>= 5n
    }
    return text.match(/.{4}/g)!.join('-')
  })
}

/** As people type it: with spaces and dashes, large or small. */
export function plainCode(code: string): string {
  return code.replace(/[\s-]/g, '').toLowerCase()
}

/** What is kept of one. */
export function hashOfCode(code: string): string {
  return sha256(plainCode(code))
}
