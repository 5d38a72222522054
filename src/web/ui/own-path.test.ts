import { expect, test } from 'vitest'
import { ownPath } from './own-path.ts'

const ORIGIN = 'https://ads.example.com'

test.each([
  ['/campaigns?status=DRAFT#a', '/campaigns?status=DRAFT#a'],
  ['/', '/'],
  ['//evil.example', undefined],
  ['/\\evil.example', undefined],
  ['/\t/evil.example', undefined],
  ['/\n\\evil.example', undefined],
  ['/..//evil.example', undefined],
  ['https://evil.example', undefined],
  ['javascript:alert(1)', undefined],
  ['campaigns', undefined],
  ['', undefined],
  [undefined, undefined],
])('goes on from %j to %j', (next, path) => {
  expect(ownPath(next, ORIGIN)).toBe(path)
})
