import { expect, test } from 'vitest'
import { AppError } from '../base/errors.ts'
import { SignInLimit } from './sign-in-limit.ts'

function limitAt(): { limit: SignInLimit; wait: (seconds: number) => void } {
  let now = Date.parse('2027-01-01T00:00:00Z')
  return { limit: new SignInLimit(() => new Date(now)), wait: (seconds) => (now += seconds * 1000) }
}

function secondsToWait(limit: SignInLimit, email = 'a@b.c', ip = '1.1.1.1'): number {
  try {
    limit.attempt(email, ip)
    return 0
  } catch (error) {
    return error instanceof AppError ? error.retryAfterSeconds! : Number.NaN
  }
}

test('the wait doubles with every further failure, up to a quarter of an hour', () => {
  const { limit, wait } = limitAt()
  for (let failures = 0; failures < 5; failures += 1) expect(secondsToWait(limit)).toBe(0)
  const waits: number[] = []
  for (let failures = 0; failures < 7; failures += 1) {
    const seconds = secondsToWait(limit)
    waits.push(seconds)
    wait(seconds)
    expect(secondsToWait(limit)).toBe(0)
  }
  expect(waits).toEqual([30, 60, 120, 240, 480, 900, 900])
})

test('asking again while waiting does not make it longer', () => {
  const { limit, wait } = limitAt()
  for (let failures = 0; failures < 5; failures += 1) limit.attempt('a@b.c', '1.1.1.1')
  for (let asked = 0; asked < 50; asked += 1) expect(secondsToWait(limit)).toBe(30)
  wait(30)
  expect(secondsToWait(limit)).toBe(0)
})

test('success and an hour without a failure forget; case and spaces of an address do not matter', () => {
  const { limit, wait } = limitAt()
  for (let failures = 0; failures < 5; failures += 1) limit.attempt(' A@b.c', '1.1.1.1')
  expect(secondsToWait(limit, 'a@B.c ')).toBe(30)
  expect(secondsToWait(limit, 'a@b.c', '2.2.2.2')).toBe(0)
  wait(3_601)
  expect(secondsToWait(limit)).toBe(0)
  limit.succeeded('a@b.c', '1.1.1.1')
  for (let failures = 0; failures < 5; failures += 1) expect(secondsToWait(limit)).toBe(0)
})

test('a flood of addresses does not fill the memory', () => {
  const { limit } = limitAt()
  for (let failures = 0; failures < 5; failures += 1) limit.attempt('first@b.c', '1.1.1.1')
  for (let index = 0; index < 10_000; index += 1) limit.attempt(`${index}@b.c`, '1.1.1.1')
  expect(secondsToWait(limit, 'first@b.c')).toBe(0)
})
