import sharp from 'sharp'
import { TOTP } from 'otpauth'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cookieOf, PasskeyStage, type Person, told } from '../../test/passkey-stage.ts'
import { problemOf, send } from '../../test/server.ts'
import { newId } from '../base/ids.ts'
import type { Member, Members } from '../contract/people.ts'
import { createSetUpLink } from '../domain/set-up.ts'

// Ways around what a session, a second factor and a right may do.

const PASSWORD = 'correct horse battery'
let stage: PasskeyStage
beforeAll(async () => (stage = await PasskeyStage.open()))
afterAll(async () => await stage.close())

/** Their session was opened sixteen minutes ago. */
const growOld = async ({ id }: Person): Promise<void> => {
  await stage.owner.query(
    `update sessions set created_at = created_at - interval '16 minutes', expires_at = expires_at - interval '16 minutes' where user_id = $1`,
    [id],
  )
}
const isIn = async (cookie: string): Promise<boolean> =>
  (await stage.ask({ cookie }, 'GET /session')).statusCode === 200

describe('images', () => {
  test('404 for one of a workspace that asks for a second factor, whoever is in another one too', async () => {
    const [first, second] = [await stage.server.workspace(), await stage.server.workspace()]
    const person = await stage.administrator(first)
    await stage.owner.query(`insert into members (workspace_id, user_id, role) values ($1, $2, 'viewer')`, [
      second.id,
      person.id,
    ])
    const picture = await sharp({ create: { width: 8, height: 8, channels: 3, background: 'orange' } })
      .png()
      .toBuffer()
    const made = await send(stage.server.app, 'POST /assets', {
      headers: { ...(await second.as('editor')), 'content-type': 'multipart/form-data; boundary=b' },
      body: Buffer.concat([
        Buffer.from(
          '--b\r\ncontent-disposition: form-data; name="file"; filename="a.png"\r\ncontent-type: image/png\r\n\r\n',
        ),
        picture,
        Buffer.from('\r\n--b--\r\n'),
      ]),
    })
    const image = `GET /assets/${made.json<{ id: string }>().id}/content` as const
    expect((await stage.ask(person, image)).statusCode).toBe(200)
    await stage.owner.query('update workspaces set second_factor_required = true where id = $1', [second.id])
    expect((await stage.ask(person, image)).statusCode).toBe(404)
  })
})

describe('the quarter of an hour', () => {
  test('403 for one’s own second factor and sessions by the way of the members', async () => {
    const admin = await stage.administrator()
    await stage.added(admin)
    const own = await stage.ask(admin, `DELETE /members/${admin.id}/second-factor`)
    expect([own.statusCode, problemOf(own).detail]).toEqual([
      403,
      'Your own second factor is on a page of its own.',
    ])
    expect((await stage.ask(admin, `DELETE /members/${admin.id}/sessions`)).statusCode).toBe(403)
    expect(await isIn(admin.cookie)).toBe(true)
  })

  test('403 for an API key that would take a second factor away', async () => {
    const workspace = await stage.server.workspace()
    const admin = await stage.administrator(workspace)
    await stage.added(admin)
    const headers = await workspace.as('admin')
    const answer = await send(stage.server.app, `DELETE /members/${admin.id}/second-factor`, { headers })
    expect(answer.statusCode).toBe(403)
    expect((await stage.methodsOf(admin)).passkeys).toHaveLength(1)
  })

  test('403 for letting others in, or more, by an old session; less may be done, and an API key goes on', async () => {
    const workspace = await stage.server.workspace()
    const admin = await stage.administrator(workspace)
    const member = await stage.join(admin)
    await stage.added(member)
    await growOld(admin)
    const lines: [Parameters<PasskeyStage['ask']>[1], object?][] = [
      ['POST /invitations', { email: 'ann@example.com', role: 'viewer' }],
      ['POST /api-keys', { name: 'Mine', role: 'admin', expiresInDays: 'never' }],
      [`PATCH /members/${member.id}`, { role: 'admin' }],
      [`DELETE /members/${member.id}/second-factor`],
    ]
    for (const [line, body] of lines)
      expect([line, told(await stage.ask(admin, line, body))]).toEqual([line, [403, 'sign_in_again']])
    const members = (await stage.ask(admin, 'GET /members')).json<Members>()
    expect(members.fresh).toBe(false)
    expect(members.actions.find(({ action }) => action === 'invite')).toMatchObject({ allowed: false })
    const { actions } = members.items.find(({ id }) => id === member.id)!
    expect(actions.find(({ action }) => action === 'resetSecondFactor')?.reason).toContain('Sign in again')
    expect((await stage.ask(admin, 'GET /api-keys')).json()).toMatchObject({
      fresh: false,
      actions: [
        { action: 'create', allowed: false },
        { action: 'revoke', allowed: true },
      ],
    })
    const only = [{ accountId: workspace.accountId, role: 'publisher' }]
    const some = await stage.ask(admin, `PATCH /members/${member.id}`, { accounts: only })
    expect(told(some)).toEqual([403, 'sign_in_again'])
    const less = await stage.ask(admin, `PATCH /members/${member.id}`, { role: 'viewer' })
    expect([less.statusCode, less.json<Member>().role]).toEqual([200, 'viewer'])
    const headers = await workspace.as('admin')
    const byKey = await send(stage.server.app, 'POST /invitations', { headers, body: lines[0]![1]! })
    expect(byKey.statusCode).toBe(201)
  })
})

describe('a sign-in that is half done', () => {
  const answerBy = async (question: string, person: Person) => {
    const asked = await stage.outside('POST /session/second-factor/passkey', question)
    if (asked.statusCode !== 201) return asked
    const line = 'POST /session/second-factor/passkey/answer'
    return await stage.outside(
      line,
      `${question}; ${cookieOf(asked, 'gacm_passkey')}`,
      person.device.sign(asked.json()),
    )
  }

  test('401 after the password was changed, and after an administrator ended all sessions', async () => {
    const admin = await stage.administrator()
    const member = await stage.join(admin)
    await stage.added(member)
    const before = await stage.asked(member.email)
    expect((await answerBy(await stage.asked(member.email), member)).statusCode).toBe(201)
    const body = { currentPassword: PASSWORD, newPassword: 'staple battery horse' }
    expect((await stage.ask(member, 'POST /session/password', body)).statusCode).toBe(204)
    expect(told(await answerBy(before, member))).toEqual([401, 'attempt_gone'])
    const again = await stage.outside('POST /session', '', {
      email: member.email,
      password: body.newPassword,
    })
    const question = cookieOf(again, 'gacm_sign_in')
    expect((await stage.ask(admin, `DELETE /members/${member.id}/sessions`)).statusCode).toBe(204)
    expect(told(await answerBy(question, member))).toEqual([401, 'attempt_gone'])
  })
})

describe('other sessions', () => {
  test('end where an account of the provider or the app is removed', async () => {
    const admin = await stage.administrator()
    const other = cookieOf(await stage.signInByPassword(admin.email), 'gacm_session')
    const id = newId()
    await stage.owner.query(
      `insert into identities (id, user_id, issuer, subject, email) values ($1, $2, 'https://id.example.com', 'x', $3)`,
      [id, admin.id, admin.email],
    )
    expect((await stage.ask(admin, `DELETE /sign-in-methods/identities/${id}`)).statusCode).toBe(204)
    expect([await isIn(other), await isIn(admin.cookie)]).toEqual([false, true])

    const { secret } = (await stage.ask(admin, 'POST /sign-in-methods/totp')).json<{ secret: string }>()
    const code = new TOTP({ secret }).generate()
    const confirmed = await stage.ask(admin, 'POST /sign-in-methods/totp/confirm', { code })
    const { recoveryCodes } = confirmed.json<{ recoveryCodes: string[] }>()
    expect(recoveryCodes[0]).toMatch(/^([a-z2-9]{4}-){5}[a-z2-9]{4}$/)
    const question = await stage.asked(admin.email)
    const answer = await stage.outside('POST /session/second-factor', question, { code: recoveryCodes[0] })
    const opened = cookieOf(answer, 'gacm_session')
    expect(await isIn(opened)).toBe(true)
    expect((await stage.ask(admin, 'DELETE /sign-in-methods/totp')).statusCode).toBe(204)
    expect([await isIn(opened), await isIn(admin.cookie)]).toEqual([false, true])
  })

  test('the one that the browser had ends where somebody joins or sets a workspace up', async () => {
    const admin = await stage.administrator()
    const former = await stage.administrator()
    const invited = await stage.ask(admin, 'POST /invitations', {
      email: `${newId()}@example.com`,
      role: 'editor',
    })
    const token = invited.json<{ link: string }>().link.split('token=')[1]!
    const body = { token, name: 'New', password: PASSWORD }
    expect((await stage.ask(former, 'POST /invitations/accept', body)).statusCode).toBe(201)
    expect(await isIn(former.cookie)).toBe(false)
    const link = await createSetUpLink(stage.server.ctx, (await stage.server.workspace()).id)
    const mine = { token: link, name: 'Ann', email: `${newId()}@example.com`, password: PASSWORD }
    expect((await stage.ask(admin, 'POST /set-up', mine)).statusCode).toBe(201)
    expect(await isIn(admin.cookie)).toBe(false)
  })
})

describe('the first administrator of a second workspace', () => {
  test('may be somebody who is known: by their password, and then their second factor', async () => {
    const person = await stage.administrator()
    const second = await stage.server.workspace()
    const token = await createSetUpLink(stage.server.ctx, second.id)
    const body = { token, name: 'Somebody else', email: person.email.toUpperCase(), password: PASSWORD }
    const wrong = await stage.outside('POST /set-up', '', { ...body, password: 'not the one at all' })
    expect([wrong.statusCode, problemOf(wrong).errors[0]]).toMatchObject([422, { path: 'password' }])
    await stage.added(person)
    const asked = await stage.outside('POST /set-up', '', body)
    expect([asked.statusCode, asked.json(), cookieOf(asked, 'gacm_session')]).toEqual([
      201,
      { secondFactor: true },
      '',
    ])
    const session = (await stage.ask(person, 'GET /session')).json<{ name: string; workspaces: object[] }>()
    expect(session).toMatchObject({ name: 'Ada', workspaces: [{}, { id: second.id, role: 'admin' }] })
  })
})

describe('rights of when the request came', () => {
  const deeds: [
    string,
    (stage: PasskeyStage, admin: Person, member: Person) => ReturnType<PasskeyStage['ask']>,
  ][] = [
    [
      'invites',
      (on, admin) => on.ask(admin, 'POST /invitations', { email: 'eve@example.com', role: 'admin' }),
    ],
    ['makes a key', (on, admin) => on.ask(admin, 'POST /api-keys', { name: 'Back door', role: 'admin' })],
    ['resets', (on, admin, { id }) => on.ask(admin, `DELETE /members/${id}/second-factor`)],
  ]
  test.each(deeds)('403 for an administrator who is removed meanwhile and %s', async (_, deed) => {
    const workspace = await stage.server.workspace()
    const admin = await stage.administrator(workspace)
    const member = await stage.join(admin)
    await stage.added(member)
    await stage.owner.query(`update members set role = 'admin' where user_id = $1`, [member.id])
    await stage.owner.query('begin')
    await stage.owner.query('delete from members where user_id = $1', [admin.id])
    const answer = deed(stage, admin, member)
    // It is answered at once, or waits for the lock that the removal holds.
    const waits = `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
    let isAnswered = false
    void answer.then(() => (isAnswered = true))
    await expect
      .poll(async () => isAnswered || ((await stage.owner.query(waits)).rowCount ?? 0) > 0, {
        timeout: 10_000,
      })
      .toBe(true)
    await stage.owner.query('commit')
    expect((await answer).statusCode).toBe(403)
  })
})

describe('names of API keys', () => {
  test.each(['ada@example.com', 'Google Ads', ' google  ADS', 'system', 'gacm member'])(
    '400 for %s, which history would take for somebody else',
    async (name) => {
      const admin = await stage.administrator()
      const answer = await stage.ask(admin, 'POST /api-keys', { name })
      expect([answer.statusCode, problemOf(answer).errors[0]?.path]).toEqual([400, 'name'])
    },
  )
})
