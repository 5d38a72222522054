import type { LightMyRequestResponse } from 'fastify'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createPerson, signedIn } from '../../test/approvals.ts'
import { problemOf, send, startTestServer, type TestServer, type TestWorkspace } from '../../test/server.ts'
import { type Caller, CALLERS, KINDS, type Place } from '../../test/verdicts.ts'
import { PUBLISHING_KINDS } from '../../test/verdicts-publishing.ts'
import { newId } from '../base/ids.ts'

let server: TestServer
let owner: Client
beforeAll(async () => {
  server = await startTestServer()
  owner = new Client({ connectionString: server.databaseUrl })
  await owner.connect()
})
afterAll(async () => {
  await owner.end()
  await server.close()
})

interface Verdict {
  action: string
  allowed: boolean
  reason: string | null
}

/** A thing of a list that says of itself what may be done to it. */
interface Judged {
  id?: string
  actions?: Verdict[]
}

/** A workspace with a second account, which nobody has seen before, and a caller there. */
async function placeFor(caller: Caller): Promise<{ place: Place; headers: Record<string, string> }> {
  const workspace = await server.workspace()
  const other = newId()
  await owner.query(
    `insert into accounts (workspace_id, id, customer_id, name, currency_code, time_zone, environment)
     values ($1, $2, $3, 'Another', 'EUR', 'Europe/Berlin', 'EMULATOR')`,
    [workspace.id, other, String(Math.floor(1e9 + Math.random() * 9e9))],
  )
  const admin = await workspace.as('admin')
  const place = { app: server.app, ctx: server.ctx, owner, workspace, other, admin }
  return { place, headers: await headersOf(caller, workspace, { admin, other }) }
}

async function headersOf(
  caller: Caller,
  workspace: TestWorkspace,
  { admin, other }: { admin: Record<string, string>; other: string },
): Promise<Record<string, string>> {
  if (caller === 'key') return await workspace.as('editor')
  const role = caller === 'limited' ? 'viewer' : caller
  const person = await createPerson(server.ctx, workspace.id, role)
  if (caller === 'limited') {
    const body = { accounts: [{ accountId: other, role: 'publisher' }] }
    const limited = await send(server.app, `PATCH /members/${person.userId!}`, {
      headers: { ...admin, 'if-match': '"1"' },
      body,
    })
    expect(limited.statusCode).toBe(200)
  }
  return await signedIn(server.ctx, person)
}

/** What the route does must be what the answer said that it would. */
function expectAgreement(verdict: Verdict, answer: LightMyRequestResponse): void {
  const refused = verdict.allowed ? null : problemOf(answer)
  expect({ allowed: answer.statusCode < 300, reason: refused?.detail ?? null }, answer.body).toEqual({
    allowed: verdict.allowed,
    reason: verdict.reason,
  })
  if (!verdict.allowed) expect([403, 409, 422]).toContain(answer.statusCode)
}

const TABLE = [...KINDS, ...PUBLISHING_KINDS].flatMap((kind) =>
  CALLERS.map((caller) => ({ ...kind, caller })),
)

test.each(TABLE)('$name, $caller', async ({ caller, allowed, make, read, action, act }) => {
  const { place, headers } = await placeFor(caller)
  const thing = await make(place)
  const answer = await send(server.app, `GET ${read(thing, place)}`, { headers })
  expect(answer.statusCode, answer.body).toBe(200)
  const { items = [], actions = [] } = answer.json<{ items?: Judged[]; actions?: Verdict[] }>()
  const own = items.find(({ id }) => id === thing.id)?.actions ?? []
  const verdict = [...own, ...actions].find((each) => each.action === action)!
  expect(verdict.allowed, verdict.reason ?? 'no reason').toBe(allowed.split(' ').includes(caller))
  expectAgreement(verdict, await act({ ...place, headers }, thing))
})
