import { parseConfig } from '../base/config.ts'
import { AppError, type ErrorCode } from '../base/errors.ts'
import { readRunFile } from './data-dir.ts'

/** Where `gacm emulator` listens unless told otherwise. */
export const DEFAULT_PORT = 4190
/** A saved state of a large emulator takes its time. */
const TIMEOUT_MS = 120_000
const CODE_OF_STATUS: Record<number, ErrorCode> = {
  400: 'invalid_request',
  403: 'forbidden',
  404: 'not_found',
  413: 'too_large',
  429: 'rate_limited',
}

/** Speaks to an emulator that runs. */
export interface EmulatorClient {
  url: string
  /** The control API; a refusal is an AppError with the emulator's words. */
  control(method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown): Promise<unknown>
  /** A query on an account, as any client of Google Ads sends one. */
  search(account: EmulatedAccount, query: string): Promise<Record<string, unknown>[]>
}

export interface EmulatedAccount {
  id: string
  directAccess: boolean
  managerIds: readonly string[]
}

/** The emulator at that address, else that of the `gacm start` on this data directory, else one on the usual port. */
export function emulatorClient(url: string | undefined): EmulatorClient {
  const base = addressOf(url)
  return {
    url: base,
    control: async (method, path, body) => await ask(base, method, `/_emulator${path}`, body),
    search: async ({ id, directAccess, managerIds }, query) => {
      const token = await accessToken(base)
      const login = directAccess ? id : (managerIds[0] ?? id)
      const headers = { authorization: `Bearer ${token}`, 'login-customer-id': login }
      const path = `/v25/customers/${id}/googleAds:search`
      const { results } = (await ask(base, 'POST', path, { query }, headers)) as { results?: [] }
      return results ?? []
    },
  }
}

function addressOf(url: string | undefined): string {
  if (url === undefined) {
    const running = readRunFile(parseConfig(process.env).dataDir)?.emulatorUrl
    return running ?? `http://127.0.0.1:${DEFAULT_PORT}`
  }
  if (/^https?:\/\//.test(url) && URL.canParse(url)) return url.replace(/\/+$/, '')
  throw new AppError('invalid_request', '--url: must be an http or https URL')
}

async function accessToken(base: string): Promise<string> {
  const form = new URLSearchParams({
    grant_type: 'refresh_token',
    client_id: 'gacm',
    client_secret: 'gacm',
    refresh_token: 'gacm emulator',
  })
  const response = await reach(base, '/token', { method: 'POST', body: form })
  const { access_token: token } = (await response.json()) as { access_token?: string }
  return token ?? ''
}

async function ask(
  base: string,
  method: string,
  path: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<unknown> {
  const response = await reach(base, path, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  const answer = isJson(text) ? (JSON.parse(text) as unknown) : undefined
  if (response.ok && answer !== undefined) return answer
  const code = CODE_OF_STATUS[response.status] ?? 'unavailable'
  throw new AppError(code, refusalOf(answer) ?? `${base} answered ${response.status}: it is no emulator.`)
}

async function reach(base: string, path: string, init: RequestInit): Promise<Response> {
  return await fetch(`${base}${path}`, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) }).catch(
    (cause: unknown) => {
      const how = 'Start one ("npm start", or "gacm emulator"), or name another with --url.'
      throw new AppError('unavailable', `No emulator answers at ${base}. ${how}`, { cause })
    },
  )
}

function isJson(text: string): boolean {
  return /^\s*[[{]/.test(text)
}

interface Failure {
  error?: string | { message?: string; details?: { errors?: { message: string }[] }[] }
}

/** The control API refuses in a word of its own, or as Google does. */
function refusalOf(answer: unknown): string | undefined {
  const { error } = (answer ?? {}) as Failure
  if (typeof error === 'string') return error
  const reasons = error?.details?.flatMap(({ errors = [] }) => errors.map(({ message }) => message))
  return reasons?.length ? reasons.join('\n') : error?.message
}
