import { expect, it } from 'vitest'
import type { Account } from '../../contract/session.ts'
import { scopeOf, scopesOf } from './scopes.ts'

const account = (id: string, currencyCode: string, timeZone: string) =>
  ({ id, name: id, currencyCode, timeZone }) as Account

const ACCOUNTS = [
  account('a', 'EUR', 'Europe/Berlin'),
  account('b', 'USD', 'America/New_York'),
  account('c', 'USD', 'America/Chicago'),
]

it('currencies stand apart, that of most accounts first, and accounts after them', () => {
  expect(scopesOf(ACCOUNTS).map(({ key, timeZones }) => [key, timeZones.length])).toEqual([
    ['USD', 2],
    ['EUR', 1],
    ['a', 1],
    ['b', 1],
    ['c', 1],
  ])
})

it('an address that names what is not there shows the first', () => {
  expect(scopeOf(ACCOUNTS, { account: 'a' })?.query).toEqual({ accountId: 'a' })
  expect(scopeOf(ACCOUNTS, { currency: 'EUR' })).toMatchObject({ currencyCode: 'EUR', query: {} })
  expect(scopeOf(ACCOUNTS, { account: 'gone', currency: 'JPY' })?.key).toBe('USD')
  expect(scopeOf([], {})).toBeUndefined()
})
