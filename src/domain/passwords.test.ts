import { expect, test } from 'vitest'
import { assertHardToGuess } from './passwords.ts'

const PERSON = { email: 'margaret.hamilton@example.com', name: 'Margaret Hamilton' }
const judged = async (password: string): Promise<unknown> =>
  await assertHardToGuess(password, 'password', PERSON).then(
    () => 'taken',
    ({ code, errors }) => [code, errors[0].path],
  )

test.each([
  'passwordpassword',
  'aaaaaaaaaaaa',
  '123456789012',
  'qwertyuiopas',
  'unbelievable',
  'margarethamilton',
  'margaret.hamilton@example.com',
])('%s is among the first that others would try', async (password) => {
  expect(await judged(password)).toEqual(['not_allowed', 'password'])
})

test.each([
  'correct horse battery',
  'Wächter über dem Fluß',
  'tpgh-99-lanterne',
  '星空の下で歩く散歩道を見る',
])('%s is taken: there are no rules of composition', async (password) => {
  expect(await judged(password)).toBe('taken')
})

test('a very long one is judged by its beginning', async () => {
  expect(await judged('ab'.repeat(100))).not.toBe('taken')
  expect(await judged(`${'correct horse battery '.repeat(9)}x`)).toBe('taken')
})
