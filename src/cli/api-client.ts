import { parseConfig } from '../base/config.ts'
import { AppError, type ErrorCode } from '../base/errors.ts'
import { problemSchema } from '../contract/problem.ts'
import { type CallInput, type CallOutput, pathOf, type Route } from '../contract/routes.ts'
import { newId } from '../base/ids.ts'
import { type ApiAccess, accessApi } from './running.ts'

/** Calls a route and answers what the contract says; a refusal is an AppError with the server's words. */
export type Call = <R extends Route>(route: R, input?: CallInput<R>) => Promise<CallOutput<R>>

const CODE_OF_STATUS: Record<number, ErrorCode> = {
  400: 'invalid_request',
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not_found',
  409: 'conflict',
  412: 'stale',
  413: 'too_large',
  422: 'not_allowed',
  428: 'precondition_required',
  429: 'rate_limited',
  503: 'unavailable',
}

/** Runs a command that speaks to the API. */
export async function withApi(
  workspace: string | undefined,
  work: (call: Call, url: string) => Promise<void>,
): Promise<void> {
  const access = await accessApi(parseConfig(process.env), process.env, workspace)
  await work(createCall(access), access.url)
}

/** A typed client over fetch. A key of our own that is refused is replaced, once. */
function createCall({ url, apiKey, renew }: ApiAccess): Call {
  let key = apiKey
  const ask = async (route: Route, input: CallInput<Route>): Promise<Response> =>
    await fetch(`${url}/api/v1${pathOf(route, input)}`, requestOf(route, input, key)).catch(
      (error: unknown) => {
        throw new AppError('unavailable', `${url} does not answer.`, { cause: error })
      },
    )
  return async (route, input = {}) => {
    let response = await ask(route, input)
    if (response.status === 401 && renew !== null) {
      key = await renew(key)
      response = await ask(route, input)
    }
    const text = await response.text()
    if (!response.ok) throw problemOf(response.status, text)
    return (text === '' ? undefined : JSON.parse(text)) as CallOutput<typeof route>
  }
}

function requestOf(route: Route, input: CallInput<Route>, apiKey: string): RequestInit {
  const body = input.body as unknown
  const json = body !== undefined && !(body instanceof FormData)
  return {
    method: route.method,
    headers: {
      authorization: `Bearer ${apiKey}`,
      'gacm-door': 'cli',
      ...(json ? { 'content-type': 'application/json' } : {}),
      ...(input.ifMatch === undefined ? {} : { 'if-match': input.ifMatch }),
      ...(route.method === 'POST' ? { 'idempotency-key': input.idempotencyKey ?? newId() } : {}),
    },
    ...(body === undefined ? {} : { body: json ? JSON.stringify(body) : body }),
  }
}

function problemOf(status: number, text: string): AppError {
  const code = CODE_OF_STATUS[status] ?? 'unavailable'
  try {
    const problem = problemSchema.parse(JSON.parse(text))
    return new AppError(code, problem.detail, { errors: problem.errors, details: problem })
  } catch {
    return new AppError(code, `The server answered ${status}.`)
  }
}
