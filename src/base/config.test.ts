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
    'postgres://host/x',
    'postgresql://a:b%40c@host:5432/x?sslmode=require',
    'postgres:///x?host=/var/run/postgresql',
    'postgres://me@/x?host=/var/run/postgresql',
  ])('DATABASE_URL %s is taken', (url) => {
    expect(parseConfig({ DATABASE_URL: url }).databaseUrl).toBe(url)
  })

  test('keys for secrets: one, or several with the current one first', () => {
    const [one, two] = ['1'.repeat(64), 'f'.repeat(64)]
    expect(parseConfig({ GACM_SECRET_KEY: one }).secretKeys).toEqual([one])
    expect(parseConfig({ GACM_SECRET_KEY: `${one},${two}` }).secretKeys).toEqual([one, two])
    expect(parseConfig({}).secretKeys).toBeUndefined()
  })

  test('statements have names and there is no replica, unless it is said', () => {
    expect(parseConfig({})).toMatchObject({ preparedStatements: true, databaseReplicaUrl: undefined })
    const url = 'postgres://host/x'
    const set = { DATABASE_URL: url, DATABASE_REPLICA_URL: url, DATABASE_PREPARED_STATEMENTS: 'off' }
    expect(parseConfig(set)).toMatchObject({ preparedStatements: false, databaseReplicaUrl: url })
  })

  test('two mistakes are two lines', () => {
    expect(() => parseConfig({ PORT: 'x', HOST: 'h', GACM_LOG_LEVEL: 'y' })).toThrow(
      /^PORT: [^\n]+\nGACM_LOG_LEVEL: [^\n]+$/,
    )
  })
})
