import { BIDDING_MESSAGE } from './bidding.ts'
import { type Difference, differences, unitsOf } from './compare.ts'
import {
  type Baseline,
  type BaselineResource,
  type Fields,
  type Resource,
  type ResourceKind,
  resolveRefs,
} from './resource.ts'

/** One operation of the atomic mutate. References to images stay in `body` until it is sent. */
export interface Operation {
  action: 'create' | 'update' | 'remove'
  resource: ResourceKind | 'Ad'
  key: string
  title: string
  path: string
  changes: Difference[]
  body: Record<string, unknown>
}

/** In the order in which Google wants them: parents first, and grouped by type, as each change of type costs it a call. */
const WIRE_NAME: Record<ResourceKind | 'Ad', string> = {
  CampaignBudget: 'campaignBudgetOperation',
  Campaign: 'campaignOperation',
  CampaignCriterion: 'campaignCriterionOperation',
  AdGroup: 'adGroupOperation',
  AdGroupCriterion: 'adGroupCriterionOperation',
  Asset: 'assetOperation',
  CampaignAsset: 'campaignAssetOperation',
  AssetGroup: 'assetGroupOperation',
  AssetGroupAsset: 'assetGroupAssetOperation',
  AssetGroupSignal: 'assetGroupSignalOperation',
  AdGroupAd: 'adGroupAdOperation',
  Ad: 'adOperation',
  Label: 'labelOperation',
  CampaignLabel: 'campaignLabelOperation',
}

/** The operations that plans are made of, by their names on the wire. */
export const OPERATION_NAMES: readonly string[] = Object.values(WIRE_NAME)

/**
 * Whether an operation is spelled as it is spelled here. Google takes other spellings too, in which nobody who counts budgets
 * or looks for what enables would find them.
 */
export function isSpelled(body: unknown): boolean {
  if (typeof body !== 'object' || body === null) return false
  const { campaignOperation = {} } = body as {
    campaignOperation?: Record<string, { status?: unknown } | null>
  }
  return (
    Object.keys(body).every((name) => OPERATION_NAMES.includes(name)) &&
    !hasUnderscore(body) &&
    Object.values(campaignOperation).every((change) =>
      ['string', 'undefined'].includes(typeof change?.status),
    )
  )
}

function hasUnderscore(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  return Object.entries(value).some(([key, inner]) => key.includes('_') || hasUnderscore(inner))
}

/** Collection names in resource names of what may carry a temporary id. Rows with composite keys must not name themselves. */
const COLLECTION: Partial<Record<ResourceKind, string>> = {
  CampaignBudget: 'campaignBudgets',
  Campaign: 'campaigns',
  AdGroup: 'adGroups',
  Asset: 'assets',
  AssetGroup: 'assetGroups',
  Label: 'labels',
}

/** Masks name the fields of a strategy; a message that has fields cannot be named itself. */
const MASK_OF_BIDDING = new Map(
  Object.values(BIDDING_MESSAGE).map(({ message, fields }) => {
    const paths = Object.keys(fields).map((field) => `${message}.${field}`)
    return [message, paths.length === 0 ? message : paths.join(',')]
  }),
)

/** What stands on these goes with them; naming it as well would be refused. */
const PARENTS = { AdGroup: 'adGroup', AssetGroup: 'assetGroup' } as const

/** The operations, in Google's order, that turn the baseline into what is desired. Empty where they are equal. */
export function operationsFor(
  customerId: string,
  desired: readonly Resource[],
  baseline: Baseline,
): Operation[] {
  const lookup = nameLookup(customerId, desired, baseline)
  const wanted = new Set(desired.map((resource) => resource.key))
  // Assets are never removed: they belong to the account, and others may use them.
  const removed = Object.entries(baseline).filter(([key, { kind }]) => kind !== 'Asset' && !wanted.has(key))
  const gone = new Set(
    removed.filter(([, { kind }]) => kind in PARENTS).map(([, { resourceName }]) => resourceName),
  )
  const removals = removed
    .filter(([, { fields }]) => !Object.values(PARENTS).some((parent) => gone.has(String(fields[parent]))))
    .map(([key, resource]) => remove(key, resource))
  const changes = desired.flatMap((resource) => {
    const known = baseline[resource.key]
    return known === undefined ? [create(resource, lookup)] : update(resource, known, lookup)
  })
  const kinds = Object.keys(WIRE_NAME)
  return [...removals, ...changes].sort((a, b) => kinds.indexOf(a.resource) - kinds.indexOf(b.resource))
}

/** The resource name of a key: the real one where Google has it, a temporary one where it is made by this request. */
function nameLookup(
  customerId: string,
  desired: readonly Resource[],
  baseline: Baseline,
): (key: string) => unknown {
  const temporary = new Map<string, string>()
  for (const { key, kind } of desired) {
    const collection = COLLECTION[kind]
    if (baseline[key] === undefined && collection !== undefined) {
      temporary.set(key, `customers/${customerId}/${collection}/${-(temporary.size + 1)}`)
    }
  }
  // Images keep their references: the same plan has the same hash, whether or not Google has the image already.
  return (key) =>
    key.startsWith('asset:') ? { $ref: key } : (baseline[key]?.resourceName ?? temporary.get(key))
}

function create(resource: Resource, lookup: (key: string) => unknown): Operation {
  const fields = resolveRefs(resource.fields, lookup) as Fields
  const named = COLLECTION[resource.kind] === undefined ? {} : { resourceName: lookup(resource.key) }
  const changes = [...unitsOf(resource.fields)].map(([field, to]) => ({ field, from: null, to }))
  const { key, title, path, kind } = resource
  return {
    action: 'create',
    resource: kind,
    key,
    title,
    path,
    changes,
    body: { [WIRE_NAME[kind]]: { create: { ...named, ...fields } } },
  }
}

function update(resource: Resource, known: BaselineResource, lookup: (key: string) => unknown): Operation[] {
  const desired = resolveRefs(resource.fields, lookup) as Fields
  const found = differences(resource.kind, known.fields, desired)
  const { key, title, path, kind } = resource
  const ofAd = found.filter(({ field }) => field.startsWith('ad.'))
  const ofSelf = found.filter(({ field }) => !field.startsWith('ad.'))
  const operation = (
    target: ResourceKind | 'Ad',
    resourceName: string,
    changes: Difference[],
    prefix: string,
  ): Operation => {
    const units = changes.map(({ field, to }) => ({ field: field.slice(prefix.length), to }))
    const body = {
      update: { resourceName, ...nest(units) },
      updateMask: units.map(({ field }) => maskOf(field)).join(','),
    }
    return {
      action: 'update',
      resource: target,
      key,
      title,
      path,
      changes,
      body: { [WIRE_NAME[target]]: body },
    }
  }
  return [
    ...(ofSelf.length === 0 ? [] : [operation(kind, known.resourceName, ofSelf, '')]),
    ...(ofAd.length === 0 ? [] : [operation('Ad', adNameOf(known.resourceName), ofAd, 'ad.')]),
  ]
}

function remove(key: string, { kind, title, resourceName }: BaselineResource): Operation {
  return {
    action: 'remove',
    resource: kind,
    key,
    title,
    path: '',
    changes: [],
    body: { [WIRE_NAME[kind]]: { remove: resourceName } },
  }
}

function maskOf(field: string): string {
  if (field === 'demandGenAdGroupSettings.channelControls') return field
  return MASK_OF_BIDDING.get(field) ?? field
}

/** `customers/1/adGroupAds/2~3` links the ad `customers/1/ads/3`, which is where its content is changed. */
export function adNameOf(adGroupAdName: string): string {
  return adGroupAdName.replace(/adGroupAds\/\d+~/, 'ads/')
}

/** A field in the mask that is absent from the resource is cleared, so null values are left out. */
function nest(units: readonly { field: string; to: unknown }[]): Fields {
  const root: Fields = {}
  for (const { field, to } of units) {
    if (to === null) continue
    const names = field.split('.')
    let target = root
    for (const name of names.slice(0, -1)) target = (target[name] ??= {}) as Fields
    target[names.at(-1)!] = to
  }
  return root
}
