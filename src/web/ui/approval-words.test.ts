import { expect, test } from 'vitest'
import { linkStanding } from './approval-words.ts'

test('a link lives until the moment it ends, and not once it is taken back', () => {
  const expiresAt = '2026-03-01T12:00:00+00:00'
  const end = Date.parse(expiresAt)
  const standing = (revokedAt: string | null, now: number) => linkStanding({ revokedAt, expiresAt }, now)
  expect(standing(null, end - 1)).toEqual({ lives: true, words: expect.stringMatching(/^until /) as string })
  expect(standing(null, end)).toEqual({
    lives: false,
    words: expect.stringMatching(/^over since /) as string,
  })
  expect(standing(expiresAt, end - 1)).toEqual({ lives: false, words: 'taken back' })
})
