// Reduces Google's protos to the names and types that the emulator checks requests against. The protos come with the
// npm package google-ads-node, which the product neither ships nor loads: unpack it somewhere and pass its folder.
//
//   node scripts/generate-emulator-schema.ts <folder of google-ads-node>
import { existsSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'

interface ProtoOption {
  [name: string]: unknown
}
interface ProtoField {
  name: string
  type: string
  repeated: boolean
  partOf: { name: string; fieldsArray: unknown[] } | null
  parsedOptions?: ProtoOption[]
  options?: ProtoOption
  resolvedType: ProtoType | ProtoEnum | null
  resolve(): ProtoField
}
interface ProtoType {
  fullName: string
  fieldsArray: ProtoField[]
}
interface ProtoEnum {
  name: string
  values: Record<string, number>
}
interface ProtoRoot {
  resolvePath(origin: string, target: string): string
  loadSync(files: string[], options: { keepCase: boolean }): ProtoRoot
  lookupType(name: string): ProtoType
  lookupEnum(name: string): ProtoEnum
}

interface FieldOut {
  /** The proto's snake_case name. */
  n: string
  /** A scalar's name, `enum:Name` or `msg:Name`; `msg:` alone for a message that is not described here. */
  t: string
  /** Repeated. */
  r?: 1
  /** The oneof that it belongs to. */
  o?: string
  /** O output only, I immutable, R required. */
  b?: string
}

const VERSION = 'v25'
const PACKAGE = `google.ads.googleads.${VERSION}`

/** Resources whose operations or rows the emulator knows; what they refer to comes along. */
const RESOURCES = [
  'Ad',
  'AdGroup',
  'AdGroupAd',
  'AdGroupCriterion',
  'AdGroupLabel',
  'Asset',
  'AssetGroup',
  'AssetGroupAsset',
  'AssetGroupSignal',
  'Audience',
  'Campaign',
  'CampaignAsset',
  'CampaignBudget',
  'CampaignCriterion',
  'CampaignLabel',
  'ChangeEvent',
  'CurrencyConstant',
  'Customer',
  'CustomerClient',
  'GeoTargetConstant',
  'GoogleAdsField',
  'Label',
  'LanguageConstant',
]
const OPERATIONS = [
  'Ad',
  'AdGroup',
  'AdGroupAd',
  'AdGroupCriterion',
  'AdGroupLabel',
  'Asset',
  'AssetGroup',
  'AssetGroupAsset',
  'AssetGroupSignal',
  'Campaign',
  'CampaignAsset',
  'CampaignBudget',
  'CampaignCriterion',
  'CampaignLabel',
  'Label',
]
/** Messages that pull in hundreds of others: described by name only. */
const OPAQUE = new Set(['resources.Recommendation', 'resources.Feed', 'resources.FeedItem'])

const snake = (name: string): string => name.replace(/(?<!^)([A-Z])/g, '_$1').toLowerCase()
const camel = (name: string): string =>
  name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
const shortName = (fullName: string): string => fullName.replace(/^\./, '').replace(`${PACKAGE}.`, '')

function loadRoot(packageFolder: string): ProtoRoot {
  const require = createRequire(join(packageFolder, 'package.json'))
  const protobuf = require('protobufjs') as { Root: new () => ProtoRoot }
  const root = new protobuf.Root()
  // Google's general protos (google/api, google/rpc) lie in google-gax, which google-ads-node depends on.
  const folders = [
    join(packageFolder, 'build/protos'),
    join(dirname(require.resolve('google-gax')), '../protos'),
  ]
  root.resolvePath = (_origin, target) =>
    folders.map((folder) => join(folder, target)).find((file) => existsSync(file)) ?? target
  const folder = `google/ads/googleads/${VERSION}`
  return root.loadSync(
    [
      `${folder}/services/google_ads_service.proto`,
      `${folder}/services/google_ads_field_service.proto`,
      `${folder}/services/geo_target_constant_service.proto`,
      `${folder}/errors/errors.proto`,
    ],
    { keepCase: true },
  )
}

function behaviour(field: ProtoField): string {
  const values = [...(field.parsedOptions ?? []), field.options ?? {}].map(
    (option) => option['(google.api.field_behavior)'],
  )
  const letters = new Set(
    values.map((value) => ({ OUTPUT_ONLY: 'O', IMMUTABLE: 'I', REQUIRED: 'R' })[String(value)] ?? ''),
  )
  return [...letters].sort().join('')
}

class Reducer {
  readonly messages = new Map<string, Record<string, FieldOut>>()
  readonly enums = new Map<string, string[]>()

  add(type: ProtoType, { refs }: { refs: 'follow' | 'known' }): void {
    const name = shortName(type.fullName)
    if (this.messages.has(name)) return
    const fields: Record<string, FieldOut> = {}
    this.messages.set(name, fields)
    for (const field of type.fieldsArray) fields[camel(field.name)] = this.#field(field.resolve(), refs)
  }

  #field(field: ProtoField, refs: 'follow' | 'known'): FieldOut {
    const out: FieldOut = { n: field.name, t: this.#typeOf(field, refs) }
    if (field.repeated) out.r = 1
    // An `optional` scalar is a oneof of one: not a choice.
    if (field.partOf && !field.partOf.name.startsWith('_')) out.o = field.partOf.name
    const letters = behaviour(field)
    if (letters !== '') out.b = letters
    return out
  }

  #typeOf(field: ProtoField, refs: 'follow' | 'known'): string {
    const target = field.resolvedType
    if (target === null) return field.type
    if ('values' in target) {
      this.enums.set(target.name, Object.keys(target.values))
      return `enum:${target.name}`
    }
    const name = shortName(target.fullName)
    if (name === 'google.protobuf.FieldMask') return 'mask'
    if (OPAQUE.has(name) || name.startsWith('google.')) return 'msg:'
    if (refs === 'follow') this.add(target, { refs })
    return this.messages.has(name) ? `msg:${name}` : 'msg:'
  }
}

function reduce(root: ProtoRoot): Reducer {
  const reducer = new Reducer()
  for (const name of RESOURCES)
    reducer.add(root.lookupType(`${PACKAGE}.resources.${name}`), { refs: 'follow' })
  for (const name of ['Metrics', 'Segments'])
    reducer.add(root.lookupType(`${PACKAGE}.common.${name}`), { refs: 'follow' })
  for (const name of OPERATIONS)
    reducer.add(root.lookupType(`${PACKAGE}.services.${name}Operation`), { refs: 'follow' })
  // Of these every name is kept, and what is not described above stays opaque.
  for (const name of ['MutateOperation', 'GoogleAdsRow', 'MutateOperationResponse']) {
    reducer.add(root.lookupType(`${PACKAGE}.services.${name}`), { refs: 'known' })
  }
  for (const name of [
    'MutateGoogleAdsRequest',
    'SearchSettings',
    'SearchGoogleAdsFieldsRequest',
    'SearchGoogleAdsRequest',
    'SearchGoogleAdsStreamRequest',
    'SuggestGeoTargetConstantsRequest',
  ]) {
    reducer.add(root.lookupType(`${PACKAGE}.services.${name}`), { refs: 'follow' })
  }
  return reducer
}

function errorCodes(root: ProtoRoot): [string, string[]][] {
  const fields = root.lookupType(`${PACKAGE}.errors.ErrorCode`).fieldsArray
  return fields.map((field) => {
    const values = (field.resolve().resolvedType as ProtoEnum).values
    return [
      camel(field.name),
      Object.keys(values).filter((name) => name !== 'UNSPECIFIED' && name !== 'UNKNOWN'),
    ]
  })
}

function lines(entries: Iterable<[string, unknown]>): string {
  return [...entries]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`)
    .join(',\n')
}

const packageFolder = process.argv[2]
if (packageFolder === undefined) {
  console.error('Usage: node scripts/generate-emulator-schema.ts <folder of google-ads-node>')
  process.exit(1)
}
const root = loadRoot(resolve(packageFolder))
const reducer = reduce(root)
const folder = join(import.meta.dirname, '../src/emulator/generated')
const resources = Object.fromEntries(RESOURCES.map((name) => [snake(name), `resources.${name}`]))
writeFileSync(
  join(folder, 'schema.json'),
  `{"version":${JSON.stringify(VERSION)},\n"resources":${JSON.stringify(resources)},\n"messages":{\n${lines(reducer.messages)}\n},\n"enums":{\n${lines(reducer.enums)}\n}}\n`,
)
writeFileSync(
  join(folder, 'error-codes.ts'),
  `// Made by scripts/generate-emulator-schema.ts from Google's protos, ${VERSION}.\nexport const ERROR_CODES = {\n${errorCodes(
    root,
  )
    .map(([kind, names]) => `  ${kind}: [${names.map((name) => `'${name}'`).join(', ')}],`)
    .join(
      '\n',
    )}\n} as const\n\ntype Codes = typeof ERROR_CODES\n\n/** Like \`campaignError.DUPLICATE_CAMPAIGN_NAME\`: only codes that Google publishes. */\nexport type ErrorCode = { [Kind in keyof Codes]: \`\${Kind}.\${Codes[Kind][number]}\` }[keyof Codes]\n`,
)
console.log(`${reducer.messages.size} messages, ${reducer.enums.size} enums`)
