import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { problemOf, send, startTestServer, type TestServer } from '../../test/server.ts'
import { newId } from '../base/ids.ts'

let server: TestServer
let headers: Record<string, string>
beforeAll(async () => {
  server = await startTestServer()
  headers = await (await server.workspace()).as('admin')
})
afterAll(async () => await server.close())

const create = async (body: unknown, more: Record<string, string> = {}) =>
  await send(server.app, 'POST /campaigns', { headers: { ...headers, ...more }, body })
const json = { 'content-type': 'application/json' }

async function draft(): Promise<{ id: string; etag: string }> {
  const response = await create({ name: `Draft ${newId()}` })
  expect(response.statusCode).toBe(201)
  return { id: response.json<{ id: string }>().id, etag: String(response.headers['etag']) }
}

describe('the body', () => {
  test.each([
    ['cut JSON', '{"name": "x"', 400, 'JSON'],
    ['no JSON at all', 'name=x', 400, 'JSON'],
    ['bytes that are not UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d]), 400, 'UTF-8'],
    ['a prototype', '{"name": "x", "__proto__": {"role": "admin"}}', 400, 'JSON'],
    ['a list', '[]', 400, 'object'],
    ['null', 'null', 400, 'object'],
    ['a number', '5', 400, 'object'],
    ['nothing', '', 400, 'missing'],
  ])('400 for %s', async (_, body, status, words) => {
    const response = await create(body, json)
    expect([response.statusCode, problemOf(response).code]).toEqual([status, 'invalid_request'])
    expect(problemOf(response).detail).toContain(words)
  })

  test('400 names every unknown field, and the one that was meant', async () => {
    const response = await create({
      name: 'x',
      dailyBudgetMicro: '5',
      daily_budget_micros: '5',
      zebra: 1,
      adGroups: [{ ads: [{ headline: [] }] }],
    })
    expect(response.statusCode).toBe(400)
    expect(problemOf(response).errors).toEqual(
      expect.arrayContaining([
        {
          path: 'dailyBudgetMicro',
          code: 'unknown_field',
          message: 'Unknown field "dailyBudgetMicro". Did you mean "dailyBudgetMicros"?',
        },
        {
          path: 'daily_budget_micros',
          code: 'unknown_field',
          message: expect.stringContaining('"dailyBudgetMicros"'),
        },
        { path: 'zebra', code: 'unknown_field', message: 'Unknown field "zebra".' },
        {
          path: 'adGroups[0].ads[0].headline',
          code: 'unknown_field',
          message: expect.stringContaining('"headlines"'),
        },
      ]),
    )
  })

  test.each([
    ['status', 'PUBLISHED'],
    ['googleCampaignId', '123'],
    ['version', 3],
    ['archivedAt', null],
  ])('400 says that %s cannot be written', async (field, value) => {
    const response = await create({ name: 'x', [field]: value })
    expect(problemOf(response).errors).toMatchObject([{ path: field, code: 'read_only' }])
    const { id, etag } = await draft()
    const patched = await send(server.app, `PATCH /campaigns/${id}`, {
      headers: { ...headers, 'if-match': etag },
      body: { [field]: value },
    })
    expect([patched.statusCode, problemOf(patched).errors[0]?.path]).toEqual([400, field])
  })

  test.each([
    ['dailyBudgetMicros', 50_000_000],
    ['dailyBudgetMicros', '50.5'],
    ['dailyBudgetMicros', '-1'],
    ['dailyBudgetMicros', '0'],
    ['dailyBudgetMicros', '9223372036854775808'],
    ['dailyBudgetMicros', ['5']],
    ['name', ''],
    ['name', 'x'.repeat(257)],
    ['name', 'a\u0000b'],
    ['name', 'a\nb'],
    ['name', '\ud800'],
    ['name', 7],
    ['name', null],
    ['startDate', '2026-02-30'],
    ['startDate', '01.02.2026'],
    ['endDate', true],
    ['campaignType', 'VIDEO'],
    ['targetRoas', '3.5'],
    ['targetRoas', -1],
    ['containsEuPoliticalAdvertising', 'no'],
    ['accountId', 'mine'],
    ['adHeadline', 5],
    ['adGroups', {}],
  ])('400 names %s where it is %j, and nothing is saved', async (field, value) => {
    const before = (await send(server.app, 'GET /campaigns/counts', { headers })).json()
    const response = await create({ name: 'x', [field]: value })
    expect([response.statusCode, problemOf(response).errors.map(({ path }) => path)]).toEqual([400, [field]])
    expect(problemOf(response).detail.startsWith(`${field}: `)).toBe(true)
    expect((await send(server.app, 'GET /campaigns/counts', { headers })).json()).toEqual(before)
  })

  test('400 gives the path inside lists', async () => {
    const ads = [{ headlines: [{ text: 'fine' }, { text: 5 }] }]
    const response = await create({ name: 'x', adGroups: [{ ads }] })
    expect(problemOf(response).errors).toEqual([
      {
        path: 'adGroups[0].ads[0].headlines[1].text',
        code: 'wrong_type',
        message: 'Must be a string, not a number.',
      },
    ])
  })

  test('422 for what is well-formed and not allowed', async () => {
    const order = await create({ name: 'x', startDate: '2027-01-02', endDate: '2027-01-01' })
    expect([order.statusCode, problemOf(order).errors[0]?.path]).toEqual([422, 'endDate'])
    const account = await create({ name: 'x', accountId: newId() })
    expect([account.statusCode, problemOf(account).errors[0]?.path]).toEqual([422, 'accountId'])
    const image = await create({ name: 'x', adGroups: [{ ads: [{ marketingImages: [newId()] }] }] })
    expect([image.statusCode, problemOf(image).errors[0]?.path]).toEqual([422, 'adGroups'])
  })

  test('413 beyond 1 MB, 415 for other types, and multipart only where a file is taken', async () => {
    expect((await create({ name: 'x'.repeat(1_100_000) })).statusCode).toBe(413)
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'application/xml',
      'multipart/form-data; boundary=x',
    ]) {
      const response = await create('name=x', { 'content-type': type })
      expect([type, response.statusCode, problemOf(response).code]).toEqual([
        type,
        415,
        'unsupported_media_type',
      ])
    }
  })

  test('text comes back as it was sent', async () => {
    const name = "Zoë 𝒳 “quotes” \\ ' ; drop table -- 日本語 \u202e"
    const response = await create({ name, adHeadline: name })
    expect(response.json()).toMatchObject({ name, adGroups: [{ ads: [{ headlines: [{ text: name }] }] }] })
  })

  test('400 for what a terminal obeys, those of Latin-1 among it', async () => {
    for (const sign of ['\u001b', '\u007f', '\u0085', '\u009b']) {
      const refused = await create({ name: `a${sign}b` })
      expect([refused.statusCode, problemOf(refused).errors[0]?.path]).toEqual([400, 'name'])
    }
  })

  test('calls without a body take none, or an empty one', async () => {
    const { id } = await draft()
    const statuses = []
    for (const body of ['', '{}', '{"now": true}']) {
      statuses.push(
        (await send(server.app, `POST /campaigns/${id}/pause`, { headers: { ...headers, ...json }, body }))
          .statusCode,
      )
    }
    expect(statuses).toEqual([409, 409, 400])
    const copied = await send(server.app, `POST /campaigns/${id}/duplicate`, { headers })
    expect(copied.statusCode).toBe(201)
  })

  test('never a 5xx, whatever JSON it is', async () => {
    const known = fc.constantFrom(
      'name',
      'accountId',
      'dailyBudgetMicros',
      'startDate',
      'adGroups',
      'assetUrl',
      'status',
      'targetRoas',
    )
    const body = fc.oneof(
      fc.jsonValue(),
      fc.dictionary(known, fc.jsonValue()),
      fc.record({ name: fc.string({ unit: 'binary' }) }),
    )
    await fc.assert(
      fc.asyncProperty(body, async (value) => {
        const response = await create(JSON.stringify(value), json)
        expect(response.statusCode).toBeLessThan(500)
        if (response.statusCode === 201)
          expect(response.json<{ name: string }>().name).toBe((value as { name: string }).name)
      }),
      { numRuns: 300 },
    )
  })
})

describe('the query', () => {
  test.each([
    ['status=LIVE', 'status'],
    ['status=DRAFT,LIVE', 'status'],
    ['status=', 'status'],
    ['match=some', 'match'],
    [`accountId=${Array.from({ length: 11 }, newId).join()}`, 'accountId'],
    ['limit=0', 'limit'],
    ['limit=201', 'limit'],
    ['limit=ten', 'limit'],
    ['limit=1.5', 'limit'],
    ['limit=', 'limit'],
    ['cursor=nonsense', 'cursor'],
    ['cursor=', 'cursor'],
    ['cursor=azE6MQ', 'cursor'],
    ['accountId=1', 'accountId'],
    ['archived=yes', 'archived'],
    ['q=%00', 'q'],
    ['type=VIDEO', 'type'],
    ['page=2', 'page'],
    ['Status=DRAFT', 'Status'],
  ])('400 for ?%s', async (query, path) => {
    const response = await send(server.app, `GET /campaigns?${query}`, { headers })
    expect([response.statusCode, problemOf(response).errors[0]?.path]).toEqual([400, path])
  })

  test('400 for a query where none is taken, and for a URL that is not one', async () => {
    const { id } = await draft()
    expect((await send(server.app, `GET /campaigns/${id}?full=1`, { headers })).statusCode).toBe(400)
    const broken = await send(server.app, 'GET /campaigns/%zz', { headers })
    expect([broken.statusCode, broken.headers['content-type']]).toEqual([
      400,
      'application/problem+json; charset=utf-8',
    ])
  })

  test('200 pages through everything exactly once', async () => {
    const own = await (await server.workspace()).as('admin')
    const made = []
    for (let index = 0; index < 5; index += 1) {
      made.unshift(
        (await send(server.app, 'POST /campaigns', { headers: own, body: { name: `c${index}` } })).json<{
          id: string
        }>().id,
      )
    }
    const seen: string[] = []
    let cursor: string | null = null
    do {
      const query: string = cursor === null ? 'limit=2' : `limit=2&cursor=${cursor}`
      const page = await send(server.app, `GET /campaigns?${query}`, { headers: own })
      const { items, nextCursor } = page.json<{ items: { id: string }[]; nextCursor: string | null }>()
      seen.push(...items.map(({ id }) => id))
      cursor = nextCursor
    } while (cursor !== null)
    expect(seen).toEqual(made)
  })
})

describe('If-Match', () => {
  const edit = async (id: string, ifMatch?: string) =>
    await send(server.app, `PATCH /campaigns/${id}`, {
      headers: ifMatch === undefined ? headers : { ...headers, 'if-match': ifMatch },
      body: { objective: newId() },
    })

  test('428 without it, with the fix in words', async () => {
    const { id } = await draft()
    const response = await edit(id)
    expect([response.statusCode, problemOf(response).code]).toEqual([428, 'precondition_required'])
    expect(problemOf(response).detail).toContain('If-Match: "')
    expect((await send(server.app, `DELETE /campaigns/${id}`, { headers })).statusCode).toBe(428)
  })

  test.each(['1', '*', '""', '"x"', '"1", "2"', '"-1"', '"99999999999"', '"0"'])(
    '400 for %s',
    async (value) => {
      const { id } = await draft()
      const response = await edit(id, value)
      expect([response.statusCode, problemOf(response).errors[0]?.path]).toEqual([400, 'If-Match'])
    },
  )

  test('200 with the answered ETag, 412 with the one before', async () => {
    const { id, etag } = await draft()
    const first = await edit(id, etag)
    expect([first.statusCode, first.headers['etag']]).toEqual([200, '"2"'])
    const stale = await edit(id, etag)
    expect(problemOf(stale)).toMatchObject({ status: 412, code: 'stale', currentVersion: 2 })
    const weak = await edit(id, 'W/"2"')
    expect(weak.statusCode).toBe(200)
    expect(
      (await send(server.app, `DELETE /campaigns/${id}`, { headers: { ...headers, 'if-match': '"2"' } }))
        .statusCode,
    ).toBe(412)
    expect(
      (await send(server.app, `DELETE /campaigns/${id}`, { headers: { ...headers, 'if-match': '"3"' } }))
        .statusCode,
    ).toBe(204)
    expect((await send(server.app, `GET /campaigns/${id}`, { headers })).statusCode).toBe(404)
  })

  test('one of ten edits of the same version wins', async () => {
    const { id, etag } = await draft()
    const answers = await Promise.all(Array.from({ length: 10 }, () => edit(id, etag)))
    const statuses = answers.map(({ statusCode }) => statusCode).sort((a, b) => a - b)
    expect(statuses).toEqual([200, ...Array.from({ length: 9 }, () => 412)])
  })

  test('412 on publishing and pausing too, where it is sent', async () => {
    const { id } = await draft()
    for (const call of ['publish', 'pause', 'resume']) {
      const response = await send(server.app, `POST /campaigns/${id}/${call}`, {
        headers: { ...headers, 'if-match': '"9"' },
      })
      expect([call, response.statusCode]).toEqual([call, 412])
    }
  })
})

describe('paths and methods', () => {
  test('404 for nothing, 405 with the methods that there are', async () => {
    const nothing = await send(server.app, 'GET /nothing', { headers })
    expect([nothing.statusCode, problemOf(nothing).code]).toEqual([404, 'not_found'])
    const wrong = await send(server.app, 'PUT /campaigns', { headers, body: {} })
    expect([wrong.statusCode, wrong.headers['allow'], problemOf(wrong).code]).toEqual([
      405,
      'GET, POST',
      'method_not_allowed',
    ])
  })
})
