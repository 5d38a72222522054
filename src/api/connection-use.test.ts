import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { completeBody } from '../../test/campaigns.ts'
import { type ConnectionStage, consent, type Person, startConnectionStage } from '../../test/connections.ts'
import { problemOf } from '../../test/server.ts'
import { newId } from '../base/ids.ts'
import type { ConnectionCheck, GoogleConnection } from '../contract/google-connections.ts'
import type { Publication } from '../contract/publication.ts'
import type { Account } from '../contract/session.ts'
import { syncDueAccounts } from '../domain/sync-campaigns.ts'
import { startWorker } from '../worker/worker.ts'

// What goes by a connection, and what happens when it ends, at either side.

const EUROPE = '2345678901'
const MANAGER = '9876543210'

let stage: ConnectionStage
beforeAll(async () => {
  stage = await startConnectionStage()
})
afterAll(async () => await stage.close())

describe('when Google ends it', () => {
  test('the reading of accounts notes it, a check says what to do, and reconnecting heals it', async () => {
    const ada = await stage.administrator()
    const made = await stage.connected(ada)
    const account = (
      await stage.ask(ada, 'POST /accounts', {
        customerId: EUROPE,
        loginCustomerId: MANAGER,
        connectionId: made.id,
      })
    ).json<Account>()
    await stage.owner.query(
      `insert into revisions (workspace_id, campaign_id, number, document, changed_fields, reason, door, created_by)
       values ($1, $2, 1, '{}', '{}', 'Made', 'api', 'ada')`,
      [ada.workspace.id, account.id],
    )
    await stage.owner.query(
      `insert into campaigns (workspace_id, id, account_id, name, published_name, published_version, status, google_campaign_id)
       values ($1, $2, $2, 'Live', 'Live', 1, 'PUBLISHED', 4711)`,
      [ada.workspace.id, account.id],
    )
    stage.emulator.control.revokeToken(await stage.refreshTokenOf(made.id))
    await syncDueAccounts(stage.server.ctx)
    const [broken] = await stage.listed(ada)
    expect(broken).toMatchObject({
      state: 'BROKEN',
      problem: { code: 'authenticationError.OAUTH_TOKEN_REVOKED' },
    })
    expect(broken!.problem!.fix).toMatch(/"Testing"/)
    expect(await stage.checksOf(ada, made.id)).toEqual({
      SECRET: 'MET',
      SIGN_IN: 'MISSING',
      API: 'NOT_CHECKED',
      ACCOUNTS: 'NOT_CHECKED',
      CHANGES: 'NOT_CHECKED',
    })
    const back = await consent(await stage.authorize(ada, { connectionId: made.id }))
    expect((await stage.ask(ada, 'POST /google-connections/finish', back)).statusCode).toBe(201)
    const [healed] = await stage.listed(ada)
    expect(healed).toMatchObject({
      id: made.id,
      name: 'Ours',
      state: 'CONNECTED',
      problem: null,
      accounts: 1,
    })
    expect((await stage.checksOf(ada, made.id))['SIGN_IN']).toBe('MET')
  })

  test('disconnecting forgets what opens Google, and gives it back there', async () => {
    const ada = await stage.administrator()
    const { id } = await stage.connected(ada)
    const token = await stage.refreshTokenOf(id)
    const answer = await stage.ask(ada, `POST /google-connections/${id}/disconnect`)
    expect(answer.json()).toMatchObject({ connection: { state: 'DISCONNECTED' }, revoked: true })
    const { rows } = await stage.owner.query('select secret from google_connections where id = $1', [id])
    expect(rows).toEqual([{ secret: null }])
    const form = { grant_type: 'refresh_token', client_id: 'a', client_secret: 'b', refresh_token: token }
    const traded = await fetch(`${stage.emulator.url}/token`, {
      method: 'POST',
      body: new URLSearchParams(form),
    })
    expect(traded.status).toBe(400)
  })
})

describe('what may be sent through it', () => {
  test('is asked of Google for each account, which makes nothing of the question', async () => {
    const ada = await stage.administrator()
    const { id } = await stage.connected(ada)
    const changes = async () =>
      (await stage.ask(ada, `POST /google-connections/${id}/check`))
        .json<{ items: ConnectionCheck[] }>()
        .items.find(({ requirement }) => requirement === 'CHANGES')
    expect(await changes()).toMatchObject({ outcome: 'NOT_CHECKED' })
    const wanted = { customerId: EUROPE, loginCustomerId: MANAGER, connectionId: id }
    const { name } = (await stage.ask(ada, 'POST /accounts', wanted)).json<Account>()
    expect(await changes()).toMatchObject({
      outcome: 'MET',
      message: expect.stringContaining(name) as string,
    })
    stage.emulator.control.faults.add({
      kind: 'error',
      code: 'authorizationError.ACTION_NOT_PERMITTED',
      httpStatus: 403,
      match: { path: 'googleAds:mutate', body: '"validateOnly":true' },
    })
    expect(await changes()).toMatchObject({
      outcome: 'MISSING',
      message: expect.stringMatching(new RegExp(`^${name}: The connected user may read`)) as string,
      fix: 'Give the user standard or admin access in Google Ads.',
      code: 'authorizationError.ACTION_NOT_PERMITTED',
    })
    expect(JSON.stringify(stage.emulator.control.save())).not.toContain('only tried')
  })

  async function publishable(
    person: Person,
    connectionId: string,
  ): Promise<{ id: string; accountId: string }> {
    const account = (
      await stage.ask(person, 'POST /accounts', {
        customerId: EUROPE,
        loginCustomerId: MANAGER,
        connectionId,
      })
    ).json<Account>()
    const actor = {
      workspaceId: person.workspace.id,
      role: 'admin',
      accounts: null,
      name: 'x',
      userId: null,
      door: 'api',
      requestId: null,
    } as const
    const body = await completeBody(stage.server.ctx, actor, { accountId: account.id })
    const made = await stage.ask(person, 'POST /campaigns', { ...body, name: `Campaign ${newId()}` })
    expect(made.statusCode, made.body).toBe(201)
    return { id: made.json<{ id: string }>().id, accountId: account.id }
  }

  test('a campaign is published through the connection of its account', async () => {
    const ada = await stage.administrator()
    const { id } = await publishable(ada, (await stage.connected(ada)).id)
    // Whatever goes by the settings' own token would be refused.
    stage.emulator.control.revokeToken('test')
    const worker = startWorker(stage.server.ctx, { sync: false, pollMs: 20, concurrency: 1 })
    try {
      const opened = await stage.ask(ada, `POST /campaigns/${id}/publish`)
      const { publicationId } = opened.json<{ publicationId: string }>()
      await expect
        .poll(
          async () => (await stage.ask(ada, `GET /publications/${publicationId}`)).json<Publication>().state,
          {
            timeout: 15_000,
          },
        )
        .toBe('SUCCEEDED')
    } finally {
      await worker.stop()
    }
  })

  test('nothing is opened through one that only reads, or that was ended', async () => {
    const ada = await stage.administrator()
    const made = await stage.connected(ada, { access: 'READ_ONLY' })
    const { id } = await publishable(ada, made.id)
    expect((await stage.checksOf(ada, made.id))['CHANGES']).toBe('NOT_CHECKED')
    const refused = await stage.ask(ada, `POST /campaigns/${id}/publish`)
    expect([refused.statusCode, problemOf(refused).errors?.[0]]).toEqual([
      422,
      expect.objectContaining({ path: 'accountId', code: 'read_only' }),
    ])
    expect((await stage.ask(ada, `GET /campaigns/${id}/plan`)).statusCode).toBe(200)
    const stale = await stage.ask(
      ada,
      `PATCH /google-connections/${made.id}`,
      { access: 'FULL' },
      { 'if-match': '"7"' },
    )
    expect(stale.statusCode).toBe(412)
    const edited = await stage.ask(
      ada,
      `PATCH /google-connections/${made.id}`,
      { access: 'FULL' },
      { 'if-match': `"${made.version}"` },
    )
    expect(edited.json<GoogleConnection>().access).toBe('FULL')
    await stage.ask(ada, `POST /google-connections/${made.id}/disconnect`)
    const ended = await stage.ask(ada, `POST /campaigns/${id}/publish`)
    expect(problemOf(ended).errors?.[0]?.code).toBe('disconnected')
  })

  test('a client that only reads sends nothing, whoever asks it to', async () => {
    const credentials = { kind: 'OAUTH', refreshToken: 'r' } as const
    const google = stage.server.ctx.google.as({ key: 'x', credentials, readOnly: true })
    const customer = { customerId: EUROPE, loginCustomerId: MANAGER }
    const before = stage.emulator.control.requestLog.list().length
    const answer = await google.send(customer, google.prepareMutate(customer, []))
    expect(answer).toMatchObject({ kind: 'refused', errors: [{ code: 'connection.READ_ONLY' }] })
    expect(stage.emulator.control.requestLog.list()).toHaveLength(before)
  })
})
