import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Lies } from '../../test/authenticator.ts'
import { cookieOf, PasskeyStage, told } from '../../test/passkey-stage.ts'
import { problemOf } from '../../test/server.ts'
import type { SignInMethods } from '../contract/sign-in.ts'

// Signing in by a passkey, and by one after a password. The device is in software, so that it can lie.

let stage: PasskeyStage
beforeAll(async () => {
  stage = await PasskeyStage.open()
})
beforeEach(async () => {
  await stage.owner.query('delete from sign_in_limits')
})
afterAll(async () => await stage.close())

describe('signing in by one', () => {
  test('needs no word, counts as both factors, and says when', async () => {
    const workspace = await stage.server.workspace()
    const person = await stage.administrator(workspace)
    await stage.added(person)
    const require = await stage.ask(person, 'PATCH /workspace/security', { secondFactorRequired: true })
    expect(require.statusCode).toBe(204)
    const { options } = await stage.question()
    expect(options).toMatchObject({
      rpId: 'ads.example.com',
      userVerification: 'required',
      allowCredentials: [],
    })
    const opened = await stage.signInBy(person.device)
    expect([opened.statusCode, opened.json()]).toMatchObject([
      201,
      { email: person.email, secondFactorNeeded: false },
    ])
    const session = { cookie: cookieOf(opened, 'gacm_session') }
    expect((await stage.ask(session, 'GET /campaigns')).statusCode).toBe(200)
    // It is fresh, so how one signs in can be changed.
    const again = (await stage.ask(session, 'GET /sign-in-methods')).json<SignInMethods>()
    expect([again.fresh, again.passkeys[0]!.lastUsedAt]).toEqual([true, expect.any(String)])
  })

  test.each<[string, Lies]>([
    ['of another page', { origin: 'https://evil.example' }],
    ['over plain http', { origin: 'http://ads.example.com' }],
    ['for another name', { rpId: 'evil.example' }],
    ['to another challenge', { challenge: 'bWFkZSB1cA' }],
    ['without asking who sits there', { unverified: true }],
    ['with nobody there', { absent: true }],
    ['of which a bit is another one', { tampered: true }],
    ['that does not say whose it is', { userHandle: null }],
    ['that says somebody else’s', { userHandle: Buffer.alloc(16, 1).toString('base64url') }],
    ['of a passkey that nobody has', { id: Buffer.alloc(32, 1).toString('base64url') }],
    ['that makes one', { type: 'webauthn.create' }],
  ])('401 for an answer %s', async (_, lies) => {
    const person = await stage.administrator()
    await stage.added(person)
    expect(told(await stage.signInBy(person.device, lies))).toEqual([401, 'passkey_refused'])
    expect((await stage.signInBy(person.device)).statusCode).toBe(201)
  })

  test('401 for an answer in the name of another person’s passkey', async () => {
    const [person, other] = [await stage.administrator(), await stage.administrator()]
    await stage.added(person)
    await stage.added(other)
    const id = other.device.held[0]!.id.toString('base64url')
    const { userHandle } = other.device.held[0]!
    expect(told(await stage.signInBy(person.device, { id, userHandle }))).toEqual([401, 'passkey_refused'])
    expect(told(await stage.signInBy(person.device, { id }))).toEqual([401, 'passkey_refused'])
  })

  test('401 for a challenge that was answered, has expired, is of another browser, or was for something else', async () => {
    const person = await stage.administrator()
    await stage.added(person)
    const { options, challenge } = await stage.question()
    const answer = person.device.sign(options)
    const say = async (cookie: string) => await stage.outside('POST /session/passkey/answer', cookie, answer)
    const elsewhere = (await stage.question()).challenge
    expect(told(await say(''))).toEqual([401, 'attempt_gone'])
    expect(told(await say('gacm_passkey=made-up'))).toEqual([401, 'attempt_gone'])
    expect(told(await say(elsewhere))).toEqual([401, 'passkey_refused'])
    const both = await Promise.all([say(challenge), say(challenge)])
    expect(both.map(({ statusCode }) => statusCode).sort((a, b) => a - b)).toEqual([201, 401])
    expect(told(await say(challenge))).toEqual([401, 'attempt_gone'])
    const late = await stage.question()
    await stage.expire()
    const tooLate = person.device.sign(late.options)
    expect(told(await stage.outside('POST /session/passkey/answer', late.challenge, tooLate))).toEqual([
      401,
      'attempt_gone',
    ])
    // A question for something else is none for a sign-in.
    const factor = await stage.question(await stage.asked(person.email))
    const cross = person.device.sign(factor.options)
    expect(told(await stage.outside('POST /session/passkey/answer', factor.challenge, cross))).toEqual([
      401,
      'attempt_gone',
    ])
  })

  test('two tabs that ask at once each get their own answer through, and a browser keeps eight questions', async () => {
    const person = await stage.administrator()
    await stage.added(person)
    const [first, second] = await Promise.all([stage.question(), stage.question()])
    const jar = `${first.challenge}; ${second.challenge}`
    const line = 'POST /session/passkey/answer'
    for (const { options, challenge } of [first, second]) {
      const opened = await stage.outside(line, jar, person.device.sign(options))
      expect(opened.statusCode).toBe(201)
      const cleared = opened.cookies.filter(({ value }) => value === '').map(({ name }) => name)
      expect(cleared).toEqual([challenge.split('=')[0]])
    }
    const many: string[] = []
    for (let asked = 0; asked < 8; asked += 1) many.push((await stage.question()).challenge)
    const ninth = await stage.outside('POST /session/passkey', many.join('; '))
    const changed = ninth.cookies.filter(({ name }) => name.startsWith('gacm_passkey_'))
    expect(changed.map(({ value }) => value === '')).toEqual([true, false])
    expect(changed[0]!.name).toBe(many[0]!.split('=')[0])
  })

  test('a passkey of another name is marked, is not asked for, and may go; a recovery code stands in', async () => {
    const person = await stage.administrator()
    const { recoveryCodes, passkey } = await stage.added(person)
    expect(passkey.elsewhere).toBeNull()
    const madeFor = async (): Promise<object[]> =>
      (await stage.owner.query('select made_for from passkeys where user_id = $1', [person.id])).rows
    expect(await madeFor()).toEqual([{ made_for: 'ads.example.com' }])
    const move = async (name: string | null) =>
      await stage.owner.query('update passkeys set made_for = $2 where user_id = $1', [person.id, name])
    await move('old.example')
    expect((await stage.methodsOf(person)).passkeys).toMatchObject([{ elsewhere: 'old.example' }])
    const cookie = await stage.asked(person.email)
    expect((await stage.outside('GET /session/second-factor', cookie)).json()).toEqual({
      code: false,
      recoveryCode: true,
      passkey: false,
      passkeysElsewhere: 'old.example',
    })
    const refused = await stage.outside('POST /session/second-factor/passkey', cookie)
    expect(told(refused)).toEqual([409, 'passkeys_elsewhere'])
    expect(problemOf(refused).detail).toContain(
      'were made for old.example, and cannot answer at ads.example.com',
    )
    const body = { code: recoveryCodes![0]! }
    expect((await stage.outside('POST /session/second-factor', cookie, body)).statusCode).toBe(201)
    // One that was made before its name was noted tells it as it signs in.
    await move(null)
    expect((await stage.signInBy(person.device)).statusCode).toBe(201)
    expect(await madeFor()).toEqual([{ made_for: 'ads.example.com' }])
    await stage.owner.query('update users set has_password = false where id = $1', [person.id])
    const again = { ...person, cookie: cookieOf(await stage.signInBy(person.device), 'gacm_session') }
    expect((await stage.ask(again, `DELETE /sign-in-methods/passkeys/${passkey.id}`)).statusCode).toBe(409)
    await move('old.example')
    expect((await stage.ask(again, `DELETE /sign-in-methods/passkeys/${passkey.id}`)).statusCode).toBe(204)
  })

  test('a refused answer spends its challenge', async () => {
    const person = await stage.administrator()
    await stage.added(person)
    const { options, challenge } = await stage.question()
    const say = async (lies: Lies) =>
      await stage.outside('POST /session/passkey/answer', challenge, person.device.sign(options, lies))
    expect(told(await say({ tampered: true }))).toEqual([401, 'passkey_refused'])
    expect(told(await say({}))).toEqual([401, 'attempt_gone'])
  })

  test('403 for a count that does not go up, which its owner is told; a forged one tells nobody', async () => {
    const person = await stage.administrator()
    await stage.added(person, 'Counts', { count: 5 })
    expect((await stage.signInBy(person.device, { count: 6 })).statusCode).toBe(201)
    expect(told(await stage.signInBy(person.device, { count: 6, tampered: true }))).toEqual([
      401,
      'passkey_refused',
    ])
    expect((await stage.methodsOf(person)).passkeys[0]!.counterRefusedAt).toBeNull()
    for (const count of [6, 3, 0]) {
      const refused = await stage.signInBy(person.device, { count })
      expect(told(refused)).toEqual([403, 'passkey_counter'])
      expect([problemOf(refused).detail, cookieOf(refused, 'gacm_session')]).toEqual([
        expect.stringContaining('a copy of it'),
        '',
      ])
    }
    expect((await stage.methodsOf(person)).passkeys[0]!.counterRefusedAt).toEqual(expect.any(String))
    expect((await stage.signInBy(person.device, { count: 7 })).statusCode).toBe(201)
    // Of two at once with one count, one comes in.
    const both = await Promise.all([stage.question(), stage.question()])
    const answers = await Promise.all(
      both.map(async ({ options, challenge }) =>
        stage.outside('POST /session/passkey/answer', challenge, person.device.sign(options, { count: 9 })),
      ),
    )
    expect(answers.map(({ statusCode }) => statusCode).sort((a, b) => a - b)).toEqual([201, 403])
  })

  test('429 after five refused answers for one passkey, whoever gives them', async () => {
    const person = await stage.administrator()
    await stage.added(person)
    for (let tries = 0; tries < 5; tries += 1)
      expect((await stage.signInBy(person.device, { tampered: true })).statusCode).toBe(401)
    const refused = await stage.signInBy(person.device)
    expect([refused.statusCode, problemOf(refused).detail]).toEqual([
      429,
      expect.stringContaining('Too many wrong answers'),
    ])
    await stage.owner.query('update sign_in_limits set blocked_until = null')
    expect((await stage.signInBy(person.device)).statusCode).toBe(201)
  })

  test('403 for somebody who is in no workspace any more', async () => {
    const admin = await stage.administrator()
    const member = await stage.join(admin)
    await stage.added(member)
    expect((await stage.ask(admin, `DELETE /members/${member.id}`)).statusCode).toBe(204)
    expect((await stage.signInBy(member.device)).statusCode).toBe(403)
  })
})

describe('as a second factor', () => {
  test('it is asked for after the password, and opens the session', async () => {
    const person = await stage.administrator()
    await stage.added(person)
    await stage.added(person, 'Another')
    const cookie = await stage.asked(person.email)
    const can = await stage.outside('GET /session/second-factor', cookie)
    expect(can.json()).toEqual({ code: false, recoveryCode: true, passkey: true, passkeysElsewhere: null })
    const { options } = await stage.question(cookie)
    expect(options.allowCredentials.map(({ id, transports }) => [id, transports])).toEqual(
      person.device.held.map(({ id }) => [id.toString('base64url'), ['internal', 'hybrid']]),
    )
    const opened = await stage.answerBy(person.email, person.device, { userHandle: null })
    expect([opened.statusCode, opened.json()]).toMatchObject([201, { email: person.email }])
  })

  test('a recovery code stands in for one that is lost', async () => {
    const person = await stage.administrator()
    const { recoveryCodes } = await stage.added(person)
    const body = { code: recoveryCodes![0]! }
    const opened = await stage.outside('POST /session/second-factor', await stage.asked(person.email), body)
    expect(opened.statusCode).toBe(201)
    expect(await stage.methodsOf(person)).toMatchObject({ recoveryCodes: 9 })
  })

  test.each<[string, Lies]>([
    ['of another page', { origin: 'https://evil.example' }],
    ['for another name', { rpId: 'evil.example' }],
    ['without asking who sits there', { unverified: true }],
    ['of which a bit is another one', { tampered: true }],
  ])('422 for an answer %s', async (_, lies) => {
    const person = await stage.administrator()
    await stage.added(person)
    expect(told(await stage.answerBy(person.email, person.device, lies))).toEqual([422, 'passkey_refused'])
  })

  test('422 for another person’s passkey, and 401 without the password, or for a spent challenge', async () => {
    const [person, other] = [await stage.administrator(), await stage.administrator()]
    await stage.added(person)
    await stage.added(other)
    expect(told(await stage.answerBy(person.email, other.device))).toEqual([422, 'passkey_refused'])
    expect((await stage.outside('POST /session/second-factor/passkey', '')).statusCode).toBe(401)
    const line = 'POST /session/second-factor/passkey/answer'
    const cookie = await stage.asked(person.email)
    const { options, challenge } = await stage.question(cookie)
    const answer = person.device.sign(options)
    expect(told(await stage.outside(line, challenge, answer))).toEqual([401, 'attempt_gone'])
    // The challenge was another person's.
    const theirs = await stage.question(await stage.asked(other.email))
    expect(told(await stage.outside(line, `${cookie}; ${theirs.challenge}`, answer))).toEqual([
      422,
      'passkey_refused',
    ])
    const again = await stage.question(await stage.asked(other.email))
    const fitting = person.device.sign(again.options)
    expect(told(await stage.outside(line, `${cookie}; ${again.challenge}`, fitting))).toEqual([
      422,
      'passkey_refused',
    ])
    expect((await stage.outside(line, `${cookie}; ${challenge}`, answer)).statusCode).toBe(201)
    expect((await stage.outside('GET /session/second-factor', cookie)).statusCode).toBe(401)
    expect(told(await stage.outside(line, `${cookie}; ${challenge}`, answer))).toEqual([401, 'attempt_gone'])
  })

  test('refused ones and wrong codes are counted together', async () => {
    const person = await stage.administrator()
    const { recoveryCodes } = await stage.added(person)
    for (let tries = 0; tries < 5; tries += 1)
      expect((await stage.answerBy(person.email, person.device, { tampered: true })).statusCode).toBe(422)
    const body = { code: recoveryCodes![0]! }
    expect(
      (await stage.outside('POST /session/second-factor', await stage.asked(person.email), body)).statusCode,
    ).toBe(429)
  })

  test('403 for a count that does not go up', async () => {
    const person = await stage.administrator()
    await stage.added(person, 'Counts', { count: 5 })
    expect(told(await stage.answerBy(person.email, person.device, { count: 5 }))).toEqual([
      403,
      'passkey_counter',
    ])
    expect((await stage.answerBy(person.email, person.device, { count: 6 })).statusCode).toBe(201)
  })
})
