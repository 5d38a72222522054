import { readdirSync } from 'node:fs'
import { Client, type Connection, type Submittable, types } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../test/database.ts'
import { type ColumnType, type Statement, statement, statements } from './statement.ts'

const TYPES: Record<number, ColumnType> = {
  [types.builtins.BOOL]: 'bool',
  [types.builtins.INT4]: 'int4',
  [types.builtins.FLOAT8]: 'float8',
  [types.builtins.BYTEA]: 'bytea',
  [types.builtins.TEXT]: 'text',
  [types.builtins.UUID]: 'uuid',
  [types.builtins.INT8]: 'int8',
  [types.builtins.TIMESTAMPTZ]: 'timestamptz',
  [types.builtins.JSON]: 'json',
  [types.builtins.JSONB]: 'jsonb',
  1009: 'text[]',
}

let database: TestDatabase
let client: Client

beforeAll(async () => {
  // Every file, so that no statement can be forgotten.
  for (const file of readdirSync(import.meta.dirname)) {
    if (/^[a-z-]+\.ts$/.test(file)) await import(/* @vite-ignore */ `./${file}`)
  }
  database = await createTestDatabase()
  client = new Client({ connectionString: database.url })
  await client.connect()
})
afterAll(async () => {
  await client.end()
  await database.drop()
})

/** Asks the server what a statement would answer, without running it. */
class Describe implements Submittable {
  readonly #text: string
  readonly #done: (columns: Record<string, string> | Error) => void
  #columns: Record<string, string> = {}
  #failed = false

  constructor(text: string, done: (columns: Record<string, string> | Error) => void) {
    this.#text = text
    this.#done = done
  }

  submit(connection: Connection): void {
    connection.parse({ name: '', text: this.#text, types: [] }, true)
    connection.describe({ type: 'S', name: '' }, true)
    connection.sync()
  }

  handleRowDescription({ fields }: { fields: { name: string; dataTypeID: number }[] }): void {
    this.#columns = Object.fromEntries(
      fields.map(({ name, dataTypeID }) => [name, TYPES[dataTypeID] ?? `type ${dataTypeID}`]),
    )
  }

  handleError(error: Error): void {
    this.#failed = true
    this.#done(error)
  }

  handleReadyForQuery(): void {
    if (!this.#failed) this.#done(this.#columns)
  }
}

async function answerOf({ text }: Statement<unknown>): Promise<Record<string, string>> {
  return await new Promise((resolve, reject) => {
    client.query(new Describe(text, (answer) => (answer instanceof Error ? reject(answer) : resolve(answer))))
  })
}

/** A function call has an answer, of which nothing is read. */
const FOR_THEIR_EFFECT = [
  'transaction_enter',
  'transaction_limit',
  'transaction_role',
  'idempotency_lock',
  'account_lock_reached',
]

describe('every statement of the catalogue', () => {
  it('is accepted by the migrated database, and answers the columns of its row type', async () => {
    const wrong: string[] = []
    for (const [name, one] of statements()) {
      const found = await answerOf(one).catch((error: Error) => ({ error: error.message }))
      const told = one.columns
      const differs = [...Object.keys(found), ...Object.keys(told)].filter(
        (column) => (found as Record<string, string>)[column] !== told[column],
      )
      if (differs.length > 0 && !FOR_THEIR_EFFECT.includes(name))
        wrong.push(`${name}: ${JSON.stringify(found)} instead of ${JSON.stringify(told)}`)
    }
    expect(wrong).toEqual([])
    expect(statements().size).toBeGreaterThan(100)
  })

  it('has a name that the server keeps whole', () => {
    expect([...statements().keys()].filter((name) => Buffer.byteLength(name) > 63)).toEqual([])
  })

  it('names the workspace, unless it is about what belongs to none', () => {
    const global =
      /\b(users|sessions|setup_links|sign_in_limits|sign_in_attempts|identities|totp_secrets|recovery_codes|passkeys|password_resets|google_quotas|google_quota_uses|google_quota_holds|geo_targets)\b|from workspaces|into workspaces|update workspaces|^select set_config|^select pg_(current_wal|is_in_recovery)|^\s*select pg_advisory/
    const bare = [...statements().values()].filter(
      ({ text }) => !/workspace_id (=|,)|\(workspace_id/.test(text) && !global.test(text),
    )
    // Workers look for work in all workspaces, and a person's workspaces are found by the person. Months are everybody's.
    expect(bare.map(({ name }) => name).sort()).toEqual([
      'account_count',
      'account_list_due',
      'account_reached_elsewhere',
      'approval_list_due',
      'approval_list_outdated',
      'batch_list_running',
      'member_list_of_user',
      'metrics_drop_month',
      'metrics_list_missing_months',
      'metrics_make_month',
    ])
  })
})

it('a column that is renamed, retyped, added or left out is noticed', async () => {
  const renamed = statement<{ one: number }>('test_renamed', 'select 1 as uno', { one: 'int4' })
  expect(await answerOf(renamed)).toEqual({ uno: 'int4' })
  const retyped = statement<{ one: number }>('test_retyped', 'select 1::bigint as one', { one: 'int4' })
  expect(await answerOf(retyped)).toEqual({ one: 'int8' })
  expect(await answerOf(statement('test_silent', 'select 1 as one'))).toEqual({ one: 'int4' })
  // @ts-expect-error A property of the row type is missing.
  statement<{ one: number; two: number }>('test_missing', 'select 1 as one', { one: 'int4' })
  // @ts-expect-error A 64-bit number is answered as text.
  statement<{ one: number }>('test_wrong_type', 'select 1 as one', { one: 'int8' })
})
