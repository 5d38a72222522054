import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { Route } from '../contract/routes.ts'
import type { Actor, Context } from '../domain/context.ts'
import type { Caller, Workspace } from '../domain/sessions.ts'
import type { UploadedFile } from './read-upload.ts'

type Output<R, Key extends string> =
  R extends Record<Key, infer S extends z.ZodType> ? z.output<S> : undefined

/** One request, checked: what a handler hands on to the domain. */
export interface Call<R extends Route> {
  ctx: Context
  params: Output<R, 'params'>
  query: Output<R, 'query'>
  body: Output<R, 'body'>
  /** The file of a multipart request, instead of `body`. */
  file: UploadedFile | undefined
  /** The version that the caller has seen. */
  ifMatch: number | undefined
  request: FastifyRequest
}

/** A request whose sender is known. */
export interface SignedCall<R extends Route> extends Call<R> {
  actor: Actor
  caller: Caller
  workspace: Workspace
}

/** What a handler answers beside its status: JSON text and headers. */
export interface Payload {
  json?: string
  headers?: Record<string, string>
  /** Opens a session in the browser (a token) or ends it (null). */
  session?: string | null
  /** Whose session it is: the browser is known as theirs from now on. */
  signedIn?: string
  /** Notes in the browser a sign-in that is under way (a token), or that it is over (null). */
  attempt?: string | null
  /** Notes in the browser questions to a device, for passkeys, by the names of their cookies: a token, or null for one that is over. */
  passkeys?: Readonly<Record<string, string | null>>
  /** A file instead of JSON: its type, and its pieces as they come. */
  download?: { type: string; pieces: AsyncIterable<string> }
}

/** A route with its handler: `act` is one call into the domain, `answer` puts its result on the wire. */
export interface Endpoint {
  readonly route: Route
  readonly act: (call: SignedCall<Route>) => Promise<unknown>
  readonly answer: (result: unknown) => Payload
}

type CallOf<R extends Route> = R extends { public: true } ? Call<R> : SignedCall<R>

export function endpoint<R extends Route, Result>(
  route: R,
  act: (call: CallOf<R>) => Promise<Result>,
  answer: (result: Result) => Payload = asJson,
): Endpoint {
  return { route, act, answer } as unknown as Endpoint
}

export function asJson(result: unknown): Payload {
  return result === undefined ? {} : { json: JSON.stringify(result) }
}

/** JSON that the database made: passed on as it is. */
export function asText(json: string): Payload {
  return { json }
}
