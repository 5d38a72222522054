import pg from 'pg'
import { newId } from '../src/base/ids.ts'
import type { ConnectionCheck, GoogleConnection } from '../src/contract/google-connections.ts'
import type { Context } from '../src/domain/context.ts'
import { createSetUpLink } from '../src/domain/set-up.ts'
import { type Emulator, startEmulator } from '../src/emulator/server.ts'
import { send, startTestServer, type TestServer, type TestWorkspace } from './server.ts'
import { testGoogle } from './workspace.ts'

const OWN = { host: 'gacm.test', origin: 'http://gacm.test' }
type Answer = Awaited<ReturnType<typeof send>>

export interface Person {
  workspace: TestWorkspace
  headers: Record<string, string>
}

/** A server beside an emulator, and people who connect the one to the other. */
export interface ConnectionStage {
  server: TestServer
  emulator: Emulator
  owner: pg.Client
  /** Of a new workspace, by this name. */
  administrator(name?: string): Promise<Person>
  /** Another administrator of the same workspace. */
  colleague(of: Person): Promise<Person>
  ask(
    who: Pick<Person, 'headers'>,
    line: Parameters<typeof send>[1],
    body?: object,
    more?: Record<string, string>,
  ): Promise<Answer>
  /** The address of the consent page. */
  authorize(person: Person, body?: object): Promise<string>
  connected(person: Person, body?: object): Promise<GoogleConnection>
  listed(person: Person): Promise<GoogleConnection[]>
  checksOf(person: Person, id: string): Promise<Record<string, string>>
  /** What opens Google, out of its seal. */
  refreshTokenOf(id: string): Promise<string>
  close(): Promise<void>
}

/** Goes to the consent page; what it sends back to the page of ours. */
export async function consent(
  url: string,
  over: Record<string, string> = {},
): Promise<Record<string, string>> {
  const page = new URL(url)
  for (const [key, value] of Object.entries(over)) page.searchParams.set(key, value)
  const { headers } = await fetch(page, { redirect: 'manual' })
  return Object.fromEntries(new URL(headers.get('location')!).searchParams)
}

/** The workspace that the credentials of the settings serve, once it is made. */
export const SERVED = 'served'

/** @param partsAt what the program is made of beside what is usual here, by the address of the emulator. */
export async function startConnectionStage(
  partsAt: (emulatorUrl: string) => Partial<Context> = () => ({}),
): Promise<ConnectionStage> {
  const emulator = await startEmulator({ port: 0, dataDir: undefined })
  const google = testGoogle({
    baseUrl: emulator.url,
    tokenUrl: `${emulator.url}/token`,
    workspace: SERVED,
  })
  const server = await startTestServer({ signInsPerMinute: 10_000 }, { google, ...partsAt(emulator.url) })
  const owner = new pg.Client({ connectionString: server.databaseUrl })
  await owner.connect()
  const ask: ConnectionStage['ask'] = async ({ headers }, line, body, more = {}) =>
    await send(server.app, line, {
      headers: { ...headers, ...more },
      ...(body === undefined ? {} : { body }),
    })
  const authorize = async (person: Person, body: object = {}): Promise<string> =>
    good(await ask(person, 'POST /google-connections/authorize', { name: 'Ours', ...body }), 200).json<{
      url: string
    }>().url
  return {
    server,
    emulator,
    owner,
    ask,
    authorize,
    administrator: async (name) => {
      const workspace = await server.workspace(name)
      const token = await createSetUpLink(server.ctx, workspace.id)
      const body = { token, name: 'Ada', email: `${newId()}@example.com`, password: 'correct horse battery' }
      const answer = good(await send(server.app, 'POST /set-up', { body }), 201)
      return { workspace, headers: headersOf(answer) }
    },
    colleague: async ({ workspace, headers }) => {
      const body = { email: `${newId()}@example.com`, role: 'admin' }
      const invited = good(await ask({ headers }, 'POST /invitations', body), 201)
      const token = invited.json<{ link: string }>().link.split('token=')[1]!
      const accepting = { token, name: 'Grace', password: 'correct horse battery' }
      const answer = good(await send(server.app, 'POST /invitations/accept', { body: accepting }), 201)
      return { workspace, headers: headersOf(answer) }
    },
    connected: async (person, body) => {
      const back = await consent(await authorize(person, body))
      return good(await ask(person, 'POST /google-connections/finish', back), 201).json()
    },
    listed: async (person) =>
      (await ask(person, 'GET /google-connections')).json<{ items: GoogleConnection[] }>().items,
    checksOf: async (person, id) => {
      const answer = await ask(person, `POST /google-connections/${id}/check`)
      const { items } = answer.json<{ items: ConnectionCheck[] }>()
      return Object.fromEntries(items.map(({ requirement, outcome }) => [requirement, outcome]))
    },
    refreshTokenOf: async (id) => {
      const sql = 'select secret from google_connections where id = $1'
      const { rows } = await owner.query<{ secret: string }>(sql, [id])
      const opened = server.ctx.secrets.open(rows[0]!.secret, `google_connections.secret:${id}`)
      return (JSON.parse(opened) as { refreshToken: string }).refreshToken
    },
    close: async () => {
      await owner.end()
      await server.close()
      await emulator.close()
    },
  }
}

function headersOf(answer: Answer): Record<string, string> {
  return { cookie: String(answer.headers['set-cookie']).split(';')[0]!, ...OWN }
}

function good(answer: Answer, status: number): Answer {
  if (answer.statusCode !== status) throw new Error(`${answer.statusCode} ${answer.body}`)
  return answer
}
