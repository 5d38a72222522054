import { setTimeout } from 'node:timers/promises'
import { AppError } from '../base/errors.ts'
import type { CampaignDocument } from '../contract/campaign.ts'
import { countriesNamed, countryPlace } from '../contract/place-words.ts'
import { MAX_PLACE_IDS, type Place, type PlacesAnswer } from '../contract/places.ts'
import type { Environment } from '../contract/words.ts'
import type { Answer } from '../google/answer.ts'
import type { GeoTarget, GoogleAds } from '../google/google-ads.ts'
import { type AccountRow, findAccount } from '../store/accounts.ts'
import type { Tx } from '../store/db.ts'
import { type GeoTargetRow, listGeoTargets, upsertGeoTargets } from '../store/geo-targets.ts'
import type { Actor, Context } from './context.ts'
import { through } from './google-client.ts'
import { googleFailure } from './google-failure.ts'
import { requireOwnEnvironment } from './own-environment.ts'
import { meteredGoogle } from './quota.ts'

/** What is asked: a name as it is typed, or ids. */
export interface PlacesQuestion {
  query?: string | undefined
  ids?: readonly string[] | undefined
}

/**
 * Places by name or by id. Countries are known here; regions, cities and whatever else Google has it is asked for, and what it
 * says is kept, so that a campaign that names it has its name from then on.
 */
export async function listPlaces(
  ctx: Context,
  actor: Actor,
  accountId: string,
  { query, ids = [] }: PlacesQuestion,
): Promise<PlacesAnswer> {
  const { workspaceId } = actor
  const account = await ctx.db.transaction({ workspaceId }, (tx) => findAccount(tx, workspaceId, accountId))
  if (account === undefined) throw new AppError('not_found', 'There is no such account in this workspace.')
  return query === undefined
    ? await placesById(ctx, workspaceId, account, ids)
    : await placesByName(ctx, workspaceId, account, query)
}

async function placesByName(
  ctx: Context,
  workspaceId: string,
  account: AccountRow,
  query: string,
): Promise<PlacesAnswer> {
  const countries = countriesNamed(query)
  const asked = await askGoogle(ctx, workspaceId, account, (google) => google.suggestGeoTargets(query))
  const known = new Set(countries.map(({ id }) => id))
  const others = asked.places.filter(({ id, status }) => !known.has(id) && status === 'ENABLED')
  return { items: [...countries, ...others], problem: asked.problem }
}

const FIELDS = ['id', 'name', 'canonical_name', 'country_code', 'target_type', 'status']
  .map((field) => `geo_target_constant.${field}`)
  .join(', ')

async function placesById(
  ctx: Context,
  workspaceId: string,
  account: AccountRow,
  ids: readonly string[],
): Promise<PlacesAnswer> {
  const { known, unread } = await ctx.db.transaction('system', (tx) =>
    readPlaces(tx, account.environment, ids),
  )
  if (unread.length === 0) return { items: inOrder(ids, known), problem: null }
  const { places, problem } = await askGoogle(ctx, workspaceId, account, async (google) => {
    const customer = { customerId: account.customer_id, loginCustomerId: account.login_customer_id }
    const query = `SELECT ${FIELDS} FROM geo_target_constant WHERE geo_target_constant.id IN (${unread.join(', ')})`
    const answer = await google.search<{ geoTargetConstant: GeoTarget }>(customer, query)
    if (answer.kind !== 'applied') return answer
    const found = answer.value.map(({ geoTargetConstant }) => geoTargetConstant)
    const missing = unread.filter((id) => !found.some((each) => each.id === id)).map((id) => ({ id }))
    return { ...answer, value: [...found, ...missing] }
  })
  for (const place of places) {
    const before = known.get(place.id)
    // What Google has no more keeps the name that it had.
    known.set(place.id, before && place.status === 'NOT_FOUND' ? { ...before, status: place.status } : place)
  }
  return { items: inOrder(ids, known), problem }
}

const inOrder = (ids: readonly string[], known: ReadonlyMap<string, Place>): Place[] =>
  ids.flatMap((id) => known.get(id) ?? [])

/** What Google says, and keeps it; or why it says nothing, in words. */
async function askGoogle(
  ctx: Context,
  workspaceId: string,
  account: AccountRow,
  question: (google: GoogleAds) => Promise<Answer<GeoTarget[]>>,
): Promise<{ places: Place[]; problem: string | null }> {
  let places: Place[]
  try {
    requireOwnEnvironment(ctx, account)
    const answer = await question(
      meteredGoogle(await through(ctx, workspaceId, account.connection_id), 'look'),
    )
    if (answer.kind !== 'applied') throw googleFailure(answer)
    places = unique(answer.value.flatMap(placeOf))
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return { places: [], problem: error.message }
  }
  if (places.length > 0)
    await ctx.db.transaction('system', (tx) => upsertGeoTargets(tx, account.environment, places))
  return { places, problem: null }
}

/** Google may name a place twice, for two names of it. */
function unique(places: readonly Place[]): Place[] {
  return [...new Map(places.map((place) => [place.id, place])).values()]
}

/** Of a status that is new at Google only what it says otherwise is known: that the place is there. */
function placeOf({ id, name, canonicalName, countryCode, targetType, status }: GeoTarget): Place[] {
  if (id === undefined) return []
  if (name === undefined) {
    return [{ id, name: '', canonicalName: '', countryCode: null, targetType: '', status: 'NOT_FOUND' }]
  }
  return [
    {
      id,
      name: name.slice(0, 200),
      canonicalName: (canonicalName || name).slice(0, 500),
      countryCode: /^[A-Z]{2}$/.test(countryCode ?? '') ? countryCode! : null,
      targetType: (targetType ?? '').slice(0, 100),
      status: status === 'REMOVAL_PLANNED' ? status : 'ENABLED',
    },
  ]
}

interface KnownPlaces {
  known: Map<string, Place>
  /** Ids of which nothing is known, or what was read long ago. */
  unread: string[]
}

/** What is known of places without asking anybody. */
async function readPlaces(tx: Tx, environment: Environment, ids: readonly string[]): Promise<KnownPlaces> {
  const countries = ids.flatMap((id) => countryPlace(id) ?? [])
  const known = new Map(countries.map((place) => [place.id, place]))
  const others = ids.filter((id) => !known.has(id))
  const rows = others.length === 0 ? [] : await listGeoTargets(tx, environment, others)
  for (const row of rows) known.set(row.geo_target_id, placeOfRow(row))
  const old = new Set(rows.filter((row) => row.is_old).map((row) => row.geo_target_id))
  return { known, unread: others.filter((id) => old.has(id) || !known.has(id)) }
}

function placeOfRow(row: GeoTargetRow): Place {
  return {
    id: row.geo_target_id,
    name: row.name,
    canonicalName: row.canonical_name,
    countryCode: row.country_code,
    targetType: row.target_type,
    status: row.status,
  }
}

/** The places that a campaign names, as far as they are known: facts for the rules. */
export async function placesOf(
  tx: Tx,
  environment: Environment,
  document: Pick<CampaignDocument, 'locations' | 'adGroups'>,
): Promise<KnownPlaces> {
  const all = [document, ...document.adGroups].flatMap(({ locations }) => locations)
  return await readPlaces(tx, environment, [...new Set(all.map(({ geoTargetId }) => geoTargetId))])
}

/** Longer than this nobody waits for names: the answer is kept all the same, for the next who asks. */
const PATIENCE_MS = 2000

/** Asks Google for places of which nothing is known. False: there are none, or Google did not say in time. */
export async function learnPlaces(
  ctx: Context,
  workspaceId: string,
  account: AccountRow,
  ids: readonly string[],
): Promise<boolean> {
  if (ids.length === 0) return false
  const learnt = placesById(ctx, workspaceId, account, ids.slice(0, MAX_PLACE_IDS)).then(
    ({ problem }) => problem === null,
    (error: unknown) => {
      ctx.log.warn({ err: error }, 'Places could not be read.')
      return false
    },
  )
  return await Promise.race([learnt, setTimeout(PATIENCE_MS, false, { ref: false })])
}
