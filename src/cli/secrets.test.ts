import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestWorkspace, createTestWorld, type TestWorld } from '../../test/workspace.ts'
import { newId } from '../base/ids.ts'
import { KeyRing, newRingKey } from '../base/secrets.ts'

// The ring is turned: everything is sealed with the new key, and what cannot be opened stops it before anything is lost.

const LAUNCHER = fileURLToPath(new URL('../../bin/gacm.cjs', import.meta.url))
const run = promisify(execFile)
const [old, current, foreign] = [newRingKey(), newRingKey(), newRingKey()]
let world: TestWorld
let owner: pg.Client
let dataDir: string

beforeAll(async () => {
  world = await createTestWorld()
  owner = new pg.Client({ connectionString: world.databaseUrl })
  await owner.connect()
  dataDir = mkdtempSync(join(tmpdir(), 'gacm-secrets-'))
})
afterAll(async () => {
  rmSync(dataDir, { recursive: true })
  await owner.end()
  await world.close()
})

async function gacm(keys: string, ...args: string[]): Promise<{ code: number; out: string }> {
  const env = {
    ...process.env,
    DATABASE_URL: world.databaseUrl,
    GACM_DATA_DIR: dataDir,
    GACM_SECRET_KEY: keys,
  }
  return await run(process.execPath, [LAUNCHER, 'secrets', ...args], { env }).then(
    ({ stdout }) => ({ code: 0, out: stdout }),
    (error: { code: number; stderr: string }) => ({ code: error.code, out: error.stderr }),
  )
}

async function keep(ring: KeyRing, text: string): Promise<string> {
  const { actor } = await createTestWorkspace(world.ctx)
  const id = newId()
  await owner.query(
    `insert into google_connections (workspace_id, id, kind, environment, name, secret, created_by)
     values ($1, $2, 'OAUTH', 'EMULATOR', 'Ours', $3, 'x')`,
    [actor.workspaceId, id, ring.seal(text, `google_connections.secret:${id}`)],
  )
  return id
}

async function opened(ring: KeyRing, id: string): Promise<string> {
  const { rows } = await owner.query<{ secret: string }>(
    'select secret from google_connections where id = $1',
    [id],
  )
  return ring.open(rows[0]!.secret, `google_connections.secret:${id}`)
}

test('everything that an older key sealed is sealed with the first one, in all workspaces, once', async () => {
  const [first, second] = [await keep(new KeyRing([old]), 'one'), await keep(new KeyRing([old]), 'two')]
  const ring = `${current},${old}`
  expect(JSON.parse((await gacm(ring, 'status', '--json')).out)).toEqual({ secrets: 2, older: 2, lost: 0 })
  expect(JSON.parse((await gacm(ring, 'rotate', '--json')).out)).toEqual({ secrets: 2, sealedAnew: 2 })
  expect(JSON.parse((await gacm(ring, 'rotate', '--json')).out)).toEqual({ secrets: 2, sealedAnew: 0 })
  expect(await opened(new KeyRing([current]), first)).toBe('one')
  expect(await opened(new KeyRing([current]), second)).toBe('two')
})

test('a secret of a key that is not here stops it in words, and stays as it is', async () => {
  const id = await keep(new KeyRing([foreign]), 'theirs')
  const refused = await gacm(current, 'rotate')
  expect(refused).toEqual({ code: 1, out: expect.stringMatching(/has no key [0-9a-f]{8}/) as string })
  expect(JSON.parse((await gacm(current, 'status', '--json')).out)).toMatchObject({ lost: 1 })
  expect(await opened(new KeyRing([foreign]), id)).toBe('theirs')
  expect(refused.out).not.toContain(current)
})

test('without settings, the file of the data directory is turned; nothing is written where there is none', async () => {
  expect(await gacm('', 'status')).toEqual({
    code: 1,
    out: expect.stringMatching(/there is no .*secret-key/) as string,
  })
  expect((await gacm(current, 'new-key')).out).toMatch(/^Set this on all processes/)
  const { writeSecretKeys } = await import('./secret-key-file.ts')
  writeSecretKeys(dataDir, [foreign, current])
  const file = join(dataDir, 'secret-key')
  expect((await gacm('', 'new-key')).code).toBe(0)
  expect(readFileSync(file, 'utf8').trim().split(',').slice(1)).toEqual([foreign, current])
  expect((await gacm('', 'rotate')).out).toMatch(/^3 of 3 secrets were sealed anew\. Older keys were dropped/)
  expect(readFileSync(file, 'utf8').trim()).toMatch(/^[0-9a-f]{64}$/)
})
