import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ACCESS } from '../../src/contract/access.ts'
import { connectAccount } from '../../src/domain/accounts.ts'
import { hashPassword } from '../../src/domain/passwords.ts'
import { type Operation, OPERATIONS } from './operations.ts'
import { send } from '../server.ts'
import { drafts, kindOf, toValid } from './request.ts'
import { createSecurityWorld, type SecurityWorld } from './world.ts'

// Every route that writes leaves an entry in the audit log: who, through which door, by which request. A new route that writes is
// tried here by itself with an API key; one that cannot be brought to write by any request of its schema needs its line below.

/** Routes that write nothing of the workspace's, and why. */
const NOT_OF_THE_WORKSPACE: Readonly<Record<string, string>> = {
  signIn: 'opens a session, which belongs to a person in no workspace; a refused one is in the server’s log',
  beginProviderSignIn: 'sends a person to the identity provider',
  finishProviderSignIn: 'opens a session, as signIn does; a newcomer is an entry of their invitation',
  answerSecondFactor: 'opens a session, as signIn does',
  beginPasskeySignIn: 'asks a device, which opens a session at most',
  finishPasskeySignIn: 'opens a session, as signIn does',
  beginPasskeyFactor: 'asks a device, which opens a session at most',
  finishPasskeyFactor: 'opens a session, as signIn does',
  beginPasskey: 'asks a device for what addPasskey keeps',
  beginTotp: 'keeps what nobody asks for until confirmTotp',
  signOut: 'ends a session of the person’s own',
  endSession: 'ends a session of the person’s own',
  endOtherSessions: 'ends sessions of the person’s own',
  changeFirstSteps: 'how the person keeps their own page',
  openInvitation: 'only reads',
  readNotification: 'what the person has seen of their own notifications',
  readNotifications: 'what the person has seen of their own notifications',
  changeNotificationPreferences: 'what the person wants to be told',
  recountSpend: 'works out anew what follows from the campaigns: nothing is decided',
  commentOnApproval: 'a comment says itself who made it and when, and is never changed',
  resolveApprovalComment: 'a comment says itself who settled it and when',
  syncCampaign: 'notes what Google says, which nobody decided here',
}

/** Routes that write only in a state that no single request makes: where their entry is looked at, or written. */
const TESTED_ELSEWHERE: Readonly<Record<string, string>> = {
  setUp: 'src/api/session.test.ts',
  replaceTexts: 'src/domain/replace-texts.test.ts: it needs a text that is found',
  setApprovalPolicy: 'src/api/approvals.test.ts: it names the policy that was seen',
  askForApproval: 'src/api/approvals.test.ts: it names the hash of the plan',
  askForGroup: 'src/domain/approval-groups.test.ts: it names the hashes of plans',
  approveGroup: 'src/domain/approval-groups.test.ts: it is a person’s, and names the hashes of plans',
  approve: 'src/api/approvals.test.ts: it is a person’s, and names the hash of the plan',
  wantChanges: 'src/api/approvals.test.ts: it is a person’s',
  commentOnReview: 'src/api/approvals.test.ts: it needs the token of a link',
  approveReview: 'src/api/approvals.test.ts: it needs the token of a link',
  acceptInvitation: 'src/api/people.test.ts',
  resetPassword: 'src/api/password-reset.test.ts: it needs the token of a link',
  changePassword: 'below: it needs the password',
  connectAccount: 'below: it asks Google',
  setSpendCaps: 'its tests: a cap names an account in its currency',
  createStop: 'its tests: it wants the name of what is stopped',
  retryStop: 'its tests: it needs a stop that is under way',
  restoreStop: 'its tests: it needs a stop that is over',
  createAsset: 'below: an address that is not public is not fetched',
  deleteDemoData: 'src/cli/demo/seed-demo.test.ts',
  authorizeConnection: 'it begins a consent at Google, which finishAuthorization ends',
  finishAuthorization:
    'src/domain/google-connections.ts, one deed with addServiceAccount: it needs what Google answered',
  addServiceAccount:
    'src/domain/google-connections.ts, one deed with finishAuthorization: it needs a key that signs',
  unlinkIdentity: 'src/domain/sign-in-methods.ts, which a person with two ways to sign in reaches alone',
  requireSecondFactor: 'src/api/second-factor.test.ts: it takes an administrator who has one',
  addPasskey: 'src/api/passkeys.test.ts: it takes the answer of a device',
  renamePasskey: 'src/api/passkeys.test.ts: it is a person’s',
  removePasskey: 'src/api/passkeys.test.ts: it is a person’s',
  confirmTotp: 'src/api/second-factor.test.ts: it takes the code of an app',
  removeTotp: 'src/api/second-factor.test.ts: it takes an app',
  renewRecoveryCodes: 'src/api/second-factor.test.ts: it takes a second factor',
  setPassword: 'src/domain/change-password.ts, one deed with changePassword: for a person without one',
}

/** Brings a thing into the state in which a route writes. Answers what the request has to say of it. */
const PREPARED: Readonly<Record<string, (id: string) => Promise<Prepared>>> = {
  pauseCampaign: async (id) => await setCampaign(id, 'PUBLISHED'),
  resumeCampaign: async (id) => await setCampaign(id, 'PAUSED'),
  unarchiveCampaign: async (id) => {
    await world.owner.query('update campaigns set archived_at = now() where id = $1', [id])
    return {}
  },
  unprotectCampaign: async (id) => await post(`/campaigns/${id}/protect`),
  retryPublication: async (id) => await needsAttention(id),
  abandonPublication: async (id) => await needsAttention(id),
  undoRevision: async (id) => ({ ...(await renamed(id)), number: 2 }),
  restoreRevision: async (id) => await renamed(id),
  resumeBatch: async (id) => await post(`/publish-batches/${id}/cancel`),
  retryBatch: async (id) => {
    const sql = `update publish_batch_items set state = 'REFUSED', message = 'Not now.' where batch_id = $1`
    await world.owner.query(sql, [id])
    return {}
  },
  cropAsset: async () => ({ body: { left: 3, top: 5, width: 21, height: 17 } }),
}

interface Prepared {
  number?: number
  version?: number
  body?: object
}

async function setCampaign(id: string, status: string): Promise<Prepared> {
  // What Google has is paused first.
  if (status === 'PUBLISHED') await setCampaign(id, 'PAUSED')
  await world.owner.query(
    `update campaigns set status = $2, google_campaign_id = coalesce(google_campaign_id, (random() * 1e12)::bigint + 1), published_name = name, published_version = 1
      where id = $1`,
    [id, status],
  )
  return {}
}

async function needsAttention(id: string): Promise<Prepared> {
  await world.owner.query(
    `update publications set state = 'RUNNING', fence = 1, attempts = 1, lease_until = now() where id = $1`,
    [id],
  )
  await world.owner.query(
    `update publications set state = 'NEEDS_ATTENTION', message = 'Look.', lease_until = null where id = $1`,
    [id],
  )
  return {}
}

async function renamed(id: string): Promise<Prepared> {
  const headers = { ...(await world.mine.workspace.as('admin')), 'if-match': '"1"' }
  await send(world.server.app, `PATCH /campaigns/${id}`, { headers, body: { name: `renamed ${id}` } })
  return { version: 2 }
}

async function post(path: string): Promise<Prepared> {
  await send(world.server.app, `POST ${path}`, { headers: await world.mine.workspace.as('admin') })
  return {}
}

let world: SecurityWorld
beforeAll(async () => {
  world = await createSecurityWorld()
})
afterAll(async () => await world.close())

/** A program asks here. What is for people alone, or for whoever holds a link, is looked at where it is tested. */
const writing = OPERATIONS.filter(
  ({ name, method, route, access }) =>
    access !== 'anyone' &&
    access.peopleOnly !== true &&
    method !== 'GET' &&
    route?.readsOnly !== true &&
    NOT_OF_THE_WORKSPACE[name] === undefined &&
    TESTED_ELSEWHERE[name] === undefined,
)

interface Entry {
  actor: string
  door: string
  action: string
  detail: Record<string, unknown>
}

const entriesOf = async (requestId: string): Promise<Entry[]> =>
  (
    await world.owner.query<Entry>(
      'select actor, door, action, detail from audit_log where workspace_id = $1 and request_id = $2',
      [world.mine.workspace.id, requestId],
    )
  ).rows

/** Sends one request after the other until one is carried out and leaves an entry. */
async function written(operation: Operation): Promise<{ entries: Entry[]; refusals: string[] }> {
  const { name } = operation
  const kind = kindOf(operation)
  const refusals: string[] = []
  for (const draft of fc.sample(drafts(operation), { seed: 11, numRuns: 150 })) {
    const id =
      kind === undefined
        ? undefined
        : await world.mine.thing(kind, { fresh: refusals.length === 0 || refusals.at(-1)!.startsWith('2') })
    const said = id === undefined ? undefined : await PREPARED[name]?.(id)
    const request = await toValid(
      operation,
      said?.body === undefined ? draft : { ...draft, body: said.body },
      world.mine,
      { id, ...said },
    )
    if (request === undefined) continue
    const answer = await world.server.app.inject({
      ...request,
      headers: { ...(await world.mine.workspace.as('admin')), ...request.headers, 'gacm-door': 'cli' },
    })
    const entries = await entriesOf(String(answer.headers['x-request-id']))
    if (answer.statusCode < 300 && entries.length > 0) return { entries, refusals }
    refusals.push(`${answer.statusCode} ${answer.body.slice(0, 160)}`)
  }
  return { entries: [], refusals }
}

describe('a change leaves an entry of who, what, which door and which request', () => {
  test.each(writing.map((operation) => [operation.name, operation] as const))(
    '%s',
    async (name, operation) => {
      const { entries, refusals } = await written(operation)
      const told = [...new Set(refusals)].slice(0, 5).join('\n')
      if (entries.length === 0)
        throw new Error(
          `No request of ${name} wrote an entry. Write one with auditBy(), or name the reason in ${import.meta.filename}.\n${told}`,
        )
      for (const entry of entries)
        expect(entry).toMatchObject({
          actor: 'admin key',
          door: 'cli',
          action: expect.stringMatching(/^[a-z_]+\.[a-z_]+$/) as string,
        })
      // What was there before and is there now is told with both sides.
      if (operation.method === 'PATCH')
        expect(
          entries.some(
            ({ detail }) =>
              Array.isArray(detail['changes']) ||
              'from' in detail ||
              ('before' in detail && 'after' in detail),
          ),
        ).toBe(true)
    },
  )

  test('createAsset, once for the same bytes', async () => {
    const ids = [1, 2].map(async () => await world.mine.thing('assets', { fresh: true }))
    const { rows } = await world.owner.query<{ detail: object }>(
      `select detail from audit_log where action = 'asset.create' and entity_id = any($1)`,
      [await Promise.all(ids)],
    )
    expect(rows).toHaveLength(2)
    expect(rows[0]!.detail).toMatchObject({ name: 'own.png', format: 'PNG' })
  })

  test('changePassword, without a word of either', async () => {
    const person = world.mine.senders.find(({ role, by }) => role === 'editor' && by === 'session')!
    const [currentPassword, newPassword] = ['the first password', 'the second password']
    const hash = await hashPassword(currentPassword)
    await world.owner.query('update users set password_hash = $2 where id = $1', [person.userId, hash])
    const body = { currentPassword, newPassword }
    const answer = await send(world.server.app, 'POST /session/password', {
      headers: await person.headers(),
      body,
    })
    expect(await entriesOf(String(answer.headers['x-request-id']))).toMatchObject([
      { door: 'web', action: 'user.change_password', detail: {} },
    ])
  })

  test('connectAccount', async () => {
    const found = { kind: 'applied', value: [{ customer: { descriptiveName: 'Shop', currencyCode: 'EUR' } }] }
    const google = Object.assign(Object.create(world.server.ctx.google) as typeof world.server.ctx.google, {
      search: async () => found,
    })
    const ctx = { ...world.server.ctx, google }
    const { id } = await connectAccount(
      ctx,
      { ...world.mine.actor, requestId: 'connect-1' },
      { customerId: '5554443332', loginCustomerId: null },
    )
    expect(await entriesOf('connect-1')).toMatchObject([{ action: 'account.connect', door: 'api' }])
    expect(id).toMatch(/^[0-9a-f-]{36}$/)
  })

  test('the lists of exceptions name routes that there are', () => {
    const names = [...Object.keys(NOT_OF_THE_WORKSPACE), ...Object.keys(TESTED_ELSEWHERE)]
    expect(names.filter((name) => !(name in ACCESS))).toEqual([])
  })
})
