import { AppError } from '../base/errors.ts'
import {
  findAnswer,
  insertAnswer,
  insertAnswerWithEffect,
  lockAnswer,
  type StoredAnswer,
} from '../store/idempotency.ts'
import type { Database, Scope, Tx } from '../store/db.ts'
import type { Actor, Context } from './context.ts'

/** What is sent back, and sent again when the same request comes twice. */
export interface Answer {
  status: number
  headers: Record<string, string>
  body: string
}

export interface KeyedRequest<Result> {
  key: string
  /** Of everything that makes the request what it is, the caller included. */
  requestSha256: string
  run(ctx: Context): Promise<Result>
  answer(result: Result): Answer
  /** Whether this is what the route promises to answer. */
  isWhole(answer: Answer): boolean
}

/**
 * Carries a request out at most once per key. The answer is written in the very transaction that has the effect, and
 * that transaction first waits for any other under the same key: so neither twenty requests at once nor a crash at
 * any point can double the effect. Refusals have no effect and are not remembered.
 */
export async function answerOnce<Result>(
  ctx: Context,
  actor: Actor,
  request: KeyedRequest<Result>,
): Promise<{ answer: Answer; replayed: boolean }> {
  const known = await findAnswer(ctx.db, actor.workspaceId, request.key)
  if (known !== undefined) return replay(known, request)
  const journal = new Journal(ctx.db, actor.workspaceId, request)
  try {
    const answer = request.answer(await request.run({ ...ctx, db: journal.database() }))
    if (!journal.holds(answer))
      await insertAnswer(ctx.db, actor.workspaceId, request.key, stored(request, answer))
    return { answer, replayed: false }
  } catch (error) {
    if (error instanceof AlreadyAnswered) return replay(error.known, request)
    // Its twin may have been first, and this one refused because of what the twin did.
    const twin =
      error instanceof AppError ? await findAnswer(ctx.db, actor.workspaceId, request.key) : undefined
    if (twin !== undefined && twin.request_sha256 === request.requestSha256) return replay(twin, request)
    throw error
  }
}

/** Ends a transaction whose work is already done. */
class AlreadyAnswered extends Error {
  override readonly name = 'AlreadyAnswered'
  readonly known: StoredAnswer

  constructor(known: StoredAnswer) {
    super('Answered already.')
    this.known = known
  }
}

/** A database whose transactions in one workspace also write down the answer that they lead to. */
class Journal {
  readonly #db: Database
  readonly #workspaceId: string
  readonly #request: KeyedRequest<unknown>
  #answer: Answer | undefined

  constructor(db: Database, workspaceId: string, request: KeyedRequest<unknown>) {
    this.#db = db
    this.#workspaceId = workspaceId
    this.#request = request
  }

  database(): Database {
    const transaction = this.#transaction.bind(this)
    return new Proxy(this.#db, {
      get(target, property) {
        if (property === 'transaction') return transaction
        const value: unknown = Reflect.get(target, property, target)
        return typeof value === 'function' ? value.bind(target) : value
      },
    })
  }

  /** Whether exactly this answer is stored. */
  holds(answer: Answer): boolean {
    return JSON.stringify(this.#answer) === JSON.stringify(answer)
  }

  async #transaction<Result>(scope: Scope, work: (tx: Tx) => Promise<Result>): Promise<Result> {
    if (typeof scope === 'string' || !('workspaceId' in scope) || scope.workspaceId !== this.#workspaceId) {
      return await this.#db.transaction(scope, work)
    }
    let written: Answer | undefined
    const result = await this.#db.transaction(scope, async (tx) => {
      const known = await lockAnswer(tx, this.#workspaceId, this.#request.key)
      if (known !== undefined && this.#answer === undefined) throw new AlreadyAnswered(known)
      const value = await work(tx)
      const answer = this.#answerOf(value)
      const row = stored(this.#request, answer)
      written = (await insertAnswerWithEffect(tx, this.#workspaceId, this.#request.key, row))
        ? answer
        : undefined
      return value
    })
    this.#answer = written ?? this.#answer
    return result
  }

  /** What the result of a transaction will be answered with; status 0 where it is not the result of the whole request. */
  #answerOf(result: unknown): Answer {
    const lost = { status: 0, headers: {}, body: '' }
    try {
      const answer = this.#request.answer(result)
      return this.#request.isWhole(answer) ? answer : lost
    } catch {
      return lost
    }
  }
}

type Identified = Pick<KeyedRequest<unknown>, 'requestSha256'>

function stored(request: Identified, { status, headers, body }: Answer): StoredAnswer {
  return { request_sha256: request.requestSha256, status, headers, body }
}

function replay(known: StoredAnswer, request: Identified): { answer: Answer; replayed: boolean } {
  if (known.request_sha256 !== request.requestSha256) {
    const message = 'This Idempotency-Key was used for another request. Take a new key for a new request.'
    const errors = [{ path: 'Idempotency-Key', code: 'idempotency_key_reused', message }]
    throw new AppError('not_allowed', message, { errors, details: { code: 'idempotency_key_reused' } })
  }
  if (known.status === 0) {
    const message =
      'This request was carried out, but its answer was lost. Read the campaign before you send anything new.'
    throw new AppError('conflict', message, { details: { code: 'answer_lost' } })
  }
  return { answer: { status: known.status, headers: known.headers, body: known.body }, replayed: true }
}
