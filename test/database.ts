import { randomBytes } from 'node:crypto'
import { Client, Pool } from 'pg'
import { inject } from 'vitest'
import { closing } from '../src/store/db-pool.ts'

/** A database of its own for one test file, a copy of the migrated template. */
export interface TestDatabase {
  url: string
  name: string
  /** Removes it, with whoever is still connected. */
  drop(): Promise<void>
}

/** Makes a copy of the migrated template: some 40 ms. Drop it in `afterAll`; whatever is left goes with the server. */
export async function createTestDatabase(): Promise<TestDatabase> {
  return await create(inject('templateDatabase'))
}

/** Makes a database without any table, for tests of migrations. */
export async function createEmptyDatabase(): Promise<TestDatabase> {
  return await create('template0')
}

/**
 * How the program reaches a test database: directly, or through the pooler in transaction mode at TEST_POOLER_URL, which
 * lets the owner in to every database. Then statements have no names.
 */
export function asProgram(url: string): { url: string; prepare: boolean } {
  const pooler = process.env['TEST_POOLER_URL']
  if (pooler === undefined || pooler === '') return { url, prepare: true }
  const through = new URL(url)
  through.host = new URL(pooler).host
  return { url: through.href, prepare: false }
}

/** Two connections as the owner, past what the program may do. Close them before the database is dropped: that throws everybody out. */
export function openOwnerPool(url: string): { query: Pool['query']; close: () => Promise<void> } {
  const pool = new Pool({ connectionString: url, max: 2 })
  return { query: pool.query.bind(pool), close: closing(pool) }
}

/** The server of this test run, as its owner. */
export function testServerUrl(): string {
  return inject('serverUrl')
}

async function create(template: string): Promise<TestDatabase> {
  const name = `gacm_test_${randomBytes(6).toString('hex')}`
  await onServer(`create database ${name} template ${template}`)
  const url = new URL(testServerUrl())
  url.pathname = `/${name}`
  return {
    url: url.href,
    name,
    drop: async () => await onServer(`drop database if exists ${name} with (force)`),
  }
}

async function onServer(sql: string): Promise<void> {
  const client = new Client({ connectionString: testServerUrl() })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}

declare module 'vitest' {
  interface ProvidedContext {
    serverUrl: string
    templateDatabase: string
  }
}
