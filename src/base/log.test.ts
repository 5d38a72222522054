import { expect, test } from 'vitest'
import { createLog } from './log.ts'

test('an error is told with its reason and without the database client that it carries', () => {
  const lines: string[] = []
  const log = createLog('info', { write: (line) => lines.push(line) })
  const cause = new Error('the reason')
  const error = Object.assign(new Error('Lost.', { cause }), { code: '57P01', client: { secretKey: 7 } })
  log.warn({ err: error }, 'A database connection was lost.')
  const { err, msg } = JSON.parse(lines.join('')) as { err: Record<string, unknown>; msg: string }
  expect(msg).toBe('A database connection was lost.')
  expect(err).toMatchObject({ message: 'Lost.: the reason', code: '57P01', stack: expect.any(String) })
  expect(lines.join('')).not.toContain('secretKey')
})

test('an error of the database is told without the row that it was about', () => {
  const lines: string[] = []
  const log = createLog('info', { write: (line) => lines.push(line) })
  const refused = Object.assign(new Error('new row violates check constraint "x"'), {
    code: '23514',
    constraint: 'x',
    detail: 'Failing row contains (7, $argon2id$v=19$hash).',
    where: 'SQL statement "insert ... $argon2id$v=19$hash"',
    internalQuery: 'insert ... $argon2id$v=19$hash',
  })
  log.error({ err: refused }, 'Refused.')
  log.error({ err: new Error('Not kept.', { cause: refused }) }, 'Refused.')
  log.error({ err: new AggregateError([refused], 'Both.') }, 'Refused.')
  expect(lines.join('')).toContain('23514')
  expect(lines.join('')).not.toContain('argon2id')
})

test('what holds a credential is cut out by its name', () => {
  const lines: string[] = []
  const log = createLog('info', { write: (line) => lines.push(line) })
  log.info({ req: { headers: { authorization: 'Bearer gacm_1' } }, answer: { access_token: 'ya29' } })
  expect(lines.join('')).not.toMatch(/gacm_1|ya29/)
})
