import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Exchange as Heard } from '../../src/emulator/server.ts'
import { createPublishingWorld } from '../publishing/world.ts'
import { checkExchange, type Exchange } from './check-exchange.ts'
import { checkJson } from './check-json.ts'
import { type Definitions, loadDefinitions } from './definitions.ts'

/** Where a whole test run keeps what it sent and heard; on its own, this file publishes something itself. */
const folder = process.env['GACM_TEST_EXCHANGES']

let definitions: Definitions
let exchanges: Exchange[]

beforeAll(async () => {
  definitions = loadDefinitions('v25')
  exchanges = folder ? readAll(folder) : await publishAndHear()
}, 120_000)

function readAll(from: string): Exchange[] {
  return readdirSync(from).map((file) => JSON.parse(readFileSync(join(from, file), 'utf8')) as Exchange)
}

async function publishAndHear(): Promise<Exchange[]> {
  const heard: Exchange[] = []
  const listener = (message: unknown): void => {
    const { body, userAgent, ...rest } = message as Heard
    heard.push({
      ...rest,
      ...(userAgent === undefined ? {} : { userAgent }),
      ...(body === undefined ? {} : { body: body.toString('utf8') }),
    })
  }
  subscribe('gacm.emulator.exchange', listener)
  const world = await createPublishingWorld()
  try {
    world.work()
    const campaign = await world.draft()
    expect(await world.publish(campaign.id)).toMatchObject({ state: 'SUCCEEDED' })
    await world.query(
      'SELECT campaign.id, campaign_budget.amount_micros, campaign.bidding_strategy_type FROM campaign',
    )
  } finally {
    await world.close()
    unsubscribe('gacm.emulator.exchange', listener)
  }
  return heard
}

describe('by Google’s own definitions', () => {
  it('there is something to look at', () => {
    expect(exchanges.filter(({ userAgent }) => userAgent === 'gacm').length).toBeGreaterThanOrEqual(5)
    expect(new Set(exchanges.map(({ path }) => path.replace(/^.*:/, '')))).toContain('mutate')
  })

  it('every request of ours, every one that the emulator took, and every answer of it is right', () => {
    const wrong = exchanges.flatMap((exchange) => checkExchange(definitions, exchange))
    expect([...new Set(wrong)]).toEqual([])
  })
})

describe('the check itself', () => {
  const check = (name: string, value: unknown): string[] => checkJson(definitions.type(name)!, value)

  it('sees unknown names, wrong types, wrong enum values, two of one union and idle masks', () => {
    expect(check('resources.Campaign', { nam: 'x' })).toEqual(['.nam: Campaign has no such field'])
    expect(check('resources.Campaign', { name: 5 })).toEqual(['.name: 5 is no string'])
    expect(check('resources.Campaign', { id: 5 })).toEqual(['.id: 5 is no int64'])
    expect(check('resources.Campaign', { status: 'RUNNING' })).toEqual([
      '.status: "RUNNING" is no CampaignStatus',
    ])
    expect(check('resources.Campaign', { maximizeConversions: {}, targetSpend: {} })).toEqual([
      ': maximizeConversions and targetSpend are both of the union campaignBiddingStrategy',
    ])
    const operation = { update: { resourceName: 'x', name: 'y' }, updateMask: 'status,network_settings.none' }
    expect(check('services.CampaignOperation', operation)).toEqual([
      '.updateMask: network_settings.none: NetworkSettings has no none',
      '.update.name: is not in the mask, so Google ignores it',
    ])
  })

  it('sees an error code that Google does not have', () => {
    const failure = { errors: [{ errorCode: { campaignError: 'NO_SUCH_ERROR' }, message: 'x' }] }
    expect(check('errors.GoogleAdsFailure', failure)).toEqual([
      '.errors[0].errorCode.campaignError: "NO_SUCH_ERROR" is no CampaignError',
    ])
  })
})
