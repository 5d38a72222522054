import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { startTestClient, type TestClient } from '../emulator/testing/client.ts'
import { buildProgram } from './program.ts'

const ACCOUNT = '1234567890'
const directory = mkdtempSync(join(tmpdir(), 'gacm-emulator-'))
let client: TestClient

beforeAll(async () => {
  vi.stubEnv('GACM_DATA_DIR', join(directory, 'none'))
  client = await startTestClient()
})
afterAll(async () => {
  await client.emulator.close()
  vi.unstubAllEnvs()
  rmSync(directory, { recursive: true })
})
beforeEach(() => client.emulator.control.reset())

/** What the program prints for `gacm emulator ...` on the emulator of this test. */
async function emulator(...args: string[]): Promise<string> {
  let printed = ''
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += String(text)
    return true
  })
  try {
    await buildProgram().parseAsync(['node', 'gacm', 'emulator', ...args, '--url', client.emulator.url])
  } finally {
    write.mockRestore()
  }
  return printed
}

const json = async (...args: string[]): Promise<unknown> => JSON.parse(await emulator(...args, '--json'))

describe('gacm emulator', () => {
  test('status tells time, quota, faults and what each account holds', async () => {
    await client.createTree()
    await emulator('fault', 'lose_response', '--path', 'googleAds:mutate')
    const printed = await emulator('status')
    expect(printed).toContain(client.emulator.url)
    expect(printed).toMatch(/Access +STANDARD/)
    expect(printed).toContain('lose_response, 1 more, on googleAds:mutate')
    expect(printed).toMatch(/1234567890 .*Demo Outdoor .*1 campaign/)
    expect(await json('status')).toMatchObject({ quota: { accessLevel: 'STANDARD' }, latencyMs: 0 })
  })

  test('fault makes the next requests go wrong, lists what waits and clears it', async () => {
    await emulator(
      'fault',
      'error',
      '--code',
      'quotaError.RESOURCE_TEMPORARILY_EXHAUSTED',
      '--count',
      '2',
      '--retry-delay',
      '5s',
      '--path',
      'googleAds:search',
      '--when',
      'before',
      '--message',
      'No.',
    )
    const reply = await client.search('SELECT campaign.id FROM campaign')
    expect(reply.status).toBe(429)
    expect(JSON.stringify(reply.body)).toContain('"retryDelay":"5s"')
    expect(await json('fault', 'list')).toMatchObject({ faults: [{ remaining: 1, kind: 'error' }] })
    await emulator('fault', 'clear')
    expect(await emulator('fault', 'list')).toBe('No fault waits.\n')
  })

  test('fault refuses a code that Google does not have', async () => {
    await expect(emulator('fault', 'error', '--code', 'campaignError.NO')).rejects.toMatchObject({
      code: 'invalid_request',
      message: expect.stringContaining('This is no error code of Google Ads.'),
    })
  })

  test('clock lets time pass', async () => {
    const before = Date.parse((await emulator('clock')).trim())
    const after = Date.parse((await emulator('clock', '--advance', '1d12h')).trim())
    expect(after - before).toBeGreaterThanOrEqual(36 * 3_600_000)
    await expect(emulator('clock', '--advance', 'tomorrow')).rejects.toThrow(/30s, 15m, 12h, 2d/)
  })

  test('edit changes a campaign as a person does', async () => {
    const [, campaign] = await client.createTree()
    const id = campaign!.split('/').at(-1)!
    const args = ['--campaign', id, '--name', 'By hand', '--status', 'ENABLED', '--budget', '25.50']
    await emulator('edit', ACCOUNT, ...args, '--user', 'ann@example.com')
    const [row] = await client.rows(
      'SELECT campaign.name, campaign.status, campaign_budget.amount_micros FROM campaign',
    )
    expect(row.campaign).toMatchObject({ name: 'By hand', status: 'ENABLED' })
    expect(row.campaignBudget.amountMicros).toBe('25500000')
    const events = await client.rows(
      "SELECT change_event.client_type, change_event.change_resource_type FROM change_event WHERE change_event.change_date_time DURING TODAY AND change_event.user_email = 'ann@example.com' LIMIT 10",
    )
    expect(events.map(({ changeEvent }) => changeEvent)).toMatchObject([
      { clientType: 'GOOGLE_ADS_WEB_CLIENT', changeResourceType: 'CAMPAIGN_BUDGET' },
      { clientType: 'GOOGLE_ADS_WEB_CLIENT', changeResourceType: 'CAMPAIGN' },
    ])
    await emulator('edit', ACCOUNT, '--campaign', id, '--status', 'REMOVED')
    await expect(emulator('edit', ACCOUNT, '--campaign', id, '--name', 'x')).rejects.toMatchObject({
      code: 'invalid_request',
      message: 'A removed resource cannot be changed.',
    })
  })

  test('edit takes operations from a file, and says what is wrong with one', async () => {
    const file = join(directory, 'operations.json')
    writeFileSync(file, JSON.stringify([{ labelOperation: { create: { name: 'by hand' } } }]))
    expect(await emulator('edit', ACCOUNT, file)).toMatch(/^customers\/1234567890\/labels\/\d+\n$/)
    writeFileSync(file, '{')
    await expect(emulator('edit', ACCOUNT, file)).rejects.toThrow(/is not JSON/)
    await expect(emulator('edit', ACCOUNT)).rejects.toThrow('Say what to change')
    await expect(emulator('edit', '1111111111', '--campaign', '1', '--budget', '1')).rejects.toMatchObject({
      code: 'not_found',
    })
  })

  test('quota sets what the API grants and how long it takes', async () => {
    const printed = await emulator('quota', '--level', 'EXPLORER', '--used', '10', '--customer-qps', '2.5')
    expect(printed).toMatch(
      /Access +EXPLORER\nOperations +10 of 15000 on test accounts, 10 of 2880 on others/,
    )
    expect(printed).toMatch(/Speed +2\.5 requests a second per account/)
    expect(await json('quota', '--customer-qps', '0')).toMatchObject({ accessLevel: 'EXPLORER', rates: {} })
    expect(await emulator('latency', '20ms')).toBe('Every request waits 20 ms.\n')
    expect(await emulator('status')).toMatch(/Latency +20 ms/)
  })

  test('save, reset and load bring everything back', async () => {
    await client.createTree()
    const file = join(directory, 'state.json')
    await emulator('save', file)
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ format: 'gacm-emulator-state' })
    await emulator('reset')
    expect(await client.rows('SELECT campaign.id FROM campaign')).toEqual([])
    await emulator('load', file)
    expect(await client.rows('SELECT campaign.id FROM campaign')).toHaveLength(1)
    writeFileSync(file, JSON.stringify({ format: 'gacm-emulator-state', version: 9 }))
    await expect(emulator('load', file)).rejects.toMatchObject({
      code: 'invalid_request',
      message: 'The state was saved in version 9 of its format, and this emulator reads version 1.',
    })
    await expect(emulator('load', join(directory, 'nothing'))).rejects.toThrow(/cannot be read/)
  })

  test('says where no emulator answers', async () => {
    const parse = buildProgram().parseAsync([
      'node',
      'gacm',
      'emulator',
      'clock',
      '--url',
      'http://127.0.0.1:1',
    ])
    await expect(parse).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('No emulator answers at http://127.0.0.1:1. Start one'),
    })
  })
})
