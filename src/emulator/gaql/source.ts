import { audiencesOf } from '../reference/audiences.ts'
import { CURRENCIES } from '../reference/currencies.ts'
import { GEO_TARGETS, type GeoTarget } from '../reference/geo-targets.ts'
import { LANGUAGES } from '../reference/languages.ts'
import { type Message, textOf } from '../schema.ts'
import { type Account, type Row, type Table, TABLES } from '../state.ts'
import type { World } from '../world.ts'
import { candidates } from './candidates.ts'
import type { Query } from './parse.ts'
import { audienceView, customerClientView, customerView, viewOf } from './views.ts'

/** Fields that name the resources whose fields may be queried along. */
const LINKS = ['adGroup', 'assetGroup', 'campaign', 'campaignBudget', 'label', 'asset']

export type RowMessages = ReadonlyMap<string, Message>

const STORED: ReadonlySet<string> = new Set(TABLES)

/** The rows of a resource that a query can match, with the messages of the resources that the query names. */
export function* rowsOf(
  world: World,
  account: Account,
  { from, where }: Pick<Query, 'from' | 'where'>,
  resources: ReadonlySet<string>,
): Generator<RowMessages> {
  if (!STORED.has(from)) {
    yield* unstored(world, account, from)
    return
  }
  const newest = world.clock.now() - world.state.settings.readLagMs
  const table = from as Table
  const rows = candidates(world.state, account.id, table, where) ?? world.state.list(table, account.id)
  for (const row of rows) {
    if (row.createdAtMs <= newest) yield messagesOf(world, account, row, resources)
  }
}

export function geoTargetView(target: GeoTarget): Message {
  return {
    resourceName: `geoTargetConstants/${target.id}`,
    id: target.id,
    name: target.name,
    canonicalName: target.canonicalName,
    countryCode: target.countryCode,
    targetType: target.targetType,
    status: 'ENABLED',
    ...(target.parentId === undefined ? {} : { parentGeoTarget: `geoTargetConstants/${target.parentId}` }),
  }
}

function messagesOf(world: World, account: Account, row: Row, resources: ReadonlySet<string>): RowMessages {
  const messages = new Map<string, Message>()
  for (const linked of withParents(world, row)) {
    if (resources.has(linked.table)) messages.set(linked.table, viewOf(world, account, linked))
  }
  if (resources.has('customer')) messages.set('customer', customerView(account))
  return messages
}

/** The row, what it belongs to, and so on up. */
function withParents(world: World, row: Row): Row[] {
  const rows = [row]
  for (const at of rows) {
    for (const link of LINKS) {
      const parent = world.state.find(textOf(at.data, link))
      if (parent) rows.push(parent)
    }
  }
  return rows
}

function* unstored(world: World, account: Account, from: string): Generator<RowMessages> {
  switch (from) {
    case 'customer':
      yield new Map([['customer', customerView(account)]])
      return
    case 'customer_client':
      for (const { client, level } of clientsOf(world, account)) {
        yield new Map([
          ['customer_client', customerClientView(account, client, level)],
          ['customer', customerView(account)],
        ])
      }
      return
    case 'audience':
      for (const audience of audiencesOf(account)) {
        yield new Map([
          ['audience', audienceView(account, audience)],
          ['customer', customerView(account)],
        ])
      }
      return
    case 'geo_target_constant':
      for (const target of GEO_TARGETS.values()) yield new Map([[from, geoTargetView(target)]])
      return
    case 'language_constant':
      for (const { id, code, name } of LANGUAGES.values()) {
        yield new Map<string, Message>([
          [from, { resourceName: `languageConstants/${id}`, id, code, name, targetable: true }],
        ])
      }
      return
    default:
      for (const { code, name, symbol, billableUnitMicros } of CURRENCIES.values()) {
        const message = {
          resourceName: `currencyConstants/${code}`,
          code,
          name,
          symbol,
          billableUnitMicros: billableUnitMicros.toString(),
        }
        yield new Map<string, Message>([[from, message]])
      }
  }
}

/** The account itself at level 0, and everything below a manager. */
function clientsOf(world: World, root: Account): { client: Account; level: number }[] {
  const clients = [{ client: root, level: 0 }]
  for (const account of world.state.accounts.values()) {
    const level = account.managerIds.indexOf(root.id) + 1
    if (level > 0) clients.push({ client: account, level })
  }
  return clients
}
