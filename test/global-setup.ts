import { randomBytes } from 'node:crypto'
import { Client } from 'pg'
import type { TestProject } from 'vitest/node'
import { startThrowawayPostgres } from '../src/cli/throwaway-postgres.ts'
import { migrateUp } from '../src/store/migrate.ts'

/**
 * One server for the whole run: the embedded one, on a directory of its own, or the one of TEST_DATABASE_URL (a
 * superuser of a server that may be changed). The migrations run once, into a template that test files copy.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env['TEST_DATABASE_URL']
  const server =
    given === undefined || given === ''
      ? await startThrowawayPostgres()
      : { url: given, stop: async () => {} }
  const template = `gacm_template_${randomBytes(6).toString('hex')}`
  try {
    await onServer(server.url, `create database ${template}`)
    await migrateUp(databaseUrl(server.url, template))
  } catch (error) {
    await server.stop()
    throw error
  }
  project.provide('serverUrl', databaseUrl(server.url, 'postgres'))
  project.provide('templateDatabase', template)
  return async () => {
    if (given) await onServer(server.url, `drop database if exists ${template} with (force)`)
    await server.stop()
  }
}

function databaseUrl(serverUrl: string, database: string): string {
  const url = new URL(serverUrl)
  url.pathname = `/${database}`
  return url.href
}

async function onServer(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
