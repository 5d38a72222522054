import type { FastifyRequest } from 'fastify'
import { AppError } from '../base/errors.ts'

/** What the files of all requests under way may take of the memory. Who comes beyond it comes again. */
export class UploadBudget {
  readonly #maxBytes: number
  readonly #held = new Map<FastifyRequest, number>()
  #total = 0

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes
  }

  /** Throws `unavailable` where there is no room for so many bytes more. */
  take(request: FastifyRequest, bytes: number): void {
    if (this.#total + bytes > this.#maxBytes)
      throw new AppError(
        'unavailable',
        'Too many files are being uploaded right now. Try again in a moment.',
        {
          retryAfterSeconds: 5,
        },
      )
    this.#total += bytes
    this.#held.set(request, (this.#held.get(request) ?? 0) + bytes)
  }

  /** What the request held is free again. */
  release(request: FastifyRequest): void {
    this.#total -= this.#held.get(request) ?? 0
    this.#held.delete(request)
  }
}
