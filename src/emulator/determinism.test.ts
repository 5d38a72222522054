import { expect, test } from 'vitest'
import { type Reply, startTestClient } from './testing/client.ts'
import { performanceMax, uploadImages } from './testing/performance-max.ts'

const NOON = Date.parse('2026-11-23T17:00:00Z')
const DAY_MS = 86_400_000

/** A day in the life of a client, and everything that it was answered. */
async function live(idSeed: string | undefined): Promise<string> {
  const client = await startTestClient({ now: () => NOON, ...(idSeed === undefined ? {} : { idSeed }) })
  const heard: Reply[] = [await client.signIn()]
  const form = { 'content-type': 'application/x-www-form-urlencoded' }
  heard.push(await client.send('POST', '/token', await client.consent('http://127.0.0.1:1/back'), form))
  heard.push(await client.mutate(await client.tree({ campaign: { status: 'ENABLED' } })))
  heard.push(
    await client.mutate(
      performanceMax(await uploadImages(client), { campaign: { status: 'ENABLED', name: 'Everywhere' } }),
    ),
  )
  heard.push(await client.mutate(await client.tree()))
  client.emulator.control.advanceClock(5 * DAY_MS)
  heard.push(await client.signIn())
  for (const query of [
    'SELECT campaign.id, segments.date, metrics.impressions, metrics.clicks, metrics.cost_micros, metrics.conversions FROM campaign WHERE segments.date DURING LAST_7_DAYS',
    'SELECT asset.id, asset.name, asset.type FROM asset',
    "SELECT change_event.resource_name, change_event.change_date_time, change_event.new_resource FROM change_event WHERE change_event.change_date_time BETWEEN '2026-11-20' AND '2026-12-01' LIMIT 100",
  ]) {
    heard.push(await client.search(query))
  }
  await client.emulator.close()
  return JSON.stringify(heard)
}

test('two runs with the same seed and the same calls hear the same, to the byte', async () => {
  const first = await live('a seed')
  expect(await live('a seed')).toBe(first)
  expect(first).toContain('"impressions"')
})

test('another seed has other ids, and without one the request ids are random', async () => {
  const [one, other, none] = [await live('one'), await live('other'), await live(undefined)]
  const campaign = /campaigns\/(\d+)/
  expect(campaign.exec(one)?.[1]).not.toBe(campaign.exec(other)?.[1])
  expect(await live(undefined)).not.toBe(none)
})
