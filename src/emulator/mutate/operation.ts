import { localDate } from '../clock.ts'
import type { ErrorCode } from '../generated/error-codes.ts'
import { type Fault, type PathElement, toPath } from '../refusal.ts'
import type { MaskPath } from '../field-mask.ts'
import type { Message } from '../schema.ts'
import type { Row, State, Table } from '../state.ts'
import type { Caller, World } from '../world.ts'
import type { ImageFacts } from './decode-images.ts'

export type Verb = 'create' | 'update' | 'remove'

/** The rules of one resource. Each function notes what it refuses on the operation. */
export interface ResourceRules {
  table: Table
  /** The message in the schema: `resources.Campaign`. */
  type: string
  /** As in resource names and in the addresses of single mutates: `campaigns`. */
  collection: string
  /** The operation's name in a mixed mutate, without the suffix: `campaign`. */
  noun: string
  /** The key has two parts, made from what the row links; a create names no resource. */
  composite?: true
  /** Google takes these on a create although the proto calls them output only. */
  writable?: readonly string[]
  /** Checks and completes a new resource. The engine stores what comes back, unless something was refused. */
  create?(op: Operation, data: Message): NewRow | undefined
  /** Checks `next`, what the resource would become. */
  update?(op: Operation, before: Row, next: Message, paths: readonly MaskPath[]): void
  remove?(op: Operation, row: Row): void
  /** Finds the row of an update where that is not the row of its name: ads live in their ad group's row. */
  locate?(op: Operation, name: string): Row | undefined
}

export interface NewRow {
  key: string
  data: Message
  contentHash?: string
  /** Set where an existing resource answers for the new one: equal assets are kept once. */
  existing?: Row
}

/** What the operations of one request share. */
export interface RequestScope {
  world: World
  caller: Caller
  nowMs: number
  images: ReadonlyMap<Message, ImageFacts>
  /** Temporary resource names, with what they became; undefined after their operation failed. */
  temporary: Map<string, string | undefined>
  /** Their numbers alone: one may not stand for resources of two kinds. */
  temporaryIds: Set<string>
  /** Content of the assets created so far, to tell an equal pair in one request. */
  assetHashes: Set<string>
  /** What can only be judged once everything is in place, by what it is about. */
  atEnd: Map<string, () => void>
}

interface RefusalOptions {
  trigger?: string
  details?: Record<string, unknown>
}

/** One operation of a mutate while it is being judged. */
export class Operation {
  readonly faults: Fault[] = []
  readonly scope: RequestScope
  readonly verb: Verb
  readonly #prefix: readonly PathElement[]

  constructor(scope: RequestScope, prefix: readonly PathElement[], verb: Verb) {
    this.scope = scope
    this.#prefix = prefix
    this.verb = verb
  }

  get state(): State {
    return this.scope.world.state
  }

  get customerId(): string {
    return this.scope.caller.account.id
  }

  get currencyCode(): string {
    return this.scope.caller.account.currencyCode
  }

  /** Today where the account is. */
  get today(): string {
    return localDate(this.scope.nowMs, this.scope.caller.account.timeZone)
  }

  get failed(): boolean {
    return this.faults.length > 0
  }

  /** Notes an error about a field of the resource, like `ad.final_urls[0]`. */
  refuse(code: ErrorCode, field: string, message: string, { trigger, details }: RefusalOptions = {}): void {
    const path =
      this.verb === 'remove' ? [{ fieldName: 'remove' }] : [{ fieldName: this.verb }, ...toPath(field)]
    this.faults.push({ code, message, path: [...this.#prefix, ...path], trigger, details })
  }

  /** Notes an error about the operation around the resource: its mask, or that it holds nothing. */
  refuseOperation(code: ErrorCode, field: string, message: string, trigger?: string): void {
    this.faults.push({ code, message, path: [...this.#prefix, ...toPath(field)], trigger })
  }

  /**
   * Judges a whole when the request is done: an asset group together with the assets linked to it. The first operation
   * that asks for it is the one that errors point to.
   */
  checkAtEnd(subject: string, check: () => void): void {
    if (!this.scope.atEnd.has(subject)) this.scope.atEnd.set(subject, check)
  }

  require(data: Message, json: string, field: string): boolean {
    const value = data[json]
    if (value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0)) return true
    this.refuse('fieldError.REQUIRED', field, 'The required field was not present.')
    return false
  }

  /** The row that a field names, of that table and this account; otherwise notes why not. */
  referenced(name: string, table: Table, field: string): Row | undefined {
    const row = this.state.find(name)
    if (row && row.table === table && row.customerId === this.customerId) return row
    this.refuse(
      'mutateError.RESOURCE_NOT_FOUND',
      field,
      `There is no ${table} with the resource name '${name}'.`,
      { trigger: name },
    )
    return undefined
  }
}
