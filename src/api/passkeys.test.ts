import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Lies } from '../../test/authenticator.ts'
import { cookieOf, PAGE, PasskeyStage, type Person, reasonOf, told } from '../../test/passkey-stage.ts'
import { problemOf } from '../../test/server.ts'
import { newId } from '../base/ids.ts'

// Passkeys: added, renamed, lost and removed. The device is in software, so that it can lie.

let stage: PasskeyStage
beforeAll(async () => {
  stage = await PasskeyStage.open()
})
beforeEach(async () => {
  await stage.owner.query('delete from sign_in_limits')
})
afterAll(async () => await stage.close())

describe('adding one', () => {
  test('asks for a key that says whose it is and who sits there, and keeps its public half alone', async () => {
    const person = await stage.administrator()
    const { options, challenge } = await stage.beginAdding(person)
    expect(options).toMatchObject({
      rp: { id: 'ads.example.com' },
      user: {
        name: person.email,
        id: Buffer.from(person.id.replaceAll('-', ''), 'hex').toString('base64url'),
      },
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    })
    const made = person.device.make(options)
    const answer = await stage.ask(person, 'POST /sign-in-methods/passkeys', made, challenge)
    expect([answer.statusCode, answer.json()]).toMatchObject([
      201,
      { passkey: { name: 'An unknown browser', lastUsedAt: null }, recoveryCodes: expect.any(Array) },
    ])
    const { rows } = await stage.owner.query<{ row: string }>(
      `select row_to_json(p)::text as row from passkeys p union all select row_to_json(a)::text from sign_in_attempts a`,
    )
    for (const { row } of rows) expect(row).not.toContain(options.challenge)
    expect(await stage.methodsOf(person)).toMatchObject({
      passkeys: [{ name: 'An unknown browser' }],
      passkeyPlace: { origin: PAGE, reason: null },
      recoveryCodes: 10,
    })
  })

  test('ends every other session, and gives recovery codes with a first second factor alone', async () => {
    const person = await stage.administrator()
    const elsewhere = await stage.signInByPassword(person.email)
    expect((await stage.added(person)).recoveryCodes).toHaveLength(10)
    expect(
      (await stage.ask({ cookie: cookieOf(elsewhere, 'gacm_session') }, 'GET /session')).statusCode,
    ).toBe(401)
    expect((await stage.ask(person, 'GET /session')).statusCode).toBe(200)
    const other = await stage.signInBy(person.device)
    expect((await stage.added(person, 'Key ring')).recoveryCodes).toBeNull()
    expect((await stage.ask({ cookie: cookieOf(other, 'gacm_session') }, 'GET /session')).statusCode).toBe(
      401,
    )
    // The device is told what it has, so that it makes no second one.
    expect((await stage.beginAdding(person)).options.excludeCredentials.map(({ id }) => id)).toEqual(
      person.device.held.slice(0, 2).map(({ id }) => id.toString('base64url')),
    )
  })

  test.each<[string, Lies]>([
    ['of another page', { origin: 'https://ads.example.com.evil.example' }],
    ['of another port', { origin: 'https://ads.example.com:8443' }],
    ['for another name', { rpId: 'example.com' }],
    ['for another challenge', { challenge: 'bWFkZSB1cA' }],
    ['without asking who sits there', { unverified: true }],
    ['with nobody there', { absent: true }],
    ['that is no making of one', { type: 'webauthn.get' }],
  ])('422 for one %s', async (_, lies) => {
    const person = await stage.administrator()
    expect(told(await stage.add(person, lies))).toEqual([422, 'passkey_refused'])
    expect((await stage.methodsOf(person)).passkeys).toEqual([])
  })

  test('401 for a challenge that was used, expired, or is of another browser or person', async () => {
    const [person, other] = [await stage.administrator(), await stage.administrator()]
    const { options, challenge } = await stage.beginAdding(person)
    const made = person.device.make(options)
    const send_ = async (by: Person, more: string) =>
      await stage.ask(by, 'POST /sign-in-methods/passkeys', made, more)
    expect(told(await send_(person, ''))).toEqual([401, 'attempt_gone'])
    expect(told(await send_(other, (await stage.beginAdding(other)).challenge))).toEqual([
      422,
      'passkey_refused',
    ])
    // Even with the cookie of the one who began: it is not their challenge.
    expect(told(await send_(other, challenge))).toEqual([422, 'passkey_refused'])
    expect(told(await send_(person, challenge))).toEqual([401, 'attempt_gone'])
    const late = await stage.beginAdding(person)
    await stage.expire()
    expect(
      told(
        await stage.ask(
          person,
          'POST /sign-in-methods/passkeys',
          person.device.make(late.options),
          late.challenge,
        ),
      ),
    ).toEqual([401, 'attempt_gone'])
    expect((await stage.methodsOf(person)).passkeys).toEqual([])
  })

  test('409 for one that is known, and for the twenty-first', async () => {
    const person = await stage.administrator()
    const { options, challenge } = await stage.beginAdding(person)
    const made = person.device.make(options)
    expect((await stage.ask(person, 'POST /sign-in-methods/passkeys', made, challenge)).statusCode).toBe(201)
    await stage.owner.query('update passkeys set credential_id = $2 where user_id = $1', [
      person.id,
      Buffer.alloc(32, 7),
    ])
    for (let n = 1; n < 20; n += 1) await stage.added(person, `Key ${n}`)
    const full = await stage.ask(person, 'POST /sign-in-methods/passkeys/begin')
    expect([full.statusCode, problemOf(full).detail]).toEqual([409, expect.stringContaining('20 passkeys')])
    expect(reasonOf(await stage.methodsOf(person), 'addPasskey')).toContain('20 passkeys')
    // A place in the middle is taken again, and two at once for the last one are one.
    const { passkeys } = await stage.methodsOf(person)
    expect((await stage.ask(person, `DELETE /sign-in-methods/passkeys/${passkeys[7]!.id}`)).statusCode).toBe(
      204,
    )
    const both = await Promise.all([stage.beginAdding(person), stage.beginAdding(person)])
    const answers = await Promise.all(
      both.map(async (begun) =>
        stage.ask(
          person,
          'POST /sign-in-methods/passkeys',
          person.device.make(begun.options),
          begun.challenge,
        ),
      ),
    )
    expect(answers.filter(({ statusCode }) => statusCode === 201)).toHaveLength(1)
    expect((await stage.methodsOf(person)).passkeys).toHaveLength(20)
    // The first one ends what else is half done: who comes after it is late.
    expect((await stage.ask(person, `DELETE /sign-in-methods/passkeys/${passkeys[8]!.id}`)).statusCode).toBe(
      204,
    )
    const [early, late] = [await stage.beginAdding(person), await stage.beginAdding(person)]
    const say = async ({ options, challenge }: typeof early) =>
      await stage.ask(person, 'POST /sign-in-methods/passkeys', person.device.make(options), challenge)
    expect((await say(late)).statusCode).toBe(201)
    const gone = await say(early)
    expect([gone.statusCode, gone.json<{ code: string }>().code]).toEqual([401, 'attempt_gone'])
    // The same key again: of the same device, or of somebody who copied what it said.
    const [thief, known] = [await stage.administrator(), person.device.held.at(1)!]
    const begun = await stage.beginAdding(thief)
    const copied = thief.device.make(begun.options)
    await stage.owner.query('update passkeys set credential_id = $2 where credential_id = $1', [
      known.id,
      Buffer.from(copied.id, 'base64url'),
    ])
    expect(
      (await stage.ask(thief, 'POST /sign-in-methods/passkeys', copied, begun.challenge)).statusCode,
    ).toBe(409)
  })

  test('403 a quarter of an hour after the sign-in, as for removing; a name can be changed', async () => {
    const person = await stage.administrator()
    const { passkey } = await stage.added(person)
    await stage.owner.query(
      `update sessions set created_at = created_at - interval '16 minutes', expires_at = expires_at - interval '16 minutes' where user_id = $1`,
      [person.id],
    )
    const removal = `DELETE /sign-in-methods/passkeys/${passkey.id}` as const
    expect(told(await stage.ask(person, 'POST /sign-in-methods/passkeys/begin'))).toEqual([
      403,
      'sign_in_again',
    ])
    expect(told(await stage.ask(person, removal))).toEqual([403, 'sign_in_again'])
    const renaming = await stage.ask(person, `PATCH /sign-in-methods/passkeys/${passkey.id}`, {
      name: ' Desk ',
    })
    expect(renaming.statusCode).toBe(204)
    const methods = await stage.methodsOf(person)
    expect(methods.passkeys[0]).toMatchObject({ name: 'Desk' })
    for (const action of ['addPasskey', 'removePasskey'])
      expect(reasonOf(methods, action)).toContain('Sign in again')
  })
})

describe('losing one', () => {
  test('removing it ends the sessions of the device, and with the last factor go the recovery codes', async () => {
    const person = await stage.administrator()
    const { passkey } = await stage.added(person)
    const lost = await stage.signInBy(person.device)
    const removal = `DELETE /sign-in-methods/passkeys/${passkey.id}` as const
    const other = await stage.administrator()
    for (const line of [removal, `PATCH /sign-in-methods/passkeys/${passkey.id}`] as const)
      expect((await stage.ask(other, line, line === removal ? undefined : { name: 'Mine' })).statusCode).toBe(
        404,
      )
    expect((await stage.ask(person, removal)).statusCode).toBe(204)
    expect((await stage.ask({ cookie: cookieOf(lost, 'gacm_session') }, 'GET /session')).statusCode).toBe(401)
    expect(told(await stage.signInBy(person.device))).toEqual([401, 'passkey_refused'])
    expect(await stage.methodsOf(person)).toMatchObject({ passkeys: [], recoveryCodes: 0 })
    const signedIn = await stage.signInByPassword(person.email)
    expect(signedIn.json()).toMatchObject({ email: person.email })
    expect((await stage.ask(person, removal)).statusCode).toBe(404)
  })

  test('409 for the last way to sign in; what is not lost with a device stays beside passkeys', async () => {
    const person = await stage.administrator()
    const [first, second] = [await stage.added(person), await stage.added(person, 'Another')]
    // They have no password, and an account of a provider that this server does not have any more.
    await stage.owner.query('update users set has_password = false where id = $1', [person.id])
    await stage.owner.query(
      `insert into identities (id, user_id, issuer, subject, email) values ($1, $2, 'https://issuer.example', 's', 'a@b.example')`,
      [newId(), person.id],
    )
    const remove = async (id: string) => await stage.ask(person, `DELETE /sign-in-methods/passkeys/${id}`)
    expect((await remove(first.passkey.id)).statusCode).toBe(204)
    const refused = await remove(second.passkey.id)
    expect([refused.statusCode, problemOf(refused).detail]).toEqual([
      409,
      expect.stringContaining('your only way to sign in'),
    ])
    const methods = await stage.methodsOf(person)
    expect(reasonOf(methods, 'removePasskey')).toContain('your only way')
    expect(reasonOf(methods, 'unlink')).toContain('no lost device takes along')
    const unlinked = await stage.ask(
      person,
      `DELETE /sign-in-methods/identities/${methods.identities[0]!.id}`,
    )
    expect(unlinked.statusCode).toBe(409)
    expect((await stage.signInBy(person.device)).statusCode).toBe(201)
  })

  test('an administrator who takes the second factor away takes the passkeys too', async () => {
    const admin = await stage.administrator()
    const member = await stage.join(admin)
    await stage.added(member)
    const list = (await stage.ask(admin, 'GET /members')).json<{
      items: { id: string; hasSecondFactor: boolean }[]
    }>()
    expect(list.items.find(({ id }) => id === member.id)).toMatchObject({ hasSecondFactor: true })
    expect((await stage.ask(admin, `DELETE /members/${member.id}/second-factor`)).statusCode).toBe(204)
    expect((await stage.ask(member, 'GET /session')).statusCode).toBe(401)
    expect(told(await stage.signInBy(member.device))).toEqual([401, 'passkey_refused'])
    const signedIn = await stage.signInByPassword(member.email)
    expect(signedIn.json()).toMatchObject({ email: member.email })
  })
})

test('every change is an entry of the audit log', async () => {
  const workspace = await stage.server.workspace()
  const person = await stage.administrator(workspace)
  const { passkey } = await stage.added(person)
  await stage.ask(person, `PATCH /sign-in-methods/passkeys/${passkey.id}`, { name: 'Desk' })
  await stage.ask(person, `DELETE /sign-in-methods/passkeys/${passkey.id}`)
  const { rows } = await stage.owner.query<{ action: string; actor: string; detail: object }>(
    `select action, actor, detail from audit_log where workspace_id = $1 and action ~ 'passkey' order by seq`,
    [workspace.id],
  )
  expect(rows).toEqual([
    { action: 'user.add_passkey', actor: person.email, detail: { passkey: passkey.id, name: 'Telephone' } },
    {
      action: 'user.rename_passkey',
      actor: person.email,
      detail: { passkey: passkey.id, from: 'Telephone', to: 'Desk' },
    },
    { action: 'user.remove_passkey', actor: person.email, detail: { passkey: passkey.id, name: 'Desk' } },
  ])
})
