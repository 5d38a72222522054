import type { Problem } from '../../contract/problem.ts'
import { amountsIn, readerWords } from '../ui/finding-words.ts'
import { ApiError } from './call.ts'
import { PasskeyError } from './passkey-error.ts'

export interface FieldError {
  path: string
  code: string
  message: string
}

/** An error in words for a person: what happened, what to do, and which fields it is about. */
export interface ProblemWords {
  title: string
  detail: string
  fields: FieldError[]
  code: string
  requestId: string | null
  /** The open publication that stands in the way. */
  publicationId: string | null
}

const TITLES: Record<number, string> = {
  0: 'No connection',
  400: 'The server did not understand this',
  401: 'You are signed out',
  403: 'You may not do this',
  404: 'Not found',
  409: 'Not possible right now',
  412: 'Somebody else saved meanwhile',
  413: 'Too large',
  422: 'Not accepted',
  429: 'Too many requests',
  503: 'The server is busy',
}

/** Turns anything that was thrown into words. The only place where the web app explains an error. */
export function wordsOf(error: unknown): ProblemWords {
  if (error instanceof PasskeyError) {
    const { message: detail } = error
    return { title: 'Not done', detail, fields: [], code: 'passkey', requestId: null, publicationId: null }
  }
  if (!(error instanceof ApiError)) {
    const detail = error instanceof Error ? error.message : 'Something unexpected happened.'
    return {
      title: 'This page ran into a bug',
      detail,
      fields: [],
      code: 'bug',
      requestId: null,
      publicationId: null,
    }
  }
  const { problem, status } = error
  const publicationId = problem?.['publicationId']
  const errors = problem?.errors ?? []
  return {
    title: TITLES[status] ?? (status >= 500 ? 'The server failed' : 'Not accepted'),
    detail: problem === null ? fallback(status) : readerWords(problem.detail, amountsIn(errors)),
    fields: errors.map(fieldOf),
    code: problem?.code ?? (status === 0 ? 'offline' : `http_${status}`),
    requestId: problem?.requestId ?? null,
    publicationId: typeof publicationId === 'string' ? publicationId : null,
  }
}

const fieldOf = ({ path, code, message, amounts = [] }: Problem['errors'][number]): FieldError => ({
  path,
  code,
  message: readerWords(message, amounts),
})

/** One line for a toast: the fields at fault, or else the detail. */
export function lineOf(error: unknown): string {
  const words = wordsOf(error)
  const first = words.fields[0]
  if (first === undefined) return words.detail
  return words.fields.length === 1 ? first.message : `${first.message} (and ${words.fields.length - 1} more)`
}

/** A sign-in that took too long is over, and says nothing of the session that there may be. */
export const isSignedOut = (error: unknown): boolean =>
  error instanceof ApiError && error.status === 401 && error.problem?.code !== 'attempt_gone'
export const isSecondFactorNeeded = (error: unknown): boolean =>
  error instanceof ApiError && error.problem?.code === 'second_factor_needed'
export const isLostRace = (error: unknown): error is ApiError =>
  error instanceof ApiError && error.status === 412
export const isMissing = (error: unknown): boolean => error instanceof ApiError && error.status === 404

function fallback(status: number): string {
  if (status === 0)
    return 'The server does not answer. Check that it runs and that you are online, then try again.'
  if (status >= 500) return 'The server could not finish this. Nothing was lost; try again in a moment.'
  return `The server answered ${status} without saying why.`
}
