import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { reportErrors } from '../../src/domain/publication/error-words.ts'
import { ACCOUNT_WORDS } from '../../src/domain/google-words/account-words.ts'
import { AD_WORDS } from '../../src/domain/google-words/ad-words.ts'
import { CAMPAIGN_WORDS } from '../../src/domain/google-words/campaign-words.ts'
import { REQUEST_WORDS } from '../../src/domain/google-words/request-words.ts'
import { TARGETING_WORDS } from '../../src/domain/google-words/targeting-words.ts'
import { GOOGLE_WORDS, wordsOf } from '../../src/domain/google-words/words-of.ts'
import type { StoredPlan } from '../../src/domain/plan/make-plan.ts'
import { ERROR_CODES } from '../../src/emulator/generated/error-codes.ts'
import type { GoogleError } from '../../src/google/answer.ts'

const EMULATOR = 'src/emulator'
/** Not codes of Google's: made by this program where Google gives none. */
const OURS = new Set(['oauth', 'network', 'http', 'connection'])
const codes: Readonly<Record<string, readonly string[]>> = ERROR_CODES

/** Every code that the emulator's source can refuse with: those are Google's that our calls can meet. */
function refusals(): string[] {
  const files = readdirSync(EMULATOR, { recursive: true, encoding: 'utf8' }).filter((path) =>
    /^(?!.*(\.test\.ts|generated\/)).*\.ts$/.test(path),
  )
  const text = files.map((path) => readFileSync(join(EMULATOR, path), 'utf8')).join('\n')
  const found = [...text.matchAll(/'([a-zA-Z]+Error)\.([A-Z0-9_]+)'/g)].filter(([, family, name]) =>
    codes[family!]?.includes(name!),
  )
  return [...new Set(found.map(([, family, name]) => `${family}.${name}`))].sort()
}

const error = (over: Partial<GoogleError>): GoogleError => ({
  code: 'campaignError.DUPLICATE_CAMPAIGN_NAME',
  message: 'Google’s own words.',
  operationIndex: null,
  field: null,
  trigger: null,
  details: {},
  ...over,
})
const noPlan: StoredPlan = { operations: [], assetIds: [] }
const told = (over: Partial<GoogleError>) => reportErrors([error(over)], { plan: noPlan })[0]!

describe('Google’s errors in words', () => {
  it('there are words for every code that the emulator refuses with', () => {
    expect(refusals().length).toBeGreaterThan(200)
    expect(refusals().filter((code) => wordsOf(code) === undefined)).toEqual([])
  })

  it('every code that has words is one of Google’s', () => {
    const made = Object.entries(GOOGLE_WORDS).flatMap(([family, words]) =>
      OURS.has(family)
        ? []
        : Object.keys(words)
            .filter((name) => name !== '*' && !codes[family]?.includes(name))
            .map((name) => `${family}.${name}`),
    )
    expect(made).toEqual([])
    expect(
      Object.keys(GOOGLE_WORDS).filter((family) => !OURS.has(family) && codes[family] === undefined),
    ).toEqual([])
  })

  it('no kind of error stands in two parts of the table', () => {
    const parts = [ACCOUNT_WORDS, CAMPAIGN_WORDS, AD_WORDS, TARGETING_WORDS, REQUEST_WORDS]
    const families = parts.flatMap((part) => Object.keys(part))
    expect(families.length).toBe(new Set(families).size)
  })

  it('each is a sentence, and says what to do unless there is nothing to do', () => {
    const all = Object.values(GOOGLE_WORDS).flatMap((words) => Object.values(words))
    const sentence = /^[A-Z“].*[.”]$/s
    expect(
      all.filter(([message, fix]) => !sentence.test(message) || (fix !== null && !sentence.test(fix))),
    ).toEqual([])
    expect(all.filter(([message]) => /[A-Z]{3,}_|Error\b/.test(message))).toEqual([])
  })

  it('an unknown code is told in Google’s words, or else in its own', () => {
    expect(told({ code: 'futureError.NEW_RULE' })).toEqual({
      path: null,
      code: 'futureError.NEW_RULE',
      message: 'Google’s own words.',
      googleMessage: 'Google’s own words.',
      fix: null,
    })
    expect(told({ code: 'futureError.NEW_RULE', message: '' }).message).toBe(
      'Google refused it and gave no reason but “new rule”.',
    )
    for (const code of ['constructor.name', '__proto__.toString', 'toString', 'campaignError.toString', '']) {
      expect(typeof told({ code }).message).toBe('string')
    }
  })

  it('a connection that died asks to reconnect, and names the seven days of a project in testing', () => {
    for (const code of ['oauth.invalid_grant', 'authenticationError.OAUTH_TOKEN_REVOKED']) {
      const { message, fix } = told({ code })
      expect(message).toBe('Google no longer accepts the connection.')
      expect(fix).toMatch(/Reconnect.*every seven days.*"Testing"/)
    }
  })
})
