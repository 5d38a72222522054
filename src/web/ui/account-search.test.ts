import { describe, expect, it } from 'vitest'
import type { Account } from '../../contract/session.ts'
import { findAccounts, inOrder } from './account-search.ts'

const account = (name: string, customerId: string) => ({ name, customerId }) as Account
const ACCOUNTS = [
  account('Client 10', '1234567890'),
  account('Client 2', '2345678901'),
  account('Garden Überall', '9876543210'),
]
const namesOf = (accounts: readonly Account[]) => accounts.map(({ name }) => name)

describe('findAccounts', () => {
  it.each([
    ['', ['Client 10', 'Client 2', 'Garden Überall']],
    ['client', ['Client 10', 'Client 2']],
    ['  2 client ', ['Client 2']],
    ['über', ['Garden Überall']],
    ['987-654', ['Garden Überall']],
    ['234 567', ['Client 10', 'Client 2']],
    ['-', []],
    ['nobody', []],
  ])('“%s” finds %j', (typed, names) => expect(namesOf(findAccounts(ACCOUNTS, typed))).toEqual(names))
})

it('accounts stand in the order in which people count', () =>
  expect(namesOf(inOrder(ACCOUNTS))).toEqual(['Client 2', 'Client 10', 'Garden Überall']))
