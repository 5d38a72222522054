import { afterAll, beforeAll, expect, test } from 'vitest'
import { send, startTestServer, type TestServer } from '../../test/server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(async () => await server.close())

test('200 with the filters of the list and money by currency; 400 for any other', async () => {
  const there = await server.workspace()
  const as = { headers: await there.as('editor') }
  for (const dailyBudgetMicros of ['5000000', '7000000', null])
    await send(server.app, 'POST /campaigns', { ...as, body: { name: 'Total', dailyBudgetMicros } })
  const totals = await send(server.app, 'GET /campaigns/totals?status=DRAFT&q=tot', as)
  expect([totals.statusCode, totals.json()]).toEqual([
    200,
    {
      campaigns: 3,
      exact: true,
      dailyBudgetMicros: [{ currencyCode: 'EUR', micros: '12000000' }],
      totalBudgetMicros: [{ currencyCode: 'EUR', micros: '0' }],
    },
  ])
  for (const query of ['status=LIVE', 'limit=5', 'sort=name'])
    expect((await send(server.app, `GET /campaigns/totals?${query}`, as)).statusCode).toBe(400)
})
