import type { PartIds } from '../../store/publishing.ts'
import type { Baseline, BaselineResource } from './resource.ts'

/** Google's ids of our ad groups and ads, as a baseline names them. */
export function partIdsOf(baseline: Baseline): PartIds {
  const ids = (prefix: string, kind: BaselineResource['kind']): PartIds['ads'] =>
    Object.entries(baseline)
      .filter(([key, resource]) => key.startsWith(prefix) && resource.kind === kind)
      .map(([key, { resourceName }]) => ({ id: key.slice(prefix.length), googleId: lastPart(resourceName) }))
  return {
    adGroups: ids('adGroup:', 'AdGroup'),
    assetGroups: ids('adGroup:', 'AssetGroup'),
    ads: ids('ad:', 'AdGroupAd'),
  }
}

/** The id at the end of a resource name: `customers/1/adGroupAds/2~3` ends in 3. */
export function lastPart(resourceName: string | undefined): string {
  const id = /(\d+)$/.exec(resourceName ?? '')?.[1]
  if (id === undefined) throw new Error(`Google answered without a resource name: ${resourceName}`)
  return id
}
