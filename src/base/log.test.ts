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

test('what holds a credential is cut out by its name', () => {
  const lines: string[] = []
  const log = createLog('info', { write: (line) => lines.push(line) })
  log.info({ req: { headers: { authorization: 'Bearer gacm_1' } }, answer: { access_token: 'ya29' } })
  expect(lines.join('')).not.toMatch(/gacm_1|ya29/)
})
