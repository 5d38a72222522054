import type { Client } from 'pg'
import { newId, newSecret, sha256 } from '../../src/base/ids.ts'
import { completeBody, createCampaignOf, image, upload } from '../campaigns.ts'
import { send, type TestServer } from '../server.ts'
import { insertMember, insertUser, type Place } from './world.ts'

export interface Making {
  server: TestServer
  owner: Client
  place: Place
  /** Whose it is to be, of what belongs to a person; null: a program asks. */
  userId: string | null
}

/** The first word of a path with an id behind it: how such a thing comes to be. A line for each. */
export const MAKERS: Readonly<Record<string, (making: Making) => Promise<string>>> = {
  accounts: async ({ place }) => place.workspace.accountId,
  campaigns: async (making) => (await campaign(making)).id,
  publications: async (making) => {
    const { id } = await campaign(making)
    return (await post<{ publicationId: string }>(making, `/campaigns/${id}/publish`)).publicationId
  },
  'publish-batches': async (making) => {
    const { id } = await campaign(making)
    return (await post<{ id: string }>(making, '/publish-batches', { campaigns: [{ id }] })).id
  },
  'campaign-edits': async (making) => {
    const { id } = await campaign(making)
    const edits = [{ id, set: { name: name(making) } }]
    return (await post<{ editId: string }>(making, '/campaign-edits', { edits })).editId
  },
  // One that is over: while one is on, nothing else could begin here.
  stops: async ({ owner, place }) => {
    const id = newId()
    const sql = `insert into spend_stops (workspace_id, id, state, acting_name, acting_role, acting_door, created_by, restored_by,
                   restoring_at, finished_at) values ($1, $2, 'OVER', $3, 'admin', 'api', $3, $3, now(), now())`
    await owner.query(sql, [place.workspace.id, id, place.mark])
    return id
  },
  'saved-views': async (making) => {
    const definition = { filters: {}, sort: '-createdAt', columns: [] }
    return (
      await post<{ id: string }>(making, '/saved-views', { team: true, name: name(making), definition })
    ).id
  },
  'campaign-templates': async (making) => {
    const { id } = await campaign(making)
    const body = { campaignId: id, name: name(making) }
    return (await post<{ id: string }>(making, '/campaign-templates', body)).id
  },
  approvals: async (making) => (await approval(making)).id,
  'approval-groups': async (making) => {
    const [{ id }, group] = [await approval(making), newId()]
    await making.owner.query('update approval_requests set group_id = $2 where id = $1', [id, group])
    return group
  },
  'review-links': async (making) => {
    const { id } = await approval(making)
    return (await post<{ link: { id: string } }>(making, `/approvals/${id}/links`, { name: name(making) }))
      .link.id
  },
  assets: async ({ server, place }) => {
    const colour = `#${newSecret()
      .replace(/[^0-9a-f]/g, '')
      .padEnd(6, '7')
      .slice(0, 6)}`
    return await upload(server.ctx, place.actor, await image(40, 40, colour), `${place.mark}.png`)
  },
  members: async ({ owner, place }) => {
    const id = await insertUser(owner, `${place.mark}-${newId()}@example.com`)
    await insertMember(owner, place.workspace.id, id, 'viewer')
    return id
  },
  invitations: async (making) => {
    const body = { email: `${making.place.mark}-${newId()}@example.com`, role: 'editor' }
    return (await post<{ invitation: { id: string } }>(making, '/invitations', body)).invitation.id
  },
  'api-keys': async (making) =>
    (await post<{ apiKey: { id: string } }>(making, '/api-keys', { name: name(making), role: 'viewer' }))
      .apiKey.id,
  sessions: async ({ owner, place, userId }) => {
    const [id, whose] = [newId(), userId ?? (await insertUser(owner, `${place.mark}-${newId()}@example.com`))]
    const sql = `insert into sessions (token_sha256, id, user_id, browser, address, expires_at)
                 values ($1, $2, $3, $4, '192.0.2.*', now() + interval '1 day')`
    await owner.query(sql, [sha256(newSecret()), id, whose, place.mark])
    return id
  },
  identities: async ({ owner, place, userId }) => {
    const [id, whose] = [newId(), userId ?? (await insertUser(owner, `${place.mark}-${newId()}@example.com`))]
    const sql = `insert into identities (id, user_id, issuer, subject, email) values ($1, $2, $3, $4, $5)`
    await owner.query(sql, [id, whose, `https://${id}.example`, id, `${place.mark}@example.com`])
    return id
  },
  passkeys: async ({ owner, place, userId }) => {
    const [id, whose] = [newId(), userId ?? (await insertUser(owner, `${place.mark}-${newId()}@example.com`))]
    const sql = `insert into passkeys (id, user_id, slot, name, credential_id, public_key, sign_count, transports)
                 select $1, $2, count(*) + 1, $3, sha256($4), sha256($4), 0, '{internal}' from passkeys where user_id = $2`
    await owner.query(sql, [id, whose, place.mark, Buffer.from(id)])
    return id
  },
  'google-connections': async ({ owner, server, place }) => {
    const id = newId()
    const credentials = { kind: 'OAUTH', refreshToken: 'r' }
    const secret = server.ctx.secrets.seal(JSON.stringify(credentials), `google_connections.secret:${id}`)
    const sql = `insert into google_connections (workspace_id, id, kind, environment, name, secret, created_by)
                 values ($1, $2, 'OAUTH', $3, $4, $5, 'x')`
    await owner.query(sql, [
      place.workspace.id,
      id,
      server.ctx.google.environment,
      `${place.mark} ${id}`,
      secret,
    ])
    return id
  },
  notifications: async ({ owner, place, userId }) => {
    const [id, whose] = [newId(), userId ?? (await insertUser(owner, `${place.mark}-${newId()}@example.com`))]
    const sql = `insert into notifications (workspace_id, user_id, id, kind, facts) values ($1, $2, $3, 'MEMBER_JOINED', $4)`
    await owner.query(sql, [place.workspace.id, whose, id, JSON.stringify({ by: place.mark })])
    return id
  },
}

/** Kinds of things that belong to a person, whom nobody else sees. */
export const PERSONAL: ReadonlySet<string> = new Set(['sessions', 'notifications', 'identities', 'passkeys'])

const name = ({ place }: Making): string => `${place.mark} ${newId()}`

async function campaign(making: Making): Promise<{ id: string }> {
  const { server, place } = making
  const body = await completeBody(server.ctx, place.actor, {
    accountId: place.workspace.accountId,
    name: name(making),
    campaignGoal: place.mark,
  })
  return await createCampaignOf(server.ctx, place.actor, body)
}

async function approval(making: Making): Promise<{ id: string }> {
  const { id } = await campaign(making)
  const headers = await making.place.workspace.as('admin')
  const plan = await send(making.server.app, `GET /campaigns/${id}/plan`, { headers })
  const { hash: planHash } = plan.json<{ hash: string }>()
  return await post(making, `/campaigns/${id}/approval-requests`, { planHash, message: name(making) })
}

async function post<Answer>({ server, place }: Making, path: string, body: object = {}): Promise<Answer> {
  const answer = await send(server.app, `POST ${path}`, { headers: await place.workspace.as('admin'), body })
  if (answer.statusCode >= 300) throw new Error(`POST ${path} answered ${answer.statusCode}: ${answer.body}`)
  return answer.json<Answer>()
}
