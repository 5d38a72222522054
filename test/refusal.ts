import { expect } from 'vitest'
import { AppError } from '../src/base/errors.ts'

/** The refusal that this work ends in; fails the test where it ends in anything else. */
export async function refusal(work: Promise<unknown>): Promise<AppError> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(AppError)
  return error as AppError
}
