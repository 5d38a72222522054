import { Client } from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { asProgram } from '../../test/database.ts'
import { createPerson, signedIn } from '../../test/approvals.ts'
import { problemOf, send, startTestServer, type TestServer, type TestWorkspace } from '../../test/server.ts'
import { newId } from '../base/ids.ts'
import { buildProgram } from '../cli/program.ts'
import type { ApiKey, Member } from '../contract/people.ts'
import type { Session } from '../contract/session.ts'

let server: TestServer
let workspace: TestWorkspace
let admin: Record<string, string>
const other = newId()
beforeAll(async () => {
  server = await startTestServer()
  workspace = await server.workspace()
  admin = await workspace.as('admin')
  const owner = new Client({ connectionString: server.databaseUrl })
  await owner.connect()
  await owner.query(
    `insert into accounts (workspace_id, id, customer_id, name, currency_code, time_zone, environment)
     values ($1, $2, '9876543210', 'Another', 'EUR', 'Europe/Berlin', 'EMULATOR')`,
    [workspace.id, other],
  )
  await owner.end()
})
afterAll(async () => await server.close())

const limits = (role: string, accountId = other): object[] => [{ accountId, role }]
const patch = async (id: string, body: object, version?: number) =>
  await send(server.app, `PATCH /members/${id}`, {
    headers: { ...admin, 'if-match': `"${version ?? (await memberOf(id)).version}"` },
    body,
  })
const memberOf = async (id: string): Promise<Member> => {
  const list = await send(server.app, 'GET /members', { headers: admin })
  return list.json<{ items: Member[] }>().items.find((one) => one.id === id)!
}
const create = async (headers: Record<string, string>, accountId: string) =>
  await send(server.app, 'POST /campaigns', { headers, body: { accountId, name: `c ${newId()}` } })

test('a session that is open is limited from its next request on, and told so', async () => {
  const person = await createPerson(server.ctx, workspace.id, 'editor')
  const headers = await signedIn(server.ctx, person)
  expect((await create(headers, workspace.accountId)).statusCode).toBe(201)
  const answer = await patch(person.userId!, { accounts: limits('editor') })
  expect(answer.json<Member>().accounts).toEqual([{ accountId: other, name: 'Another', role: 'editor' }])
  expect((await create(headers, workspace.accountId)).statusCode).toBe(403)
  expect((await create(headers, other)).statusCode).toBe(201)
  const session = await send(server.app, 'GET /session', { headers })
  expect(session.json<Session>().workspace).toMatchObject({ role: 'editor', accounts: { [other]: 'editor' } })
  expect((await patch(person.userId!, { accounts: null })).json<Member>().accounts).toBeNull()
  expect((await create(headers, workspace.accountId)).statusCode).toBe(201)
})

test('of two administrators who change a member at once the second is told who changed what, and nothing is lost', async () => {
  const person = await createPerson(server.ctx, workspace.id, 'editor')
  const id = person.userId!
  const boss = await createPerson(server.ctx, workspace.id, 'admin')
  const bosses = await signedIn(server.ctx, boss)
  const asBoss = async (version: string, body: object) =>
    await send(server.app, `PATCH /members/${id}`, { headers: { ...bosses, 'if-match': version }, body })
  const bare = await send(server.app, `PATCH /members/${id}`, { headers: admin, body: { role: 'viewer' } })
  expect(bare.statusCode).toBe(428)

  const { version } = await memberOf(id)
  const both = await Promise.all([
    asBoss(`"${version}"`, { accounts: limits('publisher') }),
    asBoss(`"${version}"`, { role: 'viewer' }),
  ])
  expect(new Set(both.map(({ statusCode }) => statusCode))).toEqual(new Set([200, 412]))
  const [won, lost] = both.toSorted((one, next) => one.statusCode - next.statusCode)
  const now = await memberOf(id)
  expect(won!.headers['etag']).toBe(`"${now.version}"`)
  const { detail, currentVersion } = problemOf(lost!)
  expect([detail, currentVersion]).toEqual([
    `${boss.name} changed what ${now.name} may do meanwhile. It is now: ${now.role}${now.accounts === null ? '' : ', only in Another (publisher)'}.`,
    version + 1,
  ])
  const knowing = await patch(id, { role: 'publisher', accounts: null }, now.version)
  expect(knowing.json<Member>()).toMatchObject({ role: 'publisher', version: version + 2 })
  const same = await patch(id, { role: 'publisher' })
  expect(same.json<Member>().version, 'what changes nothing makes no version').toBe(version + 2)
})

test('the list says who may be limited, and why not', async () => {
  const person = await createPerson(server.ctx, workspace.id, 'admin')
  const list = await send(server.app, 'GET /members', { headers: admin })
  const { items } = list.json<{ items: Member[] }>()
  const { actions } = items.find(({ id }) => id === person.userId)!
  const verdict = actions.find(({ action }) => action === 'limit')!
  const answer = await patch(person.userId!, { accounts: [] })
  expect([answer.statusCode, problemOf(answer).detail]).toEqual([422, verdict.reason])
})

test.each([
  ['an account twice', [...limits('editor'), ...limits('publisher')], 400],
  ['a role that is of the workspace', limits('admin'), 400],
  ['an account of nobody', limits('editor', newId()), 422],
])('%s is refused', async (_, accounts, status) => {
  const person = await createPerson(server.ctx, workspace.id, 'editor')
  const answer = await patch(person.userId!, { accounts })
  expect([answer.statusCode, problemOf(answer).errors?.[0]?.path.split(/[.[]/)[0]]).toEqual([
    status,
    'accounts',
  ])
})

test('an invitation makes a member who is limited as it says', async () => {
  const email = `${newId()}@example.com`
  const body = { email, role: 'viewer', accounts: limits('publisher') }
  const made = await send(server.app, 'POST /invitations', { headers: admin, body })
  const { link, invitation } = made.json<{ link: string; invitation: { accounts: object[] } }>()
  expect(invitation.accounts).toEqual([{ accountId: other, name: 'Another', role: 'publisher' }])
  const token = link.split('token=')[1]
  const joined = await send(server.app, 'POST /invitations/accept', {
    headers: { host: 'gacm.test', origin: 'http://gacm.test' },
    body: { token, name: 'Limited', password: 'a long enough password' },
  })
  expect(joined.json<Session>().workspace).toMatchObject({
    role: 'viewer',
    accounts: { [other]: 'publisher' },
  })
})

test('a key is limited by the API and by the command, which takes the customer id', async () => {
  const body = { name: `api ${newId()}`, role: 'viewer', accounts: limits('editor') }
  const made = await send(server.app, 'POST /api-keys', { headers: admin, body })
  const { key, apiKey } = made.json<{ key: string; apiKey: ApiKey }>()
  expect(apiKey.accounts).toEqual([{ accountId: other, name: 'Another', role: 'editor' }])
  const headers = { authorization: `Bearer ${key}` }
  expect((await create(headers, other)).statusCode).toBe(201)
  expect((await create(headers, workspace.accountId)).statusCode).toBe(403)

  const options = ['--workspace', workspace.name, '--role', 'viewer', '--name', 'by command']
  const printed = await gacm('api-key', 'create', ...options, '--account', '987-654-3210=editor')
  expect((await create({ authorization: `Bearer ${printed.trim()}` }, other)).statusCode).toBe(201)
  expect(await gacm('api-key', 'list', '--workspace', workspace.name)).toContain('Another: editor')
})

test('gacm member limits, lists and lifts', async () => {
  const person = await createPerson(server.ctx, workspace.id, 'editor')
  const limit = async (...options: string[]): Promise<string> =>
    await gacm('member', 'limit', person.name, '--workspace', workspace.name, ...options)
  expect(await limit('--account', 'Another=publisher')).toBe(`${person.name}: Another: publisher\n`)
  expect(await gacm('member', 'list', '--workspace', workspace.name)).toContain('Another: publisher')
  await expect(limit('--account', 'Nobody=editor')).rejects.toThrow('no one account Nobody')
  await expect(limit()).rejects.toThrow('--all-accounts')
  await expect(limit('--all-accounts', '--if-version', '1')).rejects.toThrow('gacm member changed what')
  const { version } = await memberOf(person.userId!)
  const known = ['--if-version', String(version)]
  expect(await limit('--all-accounts', ...known)).toBe(`${person.name}: all accounts\n`)
})

async function gacm(...args: string[]): Promise<string> {
  let printed = ''
  const write = vi
    .spyOn(process.stdout, 'write')
    .mockImplementation((text) => (printed += String(text)) !== '')
  vi.stubEnv('DATABASE_URL', asProgram(server.databaseUrl).url)
  try {
    await buildProgram().parseAsync(args, { from: 'user' })
    return printed
  } finally {
    write.mockRestore()
    vi.unstubAllEnvs()
  }
}
