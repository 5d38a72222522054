import sharp from 'sharp'
import { type Emulator, type EmulatorOptions, startEmulator } from '../server.ts'

export const CUSTOMER = '1234567890'
export const MANAGER = '9876543210'

export interface WireError {
  errorCode: Record<string, string>
  message: string
  trigger?: { stringValue: string }
  location?: { fieldPathElements: { fieldName: string; index?: number }[] }
  details?: Record<string, Record<string, unknown>>
}

export interface Reply {
  status: number
  requestId: string
  // The answers differ by endpoint; a test that reads a missing field fails on it.
  // oxlint-disable-next-line typescript/no-explicit-any
  body: any
}

/** Speaks HTTP to an emulator as any client would. */
export class TestClient {
  readonly emulator: Emulator
  accessToken = ''
  #assets = 0

  constructor(emulator: Emulator) {
    this.emulator = emulator
  }

  async signIn(refreshToken = 'refresh'): Promise<Reply> {
    const form = {
      grant_type: 'refresh_token',
      client_id: 'id',
      client_secret: 'secret',
      refresh_token: refreshToken,
    }
    const reply = await this.send('POST', '/token', new URLSearchParams(form).toString(), {
      'content-type': 'application/x-www-form-urlencoded',
    })
    if (reply.status === 200) this.accessToken = reply.body.access_token
    return reply
  }

  /** Agrees on the consent page; the form that trades its code. */
  async consent(redirectUri: string): Promise<string> {
    const asked = {
      client_id: 'id',
      redirect_uri: redirectUri,
      response_type: 'code',
      access_type: 'offline',
      scope: 'https://www.googleapis.com/auth/adwords',
    }
    const page = `${this.emulator.url}/o/oauth2/v2/auth?${new URLSearchParams(asked).toString()}`
    const { headers } = await fetch(page, { redirect: 'manual' })
    const code = new URL(headers.get('location')!).searchParams.get('code')!
    const form = { client_id: 'id', client_secret: 'secret', redirect_uri: redirectUri, code }
    return new URLSearchParams({ grant_type: 'authorization_code', ...form }).toString()
  }

  async send(
    method: string,
    path: string,
    body: string | undefined,
    headers: Record<string, string> = {},
  ): Promise<Reply> {
    const response = await fetch(this.emulator.url + path, {
      method,
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${this.accessToken}`,
        ...headers,
      },
      redirect: 'manual',
      ...(body === undefined ? {} : { body }),
    })
    return {
      status: response.status,
      requestId: response.headers.get('request-id') ?? '',
      body: await response.json(),
    }
  }

  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Reply> {
    return this.send('POST', path, JSON.stringify(body), headers)
  }

  /** A mixed mutate on the first client account. */
  mutate(mutateOperations: unknown[], options: Record<string, unknown> = {}): Promise<Reply> {
    return this.post(`/v25/customers/${CUSTOMER}/googleAds:mutate`, { mutateOperations, ...options })
  }

  async create(kind: string, create: Record<string, unknown>): Promise<Reply> {
    return this.mutate([{ [`${kind}Operation`]: { create } }])
  }

  /** Updates one resource by its name. */
  update(kind: string, update: Record<string, unknown>, updateMask: string): Promise<Reply> {
    return this.mutate([{ [`${kind}Operation`]: { update, updateMask } }])
  }

  async search(query: string, options: Record<string, unknown> = {}): Promise<Reply> {
    return this.post(`/v25/customers/${CUSTOMER}/googleAds:search`, { query, ...options })
  }

  // oxlint-disable-next-line typescript/no-explicit-any
  async rows(query: string): Promise<any[]> {
    const { status, body } = await this.search(query)
    if (status !== 200) throw new Error(JSON.stringify(body))
    return body.results ?? []
  }

  /** Uploads an image of that size, each of its own colour, and returns the asset's resource name. */
  async image(width: number, height: number): Promise<string> {
    this.#assets += 1
    const name = `image ${this.#assets}`
    const data = await imageData(width, height, this.#assets)
    const { body } = await this.create('asset', { name, imageAsset: { data } })
    return body.mutateOperationResponses[0].assetResult.resourceName
  }

  /** Uploads what an ad needs and gives the operations of a whole Demand Gen campaign. */
  async tree(change: TreeChange = {}): Promise<unknown[]> {
    const ad = {
      marketingImages: [{ asset: await this.image(1200, 628) }],
      logoImages: [{ asset: await this.image(200, 200) }],
      headlines: [{ text: 'Tents for rain' }],
      descriptions: [{ text: 'Dry nights since 1987.' }],
      businessName: 'Acme',
      ...change.multiAssetAd,
    }
    return treeOperations({ ...change, multiAssetAd: ad })
  }

  /** Creates a campaign with everything in it and returns the resource names, in the order of `treeOperations`. */
  async createTree(change: TreeChange = {}): Promise<string[]> {
    const reply = await this.mutate(await this.tree(change))
    if (reply.status !== 200) throw new Error(JSON.stringify(reply.body))
    return namesOf(reply)
  }
}

export interface TreeChange {
  budget?: Record<string, unknown>
  campaign?: Record<string, unknown>
  adGroup?: Record<string, unknown>
  ad?: Record<string, unknown>
  multiAssetAd?: Record<string, unknown>
  customerId?: string
}

/** Budget, campaign, ad group, location, ad. A field set to undefined is left out. */
export function treeOperations({ customerId = CUSTOMER, ...change }: TreeChange = {}): unknown[] {
  const root = `customers/${customerId}`
  const adGroup = `${root}/adGroups/-3`
  const criterion = { adGroup, location: { geoTargetConstant: 'geoTargetConstants/2840' } }
  return [
    { campaignBudgetOperation: { create: budgetOf(root, change) } },
    { campaignOperation: { create: campaignOf(root, change) } },
    {
      adGroupOperation: {
        create: {
          resourceName: adGroup,
          campaign: `${root}/campaigns/-2`,
          name: 'Everyone',
          ...change.adGroup,
        },
      },
    },
    { adGroupCriterionOperation: { create: criterion } },
    { adGroupAdOperation: { create: { adGroup, ad: adOf(change) } } },
  ]
}

function budgetOf(root: string, { budget }: TreeChange): unknown {
  const resourceName = `${root}/campaignBudgets/-1`
  return { resourceName, name: 'Budget', amountMicros: '50000000', explicitlyShared: false, ...budget }
}

function campaignOf(root: string, { campaign }: TreeChange): unknown {
  return {
    resourceName: `${root}/campaigns/-2`,
    name: 'Spring',
    status: 'PAUSED',
    advertisingChannelType: 'DEMAND_GEN',
    campaignBudget: `${root}/campaignBudgets/-1`,
    maximizeConversions: {},
    containsEuPoliticalAdvertising: 'DOES_NOT_CONTAIN_EU_POLITICAL_ADVERTISING',
    ...campaign,
  }
}

function adOf({ ad, multiAssetAd }: TreeChange): unknown {
  const demandGen = multiAssetAd === undefined ? {} : { demandGenMultiAssetAd: multiAssetAd }
  return { finalUrls: ['https://example.com/tents'], ...ad, ...demandGen }
}

export async function imageData(width: number, height: number, shade = 1): Promise<string> {
  const background = { r: shade % 256, g: 120, b: Math.floor(shade / 256) % 256 }
  const image = sharp({ create: { width, height, channels: 3, background } })
  return (await image.png({ compressionLevel: 1 }).toBuffer()).toString('base64')
}

export function namesOf({ body }: Reply): string[] {
  return body.mutateOperationResponses.map(
    (response: Record<string, { resourceName: string }>) => Object.values(response)[0]?.resourceName,
  )
}

/** `campaignError.DUPLICATE_CAMPAIGN_NAME mutate_operations[1].campaign_operation.create.name`, one line per error. */
export function errorsOf({ body }: Pick<Reply, 'body'>): string[] {
  const envelope = Array.isArray(body) ? body[0] : body
  return failuresIn(envelope?.error?.details ?? envelope?.partialFailureError?.details).map(describe)
}

/** The first error as it came. */
export function firstError({ body }: Pick<Reply, 'body'>): WireError {
  return failuresIn(body.error.details)[0]!
}

function failuresIn(details: { errors?: WireError[] }[] | undefined): WireError[] {
  return (details ?? []).flatMap(({ errors }) => errors ?? [])
}

function describe({ errorCode, location }: WireError): string {
  const [kind, name] = Object.entries(errorCode)[0] ?? []
  const path = (location?.fieldPathElements ?? []).map(({ fieldName, index }) =>
    index === undefined ? fieldName : `${fieldName}[${index}]`,
  )
  return `${kind}.${name} ${path.join('.')}`.trim()
}

/** An emulator in memory, signed in to. */
export async function startTestClient(options: Partial<EmulatorOptions> = {}): Promise<TestClient> {
  const emulator = await startEmulator({ port: 0, dataDir: undefined, log: failLoudly, ...options })
  const client = new TestClient(emulator)
  await client.signIn()
  return client
}

/** A stack trace in the log is a crash that the answer hid. */
function failLoudly(line: string): void {
  if (line.includes('\n    at ')) throw new Error(line)
}
