import { afterAll, beforeAll, expect, it } from 'vitest'
import { MATRIX } from '../../scripts/prove-publish/cases.ts'
import { runCase } from '../../scripts/prove-publish/run-case.ts'
import { createStage, type Stage } from '../../scripts/prove-publish/stage.ts'
import { STORIES } from '../../scripts/prove-publish/stories.ts'
import { createTestDatabase, type TestDatabase } from '../database.ts'

/** Of the whole proof (scripts/prove-publish.ts), what was wrong once, and one case of each kind. */
const NAMES = [
  'create: killed at MUTATE:journalled',
  'create: killed at MUTATE:finish',
  'create: killed at ACTIVATE:answered',
  'create: lost, then killed at MUTATE:adopt',
  'create: stopped at MUTATE:journalled',
  'create: stopped at MUTATE:sending',
  'create: search lags, alone',
  'create: search lags, answer lost',
  'create: mutate, commit after the timeout',
  'structure: killed at VERIFY:answered',
  'structure: stopped at MUTATE:journalled',
  'structure: mutate, commit after the timeout',
  'structure: search lags, answer lost',
  'values: mutate, reset before',
  'pause: status, commit after the timeout',
  'pause: connections cut during status',
]
/** Left to the whole proof: they take long, or others here show the same. */
const LEFT_OUT = /workers at once|fifty pauses|changed twice|had never arrived/
const stories = STORIES.filter(({ group, name }) => !LEFT_OUT.test(`${group}: ${name}`))
const cases = [...MATRIX.filter(({ name }) => NAMES.includes(name)), ...stories]

let database: TestDatabase
let stage: Stage

beforeAll(async () => {
  database = await createTestDatabase()
  stage = await createStage({ databaseUrl: database.url })
})
afterAll(async () => {
  await stage.close()
  await database.drop()
})

it('knows every case by its name', () => {
  expect(cases.length).toBe(NAMES.length + stories.length)
})

it.each(cases.map((one) => [one.name, one] as const))(
  '%s',
  async (_, one) => {
    const { wrong, planned, fired } = await runCase(stage, one, 1)
    expect(wrong).toEqual([])
    expect(fired).toBe(planned)
  },
  40_000,
)
