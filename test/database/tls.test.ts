import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { parseConfig } from '../../src/base/config.ts'
import { Database } from '../../src/store/db.ts'
import { migrationStatus } from '../../src/store/migrate.ts'
import { statement } from '../../src/store/statement.ts'
import { makeCertificate } from '../certificate.ts'
import { testServerUrl } from '../database.ts'
import { PostgresServer } from '../postgres-server.ts'

// What `sslmode` comes to: a server that proves by its certificate that it is the one that was named, or nothing.

const IS_ENCRYPTED = statement<{ ssl: boolean }>(
  'test_is_encrypted',
  'select ssl from pg_stat_ssl where pid = pg_backend_pid()',
  { ssl: 'bool' },
)

let server: PostgresServer
let folder: string
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'gacm-tls-'))
  server = await PostgresServer.start()
  const { certificate, key } = makeCertificate('localhost')
  writeFileSync(join(folder, 'own.pem'), certificate)
  writeFileSync(join(folder, 'other.pem'), makeCertificate('localhost').certificate)
  const client = new Client({ connectionString: server.url })
  await client.connect()
  try {
    // By the server itself, whose files they have to be.
    for (const [name, text] of [
      ['server.crt', certificate],
      ['server.key', key],
    ] as const) {
      const lines = text
        .trim()
        .split('\n')
        .map((line) => `('${line}')`)
      await client.query(`copy (values ${lines.join(',')}) to program 'umask 077; cat > ${name}'`)
    }
    await client.query('create role gacm_app in role pg_read_all_stats')
    await client.query('alter system set ssl = on')
    await client.query('select pg_reload_conf()')
    await vi.waitFor(
      async () => expect((await client.query('show ssl')).rows).toEqual([{ ssl: 'on' }]),
      10_000,
    )
  } finally {
    await client.end()
  }
}, 60_000)
afterAll(async () => {
  await server?.close()
  rmSync(folder, { recursive: true, force: true })
})

function urlOf(parameters: Record<string, string>, host = 'localhost', of = server.url): string {
  const url = new URL(of)
  url.hostname = host
  url.search = new URLSearchParams(parameters).toString()
  return parseConfig({ DATABASE_URL: url.href }).databaseUrl!
}

test('the server whose certificate is known is spoken to by TLS, by migrations and by the pool', async () => {
  const url = urlOf({ sslmode: 'require', sslrootcert: join(folder, 'own.pem') })
  expect((await migrationStatus(url)).length).toBeGreaterThan(0)
  const db = new Database(url)
  try {
    expect(await db.one('system', IS_ENCRYPTED, [])).toEqual({ ssl: true })
  } finally {
    await db.close()
  }
})

test.each([
  [
    'nobody whom this machine trusts made its certificate',
    { sslmode: 'require' },
    'localhost',
    /self-signed certificate/,
  ],
  [
    'it says so in words that psql would not verify',
    { sslmode: 'require', uselibpqcompat: 'true' },
    'localhost',
    /self-signed/,
  ],
  [
    'another one of the same name is known',
    { sslmode: 'verify-ca', sslrootcert: 'other.pem' },
    'localhost',
    /self-signed|signature/,
  ],
  [
    'its certificate is for another name',
    { sslmode: 'verify-ca', sslrootcert: 'own.pem' },
    '127.0.0.1',
    /altnames/,
  ],
])('refused where %s', async (_, parameters, host, reason) => {
  const { sslrootcert } = parameters as { sslrootcert?: string }
  const url = urlOf(
    { ...parameters, ...(sslrootcert === undefined ? {} : { sslrootcert: join(folder, sslrootcert) }) },
    host,
  )
  await expect(migrationStatus(url)).rejects.toThrow(reason)
  const db = new Database(url)
  try {
    await expect(db.one('system', IS_ENCRYPTED, [])).rejects.toThrow()
  } finally {
    await db.close()
  }
})

test('a server without TLS is not spoken to without', async () => {
  await expect(migrationStatus(urlOf({ sslmode: 'prefer' }, 'localhost', testServerUrl()))).rejects.toThrow(
    /does not support SSL/,
  )
})
