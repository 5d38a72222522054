import { CURRENCIES } from './reference/currencies.ts'
import type { Account } from './state.ts'

export interface SeedAccount {
  id: string
  name: string
  currencyCode: string
  timeZone: string
  manager?: boolean
  /** Direct parent first. */
  managerIds?: string[]
  /** Reached without a login-customer-id; managers are unless they say no. */
  directAccess?: boolean
  testAccount?: boolean
}

/** A manager with three clients. The first client is also open to the user directly, the others through the manager only. */
export const DEFAULT_SEED: readonly SeedAccount[] = [
  {
    id: '9876543210',
    name: 'Demo Manager',
    currencyCode: 'USD',
    timeZone: 'America/New_York',
    manager: true,
  },
  {
    id: '1234567890',
    name: 'Demo Outdoor',
    currencyCode: 'USD',
    timeZone: 'America/New_York',
    managerIds: ['9876543210'],
    directAccess: true,
  },
  {
    id: '2345678901',
    name: 'Demo Outdoor Europe',
    currencyCode: 'EUR',
    timeZone: 'Europe/Berlin',
    managerIds: ['9876543210'],
  },
  {
    id: '3456789012',
    name: 'Demo Outdoor Japan',
    currencyCode: 'JPY',
    timeZone: 'Asia/Tokyo',
    managerIds: ['9876543210'],
  },
]

export function toAccounts(seed: readonly SeedAccount[]): Account[] {
  return seed.map((account) => {
    if (!/^\d{10}$/.test(account.id)) throw new Error(`An account's id has ten digits: ${account.id}`)
    if (!CURRENCIES.has(account.currencyCode))
      throw new Error(`The emulator does not know the currency ${account.currencyCode}.`)
    const manager = account.manager ?? false
    return {
      ...account,
      manager,
      managerIds: account.managerIds ?? [],
      directAccess: account.directAccess ?? manager,
      testAccount: account.testAccount ?? true,
      status: 'ENABLED',
    }
  })
}
