import { sha256 } from '../../base/ids.ts'
import type { Asset } from '../../contract/asset.ts'
import type { CampaignDocument } from '../../contract/campaign.ts'
import { monthMicros, worstDayMicros } from '../../contract/money.ts'
import { RULE_PACK_VERSION } from '../../contract/preflight.ts'
import type { Plan, PlanOperation } from '../../contract/publication.ts'
import { desiredResources } from './desired.ts'
import { type Operation, operationsFor } from './operations.ts'
import { searchesToRead } from './remote-queries.ts'
import { assetRefs, type Baseline, resolveRefs } from './resource.ts'

/** Google counts a search as one operation whatever it returns: besides reading the tree back, two read status and review. */
const STATUS_SEARCHES = 2
/** What a change of a campaign costs besides: a search for its guard, and a label that is made and removed. */
const GUARD_SEARCHES = 1
const GUARD_CHANGES = 2
const AUTHOR_SEARCHES = 1

export interface PlanInput {
  document: CampaignDocument
  version: number
  customerId: string
  currencyCode: string
  token: string
  baseline: Baseline
  baselineVersion: number
  /** Images of the document, by id. */
  assets: ReadonlyMap<string, Pick<Asset, 'id' | 'sha256' | 'name'>>
  /** Google's asset ids of those that the account has already, by our asset id. */
  knownAssets: ReadonlyMap<string, string>
}

/** What is kept in the journal: enough to send the plan without reading the campaign again. */
export interface StoredPlan {
  operations: Operation[]
  /** Our ids of the images that the operations refer to. */
  assetIds: string[]
}

export interface MadePlan {
  stored: StoredPlan
  /** Images that the account does not have yet. */
  uploads: string[]
  plan: Plan
}

/** The plan of a document over a baseline. Pure: the same input gives the same hash on every machine. */
export function makePlan(input: PlanInput): MadePlan {
  const { document, customerId, assets, knownAssets } = input
  const desired = desiredResources(document, input.token, customerId)
  const operations = operationsFor(customerId, desired, withAssetRefs(input.baseline, knownAssets))
  const assetIds = assetRefs(operations.map(({ body }) => body))
  const uploads = assetIds.filter((id) => !knownAssets.has(id))
  const shaOf = (key: string): string =>
    `sha256:${assets.get(key.slice('asset:'.length))?.sha256 ?? 'missing'}`
  const sent = operations.map(({ body }) => resolveRefs(body, shaOf))
  const hash = sha256(JSON.stringify([customerId, sent, input.baselineVersion, RULE_PACK_VERSION]))
  const listed = operations.map((operation) => publicOperation(operation, customerId, assets))
  const uploadRows = uploads.map((id) => uploadOperation(id, customerId, assets.get(id)))
  const plan: Plan = {
    hash,
    version: input.version,
    baselineVersion: input.baselineVersion,
    rulePackVersion: RULE_PACK_VERSION,
    operations: operations.length === 0 ? [] : [...uploadRows, ...listed],
    exposure: { currencyCode: input.currencyCode, ...exposureOf(document) },
    quota: {
      operations:
        operations.length === 0 ? 0 : uploads.length + operations.length + overhead(document, operations),
    },
  }
  return { stored: { operations, assetIds }, uploads, plan }
}

/** A total budget may in the worst case be spent on one day, and is never exceeded. */
function exposureOf({
  dailyBudgetMicros,
  totalBudgetMicros,
}: CampaignDocument): Omit<Plan['exposure'], 'currencyCode'> {
  const daily = dailyBudgetMicros ?? '0'
  return {
    dailyBudgetMicros: daily,
    totalBudgetMicros,
    worstDayMicros: totalBudgetMicros ?? worstDayMicros(daily),
    monthMicros: totalBudgetMicros ?? monthMicros(daily),
  }
}

function overhead(document: CampaignDocument, operations: readonly Operation[]): number {
  const searches = searchesToRead(document) + STATUS_SEARCHES
  const isCreate = operations.some(({ action, resource }) => action === 'create' && resource === 'Campaign')
  if (isCreate) return searches
  const isGuarded = operations.some(({ action }) => action !== 'update')
  // Read before it is changed, and who changed it where it is not as it was.
  const before = searchesToRead(document) + AUTHOR_SEARCHES
  return searches + before + GUARD_SEARCHES + (isGuarded ? GUARD_CHANGES : 0)
}

/** The baseline with our references where it names images that we know. */
export function withAssetRefs(baseline: Baseline, knownAssets: ReadonlyMap<string, string>): Baseline {
  const ours = new Map([...knownAssets].map(([id, googleId]) => [googleId, id]))
  const back = (value: unknown): unknown => {
    if (typeof value === 'string') {
      const id = ours.get(/^customers\/\d+\/assets\/(\d+)$/.exec(value)?.[1] ?? '')
      return id === undefined ? value : { $ref: `asset:${id}` }
    }
    if (Array.isArray(value)) return value.map(back)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, back(item)]))
  }
  return Object.fromEntries(
    Object.entries(baseline).map(([key, resource]) => [
      key,
      { ...resource, fields: back(resource.fields) as Record<string, unknown> },
    ]),
  )
}

function publicOperation(
  operation: Operation,
  customerId: string,
  assets: PlanInput['assets'],
): PlanOperation {
  const named = (key: string): string => {
    const asset = assets.get(key.replace('asset:', ''))
    return key.startsWith('asset:') ? `customers/${customerId}/assets/(${asset?.name || 'image'})` : key
  }
  const { action, resource, title, path, changes, body } = operation
  return {
    action,
    resource,
    title,
    path,
    changes: changes.map(({ field, from, to }) => ({
      field,
      from: resolveRefs(from, named),
      to: resolveRefs(to, named),
    })),
    payload: resolveRefs(body, named),
  }
}

function uploadOperation(
  id: string,
  customerId: string,
  asset: { name: string; sha256: string } | undefined,
): PlanOperation {
  const name = asset?.name || 'image'
  return {
    action: 'create',
    resource: 'Asset',
    title: `Image “${name}”`,
    path: '',
    changes: [
      { field: 'imageAsset', from: null, to: `${name} (sha256 ${asset?.sha256.slice(0, 12) ?? 'unknown'})` },
    ],
    payload: {
      path: `customers/${customerId}/assets:mutate`,
      name: assetName(asset?.sha256 ?? ''),
      assetId: id,
    },
  }
}

/** An asset's name at Google, unique by content: two images of one name would be refused. */
export function assetName(contentSha256: string): string {
  return `gacm ${contentSha256.slice(0, 32)}`
}
