import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { startTestClient, type TestClient } from '../testing/client.ts'

const EVERYTHING = 'SELECT campaign.id, campaign.name, campaign.primary_status FROM campaign'
const DAY_MS = 86_400_000
let client: TestClient
let folder: string

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'gacm-emulator-'))
  client = await startTestClient()
})
afterEach(async () => {
  await client.emulator.close()
  rmSync(folder, { recursive: true })
})

describe('a saved state', () => {
  test('is loaded again with rows, time, settings and faults, and outlives a restart', async () => {
    await client.createTree({ campaign: { status: 'ENABLED' } })
    client.emulator.control.advanceClock(3 * DAY_MS)
    await client.signIn()
    client.emulator.control.quota({ accessLevel: 'EXPLORER', customerQps: 7 })
    client.emulator.control.setReadLag(5)
    client.emulator.control.injectFault({ kind: 'error', match: { path: 'labels:mutate' } })
    const rows = await client.rows(EVERYTHING)
    const saved = (await client.send('GET', '/_emulator/state', undefined)).body
    expect(saved).toMatchObject({ format: 'gacm-emulator-state', version: 1 })

    const other = await startTestClient({ dataDir: folder })
    await other.createTree({ campaign: { name: 'Gone' } })
    expect((await other.post('/_emulator/state', saved)).status).toBe(200)
    await other.signIn()
    expect(await other.rows(EVERYTHING)).toEqual(rows)
    expect(other.emulator.control.quota()).toMatchObject({
      accessLevel: 'EXPLORER',
      rates: { customerQps: 7 },
    })
    expect(other.emulator.control.faults.list()).toHaveLength(1)
    const { now } = other.emulator.control.summary()
    expect(Date.parse(now) - Date.now()).toBeGreaterThan(3 * DAY_MS - 60_000)
    await other.emulator.close()

    const again = await startTestClient({ dataDir: folder })
    expect(await again.rows(EVERYTHING)).toEqual(rows)
    expect(again.emulator.control.summary().readLagMs).toBe(5)
    const ids = (await again.createTree({ campaign: { name: 'New' } })).map((name) => name.split('/').pop())
    expect(ids).not.toContain(rows[0].campaign.id)
    await again.emulator.close()
  })

  test.each([
    ['something else', { hello: 1 }, 'This is no saved state of the emulator.'],
    [
      'another version',
      { format: 'gacm-emulator-state', version: 2 },
      'The state was saved in version 2 of its format, and this emulator reads version 1.',
    ],
    [
      'a damaged one',
      { format: 'gacm-emulator-state', version: 1, state: { n: 1 }, faults: [] },
      expect.stringContaining('The saved state is damaged:'),
    ],
  ])('is not %s, and nothing is lost by trying', async (_, file, error) => {
    await client.createTree()
    const reply = await client.post('/_emulator/state', file)
    expect(reply.status).toBe(400)
    expect(reply.body).toEqual({ error })
    expect(await client.rows(EVERYTHING)).toHaveLength(1)
  })
})
