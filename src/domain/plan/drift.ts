import { localPath } from './field-paths.ts'
import { deviations } from './match.ts'
import { adNameOf } from './operations.ts'
import type { RemoteResource } from './remote.ts'
import type { Baseline, BaselineResource } from './resource.ts'

/** One thing that is otherwise at Google than after our last publication. */
export interface DriftItem {
  key: string
  /** By this name Google's change history tells of it. */
  resourceName: string
  title: string
  kind: 'changed' | 'removed'
  /** Google's field; empty for what was removed. */
  field: string
  before: unknown
  now: unknown
}

export interface Drift {
  items: DriftItem[]
  /** The baseline that tells what is there now. */
  baseline: Baseline
}

/**
 * Compares what Google has now with what it had after our last publication: only what we put there, since whatever else
 * hangs on the campaign is not touched by a plan either. Statuses have steps of their own.
 */
export function driftOf(baseline: Baseline, remote: readonly RemoteResource[]): Drift {
  const drift: Drift = { items: [], baseline: stillThere(baseline, remote) }
  for (const [key, known] of Object.entries(baseline)) {
    const now = drift.baseline[key]
    if (now === undefined) {
      drift.items.push({ ...itemOf(key, known, ''), kind: 'removed', before: null, now: null })
      continue
    }
    for (const { field, from, to } of deviations(known.kind, now.fields, known.fields)) {
      if (field === 'status') continue
      drift.items.push({ ...itemOf(key, known, field), kind: 'changed', before: to, now: from })
    }
  }
  return drift
}

/** What of a baseline Google still has, with the fields that it has now. */
export function stillThere(known: Baseline, remote: readonly RemoteResource[]): Baseline {
  const byName = new Map(remote.map((resource) => [resource.resourceName, resource]))
  const there = Object.entries(known).flatMap(([key, resource]): [string, BaselineResource][] => {
    // An asset never changes, and belongs to the account.
    const found = resource.kind === 'Asset' ? resource : byName.get(resource.resourceName)
    return found === undefined ? [] : [[key, { ...resource, fields: found.fields }]]
  })
  const names = new Set(there.map(([, { resourceName }]) => resourceName))
  // Google may still show parts of an ad group or asset group that is gone, and changes none of them.
  return Object.fromEntries(there.filter(([, part]) => parentsOf(part).every((parent) => names.has(parent))))
}

/** Resource names of the ad group or asset group that a part is in. */
export function parentsOf({ fields }: BaselineResource): string[] {
  return [fields['adGroup'], fields['assetGroup']].filter((parent) => typeof parent === 'string')
}

function itemOf(
  key: string,
  { kind, resourceName, title }: BaselineResource,
  field: string,
): Pick<DriftItem, 'key' | 'resourceName' | 'title' | 'field'> {
  const isOfAd = kind === 'AdGroupAd' && field.startsWith('ad.')
  return { key, resourceName: isOfAd ? adNameOf(resourceName) : resourceName, title, field }
}

/** The field of the campaign that the item is about, given where its resource stands in the document. */
export function driftPath(item: DriftItem, kind: BaselineResource['kind'], path: string): string | null {
  return localPath({ resource: kind, path }, item.field)
}
