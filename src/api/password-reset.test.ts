import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cookieOf, PasskeyStage, type Person, told } from '../../test/passkey-stage.ts'
import { problemOf, send } from '../../test/server.ts'
import { newId } from '../base/ids.ts'
import { createPasswordResetOf } from '../domain/password-reset.ts'
import { resetSecondFactorOf } from '../domain/second-factor-policy.ts'

// Somebody forgot their password: a link of an administrator, or of whoever runs the server.

const NEW = 'staple battery horse'
let stage: PasskeyStage
beforeAll(async () => (stage = await PasskeyStage.open()))
afterAll(async () => await stage.close())

const makeLink = async (admin: Person, { id }: Person) =>
  await stage.ask(admin, `POST /members/${id}/password-reset`)
const tokenOf = async (admin: Person, member: Person): Promise<string> => {
  const made = await makeLink(admin, member)
  expect([made.statusCode, made.body]).toEqual([201, expect.stringContaining('/reset-password#token=')])
  return made.json<{ link: string }>().link.split('token=')[1]!
}
const use = async (token: string, newPassword = NEW) =>
  await stage.outside('POST /password-resets', '', { token, newPassword })
const signIn = async (email: string, password: string) =>
  await stage.outside('POST /session', '', { email, password })
const actionsOf = async (email: string): Promise<string[]> => {
  const { rows } = await stage.owner.query<{ action: string }>(
    `select a.action from audit_log a join users u on u.id::text = a.entity_id::text
      where u.email = $1 and a.action like '%password%' order by a.seq`,
    [email],
  )
  return rows.map(({ action }) => action)
}

describe('the link of an administrator', () => {
  test('sets a new password once, ends what was open, and the second factor is asked for as ever', async () => {
    const admin = await stage.administrator()
    const member = await stage.join(admin)
    await stage.added(member)
    const question = await stage.asked(member.email)
    const token = await tokenOf(admin, member)
    for (const table of ['password_resets', 'audit_log', 'idempotency_keys']) {
      const { rows } = await stage.owner.query<{ row: string }>(
        `select row_to_json(t)::text as row from ${table} t`,
      )
      expect([table, rows.some(({ row }) => row.includes(token))]).toEqual([table, false])
    }
    const easy = await use(token, 'password1234')
    expect([easy.statusCode, problemOf(easy).errors[0]?.code]).toEqual([422, 'easy_password'])
    expect((await use(token)).statusCode).toBe(204)
    expect((await stage.ask(member, 'GET /session')).statusCode).toBe(401)
    expect(told(await stage.outside('GET /session/second-factor', question))).toEqual([401, 'attempt_gone'])
    expect((await stage.signInByPassword(member.email)).statusCode).toBe(401)
    const entered = await signIn(member.email, NEW)
    expect([entered.json(), cookieOf(entered, 'gacm_session')]).toEqual([{ secondFactor: true }, ''])
    expect((await use(token, 'another good phrase')).statusCode).toBe(422)
    expect(await actionsOf(member.email)).toEqual(['member.reset_password', 'user.reset_password'])
  })

  test('of twenty at once one sets the password', async () => {
    const admin = await stage.administrator()
    const token = await tokenOf(admin, await stage.join(admin))
    const answers = await Promise.all(Array.from({ length: 20 }, async () => await use(token)))
    expect(answers.filter(({ statusCode }) => statusCode === 204)).toHaveLength(1)
  })

  test('422 after an hour, and for one before the last', async () => {
    const admin = await stage.administrator()
    const member = await stage.join(admin)
    const first = await tokenOf(admin, member)
    const last = await tokenOf(admin, member)
    const refused = await use(first)
    expect([refused.statusCode, problemOf(refused).errors[0]?.code]).toEqual([422, 'unusable_link'])
    await stage.owner.query(
      `update password_resets set created_at = created_at - interval '61 minutes', expires_at = expires_at - interval '61 minutes'`,
    )
    expect((await use(last)).statusCode).toBe(422)
    expect((await stage.signInByPassword(member.email)).statusCode).toBe(201)
  })

  test('409 for who is in other workspaces, or signs in by a provider; 403 for oneself, for others and for keys', async () => {
    const workspace = await stage.server.workspace()
    const admin = await stage.administrator(workspace)
    const member = await stage.join(admin)
    const other = await stage.administrator()
    expect((await makeLink(admin, other)).statusCode).toBe(404)
    expect((await makeLink(member, admin)).statusCode).toBe(403)
    expect((await makeLink(admin, admin)).statusCode).toBe(403)
    const headers = await workspace.as('admin')
    const byKey = await send(stage.server.app, `POST /members/${member.id}/password-reset`, { headers })
    expect(byKey.statusCode).toBe(403)
    await stage.owner.query(
      `insert into identities (id, user_id, issuer, subject, email) values ($1, $2, 'https://id.example.com', $3, $3)`,
      [newId(), member.id, member.email],
    )
    expect((await makeLink(admin, member)).statusCode).toBe(409)
    await stage.owner.query('delete from identities where user_id = $1', [member.id])
    await stage.owner.query(
      `insert into members (workspace_id, user_id, role) select workspace_id, $1, 'viewer' from members where user_id = $2`,
      [member.id, other.id],
    )
    const refused = await makeLink(admin, member)
    expect([refused.statusCode, problemOf(refused).detail]).toEqual([
      409,
      expect.stringContaining('gacm member reset-password'),
    ])
  })

  test('opens nothing any more once the person has joined another workspace', async () => {
    const admin = await stage.administrator()
    const member = await stage.join(admin)
    const token = await tokenOf(admin, member)
    const other = await stage.administrator()
    const invited = await stage.ask(other, 'POST /invitations', { email: member.email, role: 'editor' })
    const invitation = invited.json<{ link: string }>().link.split('token=')[1]!
    const body = { token: invitation, password: 'correct horse battery' }
    expect((await stage.outside('POST /invitations/accept', '', body)).statusCode).toBe(201)
    expect((await use(token)).statusCode).toBe(422)
    expect((await stage.signInByPassword(member.email)).statusCode).toBe(201)
  })
})

describe('the link of the server', () => {
  test('is for anybody: the last administrator gets back in', async () => {
    const admin = await stage.administrator()
    const token = await createPasswordResetOf(stage.server.ctx, admin.email.toUpperCase())
    expect((await use(token)).statusCode).toBe(204)
    expect((await signIn(admin.email, NEW)).statusCode).toBe(201)
    await expect(createPasswordResetOf(stage.server.ctx, 'nobody@example.com')).rejects.toThrow(
      'Nobody signs in',
    )
  })
})

test('a second factor is taken away from somebody in several workspaces, or in none, with an entry in each', async () => {
  const admin = await stage.administrator()
  const member = await stage.join(admin)
  await stage.added(member)
  const other = await stage.administrator()
  await stage.owner.query(
    `insert into members (workspace_id, user_id, role) select workspace_id, $1, 'viewer' from members where user_id = $2`,
    [member.id, other.id],
  )
  await resetSecondFactorOf(stage.server.ctx, member.email)
  const { rowCount } = await stage.owner.query(
    `select 1 from audit_log where entity_id::text = $1 and action = 'member.reset_second_factor'`,
    [member.id],
  )
  expect(rowCount).toBe(2)
  const again = { ...member, cookie: cookieOf(await stage.signInByPassword(member.email), 'gacm_session') }
  await stage.added(again, 'Another')
  await stage.owner.query('delete from members where user_id = $1', [member.id])
  await resetSecondFactorOf(stage.server.ctx, member.email)
  expect((await stage.owner.query('select 1 from passkeys where user_id = $1', [member.id])).rowCount).toBe(0)
})
