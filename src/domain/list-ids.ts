import { AppError } from '../base/errors.ts'
import type { ReplaceTextsRequest } from '../contract/replace-texts.ts'
import { listJoined } from '../store/campaign-merge.ts'
import type { ListPlace } from '../store/campaign-order.ts'
import type { Actor, Context } from './context.ts'
import { filterOf } from './list-campaigns.ts'

type KeptFilter = NonNullable<ReplaceTextsRequest['filter']>

const PAGE = 200
/** A search that finds next to nothing among very many names gives up, in words. */
const MOST_PAGES = 400

/** The ids of everything that a filter lets through, newest first. Refused where that is more than `most`. */
export async function listIds(
  ctx: Context,
  { workspaceId }: Actor,
  kept: KeptFilter,
  most: number,
): Promise<{ id: string }[]> {
  const some = <Value extends string>(values: Value | Value[] | undefined): Value[] | undefined =>
    typeof values === 'string' ? [values] : values
  const filter = filterOf({
    ...kept,
    status: some(kept.status),
    type: some(kept.type),
    accountId: some(kept.accountId),
    publicationState: some(kept.publicationState),
  })
  const ids: { id: string }[] = []
  let after: ListPlace | undefined
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const order = { field: 'createdAt', descending: true } as const
    const rows = await listJoined(ctx.db.reader, workspaceId, filter, { order, after, limit: PAGE })
    ids.push(...rows.filter(({ json }) => json !== null).map(({ id }) => ({ id })))
    if (ids.length > most) throw tooMany(most)
    const stopped = rows.find(({ json }) => json === null)
    after = stopped ?? rows.at(-1)
    if (after === undefined || (stopped === undefined && rows.length < PAGE)) return ids
  }
  throw tooMany(most)
}

function tooMany(most: number): AppError {
  const message = `The list has more than ${most.toLocaleString('en')} campaigns, which is the most at once. Narrow the filter.`
  return new AppError('not_allowed', message, { errors: [{ path: 'filter', code: 'too_many', message }] })
}
