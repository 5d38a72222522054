import { ACCESS_LEVELS, type AccessLevel, GOOGLE_ADS_HOST, type GoogleConfig } from '../base/config.ts'
import { sha256 } from '../base/ids.ts'
import type { Environment } from '../contract/words.ts'
import { AccessToken } from './access-token.ts'
import { type Answer, judge } from './answer.ts'
import { type ConsentAnswer, consentUrl, type Question, revokeToken, tradeCode } from './consent.ts'
import type { Credentials } from './credentials.ts'

/** Which account, and through which manager. */
export interface Customer {
  customerId: string
  loginCustomerId: string | null
}

/** A request as it will be sent: its bytes are fixed before the journal is written, so that the hash is of these bytes. */
export interface PreparedRequest {
  readonly path: string
  readonly body: string
  readonly sha256: string
  /** What it costs of Google's daily operations. */
  readonly operations: number
}

export interface MutateValue {
  /** Resource names in the order of the operations. */
  resourceNames: string[]
}

/** A place as Google tells it: what has no value is left out. */
export interface GeoTarget {
  id?: string
  name?: string
  canonicalName?: string
  countryCode?: string
  targetType?: string
  status?: string
}

/** Other credentials than those of the settings. */
export interface Connection {
  /** Changes with whatever of it changes. */
  key: string
  /** undefined: they were forgotten, and everything is refused as not connected. */
  credentials: Credentials | undefined
  /** Nothing may be changed at Google through it. */
  readOnly: boolean
}

interface Options {
  timeoutMs?: number
  dailyOperations?: number | undefined
}

/** Clients that are kept, so that their access tokens are: more than this and the oldest is made anew when it is needed. */
const MAX_CONNECTIONS = 500
/** Google answers slow mutates in minutes at worst; after this we look for ourselves what happened. */
const DEFAULT_TIMEOUT_MS = 60_000
const MAX_PAGES = 100
const USER_AGENT = 'gacm'
/** Failures to connect: no byte of the request left this machine. */
const NEVER_SENT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
])

/**
 * The Google Ads REST client: the calls that this product makes, and no retry of its own. Whoever sends a change must
 * know whether it was made, so every call answers with one of four kinds instead of throwing.
 */
export class GoogleAds {
  readonly environment: Environment
  readonly accessLevel: AccessLevel | null
  /** The name of the workspace that the credentials of the settings serve; undefined: the first that is no demo. */
  readonly workspace: string | undefined
  /** Operations in any 24 hours; null: not known, or as many as wanted. */
  readonly dailyOperations: number | null
  readonly #config: GoogleConfig
  readonly #token: AccessToken
  readonly #timeoutMs: number
  readonly #readOnly: boolean
  readonly #connections = new Map<string, GoogleAds>()

  /** Without a connection, the refresh token of the settings is what it acts by. */
  constructor(
    config: GoogleConfig,
    { timeoutMs = DEFAULT_TIMEOUT_MS, dailyOperations }: Options = {},
    connection?: Connection,
  ) {
    this.#config = config
    this.#timeoutMs = timeoutMs
    this.#token = new AccessToken(
      config,
      connection === undefined ? credentialsOf(config) : connection.credentials,
    )
    this.#readOnly = connection?.readOnly ?? false
    this.environment = config.baseUrl === GOOGLE_ADS_HOST ? 'GOOGLE' : 'EMULATOR'
    this.workspace = config.workspace
    this.accessLevel = config.accessLevel ?? null
    this.dailyOperations =
      dailyOperations ?? (config.accessLevel === undefined ? null : ACCESS_LEVELS[config.accessLevel])
  }

  /** The client that acts by other credentials, at the same Google and on the same meter. */
  as(connection: Connection): GoogleAds {
    const known = this.#connections.get(connection.key)
    if (known !== undefined) return known
    // What the settings say of a manager holds for their own credentials.
    const config = { ...this.#config, loginCustomerId: undefined }
    const { dailyOperations, timeoutMs } = this
    const client = new GoogleAds(
      config,
      { timeoutMs, dailyOperations: dailyOperations ?? undefined },
      connection,
    )
    this.#connections.set(connection.key, client)
    const [oldest] = this.#connections.keys()
    if (this.#connections.size > MAX_CONNECTIONS && oldest !== undefined) this.#connections.delete(oldest)
    return client
  }

  /** Whether people can be sent to the consent page: the settings name an OAuth client. */
  get canAsk(): boolean {
    return this.#config.clientId !== undefined && this.#config.clientSecret !== undefined
  }

  /** Whether the settings name credentials that requests can go by. */
  get hasCredentials(): boolean {
    return credentialsOf(this.#config) !== undefined && this.canAsk
  }

  /** The address of the consent page; undefined where the settings name no OAuth client. */
  consentUrl(question: Question): string | undefined {
    return consentUrl(this.#config, question)
  }

  /** Trades the code that came back from the consent page for a refresh token. */
  async tradeCode(
    code: string,
    question: Pick<Question, 'redirectUri' | 'verifier'>,
  ): Promise<ConsentAnswer> {
    return await tradeCode(this.#config, code, question)
  }

  /** Gives a refresh token back to Google. True where it is good for nothing any more. */
  async revokeToken(refreshToken: string): Promise<boolean> {
    return await revokeToken(this.#config, refreshToken)
  }

  /** The longest that one request may take. */
  get timeoutMs(): number {
    return this.#timeoutMs
  }

  /** One atomic mutate over several kinds of resources: all operations or none. */
  prepareMutate(customer: Customer, mutateOperations: readonly unknown[]): PreparedRequest {
    const body = JSON.stringify({ partialFailure: false, validateOnly: false, mutateOperations })
    return prepared(`customers/${customer.customerId}/googleAds:mutate`, body, mutateOperations.length)
  }

  /** The upload of one image. Google keeps equal bytes once, so sending it again is harmless. */
  prepareImageUpload(customer: Customer, name: string, content: Uint8Array): PreparedRequest {
    const data = Buffer.from(content).toString('base64')
    const body = JSON.stringify({ operations: [{ create: { name, type: 'IMAGE', imageAsset: { data } } }] })
    return prepared(`customers/${customer.customerId}/assets:mutate`, body, 1)
  }

  /** Sends a prepared change once. */
  async send(customer: Customer, request: PreparedRequest): Promise<Answer<MutateValue>> {
    if (this.#readOnly) return readOnlyAnswer()
    const answer = await this.#call(customer, 'POST', request.path, request.body)
    if (answer.kind !== 'applied') return answer
    return { ...answer, value: { resourceNames: resourceNamesOf(answer.value) } }
  }

  /** Whether Google would take a change here: it judges one as if it were sent, and makes nothing of it. */
  async tryChange(customer: Customer): Promise<Answer<null>> {
    if (this.#readOnly) return readOnlyAnswer()
    const mutateOperations = [{ labelOperation: { create: { name: 'A change that is only tried' } } }]
    const body = JSON.stringify({ partialFailure: false, validateOnly: true, mutateOperations })
    const path = `customers/${customer.customerId}/googleAds:mutate`
    const answer = await this.#call(customer, 'POST', path, body)
    return answer.kind === 'applied' ? { ...answer, value: null } : answer
  }

  /** Every row of a GAQL query. */
  async search<Row>(customer: Customer, query: string): Promise<Answer<Row[]>> {
    const rows: Row[] = []
    let pageToken: string | undefined
    for (let page = 0; page < MAX_PAGES; page += 1) {
      const body = JSON.stringify(pageToken === undefined ? { query } : { query, pageToken })
      const answer = await this.#call(
        customer,
        'POST',
        `customers/${customer.customerId}/googleAds:search`,
        body,
      )
      if (answer.kind !== 'applied') return answer
      const value = answer.value as { results?: Row[]; nextPageToken?: string }
      rows.push(...(value.results ?? []))
      pageToken = value.nextPageToken
      if (pageToken === undefined || pageToken === '') return { ...answer, value: rows }
    }
    throw new Error(`The query gave more than ${MAX_PAGES} pages: ${query}`)
  }

  /** The places that Google takes a name for, as it is typed: the most reached first. */
  async suggestGeoTargets(name: string): Promise<Answer<GeoTarget[]>> {
    const body = JSON.stringify({ locale: 'en', locationNames: { names: [name] } })
    const answer = await this.#call(null, 'POST', 'geoTargetConstants:suggest', body)
    if (answer.kind !== 'applied') return answer
    const { geoTargetConstantSuggestions: found = [] } = answer.value as {
      geoTargetConstantSuggestions?: { geoTargetConstant?: GeoTarget }[]
    }
    return { ...answer, value: found.flatMap(({ geoTargetConstant }) => geoTargetConstant ?? []) }
  }

  /** Ids of the customers that the credentials reach directly. */
  async listAccessibleCustomers(): Promise<Answer<string[]>> {
    const answer = await this.#call(null, 'GET', 'customers:listAccessibleCustomers')
    if (answer.kind !== 'applied') return answer
    const names = (answer.value as { resourceNames?: string[] }).resourceNames ?? []
    return { ...answer, value: names.map((name) => name.slice(name.lastIndexOf('/') + 1)) }
  }

  async #call(
    customer: Customer | null,
    method: string,
    path: string,
    body?: string,
  ): Promise<Answer<unknown>> {
    for (let tries = 1; ; tries += 1) {
      const token = await this.#token.get()
      if (token.kind !== 'token') {
        const told = { httpStatus: null, requestId: null, errors: [token.error] }
        return token.kind === 'refused'
          ? { kind: 'refused', ...told }
          : { kind: 'not_applied', retryAfterMs: null, ...told }
      }
      const answer = await this.#once(customer, method, path, body, token.token)
      const expired =
        answer.kind !== 'applied' &&
        answer.errors.some(({ code }) => code === 'authenticationError.OAUTH_TOKEN_EXPIRED')
      if (!expired || tries === 2) return answer
      this.#token.drop()
    }
  }

  async #once(
    customer: Customer | null,
    method: string,
    path: string,
    body: string | undefined,
    token: string,
  ): Promise<Answer<unknown>> {
    const loginCustomerId = customer?.loginCustomerId ?? this.#config.loginCustomerId
    try {
      const response = await fetch(`${this.#config.baseUrl}/${this.#config.apiVersion}/${path}`, {
        method,
        headers: {
          authorization: `Bearer ${token}`,
          'user-agent': USER_AGENT,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(loginCustomerId === undefined ? {} : { 'login-customer-id': loginCustomerId }),
        },
        ...(body === undefined ? {} : { body }),
        redirect: 'error',
        signal: AbortSignal.timeout(this.#timeoutMs),
      })
      const requestId = response.headers.get('request-id')
      const text = await response.text()
      if (!response.ok) return judge(response.status, requestId, parse(text))
      const value = parse(text)
      if (value === undefined) throw new Error('Google answered with a body that is not JSON.')
      return { kind: 'applied', value, httpStatus: response.status, requestId }
    } catch (error) {
      return withoutAnswer(error)
    }
  }
}

/** Of the settings; undefined where they name none. */
function credentialsOf({ refreshToken }: GoogleConfig): Credentials | undefined {
  return refreshToken === undefined ? undefined : { kind: 'OAUTH', refreshToken }
}

/** Nothing leaves: whoever comes so far has overlooked what the connection is for. */
function readOnlyAnswer(): Answer<never> {
  const error = {
    code: 'connection.READ_ONLY',
    message: 'This connection to Google Ads only reads.',
    operationIndex: null,
    field: null,
    trigger: null,
    details: {},
  }
  return { kind: 'refused', errors: [error], httpStatus: null, requestId: null }
}

function prepared(path: string, body: string, operations: number): PreparedRequest {
  return { path, body, sha256: sha256(`${path}\n${body}`), operations }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

/** No usable answer came. Only a failure to connect proves that nothing was sent. */
function withoutAnswer(error: unknown): Answer<never> {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  const reason = cause instanceof Error ? cause.message || code : String(cause)
  const errors = [
    {
      code: `network.${code || 'no_answer'}`,
      message: reason,
      operationIndex: null,
      field: null,
      trigger: null,
      details: {},
    },
  ]
  const told = { httpStatus: null, requestId: null, errors }
  return NEVER_SENT.has(code)
    ? { kind: 'not_applied', retryAfterMs: null, ...told }
    : { kind: 'unknown', reason, ...told }
}

/** `googleAds:mutate` answers a list of one-key objects; the mutates of one type answer `results`. */
function resourceNamesOf(value: unknown): string[] {
  const { mutateOperationResponses, results } = value as {
    mutateOperationResponses?: Record<string, { resourceName?: string }>[]
    results?: { resourceName?: string }[]
  }
  if (results !== undefined) return results.map((result) => result.resourceName ?? '')
  return (mutateOperationResponses ?? []).map((response) => Object.values(response)[0]?.resourceName ?? '')
}
