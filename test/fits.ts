import type { CampaignListQuery } from '../src/domain/list-campaigns.ts'

/** What a filter of the list means, told by a campaign itself. */
export function fits(
  row: { status: string; type: string; state: string; account: string; name: string; archived: boolean },
  query: Partial<CampaignListQuery>,
): boolean {
  const of = (values: readonly string[] | undefined, value: string): boolean | undefined =>
    values?.includes(value)
  const verdicts = [
    of(query.status, row.status),
    of(query.type, row.type),
    of(query.publicationState, row.state),
    of(query.accountId, row.account),
    query.q === undefined ? undefined : row.name.toLowerCase().includes(query.q.toLowerCase()),
  ].filter((verdict) => verdict !== undefined)
  if (row.archived !== (query.archived === 'true')) return false
  if (query.match === 'any' && verdicts.length > 0) return verdicts.includes(true)
  return !verdicts.includes(false)
}
