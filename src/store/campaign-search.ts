import { itemsOf, type OrderSql } from './campaign-order.ts'

/** So many names are looked at in the order of the list before anything else: a word that is frequent fills the page. */
const NEAR = 1000
/** So many are looked at for one answer, where neither that nor the index of pieces gives all. */
const FAR = 3000
/** The same where most names have to be looked at twice; see `searchOf`. */
const FAR_SLOW = 1500
/** A piece of a text is looked up in the index where fewer than so many of 100 names, from all over the workspace, have it. */
const OFTEN = 3
/** More that the index finds are not all looked at. */
const FOUND = 2000

/**
 * $1 to $8 as in a narrowed list; $9 the text as a pattern, $10 the same for names with A-Z made small, which only sifts; $11
 * its pieces for the index, patterns too; $12 how many names to look at; then the account.
 *
 * No text costs more than a bound, whatever is filtered for, wherever the names with it are. First the next names are looked at in the order
 * of the list. Where that does not fill the page, the text is rare there. If a piece of it is rare everywhere, by a sample,
 * that is looked up, and all that have the text are sorted. Else the walk goes on up to its bound, and the last row tells where it ended.
 */
export function searchStatement(order: OrderSql, account: boolean): string {
  const { key, columns, keys, after } = order
  const list = `c.workspace_id = $1 ${account ? 'and c.account_id = $13 ' : ''}and c.archived = $5`
  const place = after('$6', '$7')
  const fits = `c.status = any ($2::text[]) and c.campaign_type = any ($3::text[]) and c.publication_state = any ($4::text[])`
  // What is cheap comes first; the offset keeps it so.
  const sifted = `${fits} and c.name_key like $10`
  const walk = (names: string): string => `
    select c.id, c.key
      from (select c.id, c.key, c.name
              from (select c.id, ${key} as key, c.status, c.campaign_type, c.publication_state, c.name, c.name_key
                      from campaigns c where ${list} and ${place} order by ${columns} limit ${names}) c
             where ${sifted} offset 0) c
     where c.name ilike $9 order by ${keys.replaceAll(/\b(key|id)\b/g, 'c.$1')} limit $8`
  const page = `
    select * from (
      select id, key, true as hit from near where (select count(*) from near) >= $8
      union all
      select id, key, true from found where fits and (select count(*) from found) < ${FOUND}
      union all
      select id, key, true from far
       order by ${keys} limit $8) hits
    union all
    select e.id, e.key, false
      from (select o.one from open o where (select count(*) from far) < $8) o
     cross join lateral (
       select c.id, ${key} as key from campaigns c where ${list} and ${place} order by ${columns} offset $12 - 1 limit 1) e`
  // Every campaign has a version, and no index of the lists has it: so none of them is read from end to end for the text.
  const steps = `with near as materialized (${walk(String(NEAR))}),
  unfilled as materialized (select 1 as one where (select count(*) from near) < $8),
  ${SAMPLE},
  rare as materialized (
    select piece from (
      select p.piece, count(*) filter (where s.name ilike p.piece) as often
        from unnest($11::text[]) as p(piece) cross join sampled s group by p.piece) counted
     where often < ${OFTEN} order by often, piece limit 1),
  found as materialized (
    select c.id, c.key, c.fits
      from rare r cross join lateral (
        select c.id, ${key} as key, (${list} and ${place} and ${sifted} and c.name ilike $9 and c.version > 0) as fits
          from campaigns c where c.workspace_id = $1 and c.name ilike r.piece offset 0) c
     limit ${FOUND}),
  open as materialized (
    select u.one from unfilled u where not exists (select from rare) or (select count(*) from found) = ${FOUND}),
  far as materialized (select w.id, w.key from open o cross join lateral (${walk('$12')}) w)`
  return itemsOf(`${steps}\n${page}`, order, 'page.hit')
}

/** The moment of a workspace's first or last campaign: ids begin with the millisecond. */
const MOMENT = (direction: string): string =>
  `(select ('x' || left(replace(c.id::text, '-', ''), 12))::bit(48)::bigint
              from campaigns c where c.workspace_id = $1 and c.archived = $5 order by c.id ${direction} limit 1)`

/** Ten names each from ten places of the workspace, evenly spaced in time. */
const SAMPLE = `ends as materialized (
    select ${MOMENT('asc')} as first,
           ${MOMENT('desc')} as last
      from unfilled where cardinality($11::text[]) > 0),
  sampled as materialized (
    select s.name
      from ends e cross join generate_series(0, 9) as n
     cross join lateral (
       select c.name from campaigns c
        where c.workspace_id = $1 and c.archived = $5
          and c.id > (lpad(to_hex(e.first + (e.last - e.first) * n / 10), 12, '0') || repeat('0', 20))::uuid
        order by c.id limit 10) s)`

/** The values that a search adds to those of a narrowed list. */
export function searchOf(text: string): [pattern: string, sieve: string, pieces: string[], names: number] {
  const sieve = sieveOf(text)
  return [`%${escapeLike(text)}%`, sieve, piecesOf(text), /[^_%\\]/.test(sieve) ? FAR : FAR_SLOW]
}

/**
 * A pattern for names with A-Z made small. What the database takes for the same letter in another way stays open: letters outside of
 * ASCII that have two cases, and i and k, which are also the small letters of two such (U+0130, U+212A).
 */
function sieveOf(text: string): string {
  const characters = Array.from(text, (character) => {
    const small = character.toLowerCase()
    if (/^[ -~]$/.test(character)) return small === 'i' || small === 'k' ? '_' : escapeLike(small)
    return small === character && character.toUpperCase() === character ? character : '%'
  })
  return `%${characters.join('')}%`
}

/** The beginnings of the words of a text, as far as the index of three-letter pieces has them. */
function piecesOf(text: string): string[] {
  const words = text.match(/[\p{L}\p{N}]{3,}/gu) ?? []
  return words.slice(0, 4).map((word) => `%${Array.from(word).slice(0, 5).join('')}%`)
}

function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, (character) => `\\${character}`)
}
