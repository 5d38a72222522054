import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { createServer } from '../../src/api/server.ts'
import type { GroupMade } from '../../src/contract/approval-groups.ts'
import type { ApprovalRequest, ApprovalSummary } from '../../src/contract/approvals.ts'
import { createApiKey } from '../../src/domain/api-keys.ts'
import { approve } from '../../src/domain/approvals.ts'
import type { Actor } from '../../src/domain/context.ts'
import { createPerson } from '../approvals.ts'
import { createPublishingWorld, type PublishingWorld } from './world.ts'

// Approvals from the command line, on a running server.

const LAUNCHER = fileURLToPath(new URL('../../bin/gacm.cjs', import.meta.url))
// Each test starts whole programs, on a machine that may be busy.
vi.setConfig({ testTimeout: 120_000 })

let world: PublishingWorld
let app: FastifyInstance
let env: Record<string, string>
let approver: Actor

beforeAll(async () => {
  world = await createPublishingWorld()
  app = await createServer(world.ctx, { secureCookies: false })
  const url = await app.listen({ host: '127.0.0.1', port: 0 })
  const [row] = (await world.sql('select name from workspaces where id = $1', [
    world.home.actor.workspaceId,
  ])) as { name: string }[]
  const key = await createApiKey(world.ctx, { workspaceName: row!.name, role: 'admin', name: 'cli' })
  env = { PATH: process.env['PATH'] ?? '', GACM_URL: url, GACM_API_KEY: key, GACM_DATA_DIR: '/nonexistent' }
  approver = await createPerson(world.ctx, world.home.actor.workspaceId, 'approver')
})
afterAll(async () => {
  await app.close()
  await world.close()
})

async function gacm(...args: string[]): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const child = spawn(process.execPath, [LAUNCHER, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  const printed = { stdout: '', stderr: '' }
  child.stdout.on('data', (chunk: Buffer) => (printed.stdout += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (printed.stderr += chunk.toString()))
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, ...printed }
}
async function json<Answer>(...args: string[]): Promise<Answer> {
  const { code, stdout, stderr } = await gacm(...args, '--json')
  expect(code, stderr).toBe(0)
  return JSON.parse(stdout) as Answer
}

it('a policy is set and shown; what makes no sense is refused with 2', async () => {
  expect((await gacm('approval', 'policy', 'set')).code).toBe(2)
  expect((await gacm('approval', 'policy', 'set', '--approvals', '1', '--above', '5')).code).toBe(2)
  const set = await gacm(
    'approval',
    'policy',
    'set',
    '--approvals',
    '1',
    '--above',
    '50',
    '--currency',
    'usd',
  )
  expect(set.stdout).toMatch(/the workspace +│ 1 +│ 50 USD +│ no +│ cli/)
  expect((await gacm('approval', 'policy', 'show')).stdout).toContain('as the workspace')
})

it('a request is made, said something about, shared with a client, and taken back', async () => {
  const { id: campaignId, name } = await world.draft()
  const asked = ['--due', '2d', '--reviewer', approver.name, '--note', 'For Friday']
  const made = await json<ApprovalRequest>('approval', 'request', campaignId, ...asked)
  expect(made).toMatchObject({
    campaignName: name,
    message: 'For Friday',
    reviewers: [{ name: approver.name }],
    dueAt: expect.any(String) as string,
  })
  const { id } = made
  await json('approval', 'comment', id, 'Shorter?', '--field', 'name')
  const shown = await gacm('approval', 'show', id)
  expect(shown.stdout).toContain('Comment    cli about name: Shorter?')
  expect(shown.stdout).toContain(`Reviewers  ${approver.name}`)

  const link = await gacm('approval', 'link', 'create', id, '--for', 'Dora')
  expect(link.stdout).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/review#token=/)
  const { items } = await json<{ items: { id: string; name: string }[] }>('approval', 'link', 'list', id)
  expect(items.map((each) => each.name)).toEqual(['Dora'])
  const shownAgain = await gacm('approval', 'link', 'show', items[0]!.id)
  expect(shownAgain.stdout).toBe(link.stdout)
  expect((await gacm('approval', 'link', 'revoke', items[0]!.id)).stdout).toBe('Taken back.\n')
  expect((await gacm('approval', 'link', 'list', id)).stdout).toContain('taken back')
  expect((await gacm('approval', 'link', 'show', items[0]!.id)).code).toBe(4)

  expect((await gacm('approval', 'list')).stdout).toContain(id)
  expect((await gacm('approval', 'cancel', id)).stdout).toContain('State      CANCELLED')
  expect((await gacm('approval', 'cancel', id)).code).toBe(5)
  expect((await gacm('approval', 'request', campaignId, '--reviewer', 'nobody@example.com')).code).toBe(4)
})

it('many are asked about as one group; whoever approves is a person, and what lacks its approval is left out', async () => {
  const [one, two, cheap] = [
    await world.draft(),
    await world.draft(),
    await world.draft({ dailyBudgetMicros: '10000000' }),
  ]
  const ids = [one.id, two.id, cheap.id]
  const { group, left } = await json<GroupMade>('approval', 'request', ...ids)
  expect(group.items.map(({ campaignId }) => campaignId)).toEqual([one.id, two.id])
  expect(left).toMatchObject([{ campaignId: cheap.id, reason: 'It needs no approval.' }])
  expect((await gacm('approval', 'group', group.id)).stdout).toContain(two.name)

  const request = group.items[0]!
  const refused = await gacm('approval', 'approve', request.id)
  expect([refused.code, refused.stderr]).toEqual([
    6,
    expect.stringContaining(`signed in, at ${env['GACM_URL']}/approvals/${request.id}`) as string,
  ])
  const waiting = await gacm('approval', 'list', '--box', 'waiting')
  expect(waiting.stderr).toContain('Nothing waits for an API key')

  await approve(world.ctx, approver, request.id, request.planHash)
  const ready = await json<{ items: ApprovalSummary[] }>('approval', 'list', '--box', 'ready')
  expect(ready.items.map(({ id }) => id)).toEqual([request.id])
  world.work()
  const run = await gacm('campaign', 'publish', ...ids, '--batch')
  expect(run.code, run.stderr).toBe(0)
  expect(run.stderr).toContain(`${two.name} is left out: It needs one approval and has none.`)
  expect(run.stdout).toContain('FINISHED 2 of 2 through')
})
