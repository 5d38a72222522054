import { type Difference, differences, mismatches, sameValue, unitsOf } from './compare.ts'
import type { RemoteResource } from './remote.ts'
import {
  type Baseline,
  type Fields,
  isRef,
  type Resource,
  type ResourceKind,
  resolveRefs,
} from './resource.ts'

/** A difference between what was published and what Google has. */
export interface Mismatch {
  title: string
  path: string
  field: string
  wanted: unknown
  found: unknown
}

export interface Match {
  /** Our keys to what Google has. */
  found: Baseline
  missing: Resource[]
  mismatches: Mismatch[]
  /** What nothing wanted was paired with. */
  surplus: RemoteResource[]
}

/**
 * Pairs what we wanted with what Google has. Names and contents decide, as answers with resource names can be lost:
 * ad groups by name, criteria by target, ads by content within their ad group. `status` is left to whoever asks.
 */
export function matchRemote(
  desired: readonly Resource[],
  remote: readonly RemoteResource[],
  assetNames: ReadonlyMap<string, string>,
): Match {
  const match: Match = { found: {}, missing: [], mismatches: [], surplus: [] }
  const free = new Set(remote)
  const lookup = (key: string): unknown =>
    key.startsWith('asset:')
      ? (assetNames.get(key.slice('asset:'.length)) ?? key)
      : match.found[key]?.resourceName
  for (const resource of desired) {
    const fields = resolveRefs(resource.fields, lookup) as Fields
    const candidates = [...free].filter(
      (other) => other.kind === resource.kind && sameParents(resource.fields, fields, other.fields),
    )
    const chosen = choose(resource, fields, candidates)
    if (chosen === undefined) {
      match.missing.push(resource)
      continue
    }
    free.delete(chosen)
    const { key, kind, title, path } = resource
    match.found[key] = { resourceName: chosen.resourceName, kind, title, fields: chosen.fields }
    for (const { field, from, to } of deviations(kind, chosen.fields, fields))
      match.mismatches.push({ title, path, field, wanted: to, found: from })
  }
  match.surplus = [...free].filter(isPart)
  return match
}

/** In what a resource at Google is not as it was wanted: fields of other values, and fields that should be empty. */
export function deviations(kind: ResourceKind, found: Fields, wanted: Fields): Difference[] {
  const named = unitsOf(wanted)
  const uncleared = differences(kind, found, wanted).filter(({ field }) => !named.has(field))
  return [...mismatches(found, wanted, IGNORED[kind] ?? []), ...uncleared]
}

/** Parts that we make: whatever else hangs on a campaign at Google was put there by others, and is theirs. */
function isPart({ kind, fields }: RemoteResource): boolean {
  switch (kind) {
    case 'AdGroupCriterion':
    case 'CampaignCriterion':
      return ['location', 'language', 'keyword', 'audience'].some((target) => target in fields)
    case 'CampaignAsset':
      return BRAND_FIELDS.has(String(fields['fieldType']))
    default:
      return PARTS.has(kind)
  }
}

const BRAND_FIELDS = new Set(['BUSINESS_NAME', 'LOGO', 'LANDSCAPE_LOGO'])
const PARTS = new Set<Resource['kind']>([
  'AdGroup',
  'AdGroupAd',
  'AssetGroup',
  'AssetGroupAsset',
  'AssetGroupSignal',
])

/**
 * The campaign's and the ads' status are set by steps of their own; a budget that is not shared is named by Google, and
 * a label's description is not part of what is published.
 */
const IGNORED: Partial<Record<Resource['kind'], string[]>> = {
  Campaign: ['status'],
  CampaignBudget: ['name'],
  Label: ['textLabel.description'],
}

function sameParents(raw: Fields, resolved: Fields, other: Fields): boolean {
  return ['campaign', 'adGroup', 'assetGroup'].every(
    (parent) => !isRef(raw[parent]) || resolved[parent] === other[parent],
  )
}

function choose(
  resource: Resource,
  fields: Fields,
  candidates: RemoteResource[],
): RemoteResource | undefined {
  switch (resource.kind) {
    case 'AdGroup':
    case 'AssetGroup':
    case 'Label':
      return candidates.find((other) => other.fields['name'] === fields['name'])
    case 'AdGroupCriterion':
    case 'CampaignCriterion':
      // What it aims at; a bid on it may differ.
      return candidates.find((other) => mismatches(other.fields, fields, ['cpcBidMicros']).length === 0)
    case 'Asset':
    case 'CampaignAsset':
    case 'AssetGroupAsset':
    case 'AssetGroupSignal':
      return candidates.find((other) => mismatches(other.fields, fields).length === 0)
    case 'AdGroupAd':
      return chooseAd(fields, candidates)
    case 'CampaignLabel':
      return candidates.find((other) => other.fields['label'] === fields['label'])
    default:
      return candidates[0]
  }
}

/** The ad of this content, or else of this name; ads of most types have none, and then the only one of its type. */
function chooseAd(fields: Fields, candidates: readonly RemoteResource[]): RemoteResource | undefined {
  const same = candidates.find((other) => mismatches(other.fields, fields).length === 0)
  if (same !== undefined) return same
  const { name, finalUrls: _, ...content } = fields['ad'] as Fields
  const ofType = candidates.filter((other) =>
    Object.keys(content).every((message) => message in (other.fields['ad'] as Fields)),
  )
  if (name === undefined) return ofType.length === 1 ? ofType[0] : undefined
  return ofType.find((other) => sameValue((other.fields['ad'] as Fields)['name'], name))
}
