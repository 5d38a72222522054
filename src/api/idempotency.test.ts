import pg from 'pg'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { problemOf, send, startTestServer, type TestServer, type TestWorkspace } from '../../test/server.ts'
import { newId } from '../base/ids.ts'
import { campaignCreateSchema } from '../contract/campaign.ts'
import type { Actor } from '../domain/context.ts'
import { createCampaign } from '../domain/edit-campaigns.ts'
import { answerOnce, type KeyedRequest } from '../domain/idempotency.ts'

let server: TestServer
let workspace: TestWorkspace
let headers: Record<string, string>
let admin: pg.Client
beforeAll(async () => {
  server = await startTestServer()
  workspace = await server.workspace()
  headers = await workspace.as('admin')
  admin = new pg.Client({ connectionString: server.databaseUrl })
  await admin.connect()
})
afterAll(async () => {
  await admin.end()
  await server.close()
})

const post = async (key: string, body: unknown, as = headers) =>
  await send(server.app, 'POST /campaigns', { headers: { ...as, 'idempotency-key': key }, body })

/** Twenty requests that all wait inside their transactions until the last of them has come that far. */
async function allAtOnce<Answer>(hold: string, ask: () => Promise<Answer>): Promise<Answer[]> {
  const waiting = `select 1 from pg_locks
    where not granted and database = (select oid from pg_database where datname = current_database())`
  await admin.query('begin')
  await admin.query(hold)
  const asked = Promise.all(Array.from({ length: 20 }, ask))
  try {
    await expect.poll(async () => (await admin.query(waiting)).rowCount, { timeout: 10_000 }).toBe(20)
  } finally {
    await admin.query('rollback')
  }
  return await asked
}

async function count(name: string): Promise<number> {
  return (
    await admin.query<{ n: number }>('select count(*)::integer as n from campaigns where name = $1', [name])
  ).rows[0]!.n
}

test('the same request twice has one effect and the same answer, headers included', async () => {
  const [key, name] = [newId(), newId()]
  const first = await post(key, { name })
  const second = await post(key, { name })
  expect([second.statusCode, second.body]).toEqual([201, first.body])
  expect([second.headers['etag'], second.headers['location']]).toEqual([
    first.headers['etag'],
    first.headers['location'],
  ])
  expect([first.headers['idempotency-replayed'], second.headers['idempotency-replayed']]).toEqual([
    undefined,
    'true',
  ])
  expect(await count(name)).toBe(1)
})

test('one campaign when twenty send the same at the same moment, and all get it', async () => {
  const [key, name] = [newId(), newId()]
  const answers = await allAtOnce('lock table campaigns in share mode', () => post(key, { name }))
  expect(answers.map(({ statusCode }) => statusCode)).toEqual(Array.from({ length: 20 }, () => 201))
  expect(new Set(answers.map(({ body }) => body)).size).toBe(1)
  expect(await count(name)).toBe(1)
})

test('one publication when twenty publish under one key; 409 names it for everybody else', async () => {
  const campaign = (await post(newId(), { name: newId(), ...(await publishable()) })).json<{ id: string }>()
  const publish = async (key: string) =>
    await send(server.app, `POST /campaigns/${campaign.id}/publish`, {
      headers: { ...headers, 'idempotency-key': key },
    })
  const key = newId()
  const answers = await allAtOnce('lock table publications in share mode', () => publish(key))
  expect(answers.map(({ statusCode, body }) => `${statusCode} ${statusCode === 202 ? '' : body}`)).toEqual(
    Array.from({ length: 20 }, () => '202 '),
  )
  const [{ publicationId }] = answers.map((answer) => answer.json<{ publicationId: string }>()) as [
    { publicationId: string },
  ]
  expect(new Set(answers.map(({ body }) => body)).size).toBe(1)
  const other = await publish(newId())
  expect(problemOf(other)).toMatchObject({ status: 409, publicationId })
})

test('422 for another request under a used key: another body, path, or person', async () => {
  const [key, name] = [newId(), newId()]
  await post(key, { name })
  const otherBody = await post(key, { name: `${name}!` })
  expect(problemOf(otherBody)).toMatchObject({ status: 422, code: 'idempotency_key_reused' })
  const otherPath = await send(server.app, 'POST /assets', {
    headers: { ...headers, 'idempotency-key': key },
    body: { url: 'https://x.example' },
  })
  expect(otherPath.statusCode).toBe(422)
  expect((await post(key, { name }, await workspace.as('editor'))).statusCode).toBe(422)
  const elsewhere = await (await server.workspace()).as('admin')
  expect((await post(key, { name }, elsewhere)).statusCode).toBe(201)
})

test('a refusal is not remembered: the mended request may use the key', async () => {
  const [key, name] = [newId(), newId()]
  expect((await post(key, { name, startDate: '2027-02-01', endDate: '2027-01-01' })).statusCode).toBe(422)
  expect((await post(key, { name, startDate: '2027-01-01', endDate: '2027-02-01' })).statusCode).toBe(201)
})

test('400 for a key that is none', async () => {
  for (const key of ['', 'with space', 'x'.repeat(256), 'Zoë']) {
    const response = await post(key, { name: 'x' })
    expect([key, response.statusCode, problemOf(response).errors[0]?.path]).toEqual([
      key,
      400,
      'Idempotency-Key',
    ])
  }
})

test('an upload under one key is answered again without a second image', async () => {
  const png = await sharp({ create: { width: 8, height: 8, channels: 3, background: 'red' } })
    .png()
    .toBuffer()
  const key = newId()
  const upload = async (bytes: Buffer) =>
    await send(server.app, 'POST /assets', {
      headers: { ...headers, 'idempotency-key': key, 'content-type': 'multipart/form-data; boundary=b' },
      body: Buffer.concat([
        Buffer.from(
          '--b\r\ncontent-disposition: form-data; name="file"; filename="a.png"\r\ncontent-type: image/png\r\n\r\n',
        ),
        bytes,
        Buffer.from('\r\n--b--\r\n'),
      ]),
    })
  const first = await upload(png)
  const second = await upload(png)
  expect([first.statusCode, second.body, second.headers['idempotency-replayed']]).toEqual([
    201,
    first.body,
    'true',
  ])
  expect((await upload(Buffer.concat([png, Buffer.from('x')]))).statusCode).toBe(422)
})

const actorOf = (id: string): Actor => ({
  workspaceId: id,
  role: 'admin',
  accounts: null,
  name: 'test',
  userId: null,
  door: 'api',
  requestId: null,
})
type Created = Awaited<ReturnType<typeof createCampaign>>
const body = (name: string) =>
  ({ name, campaignType: 'DEMAND_GEN', biddingStrategy: 'MAXIMIZE_CONVERSIONS' }) as Parameters<
    typeof createCampaign
  >[2]

function creation(name: string, crash: boolean): KeyedRequest<Created> {
  return {
    key: name,
    requestSha256: 'a'.repeat(64),
    run: async (ctx) => {
      const campaign = await createCampaign(
        ctx,
        actorOf(workspace.id),
        campaignCreateSchema.parse(body(name)),
      )
      if (crash) throw new Error('The process died here.')
      return campaign
    },
    answer: ({ json }) => ({ status: 201, headers: {}, body: json }),
    isWhole: ({ body }) => body.startsWith('{'),
  }
}

test('a crash after the effect and before the answer: the next try gets the answer and has no effect', async () => {
  const name = newId()
  const actor = actorOf(workspace.id)
  await expect(answerOnce(server.ctx, actor, creation(name, true))).rejects.toThrow('died here')
  const { answer, replayed } = await answerOnce(server.ctx, actor, creation(name, false))
  expect([replayed, answer.status, JSON.parse(answer.body)]).toMatchObject([true, 201, { name }])
  expect(await count(name)).toBe(1)
})

test('409 answer_lost when a crash took an answer that the transaction could not know; never a second effect', async () => {
  const name = newId()
  const actor = actorOf(workspace.id)
  const lossy = { ...creation(name, true), isWhole: () => false }
  await expect(answerOnce(server.ctx, actor, lossy)).rejects.toThrow('died here')
  await expect(answerOnce(server.ctx, actor, creation(name, false))).rejects.toMatchObject({
    code: 'conflict',
    details: { code: 'answer_lost' },
  })
  expect(await count(name)).toBe(1)
})

test('a transaction that fails leaves nothing behind, the key included', async () => {
  const name = newId()
  const actor = actorOf(workspace.id)
  const failing: KeyedRequest<Created> = {
    ...creation(name, false),
    run: async (ctx) =>
      await ctx.db.transaction({ workspaceId: workspace.id }, async () => {
        throw new Error('Broken inside.')
      }),
  }
  await expect(answerOnce(server.ctx, actor, failing)).rejects.toThrow('Broken inside')
  expect((await answerOnce(server.ctx, actor, creation(name, false))).replayed).toBe(false)
})

test('keys that are older than two days go as new ones come', async () => {
  await admin.query(
    `update idempotency_keys set created_at = now() - interval '3 days' where workspace_id = $1`,
    [workspace.id],
  )
  const old = async () =>
    (await admin.query(`select 1 from idempotency_keys where created_at < now() - interval '2 days'`))
      .rowCount ?? 0
  const before = await old()
  expect(before).toBeGreaterThan(4)
  await post(newId(), { name: 'x' })
  expect(await old()).toBe(before - 4)
})

async function publishable(): Promise<object> {
  const image = async (width: number, height: number): Promise<string> => {
    const bytes = await sharp({ create: { width, height, channels: 3, background: 'teal' } })
      .jpeg()
      .toBuffer()
    const response = await send(server.app, 'POST /assets', {
      headers: { ...headers, 'content-type': 'multipart/form-data; boundary=b' },
      body: Buffer.concat([
        Buffer.from('--b\r\ncontent-disposition: form-data; name="file"; filename="a.jpg"\r\n\r\n'),
        bytes,
        Buffer.from('\r\n--b--\r\n'),
      ]),
    })
    return response.json<{ id: string }>().id
  }
  const ad = {
    finalUrl: 'https://example.com/',
    businessName: 'Example',
    headlines: [{ text: 'One' }, { text: 'Two' }, { text: 'Three' }],
    descriptions: [{ text: 'First words' }, { text: 'Second words' }],
    marketingImages: [await image(1200, 628)],
    squareMarketingImages: [await image(1200, 1200)],
    logoImages: [await image(512, 512)],
  }
  return {
    dailyBudgetMicros: '50000000',
    containsEuPoliticalAdvertising: false,
    adGroups: [{ name: 'G', ads: [ad] }],
  }
}
