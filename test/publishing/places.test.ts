import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createServer } from '../../src/api/server.ts'
import { newId } from '../../src/base/ids.ts'
import { campaignPatchSchema } from '../../src/contract/campaign.ts'
import type { Place, PlacesAnswer } from '../../src/contract/places.ts'
import { createApiKey } from '../../src/domain/api-keys.ts'
import { preflightCampaign } from '../../src/domain/campaign-plan.ts'
import { editCampaign } from '../../src/domain/edit-campaigns.ts'
import { readQuota } from '../../src/domain/quota.ts'
import { problemOf, send } from '../server.ts'
import { createTestWorkspace, testGoogle } from '../workspace.ts'
import { createPublishingWorld, type PublishingWorld } from './world.ts'

// Places by name and by id: over HTTP, from the command line, and what the rules make of them.

const LAUNCHER = fileURLToPath(new URL('../../bin/gacm.cjs', import.meta.url))
// Some tests start whole programs, on a machine that may be busy.
vi.setConfig({ testTimeout: 120_000 })

const BERLIN = '1003854'
const MUNICH = '1004234'

let world: PublishingWorld
let app: FastifyInstance
let url: string
let key: string

beforeAll(async () => {
  world = await createPublishingWorld()
  app = await createServer(world.ctx, { secureCookies: false, checkAnswers: true })
  url = await app.listen({ host: '127.0.0.1', port: 0 })
  const [row] = (await world.sql('select name from workspaces where id = $1', [
    world.home.actor.workspaceId,
  ])) as { name: string }[]
  key = await createApiKey(world.ctx, { workspaceName: row!.name, role: 'viewer', name: 'reader' })
})
afterAll(async () => {
  await app.close()
  await world.close()
})

const headers = () => ({ authorization: `Bearer ${key}` })
const ask = async (query: string, accountId = world.home.accountId, server = app) =>
  await send(server, `GET /accounts/${accountId}/locations?${query}`, { headers: headers() })
const placesFor = async (query: string): Promise<PlacesAnswer> => (await ask(query)).json<PlacesAnswer>()
const words = (places: readonly Place[]) =>
  places.map(({ id, canonicalName, targetType, status }) => `${id} ${canonicalName} ${targetType} ${status}`)
const requests = () => world.emulator.control.requests().length
const kept = async (id: string) =>
  (await world.sql(`select name, status from geo_targets where geo_target_id = $1`, [id])) as object[]

describe('GET /accounts/{id}/locations?query=', () => {
  it('200 finds regions and cities at Google, and keeps what it said', async () => {
    const { items, problem } = await placesFor('query=Berl')
    expect(problem).toBeNull()
    expect(words(items)).toEqual([
      '20230 Berlin,Germany State ENABLED',
      `${BERLIN} Berlin,Berlin,Germany City ENABLED`,
    ])
    expect(items[1]!.countryCode).toBe('DE')
    expect(await kept(BERLIN)).toEqual([{ name: 'Berlin', status: 'ENABLED' }])
  })

  it('200 has countries first, each once', async () => {
    const { items } = await placesFor('query=germ')
    expect(words(items).filter((each) => each.startsWith('2276 '))).toEqual(['2276 Germany Country ENABLED'])
    expect(items[0]!.id).toBe('2276')
  })

  it('counts one of the day’s operations', async () => {
    const { used } = await readQuota(world.ctx)
    await ask('query=Lyon')
    expect((await readQuota(world.ctx)).used).toBe(used + 1)
  })

  it('200 has the countries and says why no more, where Google refuses or the day has no room', async () => {
    world.emulator.control.injectFault({
      kind: 'error',
      code: 'authorizationError.USER_PERMISSION_DENIED',
      match: { path: 'geoTargetConstants:suggest' },
    })
    const refused = await placesFor('query=Austr')
    expect(words(refused.items)).toEqual(['2036 Australia Country ENABLED', '2040 Austria Country ENABLED'])
    expect(refused.problem).toMatch(/access|permission/i)

    const address = { baseUrl: world.emulator.url, tokenUrl: `${world.emulator.url}/token` }
    const google = testGoogle(address, 5000, 1)
    const poor = await createServer({ ...world.ctx, google }, { secureCookies: false, checkAnswers: true })
    try {
      const before = requests()
      const answer = (await ask('query=Austr', world.home.accountId, poor)).json<PlacesAnswer>()
      expect([answer.items.length, answer.problem]).toEqual([
        2,
        expect.stringContaining('Waits for Google’s quota'),
      ])
      expect(requests()).toBe(before)
    } finally {
      await poor.close()
    }
  })

  it('400 without a question, with two, and with ids that are none; 404 elsewhere; 401 for nobody', async () => {
    for (const query of ['', 'query=', 'query=a&ids=1', 'ids=Berlin', 'ids=']) {
      expect([query, (await ask(query)).statusCode]).toEqual([query, 400])
    }
    const elsewhere = await createTestWorkspace(world.ctx)
    for (const id of [newId(), elsewhere.accountId]) {
      const answer = await ask('query=Berlin', id)
      expect([answer.statusCode, problemOf(answer).code]).toEqual([404, 'not_found'])
    }
    const nobody = await send(app, `GET /accounts/${world.home.accountId}/locations?query=Berlin`)
    expect(nobody.statusCode).toBe(401)
  })
})

describe('GET /accounts/{id}/locations?ids=', () => {
  it('200 names ids in their order, and asks Google once for what it did not know', async () => {
    const wanted = [MUNICH, '2276', '999999']
    const first = await placesFor(`ids=${wanted.join()}`)
    expect(words(first.items)).toEqual([
      `${MUNICH} Munich,Bavaria,Germany City ENABLED`,
      '2276 Germany Country ENABLED',
      '999999   NOT_FOUND',
    ])
    const before = requests()
    expect(await placesFor(`ids=${wanted.join()}`)).toEqual(first)
    expect(requests()).toBe(before)
  })

  it('asks again after 30 days; a place that is gone keeps its name', async () => {
    await world.sql(`insert into geo_targets (environment, geo_target_id, name, canonical_name, country_code, target_type, status, read_at)
      values ('EMULATOR', 777, 'Atlantis', 'Atlantis,Greece', 'GR', 'City', 'ENABLED', now() - interval '31 days')`)
    expect(words((await placesFor('ids=777')).items)).toEqual(['777 Atlantis,Greece City NOT_FOUND'])
    expect(await kept('777')).toEqual([{ name: 'Atlantis', status: 'NOT_FOUND' }])
  })

  it('200 has what is known where Google cannot be asked', async () => {
    world.emulator.control.injectFault({ kind: 'reset_before', match: { path: 'googleAds:search' } })
    const { items, problem } = await placesFor(`ids=${MUNICH},888888`)
    expect([items.map(({ id }) => id), problem]).toEqual([
      [MUNICH],
      expect.stringContaining('Google Ads cannot be reached'),
    ])
    expect(await kept('888888')).toEqual([])
  })
})

describe('preflight', () => {
  async function findings(...ids: string[]): Promise<string[]> {
    const draft = await world.draft()
    const { version, adGroups } = await world.now(draft.id)
    const aimed = adGroups.map((group) => ({
      ...group,
      locations: ids.map((geoTargetId) => ({ geoTargetId, negative: false })),
    }))
    await editCampaign(
      world.ctx,
      world.home.actor,
      draft.id,
      version,
      campaignPatchSchema.parse({ adGroups: aimed }),
    )
    const found = await preflightCampaign(world.ctx, world.home.actor, draft.id)
    return found
      .filter(({ path }) => path.includes('locations'))
      .map(({ severity, path, code }) => `${severity} ${path} ${code}`)
  }

  it('asks Google for an id of which nothing is known, and refuses one that Google does not have', async () => {
    expect(await findings('1006094', '424242')).toEqual(['error adGroups[0].locations[1] location_not_found'])
    expect(await kept('1006094')).toEqual([{ name: 'Paris', status: 'ENABLED' }])
  })

  it('warns of a place that Google is going to remove', async () => {
    await world.sql(`insert into geo_targets (environment, geo_target_id, name, canonical_name, country_code, target_type, status)
      values ('EMULATOR', 778, 'Pompeii', 'Pompeii,Italy', 'IT', 'City', 'REMOVAL_PLANNED')`)
    expect(await findings('778')).toEqual(['warning adGroups[0].locations[0] location_removal_planned'])
  })

  it('says nothing of an id while Google cannot be asked', async () => {
    world.emulator.control.injectFault({ kind: 'reset_before', match: { path: 'googleAds:search' } })
    expect(await findings('434343')).toEqual([])
    expect(await findings('434343')).toEqual(['error adGroups[0].locations[0] location_not_found'])
  })
})

describe('gacm account locations', () => {
  async function gacm(...args: string[]) {
    const env = {
      PATH: process.env['PATH'] ?? '',
      GACM_URL: url,
      GACM_API_KEY: key,
      GACM_DATA_DIR: '/nonexistent',
    }
    const child = spawn(process.execPath, [LAUNCHER, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] })
    const printed = { stdout: '', stderr: '' }
    child.stdout.on('data', (chunk: Buffer) => (printed.stdout += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (printed.stderr += chunk.toString()))
    const [code] = (await once(child, 'close')) as [number | null]
    return { code, ...printed }
  }

  it('prints places with their ids, and JSON', async () => {
    const { code, stdout } = await gacm('account', 'locations', '123-456-7890', 'Berl')
    expect(code).toBe(0)
    expect(stdout).toContain('Berlin, Berlin, Germany - City')
    expect(stdout).toContain(BERLIN)
    const json = await gacm('account', 'locations', world.home.accountId, 'Berl', '--json')
    expect([json.code, JSON.parse(json.stdout)]).toEqual([0, (await placesFor('query=Berl')).items])
  })
})
