import { spawn } from 'node:child_process'
import {
  appendFileSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Journal, type JournalEntry } from './journal.ts'
import { startEmulator } from './server.ts'
import { type CommitEntry, State } from './state.ts'
import { CUSTOMER, namesOf, TestClient } from './testing/client.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'emulator-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

async function started(): Promise<TestClient> {
  const client = new TestClient(await startEmulator({ port: 0, dataDir: folder }))
  await client.signIn()
  return client
}

describe('a restart', () => {
  test('finds every row, temporary names resolved, time where it was, and goes on with new ids', async () => {
    const first = await started()
    const names = await first.createTree()
    first.emulator.control.advanceClock(60_000)
    const query =
      'SELECT campaign.name, campaign.primary_status, ad_group.name, ad_group_ad.policy_summary.review_status, ad_group_ad.ad.final_urls FROM ad_group_ad'
    const before = await first.rows(query)
    await first.emulator.close()
    const second = await started()
    expect(await second.rows(query)).toEqual(before)
    expect(before[0].adGroupAd.policySummary.reviewStatus).toBe('REVIEWED')
    const [label] = namesOf(await second.create('label', { name: 'x' }))
    expect(names).not.toContain(label)
    await second.emulator.close()
  })

  test('takes access tokens from before', async () => {
    const first = await started()
    await first.emulator.close()
    const second = new TestClient(await startEmulator({ port: 0, dataDir: folder }))
    second.accessToken = first.accessToken
    expect((await second.search('SELECT customer.id FROM customer')).status).toBe(200)
    await second.emulator.close()
  })

  test('keeps names unique and assets deduplicated', async () => {
    const first = await started()
    const image = await first.image(200, 100)
    await first.create('label', { name: 'x' })
    await first.emulator.close()
    const second = await started()
    expect(await second.image(200, 100)).toBe(image)
    expect((await second.create('label', { name: 'x' })).status).toBe(400)
    await second.emulator.close()
  })

  test('after a line that was cut short drops that line alone', async () => {
    const first = await started()
    await first.create('label', { name: 'kept' })
    const length = statSync(join(folder, 'journal.log')).size
    await first.create('label', { name: 'torn' })
    await first.emulator.close()
    truncateSync(join(folder, 'journal.log'), statSync(join(folder, 'journal.log')).size - 1)
    const second = await started()
    expect(await second.rows('SELECT label.name FROM label')).toMatchObject([{ label: { name: 'kept' } }])
    expect(statSync(join(folder, 'journal.log')).size).toBe(length)
    await second.create('label', { name: 'next' })
    await second.emulator.close()
    const third = await started()
    expect((await third.rows('SELECT label.name FROM label')).map((row) => row.label.name)).toEqual([
      'kept',
      'next',
    ])
    await third.emulator.close()
  })

  test('refuses a journal that is damaged in the middle, rather than lose commits in silence', async () => {
    const first = await started()
    await first.create('label', { name: 'one' })
    await first.create('label', { name: 'two' })
    await first.emulator.close()
    const path = join(folder, 'journal.log')
    writeFileSync(path, readFileSync(path, 'utf8').replace('"one"', '"eno"'))
    await expect(startEmulator({ port: 0, dataDir: folder })).rejects.toThrow('is damaged at byte')
  })

  test('keeps a second emulator out while the first runs', async () => {
    const first = await started()
    await expect(startEmulator({ port: 0, dataDir: folder })).rejects.toThrow('Another emulator')
    await first.emulator.close()
    await (await started()).emulator.close()
  })
})

describe('kill -9 in a burst', () => {
  test('loses no answered change and shows none by half', async () => {
    for (const killAfter of [1, 7, 20]) {
      const { answered } = await burst(killAfter)
      const client = await started()
      const campaigns = (await client.rows('SELECT campaign.name FROM campaign')).map(
        (row) => row.campaign.name,
      )
      const adGroups = (await client.rows('SELECT campaign.name FROM ad_group')).map(
        (row) => row.campaign.name,
      )
      const budgets = await client.rows('SELECT campaign_budget.id FROM campaign_budget')
      expect(answered.length).toBeGreaterThanOrEqual(killAfter)
      expect(campaigns).toEqual(expect.arrayContaining(answered))
      expect(adGroups).toEqual(campaigns)
      expect(budgets).toHaveLength(campaigns.length)
      client.emulator.control.reset()
      await client.emulator.close()
    }
  })

  /** Runs an emulator of its own, creates campaigns at it and kills it after some answers. */
  async function burst(killAfter: number): Promise<{ answered: string[] }> {
    const script = `
      const { startEmulator } = await import(${JSON.stringify(new URL('server.ts', import.meta.url).href)})
      const emulator = await startEmulator({ port: 0, dataDir: ${JSON.stringify(folder)} })
      console.log(emulator.url)`
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const exited = new Promise((resolve) => child.once('exit', resolve))
    const lines = createInterface({ input: child.stdout })
    const url = await new Promise<string>((resolve) => lines.once('line', resolve))
    const client = new TestClient({ url } as TestClient['emulator'])
    await client.signIn()
    const answered: string[] = []
    const one = async (n: number): Promise<void> => {
      const name = `burst ${killAfter} ${n}`
      const reply = await client.mutate(campaign(name))
      if (reply.status !== 200) throw new Error(JSON.stringify(reply.body))
      answered.push(name)
      if (answered.length === killAfter) child.kill('SIGKILL')
    }
    const results = await Promise.allSettled(Array.from({ length: 60 }, (_, n) => one(n)))
    await exited
    // The kill has to fall into the burst, or this shows nothing.
    expect(results.filter(({ status }) => status === 'rejected').length).toBeGreaterThan(0)
    return { answered }
  }

  function campaign(name: string): unknown[] {
    const root = `customers/${CUSTOMER}`
    return [
      {
        campaignBudgetOperation: {
          create: {
            resourceName: `${root}/campaignBudgets/-1`,
            name,
            amountMicros: '50000000',
            explicitlyShared: false,
          },
        },
      },
      {
        campaignOperation: {
          create: {
            resourceName: `${root}/campaigns/-2`,
            name,
            advertisingChannelType: 'DEMAND_GEN',
            campaignBudget: `${root}/campaignBudgets/-1`,
            maximizeConversions: {},
            containsEuPoliticalAdvertising: 'DOES_NOT_CONTAIN_EU_POLITICAL_ADVERTISING',
          },
        },
      },
      { adGroupOperation: { create: { campaign: `${root}/campaigns/-2`, name } } },
    ]
  }
})

test('a state whose journal grew long starts again from its snapshot', () => {
  const { journal } = Journal.open<CommitEntry>(folder, { compactAtBytes: 300 })
  const state = new State(journal)
  for (let n = 1; n <= 10; n += 1) {
    state.transaction(0, () => {
      const name = `customers/1/labels/${state.newId()}`
      state.put({ table: 'label', name, customerId: '1', data: { name: `label ${n}` }, createdAtMs: 0 })
      return true
    })
  }
  const next = state.newId()
  state.close()
  const { journal: again, snapshot, entries } = Journal.open<CommitEntry>(folder)
  expect(snapshot!.put.length + entries.length).toBe(10)
  expect(snapshot!.put.length).toBeGreaterThan(0)
  const restored = new State(again)
  for (const entry of [snapshot!, ...entries]) restored.restore(entry)
  expect([restored.count('label', '1'), restored.newId()]).toEqual([10, next])
  restored.close()
})

describe('the journal', () => {
  interface Entry extends JournalEntry {
    text: string
  }

  test('gives back what was appended, and after compaction only what came later', () => {
    const { journal } = Journal.open<Entry>(folder, { compactAtBytes: 10 })
    journal.append({ n: 1, text: 'one' })
    journal.append({ n: 2, text: 'zwei ü\nnoch' })
    expect(journal.isLong).toBe(true)
    journal.compact({ n: 2, text: 'all of it' })
    journal.append({ n: 3, text: 'three' })
    journal.close()
    const { journal: again, snapshot, entries } = Journal.open<Entry>(folder)
    expect([snapshot, entries]).toEqual([{ n: 2, text: 'all of it' }, [{ n: 3, text: 'three' }]])
    again.close()
  })

  test('skips what the snapshot holds, where a crash came between snapshot and truncation', () => {
    const { journal } = Journal.open<Entry>(folder)
    journal.append({ n: 1, text: 'one' })
    const before = readFileSync(join(folder, 'journal.log'))
    journal.compact({ n: 1, text: 'all' })
    journal.close()
    appendFileSync(join(folder, 'journal.log'), before)
    const { journal: again, snapshot, entries } = Journal.open<Entry>(folder)
    expect([snapshot?.text, entries]).toEqual(['all', []])
    again.close()
  })

  test('ignores a snapshot that was not finished', () => {
    const { journal } = Journal.open<Entry>(folder)
    journal.append({ n: 1, text: 'one' })
    journal.close()
    writeFileSync(join(folder, 'snapshot.tmp'), 'half')
    const { journal: again, snapshot, entries } = Journal.open<Entry>(folder)
    expect([snapshot, entries]).toEqual([undefined, [{ n: 1, text: 'one' }]])
    again.close()
  })
})
