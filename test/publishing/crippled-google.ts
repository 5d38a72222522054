import { randomBytes } from 'node:crypto'
import type { Answer } from '../../src/google/answer.ts'
import { type Customer, GoogleAds, type PreparedRequest } from '../../src/google/google-ads.ts'

/**
 * What is taken away from a worker, to see that the proof would notice: `blind` finds nothing when it looks for what it
 * may have made; `forgetful` is blind and gives everything another name each time; `unguarded` is blind for the guard of
 * a change and sends none.
 */
export const HANDICAPS = ['none', 'blind', 'forgetful', 'unguarded'] as const
export type Handicap = (typeof HANDICAPS)[number]

type Operation = Record<string, { create?: { name?: string } }>

/** The client of Google Ads with a handicap. */
export class CrippledGoogle extends GoogleAds {
  readonly #handicap: Handicap

  constructor(
    config: ConstructorParameters<typeof GoogleAds>[0],
    { timeoutMs, handicap }: { timeoutMs: number; handicap: Handicap },
  ) {
    super(config, { timeoutMs })
    this.#handicap = handicap
  }

  override prepareMutate(customer: Customer, mutateOperations: readonly unknown[]): PreparedRequest {
    const operations = mutateOperations as Operation[]
    if (this.#handicap === 'unguarded') {
      return super.prepareMutate(
        customer,
        operations.filter(({ labelOperation }) => !labelOperation?.create?.name?.includes(' change ')),
      )
    }
    return super.prepareMutate(customer, this.#handicap === 'forgetful' ? operations.map(rename) : operations)
  }

  override async search<Row>(customer: Customer, query: string): Promise<Answer<Row[]>> {
    const isLookUp = /FROM (campaign_label|label) WHERE label\.name|WHERE campaign\.name =/.test(query)
    const isOfGuard = query.includes('FROM label WHERE label.name LIKE')
    const seesNothing = this.#handicap === 'unguarded' ? isOfGuard : this.#handicap !== 'none' && isLookUp
    if (seesNothing) return { kind: 'applied', value: [], httpStatus: 200, requestId: null }
    return await super.search(customer, query)
  }
}

function rename(operation: Operation): Operation {
  const [[kind, body]] = Object.entries(operation) as [[string, { create?: { name?: string } }]]
  if (body.create?.name === undefined) return operation
  return {
    [kind]: { create: { ...body.create, name: `${body.create.name} ${randomBytes(4).toString('hex')}` } },
  }
}
