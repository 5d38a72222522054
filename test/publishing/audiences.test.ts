import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createServer } from '../../src/api/server.ts'
import { newId } from '../../src/base/ids.ts'
import type { Audience } from '../../src/contract/audiences.ts'
import { campaignPatchSchema } from '../../src/contract/campaign.ts'
import { createApiKey } from '../../src/domain/api-keys.ts'
import { planCampaign } from '../../src/domain/campaign-plan.ts'
import { editCampaign } from '../../src/domain/edit-campaigns.ts'
import { readQuota } from '../../src/domain/quota.ts'
import { problemOf, send } from '../server.ts'
import { createTestWorkspace, testGoogle } from '../workspace.ts'
import { createPublishingWorld, CUSTOMER_ID, type PublishingWorld } from './world.ts'

// Audiences by name: over HTTP and from the command line, and what becomes of them at Google.

const LAUNCHER = fileURLToPath(new URL('../../bin/gacm.cjs', import.meta.url))
const NAMES = ['Bargain hunters', 'Frequent travellers', 'Outdoor enthusiasts', 'Students', 'Young families']
// Some tests start whole programs, on a machine that may be busy.
vi.setConfig({ testTimeout: 120_000 })

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
const ask = async (accountId: string, server = app) =>
  await send(server, `GET /accounts/${accountId}/audiences`, { headers: headers() })
async function audiences(): Promise<Audience[]> {
  return (await ask(world.home.accountId)).json<{ items: Audience[] }>().items
}
const searches = () =>
  world.emulator.control.requests().filter(({ path }) => path.endsWith('googleAds:search')).length

describe('GET /accounts/{id}/audiences', () => {
  it('200 names what the account has in use, in the order of the names, to whoever may read', async () => {
    const answer = await ask(world.home.accountId)
    expect(answer.statusCode).toBe(200)
    const { items } = answer.json<{ items: Audience[] }>()
    expect(items.map(({ name }) => name)).toEqual(NAMES)
    expect(items[2]).toEqual({
      id: expect.stringMatching(/^\d+$/),
      name: 'Outdoor enthusiasts',
      description: 'Hikes and camps',
    })
  })

  it('counts one of the day’s operations', async () => {
    const { used } = await readQuota(world.ctx)
    await ask(world.home.accountId)
    expect((await readQuota(world.ctx)).used).toBe(used + 1)
  })

  it('404 for an account that is not there, and for one of another workspace', async () => {
    const elsewhere = await createTestWorkspace(world.ctx)
    for (const id of [newId(), elsewhere.accountId]) {
      const answer = await ask(id)
      expect([answer.statusCode, problemOf(answer).code]).toEqual([404, 'not_found'])
    }
  })

  it('400 for an id that is none, 401 for nobody', async () => {
    expect((await ask(CUSTOMER_ID)).statusCode).toBe(400)
    const nobody = await send(app, `GET /accounts/${world.home.accountId}/audiences`)
    expect(nobody.statusCode).toBe(401)
  })

  it('422 with Google’s words where Google refuses', async () => {
    world.emulator.control.injectFault({
      kind: 'error',
      code: 'authorizationError.USER_PERMISSION_DENIED',
      match: { path: 'googleAds:search' },
    })
    const answer = await ask(world.home.accountId)
    expect([answer.statusCode, problemOf(answer)]).toMatchObject([
      422,
      { code: 'google_refused', googleCode: 'authorizationError.USER_PERMISSION_DENIED' },
    ])
  })

  it('503 says when to try again where Google gives no answer', async () => {
    world.emulator.control.injectFault({ kind: 'reset_before', match: { path: 'googleAds:search' } })
    const answer = await ask(world.home.accountId)
    expect([answer.statusCode, problemOf(answer).code]).toEqual([503, 'google_unreachable'])
    expect(answer.headers['retry-after']).toMatch(/^\d+$/)
    expect(await audiences()).toHaveLength(NAMES.length)
  })

  it('503 and nothing sent where the day has no room for reading', async () => {
    const address = { baseUrl: world.emulator.url, tokenUrl: `${world.emulator.url}/token` }
    const google = testGoogle(address, 5000, 1)
    const poor = await createServer({ ...world.ctx, google }, { secureCookies: false, checkAnswers: true })
    try {
      const before = searches()
      const answer = await ask(world.home.accountId, poor)
      expect([answer.statusCode, problemOf(answer).detail]).toEqual([
        503,
        expect.stringContaining('Waits for Google’s quota'),
      ])
      expect(searches()).toBe(before)
    } finally {
      await poor.close()
    }
  })

  it('422 and nothing sent for an account that lives elsewhere', async () => {
    const move = async (environment: string) =>
      await world.sql('update accounts set environment = $2 where id = $1', [
        world.home.accountId,
        environment,
      ])
    await move('GOOGLE')
    try {
      const before = searches()
      const answer = await ask(world.home.accountId)
      expect([answer.statusCode, problemOf(answer).errors?.[0]?.code]).toEqual([422, 'other_environment'])
      expect(searches()).toBe(before)
    } finally {
      await move('EMULATOR')
    }
  })
})

describe('gacm account audiences', () => {
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

  it('prints names, of an account by its customer id', async () => {
    const { code, stdout } = await gacm('account', 'audiences', '123-456-7890')
    expect(code).toBe(0)
    for (const name of NAMES) expect(stdout).toContain(name)
  })

  it('prints JSON, of an account by our id', async () => {
    const { code, stdout } = await gacm('account', 'audiences', world.home.accountId, '--json')
    expect([code, JSON.parse(stdout)]).toEqual([0, await audiences()])
  })

  it('ends with 4 for an account that is not there', async () => {
    const { code, stdout, stderr } = await gacm('account', 'audiences', '5')
    expect([code, stdout, stderr]).toEqual([4, '', expect.stringMatching(/^gacm: There is no account 5 /)])
  })
})

it('the audience of a live campaign is exchanged in one publication', async () => {
  world.work()
  const [one, other] = await audiences()
  const draft = await world.draft()
  const aim = async (audienceId: string): Promise<void> => {
    const { version, adGroups } = await world.now(draft.id)
    const aimed = adGroups.map((group) => ({ ...group, audiences: [{ audienceId }] }))
    const patch = campaignPatchSchema.parse({ adGroups: aimed })
    await editCampaign(world.ctx, world.home.actor, draft.id, version, patch)
    expect((await world.publish(draft.id)).state).toBe('SUCCEEDED')
  }
  await aim(one!.id)
  await aim(other!.id)
  const rows = await world.query<{ adGroupCriterion: { audience: { audience: string } } }>(
    'SELECT ad_group_criterion.audience.audience FROM ad_group_criterion WHERE ad_group_criterion.type = AUDIENCE',
  )
  expect(rows.map(({ adGroupCriterion }) => adGroupCriterion.audience.audience)).toEqual([
    `customers/${CUSTOMER_ID}/audiences/${other!.id}`,
  ])
  expect((await planCampaign(world.ctx, world.home.actor, draft.id)).operations).toEqual([])
})
