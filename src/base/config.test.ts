import { describe, expect, test } from 'vitest'
import { parseConfig } from './config.ts'

describe('settings', () => {
  test('nothing set is fine, and blank counts as not set', () => {
    expect(parseConfig({ PORT: '', GACM_EMULATOR_PORT: '' })).toMatchObject({
      port: 4180,
      host: '127.0.0.1',
      emulatorPort: 0,
      databaseUrl: undefined,
      logLevel: 'warn',
    })
  })

  test.each([
    ['PORT', 'abc', 'PORT: must be a number from 0 to 65535'],
    ['PORT', '65536', 'PORT: must be a number from 0 to 65535'],
    ['PORT', '0x1F', 'PORT: must be a number from 0 to 65535'],
    ['PORT', ' 80', 'PORT: must be a number from 0 to 65535'],
    ['PORT', '-1', 'PORT: must be a number from 0 to 65535'],
    ['GACM_LOG_LEVEL', 'x', 'GACM_LOG_LEVEL: must be one of: fatal, error, warn, info, debug, silent'],
    ['GOOGLE_ADS_API_VERSION', '25', 'GOOGLE_ADS_API_VERSION: must look like v25'],
    ['PUBLIC_URL', 'ads.example.com', 'PUBLIC_URL: must be an http or https URL'],
    ['DATABASE_URL', 'mysql://x/y', 'DATABASE_URL: must start with postgres://'],
    ['DATABASE_REPLICA_URL', 'mysql://x/y', 'DATABASE_REPLICA_URL: must start with postgres://'],
    [
      'DATABASE_REPLICA_URL',
      'postgres://x/y',
      'DATABASE_REPLICA_URL: needs DATABASE_URL, whose replica it is',
    ],
    [
      'GACM_SECRET_KEY',
      'short',
      'GACM_SECRET_KEY: must be 64 hex characters (openssl rand -hex 32), or several of these with commas, the current one first',
    ],
    ['DATABASE_PREPARED_STATEMENTS', 'no', 'DATABASE_PREPARED_STATEMENTS: must be one of: on, off'],
  ])('%s=%s is refused in words', (name, value, line) => {
    expect(() => parseConfig({ [name]: value })).toThrow(
      expect.objectContaining({ code: 'misconfigured', message: line }),
    )
  })

  test.each(['postgres://a:secret@127.0.0.1:abc/x', 'postgres://a:sec/ret@host/x'])(
    'DATABASE_URL that no driver can read is refused without a word of it: %s',
    (url) => {
      expect(() => parseConfig({ DATABASE_URL: url })).toThrow(/^DATABASE_URL: is not a URL that can be read/)
      expect(() => parseConfig({ DATABASE_URL: url })).not.toThrow(/secret|sec\/ret/)
    },
  )

  test.each([
    'postgres://localhost/x',
    'postgres://a:b%40c@127.0.0.1:5432/x?application_name=a%20b',
    'postgres://[::1]:5432/x',
    'postgres://localhost/x?sslmode=disable',
    'postgres://a:b@postgres:5432/x',
    'postgres:///x?host=/run/postgresql',
    'postgresql://a:b%40c@host:5432/x?sslmode=verify-full',
    'postgres:///x?host=/var/run/postgresql',
    'postgres://me@/x?host=/var/run/postgresql',
  ])('DATABASE_URL %s is taken', (url) => {
    expect(parseConfig({ DATABASE_URL: url }).databaseUrl).toBe(url)
  })

  test.each([
    ['postgres://host/x?sslmode=require', 'postgres://host/x?sslmode=verify-full'],
    [
      'postgres://host/x?ssl=true&connect_timeout=3',
      'postgres://host/x?connect_timeout=3&sslmode=verify-full',
    ],
    [
      'postgres://a:b%40c@host/x?uselibpqcompat=true&sslmode=prefer&sslrootcert=/ca.pem',
      'postgres://a:b%40c@host/x?sslmode=verify-full&sslrootcert=%2Fca.pem',
    ],
    ['postgres://localhost/x?sslmode=verify-ca', 'postgres://localhost/x?sslmode=verify-full'],
  ])('DATABASE_URL %s verifies who answers, whatever the driver makes of these words', (url, used) => {
    expect(parseConfig({ DATABASE_URL: url }).databaseUrl).toBe(used)
    expect(parseConfig({ DATABASE_URL: url, DATABASE_TLS: 'any' }).databaseUrl).toBe(url)
  })

  test.each([
    'postgres://a:secret@db.example.com/x',
    'postgres://a:secret@10.0.0.7/x?sslmode=disable',
    'postgres://a:secret@db.example.com/x?sslmode=no-verify',
    'postgres://a:secret@db.example.com/x?ssl=0',
    'postgres://a:secret@localhost/x?host=db.example.com',
    'postgres://a:secret@localhost.example.com/x',
  ])('DATABASE_URL %s reaches another machine unprotected: refused in words, unless it is said', (url) => {
    for (const set of [
      { DATABASE_URL: url },
      { DATABASE_URL: 'postgres://localhost/x', DATABASE_REPLICA_URL: url },
    ])
      expect(() => parseConfig(set)).toThrow(
        expect.objectContaining({
          code: 'misconfigured',
          message: expect.stringMatching(
            /^DATABASE_(REPLICA_)?URL: names another machine, [^\n]*sslmode=verify-full(?!.*secret)/,
          ),
        }),
      )
    expect(parseConfig({ DATABASE_URL: url, DATABASE_TLS: 'any' }).databaseUrl).toBe(url)
  })

  test('keys for secrets: one, or several with the current one first', () => {
    const [one, two] = ['1'.repeat(64), 'f'.repeat(64)]
    expect(parseConfig({ GACM_SECRET_KEY: one }).secretKeys).toEqual([one])
    expect(parseConfig({ GACM_SECRET_KEY: `${one},${two}` }).secretKeys).toEqual([one, two])
    expect(parseConfig({}).secretKeys).toBeUndefined()
  })

  test('statements have names and there is no replica, unless it is said', () => {
    expect(parseConfig({})).toMatchObject({ preparedStatements: true, databaseReplicaUrl: undefined })
    const url = 'postgres://localhost/x'
    const set = { DATABASE_URL: url, DATABASE_REPLICA_URL: url, DATABASE_PREPARED_STATEMENTS: 'off' }
    expect(parseConfig(set)).toMatchObject({ preparedStatements: false, databaseReplicaUrl: url })
  })

  test('two mistakes are two lines', () => {
    expect(() => parseConfig({ PORT: 'x', HOST: 'h', GACM_LOG_LEVEL: 'y' })).toThrow(
      /^PORT: [^\n]+\nGACM_LOG_LEVEL: [^\n]+$/,
    )
  })
})
