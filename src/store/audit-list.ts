import type { Reader } from './db.ts'
import { statement } from './statement.ts'

/** What an entry has to be, to be found; undefined: anything. */
export interface AuditFilter {
  actor?: string | undefined
  action?: string | undefined
  door?: string | undefined
  entityId?: string | undefined
  requestId?: string | undefined
  /** ISO timestamps: from the first, and before the second. */
  from?: string | undefined
  to?: string | undefined
}

/** An entry of the audit log as it was written. */
export interface FoundEntry {
  seq: number
  at: string
  actor: string
  door: string
  action: string
  entityKind: string
  entityId: string | null
  detail: Record<string, unknown>
  requestId: string | null
}

/** One statement looks at no more, however few of them fit. */
const LOOKED_AT = 2000
const MAX_SEQ = '9223372036854775807'

interface Looked {
  looked: number
  last: string | null
  items: FoundEntry[]
}

/**
 * A page between two places of the chain, read by the index that the filter names (its column is compared below, in the walk), the
 * rest of the filter on what it finds.
 */
const listBy = (name: string, walk: string) =>
  statement<Looked>(
    name,
    `with looked as materialized (
       select * from audit_log where workspace_id = $1 and seq < $2 and seq >= $3 ${walk} order by seq desc limit $4)
     select (select count(*)::int from looked) as looked, (select min(seq) from looked) as last,
            coalesce((select json_agg(json_build_object('seq', f.seq, 'at', f.at, 'actor', f.actor, 'door', f.door,
                        'action', f.action, 'entityKind', f.entity_kind, 'entityId', f.entity_id, 'detail', f.detail,
                        'requestId', f.request_id) order by f.seq desc)
                from (select * from looked
                       where ($6::text is null or actor = $6) and ($7::text is null or action = $7)
                         and ($8::text is null or door = $8) and ($9::uuid is null or entity_id = $9)
                         and ($10::text is null or request_id = $10)
                       order by seq desc limit $5) f), '[]') as items`,
    { looked: 'int4', last: 'int8', items: 'json' },
  )

const LIST = listBy('audit_list', '')
const LIST_BY_ACTOR = listBy('audit_list_by_actor', 'and actor = $6')
const LIST_BY_ACTION = listBy('audit_list_by_action', 'and action = $7')
const LIST_BY_ENTITY = listBy('audit_list_by_entity', 'and entity_id = $9')
const LIST_BY_REQUEST = listBy('audit_list_by_request', 'and request_id = $10')

/** Times grow along the chain, which has no gap: the first entry since a moment is found by halving, some twenty looks in a million. */
const FIRST_SINCE = statement<{ seq: string }>(
  'audit_first_since',
  `with recursive halves as (
     select 1::bigint as low, h.seq + 1 as high from audit_heads h where h.workspace_id = $1
     union all
     select case when l.at < $2 then half.middle + 1 else half.low end, case when l.at < $2 then half.high else half.middle end
       from (select low, high, (low + high) / 2 as middle from halves where low < high) half
       join audit_log l on l.workspace_id = $1 and l.seq = half.middle)
   select low as seq from halves where low = high`,
  { seq: 'int8' },
)

export interface AuditPage {
  items: FoundEntry[]
  /** The place to go on before; null: that was all. */
  next: string | null
}

/**
 * Up to `limit` entries before a place of the chain, newest first. Few that fit among very many may need several statements; after
 * `statements` of them what was found is answered, with the place that was reached.
 */
export async function listAudit(
  db: Reader,
  workspaceId: string,
  filter: AuditFilter,
  {
    before = MAX_SEQ,
    limit,
    statements = 5,
  }: { before?: string | undefined; limit: number; statements?: number },
): Promise<AuditPage> {
  const { actor = null, action = null, door = null, entityId = null, requestId = null } = filter
  const placeAt = async (at: string | undefined): Promise<string | undefined> =>
    at === undefined
      ? undefined
      : ((await db.one({ workspaceId }, FIRST_SINCE, [workspaceId, at]))?.seq ?? MAX_SEQ)
  const [from = '1', to = MAX_SEQ] = [await placeAt(filter.from), await placeAt(filter.to)]
  const how = statementFor(filter)
  const items: FoundEntry[] = []
  let place = BigInt(before) < BigInt(to) ? before : to
  for (let asked = 0; asked < statements; asked += 1) {
    const wanted = limit - items.length
    const values = [workspaceId, place, from, LOOKED_AT, wanted, actor, action, door, entityId, requestId]
    const { looked, last, items: found } = (await db.one({ workspaceId }, how, values))!
    items.push(...found)
    if (found.length === wanted) return { items, next: String(items.at(-1)!.seq) }
    if (looked < LOOKED_AT || last === null) return { items, next: null }
    place = last
  }
  return { items, next: place }
}

/** By the narrowest part of the filter. */
function statementFor({ requestId, entityId, actor, action }: AuditFilter): typeof LIST {
  if (requestId !== undefined) return LIST_BY_REQUEST
  if (entityId !== undefined) return LIST_BY_ENTITY
  if (actor !== undefined) return LIST_BY_ACTOR
  return action === undefined ? LIST : LIST_BY_ACTION
}
