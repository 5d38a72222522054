import type { Problem } from '../../contract/problem.ts'
import type { CallInput, CallOutput, Route, RouteName } from '../../contract/routes.ts'
import { pathOf, routes } from '../../contract/routes.ts'
import { noteAnswer, noteSilence } from './connection.ts'
import { newId } from './ids.ts'
import { activeWorkspace } from './workspace.ts'

const ROOT = '/api/v1'
/** Answers that a proxy in front gives for a server that does not. */
const GATEWAY_SAYS_SILENT = new Set([502, 504])

/** An answer that is not a success. `status` 0: there was no answer. */
export class ApiError extends Error {
  readonly status: number
  readonly problem: Problem | null

  constructor(status: number, problem: Problem | null, message: string) {
    super(message)
    this.name = 'ApiError'
    this.status = status
    this.problem = problem
  }
}

/** The ETag of a version, as `If-Match` wants it. */
export const etagOf = (version: number): string => `"${version}"`

/** Makes one call of the API. Throws `ApiError` for every answer that is not a success. */
export async function call<Name extends RouteName>(
  name: Name,
  input: CallInput<(typeof routes)[Name]> & { signal?: AbortSignal } = {},
): Promise<CallOutput<(typeof routes)[Name]>> {
  const route: Route = routes[name]
  const response = await send(route, input)
  if (!response.ok) throw await errorOf(response)
  const body: unknown = response.status === 204 ? undefined : await response.json()
  return body as CallOutput<(typeof routes)[Name]>
}

/** As `call`, for a route whose answer is a file. */
export async function fetchFile<Name extends RouteName>(
  name: Name,
  input: CallInput<(typeof routes)[Name]>,
): Promise<Blob> {
  const response = await send(routes[name], input)
  if (!response.ok) throw await errorOf(response)
  return await response.blob()
}

interface AnyInput {
  params?: unknown
  query?: unknown
  body?: unknown
  ifMatch?: string
  idempotencyKey?: string
  signal?: AbortSignal
}

async function send(route: Route, input: AnyInput): Promise<Response> {
  const headers = new Headers({ Accept: 'application/json' })
  const workspace = activeWorkspace()
  if (workspace !== null && route.public !== true) headers.set('Gacm-Workspace', workspace)
  if (input.ifMatch !== undefined) headers.set('If-Match', input.ifMatch)
  if (route.method === 'POST') headers.set('Idempotency-Key', input.idempotencyKey ?? newId())
  const { body } = input
  if (body !== undefined && !(body instanceof FormData)) headers.set('Content-Type', 'application/json')
  const request: RequestInit = { method: route.method, headers, credentials: 'same-origin' }
  if (body !== undefined) request.body = body instanceof FormData ? body : JSON.stringify(body)
  if (input.signal !== undefined) request.signal = input.signal
  try {
    const response = await fetch(`${ROOT}${pathOf(route, input)}`, request)
    if (GATEWAY_SAYS_SILENT.has(response.status)) noteSilence()
    else noteAnswer()
    return response
  } catch (cause) {
    if (input.signal?.aborted === true) throw cause
    noteSilence()
    throw new ApiError(0, null, 'The server does not answer.')
  }
}

async function errorOf(response: Response): Promise<ApiError> {
  const type = response.headers.get('Content-Type') ?? ''
  if (!type.includes('json'))
    return new ApiError(response.status, null, `The server answered ${response.status}.`)
  const problem = (await response.json().catch(() => null)) as Problem | null
  return new ApiError(response.status, problem, problem?.detail ?? `The server answered ${response.status}.`)
}
