import type { AssetUses, LibraryAsset } from '../contract/asset.ts'
import { ASSET } from './campaign-json.ts'
import type { Database, Tx } from './db.ts'
import { statement } from './statement.ts'

/** What shows an image, but for what its reader may do. */
export type KeptUses = Omit<AssetUses, 'actions'>

/** Where `assets s` stands: ads, cards of ads, brands of campaigns. Each by an index of its own. */
const PLACES_IN_ADS = `
  select i.ad_id from ad_assets i where i.workspace_id = s.workspace_id and i.asset_id = s.id
  union all
  select d.ad_id from ad_cards d where d.workspace_id = s.workspace_id and d.marketing_image_id = s.id
  union all
  select d.ad_id from ad_cards d where d.workspace_id = s.workspace_id and d.square_marketing_image_id = s.id
  union all
  select d.ad_id from ad_cards d where d.workspace_id = s.workspace_id and d.portrait_marketing_image_id = s.id`

/** The campaigns of the first places of `assets s`, once for each place: a logo may stand in a hundred thousand. */
const CAMPAIGNS_OF_PLACES = (most: number): string => `
  select g.campaign_id
    from (select ad_id from (${PLACES_IN_ADS}) p limit ${most}) p
    join ads a on a.workspace_id = s.workspace_id and a.id = p.ad_id
    join ad_groups g on g.workspace_id = a.workspace_id and g.id = a.ad_group_id
  union all
  (select b.campaign_id from campaign_assets b where b.workspace_id = s.workspace_id and b.asset_id = s.id limit ${most})`

/** How many places of one image are looked at in a list, and where it is asked for alone. */
const IN_LIST = 300
const ALONE = 3000
/** How many of each are named. */
const NAMED = 100

const COUNT = statement<{ id: string; json: LibraryAsset['usedBy'] }>(
  'asset_count_uses',
  `select s.id, json_build_object('campaigns', u.campaigns, 'templates', t.templates, 'isMore', u.places >= ${IN_LIST}) as json
     from assets s
    cross join lateral (
      select count(*) as places, count(distinct c.campaign_id) as campaigns
        from (${CAMPAIGNS_OF_PLACES(IN_LIST)}) c) u
    cross join lateral (
      select count(*) as templates from campaign_template_assets t
       where t.workspace_id = s.workspace_id and t.asset_id = s.id) t
    where s.workspace_id = $1 and s.id = any ($2::uuid[])`,
  { id: 'uuid', json: 'json' },
)
const READ = statement<{ json: KeptUses }>(
  'asset_read_uses',
  `select json_build_object(
      'campaigns', coalesce(c.named, '[]'::json),
      'templates', coalesce(t.named, '[]'::json),
      'isMore', coalesce(c.places >= ${ALONE}, false) or coalesce(c.campaigns > ${NAMED}, false)
        or coalesce(t.templates > ${NAMED}, false)) as json
     from assets s
     left join lateral (
       select max(n.campaigns) as campaigns, max(n.places) as places,
              json_agg(json_build_object('id', n.id, 'name', n.name, 'status', n.status, 'archived', n.archived)
                order by n.id desc) as named
         from (
           select k.id, k.name, k.status, k.archived_at is not null as archived, count(*) over () as campaigns,
                  sum(d.places) over () as places
             from (select campaign_id, count(*) as places from (${CAMPAIGNS_OF_PLACES(ALONE)}) c group by campaign_id) d
             join campaigns k on k.workspace_id = s.workspace_id and k.id = d.campaign_id
            order by k.id desc limit ${NAMED}) n) c on true
     left join lateral (
       select max(n.templates) as templates, json_agg(json_build_object('id', n.id, 'name', n.name) order by n.name) as named
         from (
           select m.id, m.name, count(*) over () as templates
             from campaign_template_assets t
             join campaign_templates m on m.workspace_id = t.workspace_id and m.id = t.template_id
            where t.workspace_id = s.workspace_id and t.asset_id = s.id
            order by m.name limit ${NAMED}) n) t on true
    where s.workspace_id = $1 and s.id = $2`,
  { json: 'json' },
)

/** How many images a statement looks at for some that nothing shows, or whose name has some words. */
const LOOKED_AT = 500

interface Look {
  items: Omit<LibraryAsset, 'usedBy'>[]
  last: string | null
  is_end: boolean
}
const LOOK_TYPES = { items: 'json', last: 'uuid', is_end: 'bool' } as const
/** Text is looked for as it is written, in any case; an empty one stands in every name. */
const lookFor = (condition: string): string => `with looked as materialized (
     select * from assets where workspace_id = $1 and id < $2 and removed_at is null order by id desc limit ${LOOKED_AT})
   select (
       select coalesce(json_agg(x.json order by x.id desc), '[]'::json)
         from (
           select s.id, ${ASSET} as json from looked s
            where strpos(lower(s.name), lower($4::text)) > 0${condition}
            order by s.id desc limit $3) x) as items,
     (select id from looked order by id limit 1) as last,
     (select count(*) from looked) < ${LOOKED_AT} as is_end`
const LIST_NAMED = statement<Look>('asset_list_named', lookFor(''), LOOK_TYPES)
const LIST_UNUSED = statement<Look>(
  'asset_list_unused',
  lookFor(`
              and not exists (${PLACES_IN_ADS})
              and not exists (select from campaign_assets b where b.workspace_id = s.workspace_id and b.asset_id = s.id)
              and not exists (select from campaign_template_assets t where t.workspace_id = s.workspace_id and t.asset_id = s.id)`),
  LOOK_TYPES,
)
const LOCK = statement<{ name: string }>(
  'asset_lock',
  `select name from assets where workspace_id = $1 and id = $2 and removed_at is null for update`,
  { name: 'text' },
)
const REMOVE = statement(
  'asset_remove',
  `update assets set removed_at = now() where workspace_id = $1 and id = $2`,
)

/** How much each of these images is used, in one statement. */
export async function countAssetUses(
  db: Database,
  workspaceId: string,
  ids: readonly string[],
): Promise<Map<string, LibraryAsset['usedBy']>> {
  const rows = await db.many({ workspaceId }, COUNT, [workspaceId, ids])
  return new Map(rows.map(({ id, json }) => [id, json]))
}

/** What shows an image; undefined where there is none. */
export async function readAssetUses(
  db: Database | Tx,
  workspaceId: string,
  id: string,
): Promise<KeptUses | undefined> {
  const row =
    'close' in db
      ? await db.one({ workspaceId }, READ, [workspaceId, id])
      : await db.one(READ, [workspaceId, id])
  return row?.json
}

/** Images by their name, of which nothing shows some, among some hundred before this id; and the last one that was looked at. */
export async function lookForAssets(
  db: Database,
  workspaceId: string,
  { before, limit, text, isUnused }: { before: string; limit: number; text: string; isUnused: boolean },
): Promise<Look> {
  const wanted = isUnused ? LIST_UNUSED : LIST_NAMED
  return (await db.one({ workspaceId }, wanted, [workspaceId, before, limit, text]))!
}

/** Holds an image of the library until `tx` ends. Whoever is saving a campaign that shows it is waited for. */
export async function lockAsset(
  tx: Tx,
  workspaceId: string,
  id: string,
): Promise<{ name: string } | undefined> {
  return await tx.one(LOCK, [workspaceId, id])
}

export async function removeAsset(tx: Tx, workspaceId: string, id: string): Promise<void> {
  await tx.run(REMOVE, [workspaceId, id])
}
