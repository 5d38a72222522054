import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** What is used of protobufjs, which comes with Google's client and brings no types here. */
export interface ProtoType {
  name: string
  fullName: string
  fieldsArray: ProtoField[]
}
export interface ProtoEnum {
  name: string
  values: Record<string, number>
}
export interface ProtoField {
  name: string
  type: string
  repeated: boolean
  map?: boolean
  partOf: { name: string; fieldsArray: unknown[]; isProto3Optional?: boolean } | null
  resolvedType: ProtoType | ProtoEnum | null
  resolve(): ProtoField
}
interface ProtoRoot {
  resolvePath(origin: string, target: string): string
  loadSync(files: string[]): ProtoRoot
  lookupType(name: string): ProtoType
}

/** Google's definitions of one version of the API, as Google publishes them with its clients. */
export interface Definitions {
  /** By its name below the version's package, such as `services.SearchGoogleAdsRequest`; undefined where there is none. */
  type(name: string): ProtoType | undefined
}

const SERVICES = [
  'services/ad_group_ad_service',
  'services/ad_group_criterion_service',
  'services/ad_group_service',
  'services/asset_group_asset_service',
  'services/asset_group_service',
  'services/asset_group_signal_service',
  'services/asset_service',
  'services/campaign_asset_service',
  'services/campaign_budget_service',
  'services/campaign_criterion_service',
  'services/campaign_label_service',
  'services/campaign_service',
  'services/customer_service',
  'services/geo_target_constant_service',
  'services/google_ads_field_service',
  'services/google_ads_service',
  'services/label_service',
  'errors/errors',
]

export function loadDefinitions(version: string): Definitions {
  const require = createRequire(join(import.meta.dirname, 'package.json'))
  const client = dirname(require.resolve('google-ads-node/package.json'))
  const fromClient = createRequire(join(client, 'package.json'))
  const protobuf = fromClient('protobufjs') as { Root: new () => ProtoRoot }
  const folders = [join(client, 'build/protos'), join(dirname(fromClient.resolve('google-gax')), '../protos')]
  const root = new protobuf.Root()
  root.resolvePath = (_origin, target) =>
    folders.map((folder) => join(folder, target)).find((file) => existsSync(file)) ?? target
  root.loadSync(SERVICES.map((file) => `google/ads/googleads/${version}/${file}.proto`))
  return {
    type(name) {
      try {
        return root.lookupType(`google.ads.googleads.${version}.${name}`)
      } catch {
        return undefined
      }
    },
  }
}

export function isEnum(type: ProtoType | ProtoEnum | null): type is ProtoEnum {
  return type !== null && 'values' in type
}
