import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { problemOf, send, startTestServer, type TestServer, type TestWorkspace } from '../../test/server.ts'
import { newId } from '../base/ids.ts'
import { MAX_UNREAD } from '../contract/notification-limits.ts'
import type { Notification, NotificationPreferences } from '../contract/notifications.ts'
import { NOTIFICATION_KINDS, type Role } from '../contract/words.ts'
import { forgetOldNotifications } from '../domain/notifications.ts'
import { type Notice, notify } from '../domain/notify.ts'
import { createSetUpLink } from '../domain/set-up.ts'

// What people are told: each of them alone, in the transaction of what it is about, and for 90 days.

const OWN = { host: 'gacm.test', origin: 'http://gacm.test' }
const PASSWORD = 'correct horse battery'

let server: TestServer
let owner: pg.Client
beforeAll(async () => {
  server = await startTestServer({ signInsPerMinute: 10_000 })
  owner = new pg.Client({ connectionString: server.databaseUrl })
  await owner.connect()
})
afterAll(async () => {
  await owner.end()
  await server.close()
})

interface Person {
  id: string
  email: string
  headers: Record<string, string>
}
interface Answer {
  items: Notification[]
  nextCursor: string | null
  unread: number
}

async function personOf(email: string, setCookie: unknown): Promise<Person> {
  const { rows } = await owner.query<{ id: string }>('select id from users where email = $1', [email])
  return { id: rows[0]!.id, email, headers: { cookie: String(setCookie).split(';')[0]!, ...OWN } }
}

async function administrator({ id }: TestWorkspace): Promise<Person> {
  const email = `${newId()}@example.com`
  const body = { token: await createSetUpLink(server.ctx, id), name: 'Ada', email, password: PASSWORD }
  return await personOf(email, (await send(server.app, 'POST /set-up', { body })).headers['set-cookie'])
}

async function join(admin: Person, role: Role): Promise<Person> {
  const email = `${newId()}@example.com`
  const invited = await ask(admin, 'POST /invitations', { email, role })
  const token = invited.json<{ link: string }>().link.split('token=')[1]!
  const body = { token, name: 'Ben', password: PASSWORD }
  const answer = await send(server.app, 'POST /invitations/accept', { body })
  expect(answer.statusCode, answer.body).toBe(201)
  return await personOf(email, answer.headers['set-cookie'])
}

const ask = async (person: Person, line: Parameters<typeof send>[1], body?: object) =>
  await send(server.app, line, { headers: person.headers, ...(body === undefined ? {} : { body }) })
const told = async (person: Person, query = ''): Promise<Answer> =>
  (await ask(person, `GET /notifications${query}`)).json()
const tell = async ({ id }: TestWorkspace, ...notices: Notice[]): Promise<void> =>
  await server.ctx.db.transaction({ workspaceId: id }, (tx) => notify(tx, id, ...notices))
const disapproved = (person: Person, campaignName: string): Notice => ({
  kind: 'AD_DISAPPROVED',
  facts: { campaignName, ads: 1 },
  to: { userId: person.id },
})

describe('who is told', () => {
  test('administrators hear of a new member, who hears nothing of it', async () => {
    const workspace = await server.workspace()
    const ada = await administrator(workspace)
    const ben = await join(ada, 'editor')
    expect(await told(ada)).toMatchObject({
      items: [
        {
          kind: 'MEMBER_JOINED',
          target: { kind: 'MEMBER', id: ben.id },
          facts: { by: `Ben (${ben.email})`, role: 'editor' },
          readAt: null,
        },
      ],
      unread: 1,
      nextCursor: null,
    })
    await join(ada, 'admin')
    expect([(await told(ada)).unread, (await told(ben)).unread]).toEqual([2, 0])
  })

  test('one person, a role, who may do something, an author, and those in place of an author who is nobody', async () => {
    const workspace = await server.workspace()
    const ada = await administrator(workspace)
    const [viewer, editor, publisher] = [
      await join(ada, 'viewer'),
      await join(ada, 'editor'),
      await join(ada, 'publisher'),
    ]
    await owner.query('truncate notifications')
    const everybody = { ada, viewer, editor, publisher }
    const hear = async (...notices: Notice[]): Promise<string[]> => {
      await owner.query('truncate notifications')
      await tell(workspace, ...notices)
      const counts = await Promise.all(
        Object.entries(everybody).map(async ([name, person]) => [name, (await told(person)).unread] as const),
      )
      return counts.flatMap(([name, count]) => Array<string>(count).fill(name))
    }
    const kind = 'APPROVAL_REQUESTED'
    expect(await hear({ kind, to: { userId: editor.id } })).toEqual(['editor'])
    expect(await hear({ kind, to: { roles: ['viewer', 'admin'] } })).toEqual(['ada', 'viewer'])
    expect(await hear({ kind, to: { may: 'publish' } })).toEqual(['ada', 'publisher'])
    expect(await hear({ kind, to: { may: 'publish' }, except: ada.id })).toEqual(['publisher'])
    const author = editor.email.toUpperCase()
    expect(await hear({ kind, to: { author } })).toEqual(['editor'])
    expect(await hear({ kind, to: { author, orMay: 'publish' } })).toEqual(['editor'])
    expect(await hear({ kind, to: { author: 'ci' } })).toEqual([])
    expect(await hear({ kind, to: { author: 'ci', orMay: 'publish' } })).toEqual(['ada', 'publisher'])
    expect(await hear({ kind, to: { userId: newId() } })).toEqual([])
    expect(await hear()).toEqual([])
    expect(await hear({ kind, to: { userId: ada.id } }, { kind, to: { roles: ['admin'] } })).toEqual([
      'ada',
      'ada',
    ])
  })

  test('nobody, where what it tells of does not happen', async () => {
    const workspace = await server.workspace()
    const ada = await administrator(workspace)
    const failing = server.ctx.db.transaction({ workspaceId: workspace.id }, async (tx) => {
      await notify(tx, workspace.id, disapproved(ada, 'Spring'))
      throw new Error('It does not happen.')
    })
    await expect(failing).rejects.toThrow('It does not happen.')
    expect((await told(ada)).items).toEqual([])
  })

  test('a name and a message of any length are told, cut where they are too long', async () => {
    const workspace = await server.workspace()
    const ada = await administrator(workspace)
    const facts = { campaignName: '🚲'.repeat(600), message: '"\\'.repeat(5000) }
    await tell(workspace, { kind: 'PUBLICATION_FAILED', facts, to: { userId: ada.id } })
    const [one] = (await told(ada)).items
    expect([one!.facts.campaignName!.length, one!.facts.message!.length]).toEqual([500, 500])
    expect(one!.facts.campaignName!.isWellFormed()).toBe(true)
  })
})

describe('the list', () => {
  test('200 in pages, newest first, and only what is unread where that is asked for', async () => {
    const workspace = await server.workspace()
    const ada = await administrator(workspace)
    for (const name of ['a', 'b', 'c']) await tell(workspace, disapproved(ada, name))
    const names = (answer: Answer): string[] => answer.items.map(({ facts }) => facts.campaignName!)
    const first = await told(ada, '?limit=2')
    const second = await told(ada, `?limit=2&cursor=${first.nextCursor}`)
    expect([names(first), names(second), second.nextCursor]).toEqual([['c', 'b'], ['a'], null])
    const read = await ask(ada, `POST /notifications/${first.items[1]!.id}/read`)
    expect([read.statusCode, read.json()]).toEqual([200, { unread: 2 }])
    expect(names(await told(ada, '?unread=true'))).toEqual(['c', 'a'])
    expect(names(await told(ada))).toEqual(['c', 'b', 'a'])
    expect((await ask(ada, 'GET /notifications?cursor=x')).statusCode).toBe(400)
    expect((await ask(ada, 'GET /notifications?unread=yes')).statusCode).toBe(400)
  })

  test('200 marks all that were seen, and not what came after', async () => {
    const workspace = await server.workspace()
    const ada = await administrator(workspace)
    for (const name of ['a', 'b']) await tell(workspace, disapproved(ada, name))
    const seen = (await told(ada)).items[0]!.id
    await tell(workspace, disapproved(ada, 'later'))
    const answer = await ask(ada, 'POST /notifications/read', { upTo: seen })
    expect([answer.statusCode, answer.json()]).toEqual([200, { unread: 1 }])
    // Again changes nothing, not even when they were read.
    const before = await told(ada)
    await ask(ada, 'POST /notifications/read', { upTo: seen })
    await ask(ada, `POST /notifications/${seen}/read`)
    expect(await told(ada)).toEqual(before)
    expect((await ask(ada, 'POST /notifications/read', {})).statusCode).toBe(400)
  })

  test('404 for what somebody else was told, and nothing of another workspace', async () => {
    const workspace = await server.workspace()
    const ada = await administrator(workspace)
    const ben = await join(ada, 'admin')
    await tell(workspace, disapproved(ben, 'Ben’s'))
    const { id } = (await told(ben)).items[0]!
    const foreign = await ask(ada, `POST /notifications/${id}/read`)
    expect([foreign.statusCode, (await told(ben)).unread]).toEqual([404, 1])
    await ask(ada, 'POST /notifications/read', { upTo: id })
    expect((await told(ben)).unread).toBe(1)

    const elsewhere = await server.workspace()
    await administrator(elsewhere)
    await owner.query(`insert into members (workspace_id, user_id, role) values ($1, $2, 'viewer')`, [
      elsewhere.id,
      ben.id,
    ])
    const there = { ...ben, headers: { ...ben.headers, 'gacm-workspace': elsewhere.id } }
    expect((await told(there)).items).toEqual([])
    expect((await ask(there, `POST /notifications/${id}/read`)).statusCode).toBe(404)
  })

  test('401 without a session, 403 for an API key', async () => {
    const workspace = await server.workspace()
    const headers = await workspace.as('admin')
    const lines = ['GET /notifications', 'GET /notification-preferences'] as const
    for (const line of lines) {
      expect((await send(server.app, line)).statusCode).toBe(401)
      const answer = await send(server.app, line, { headers })
      expect([answer.statusCode, problemOf(answer).detail]).toEqual([403, expect.stringContaining('API key')])
    }
    const body = { upTo: newId() }
    expect((await send(server.app, 'POST /notifications/read', { headers, body })).statusCode).toBe(403)
    expect((await send(server.app, `POST /notifications/${newId()}/read`)).statusCode).toBe(401)
  })

  test('counts to a hundred, and forgets after 90 days', async () => {
    const workspace = await server.workspace()
    const ada = await administrator(workspace)
    await tell(workspace, ...Array.from({ length: MAX_UNREAD + 5 }, () => disapproved(ada, 'x')))
    expect((await told(ada)).unread).toBe(MAX_UNREAD)
    const age = (days: number): Promise<unknown> =>
      owner.query(
        `update notifications set created_at = now() - make_interval(days => $1) where user_id = $2`,
        [days, ada.id],
      )
    await age(89)
    await forgetOldNotifications(server.ctx)
    expect((await told(ada)).unread).toBe(MAX_UNREAD)
    await age(91)
    await forgetOldNotifications(server.ctx)
    expect((await told(ada)).items).toEqual([])
  })
})

describe('what somebody wants to be told', () => {
  test('200 leaves out a kind for one person and one workspace, until they want it again', async () => {
    const workspace = await server.workspace()
    const ada = await administrator(workspace)
    const ben = await join(ada, 'admin')
    const path = '/notification-preferences'
    const wanted = (answer: NotificationPreferences): string[] =>
      answer.items.filter((item) => item.wanted).map(({ kind }) => kind)
    expect(wanted((await ask(ada, `GET ${path}`)).json())).toEqual([...NOTIFICATION_KINDS])

    const muted = await ask(ada, `PATCH ${path}`, { wanted: { AD_DISAPPROVED: false, MEMBER_JOINED: false } })
    expect(muted.statusCode, muted.body).toBe(200)
    const back = await ask(ada, `PATCH ${path}`, { wanted: { MEMBER_JOINED: true } })
    expect(NOTIFICATION_KINDS.filter((kind) => !wanted(back.json()).includes(kind))).toEqual([
      'AD_DISAPPROVED',
    ])
    await owner.query('truncate notifications')
    await tell(workspace, { kind: 'AD_DISAPPROVED', to: { roles: ['admin'] } })
    expect([(await told(ada)).unread, (await told(ben)).unread]).toEqual([0, 1])
    await tell(workspace, { kind: 'BATCH_FINISHED', to: { roles: ['admin'] } })
    expect((await told(ada)).unread).toBe(1)
    expect((await ask(ada, `PATCH ${path}`, { wanted: { HELLO: false } })).statusCode).toBe(400)
  })

  test('200 two changes at once are both kept', async () => {
    const workspace = await server.workspace()
    const ada = await administrator(workspace)
    const path = 'PATCH /notification-preferences'
    await Promise.all(NOTIFICATION_KINDS.map((kind) => ask(ada, path, { wanted: { [kind]: false } })))
    const { items } = (await ask(ada, 'GET /notification-preferences')).json<NotificationPreferences>()
    expect(items.filter((item) => item.wanted)).toEqual([])
  })
})
