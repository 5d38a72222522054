import pg from 'pg'
import { expect } from 'vitest'
import type { CreationOptions, Passkey, RequestOptions } from '../src/contract/passkeys.ts'
import type { SignInMethods } from '../src/contract/sign-in.ts'
import { createSetUpLink } from '../src/domain/set-up.ts'
import { newId } from '../src/base/ids.ts'
import { Authenticator, type Lies } from './authenticator.ts'
import { problemOf, send, startTestServer, type TestServer, type TestWorkspace } from './server.ts'

// People with devices, who add passkeys and sign in by them, at the real API.

export const PAGE = 'https://ads.example.com'
const PASSWORD = 'correct horse battery'
const OWN = { host: 'ads.example.com', origin: PAGE }

type Answer = Awaited<ReturnType<typeof send>>
type Line = Parameters<typeof send>[1]

export interface Person {
  id: string
  email: string
  cookie: string
  device: Authenticator
}

export const cookieOf = (answer: Answer, name: string): string => {
  // Questions to devices have a cookie each.
  const isIt = (known: string): boolean => known === name || known.startsWith(`${name}_`)
  const found = answer.cookies.find((cookie) => isIt(cookie.name) && cookie.value !== '')
  return found === undefined ? '' : `${found.name}=${found.value}`
}
export const told = (answer: Answer) => [answer.statusCode, problemOf(answer).code]
export const reasonOf = ({ actions }: SignInMethods, action: string): string | null | undefined =>
  actions.find((one) => one.action === action)?.reason

export class PasskeyStage {
  readonly server: TestServer
  /** The owner of the database, who may look at everything and set clocks back. */
  readonly owner: pg.Client

  private constructor(server: TestServer, owner: pg.Client) {
    this.server = server
    this.owner = owner
  }

  static async open(): Promise<PasskeyStage> {
    const server = await startTestServer({ signInsPerMinute: 10_000, trustProxy: true, publicUrl: PAGE })
    const owner = new pg.Client({ connectionString: server.databaseUrl })
    await owner.connect()
    return new PasskeyStage(server, owner)
  }

  async close(): Promise<void> {
    await this.owner.end()
    await this.server.close()
  }

  async administrator(workspace?: TestWorkspace): Promise<Person> {
    const token = await createSetUpLink(this.server.ctx, (workspace ?? (await this.server.workspace())).id)
    const email = `${newId()}@example.com`
    const body = { token, name: 'Ada', email, password: PASSWORD }
    return await this.#personOf(email, await this.outside('POST /set-up', '', body))
  }

  async join(admin: Person): Promise<Person> {
    const email = `${newId()}@example.com`
    const invited = await this.ask(admin, 'POST /invitations', { email, role: 'editor' })
    const token = invited.json<{ link: string }>().link.split('token=')[1]!
    const body = { token, name: 'New', password: PASSWORD }
    return await this.#personOf(email, await this.outside('POST /invitations/accept', '', body))
  }

  /** A request of somebody who is signed in, with `more` cookies. */
  async ask({ cookie }: Pick<Person, 'cookie'>, line: Line, body?: object, more = ''): Promise<Answer> {
    return await this.outside(line, `${cookie}; ${more}`, body)
  }

  async outside(line: Line, cookie: string, body?: object): Promise<Answer> {
    // Nobody else changes what is asked for here.
    const headers = { cookie, ...OWN, 'if-match': '"1"' }
    return await send(this.server.app, line, { headers, ...(body === undefined ? {} : { body }) })
  }

  async methodsOf(person: Person): Promise<SignInMethods> {
    return (await this.ask(person, 'GET /sign-in-methods')).json<SignInMethods>()
  }

  async beginAdding(person: Person): Promise<{ options: CreationOptions; challenge: string }> {
    const begun = await this.ask(person, 'POST /sign-in-methods/passkeys/begin')
    expect([begun.statusCode, begun.body]).toEqual([201, expect.any(String)])
    return { options: begun.json<CreationOptions>(), challenge: cookieOf(begun, 'gacm_passkey') }
  }

  async add(person: Person, lies: Lies = {}, name?: string): Promise<Answer> {
    const { options, challenge } = await this.beginAdding(person)
    const body = { ...person.device.make(options, lies), ...(name === undefined ? {} : { name }) }
    return await this.ask(person, 'POST /sign-in-methods/passkeys', body, challenge)
  }

  async added(person: Person, name = 'Telephone', lies: Lies = {}) {
    const answer = await this.add(person, lies, name)
    expect([answer.statusCode, answer.body]).toEqual([201, expect.any(String)])
    return answer.json<{ passkey: Passkey; recoveryCodes: string[] | null }>()
  }

  async signInByPassword(email: string): Promise<Answer> {
    return await this.outside('POST /session', '', { email, password: PASSWORD })
  }

  /** The password is right: the cookie of the question for a second factor. */
  async asked(email: string): Promise<string> {
    const first = await this.signInByPassword(email)
    expect([first.statusCode, first.json()]).toEqual([201, { secondFactor: true }])
    return cookieOf(first, 'gacm_sign_in')
  }

  /** A question to any device, or with `asked` (the cookie of the second factor) to one of that person's. */
  async question(asked?: string): Promise<{ options: RequestOptions; challenge: string }> {
    const line = asked === undefined ? 'POST /session/passkey' : 'POST /session/second-factor/passkey'
    const begun = await this.outside(line, asked ?? '')
    expect([begun.statusCode, begun.body]).toEqual([201, expect.any(String)])
    return { options: begun.json<RequestOptions>(), challenge: cookieOf(begun, 'gacm_passkey') }
  }

  async signInBy(device: Authenticator, lies: Lies = {}): Promise<Answer> {
    const { options, challenge } = await this.question()
    return await this.outside('POST /session/passkey/answer', challenge, device.sign(options, lies))
  }

  async answerBy(email: string, device: Authenticator, lies: Lies = {}): Promise<Answer> {
    const cookie = await this.asked(email)
    const { options, challenge } = await this.question(cookie)
    const line = 'POST /session/second-factor/passkey/answer'
    return await this.outside(line, `${cookie}; ${challenge}`, device.sign(options, lies))
  }

  /** Six minutes go by. */
  async expire(): Promise<void> {
    await this.owner.query(
      `update sign_in_attempts set created_at = now() - interval '6 minutes', expires_at = now() - interval '1 minute'`,
    )
  }

  async #personOf(email: string, answer: Answer): Promise<Person> {
    const { rows } = await this.owner.query<{ id: string }>('select id from users where email = $1', [email])
    const cookie = cookieOf(answer, 'gacm_session')
    return { id: rows[0]!.id, email, cookie, device: new Authenticator(PAGE) }
  }
}
