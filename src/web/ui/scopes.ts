import type { Account } from '../../contract/session.ts'

/** Whose numbers a dashboard shows: one account's, or those of all accounts of one currency. */
export interface MetricsScope {
  key: string
  label: string
  accountId: string | undefined
  currencyCode: string
  /** Each once. */
  timeZones: readonly string[]
  /** For the API, which tells the currencies apart by itself. */
  query: { accountId?: string }
}

/** The currencies, that of most accounts first, and after them every account. */
export function scopesOf(accounts: readonly Account[]): MetricsScope[] {
  const byCurrency = [...Map.groupBy(accounts, ({ currencyCode }) => currencyCode)].toSorted(
    ([code, own], [otherCode, others]) => others.length - own.length || code.localeCompare(otherCode),
  )
  const zonesOf = (own: readonly Account[]): string[] => [...new Set(own.map(({ timeZone }) => timeZone))]
  return [
    ...byCurrency.map(([currencyCode, own]) => ({
      key: currencyCode,
      label: byCurrency.length === 1 ? 'All accounts' : `All accounts in ${currencyCode} (${own.length})`,
      accountId: undefined,
      currencyCode,
      timeZones: zonesOf(own),
      query: {},
    })),
    ...accounts.map((account) => ({
      key: account.id,
      label: `${account.name} · ${account.currencyCode}`,
      accountId: account.id,
      currencyCode: account.currencyCode,
      timeZones: [account.timeZone],
      query: { accountId: account.id },
    })),
  ]
}

/** What the address names; where it names nothing that is there, the currency of most accounts. */
export function scopeOf(
  accounts: readonly Account[],
  { account, currency }: { account?: string | undefined; currency?: string | undefined },
): MetricsScope | undefined {
  const scopes = scopesOf(accounts)
  return scopes.find(({ key }) => key === account) ?? scopes.find(({ key }) => key === currency) ?? scopes[0]
}
