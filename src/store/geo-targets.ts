import type { Place, PlaceStatus } from '../contract/places.ts'
import type { Environment } from '../contract/words.ts'
import type { GeoTargetRow as Row } from './generated/rows.ts'
import type { Tx } from './db.ts'
import { statement } from './statement.ts'

export interface GeoTargetRow
  extends Pick<Row, 'geo_target_id' | 'name' | 'canonical_name' | 'country_code' | 'target_type'> {
  status: PlaceStatus
  /** Whether Google said it so long ago that it is asked again. */
  is_old: boolean
}

const LIST = statement<GeoTargetRow>(
  'geo_target_list',
  `select geo_target_id, name, canonical_name, country_code, target_type, status, read_at < now() - interval '30 days' as is_old
     from geo_targets where environment = $1 and geo_target_id = any ($2::bigint[])`,
  {
    geo_target_id: 'int8',
    name: 'text',
    canonical_name: 'text',
    country_code: 'text',
    target_type: 'text',
    status: 'text',
    is_old: 'bool',
  },
)

/** What is known of these places. */
export async function listGeoTargets(
  tx: Tx,
  environment: Environment,
  ids: readonly string[],
): Promise<GeoTargetRow[]> {
  return await tx.many(LIST, [environment, ids])
}

/**
 * In the order of the ids, so that two who learn the same do not wait for each other in a circle. A place that is no more
 * keeps its name, and what is the same as it was a day ago is not written again.
 */
const UPSERT = statement(
  'geo_target_upsert',
  `insert into geo_targets as t (environment, geo_target_id, name, canonical_name, country_code, target_type, status)
   select $1, g.id, g.name, g."canonicalName", g."countryCode", g."targetType", g.status
     from json_to_recordset($2::json) as g(id bigint, name text, "canonicalName" text, "countryCode" text, "targetType" text, status text)
    order by g.id
   on conflict (environment, geo_target_id) do update set
     name = case when excluded.status = 'NOT_FOUND' then t.name else excluded.name end,
     canonical_name = case when excluded.status = 'NOT_FOUND' then t.canonical_name else excluded.canonical_name end,
     country_code = case when excluded.status = 'NOT_FOUND' then t.country_code else excluded.country_code end,
     target_type = case when excluded.status = 'NOT_FOUND' then t.target_type else excluded.target_type end,
     status = excluded.status,
     read_at = now()
   where t.read_at < now() - interval '1 day'
      or (t.name, t.canonical_name, t.country_code, t.target_type, t.status) is distinct from
         (excluded.name, excluded.canonical_name, excluded.country_code, excluded.target_type, excluded.status)`,
)

/** Keeps what Google said of places: each id once. */
export async function upsertGeoTargets(
  tx: Tx,
  environment: Environment,
  places: readonly Place[],
): Promise<void> {
  await tx.run(UPSERT, [environment, JSON.stringify(places)])
}
