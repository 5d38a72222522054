/** Google's resources that a campaign is made of here. */
export type ResourceKind =
  | 'CampaignBudget'
  | 'Campaign'
  | 'CampaignCriterion'
  | 'AdGroup'
  | 'AdGroupCriterion'
  | 'Asset'
  | 'CampaignAsset'
  | 'AssetGroup'
  | 'AssetGroupAsset'
  | 'AssetGroupSignal'
  | 'AdGroupAd'
  | 'Label'
  | 'CampaignLabel'

/** A reference to another resource by our key, or to an image by `asset:<id>`; filled in when the request is made. */
export interface Ref {
  $ref: string
}

export function ref(key: string): Ref {
  return { $ref: key }
}

export type Fields = Record<string, unknown>

/** One resource as it should be at Google, in the JSON of the REST API with references instead of resource names. */
export interface Resource {
  /**
   * Ours, and stable: `budget`, `campaign`, `adGroup:<id>` (an asset group too), `criterion:<ad group id>:location:2840`,
   * `ad:<id>`; of assets and their places what is in them.
   */
  key: string
  kind: ResourceKind
  /** What a person calls it. */
  title: string
  /** The part of the campaign's document that it comes from; empty for the campaign itself. */
  path: string
  fields: Fields
}

/** One resource as Google had it after the last publication. */
export interface BaselineResource {
  resourceName: string
  kind: ResourceKind
  title: string
  fields: Fields
}

export type Baseline = Record<string, BaselineResource>

export function isRef(value: unknown): value is Ref {
  return typeof value === 'object' && value !== null && '$ref' in value && typeof value.$ref === 'string'
}

/** A copy of `value` in which every reference is replaced by what `lookup` gives for it. */
export function resolveRefs(value: unknown, lookup: (key: string) => unknown): unknown {
  if (isRef(value)) return lookup(value.$ref)
  if (Array.isArray(value)) return value.map((item) => resolveRefs(item, lookup))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, resolveRefs(item, lookup)]))
}

/** Every image that the value refers to, by asset id, in order and once. */
export function assetRefs(value: unknown): string[] {
  const found = new Set<string>()
  resolveRefs(value, (key) => {
    if (key.startsWith('asset:')) found.add(key.slice('asset:'.length))
    return key
  })
  return [...found]
}
