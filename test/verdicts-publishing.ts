import { newId } from '../src/base/ids.ts'
import type { Actor } from '../src/domain/context.ts'
import { completeBody, createCampaignOf } from './campaigns.ts'
import { send } from './server.ts'
import { type Kind, LIBRARIANS, made, nothing, type Place, PUBLISHERS, type Thing } from './verdicts.ts'

// Verdicts about what goes to Google and who reads along: publications, approvals, connections, the log.

async function campaign({ ctx, workspace }: Place): Promise<Thing> {
  const actor: Actor = {
    workspaceId: workspace.id,
    role: 'admin',
    accounts: null,
    name: 'x',
    userId: null,
    door: 'api',
    requestId: null,
  }
  const body = await completeBody(ctx, actor, { accountId: workspace.accountId })
  return await createCampaignOf(ctx, actor, body)
}

async function publication(place: Place): Promise<Thing> {
  const { app, admin } = place
  const { id } = await campaign(place)
  const answer = await send(app, `POST /campaigns/${id}/publish`, { headers: admin })
  await made(answer)
  return { id: answer.json<{ publicationId: string }>().publicationId, version: 0 }
}

async function stuckPublication(place: Place): Promise<Thing> {
  const thing = await publication(place)
  for (const set of [
    `state = 'RUNNING', fence = 1, attempts = 1, lease_until = now()`,
    `state = 'NEEDS_ATTENTION', message = 'Look.', lease_until = null`,
  ])
    await place.owner.query(`update publications set ${set} where id = $1`, [thing.id])
  return thing
}

const RETRY: Kind = {
  name: 'look at Google again',
  allowed: PUBLISHERS,
  make: stuckPublication,
  read: ({ id }) => `/publications/${id}`,
  action: 'retry',
  act: async ({ app, headers }, { id }) => await send(app, `POST /publications/${id}/retry`, { headers }),
}
const PUBLICATIONS: Kind[] = [
  RETRY,
  { ...RETRY, name: 'look again at what is under way', allowed: '', make: publication },
  {
    ...RETRY,
    name: 'close a publication',
    action: 'abandon',
    act: async ({ app, headers }, { id }) => await send(app, `POST /publications/${id}/abandon`, { headers }),
  },
]

async function ask({ app, headers }: { app: Place['app']; headers: Place['admin'] }, campaignId: string) {
  const plan = await send(app, `GET /campaigns/${campaignId}/plan`, { headers })
  const { hash: planHash } = plan.json<{ hash: string }>()
  return await send(app, `POST /campaigns/${campaignId}/approval-requests`, { headers, body: { planHash } })
}

/** A request for approval with a link for a client; the thing is the link. */
async function link(place: Place): Promise<Thing> {
  const { app, admin } = place
  const { id } = await campaign(place)
  const request = await made(await ask({ app, headers: admin }, id))
  const options = { headers: admin, body: { name: 'A client' } }
  const answer = await send(app, `POST /approvals/${request.id}/links`, options)
  await made(answer)
  LINKS.set(request.id, answer.json<{ link: { id: string } }>().link.id)
  return request
}
/** By the request. */
const LINKS = new Map<string, string>()

const APPROVALS: Kind[] = [
  {
    name: 'ask for approval',
    allowed: LIBRARIANS,
    make: campaign,
    read: ({ id }) => `/campaigns/${id}/approval`,
    action: 'ask',
    act: async (by, { id }) => await ask(by, id),
  },
  {
    name: 'take back a link for a client',
    allowed: LIBRARIANS,
    make: link,
    read: ({ id }) => `/approvals/${id}`,
    action: 'unshare',
    act: async ({ app, headers }, { id }) =>
      await send(app, `DELETE /review-links/${LINKS.get(id)}`, { headers }),
  },
]

async function connection({ owner, ctx, workspace }: Place): Promise<Thing> {
  const id = newId()
  const credentials = { kind: 'OAUTH', refreshToken: 'r' }
  const secret = ctx.secrets.seal(JSON.stringify(credentials), `google_connections.secret:${id}`)
  await owner.query(
    `insert into google_connections (workspace_id, id, kind, environment, name, secret, created_by)
     values ($1, $2, 'OAUTH', $3, 'Agency', $4, 'x')`,
    [workspace.id, id, ctx.google.environment, secret],
  )
  return { id, version: 1 }
}

const DISCONNECT: Kind = {
  name: 'disconnect',
  allowed: 'admin',
  make: connection,
  read: () => '/google-connections',
  action: 'disconnect',
  act: async ({ app, headers }, { id }) =>
    await send(app, `POST /google-connections/${id}/disconnect`, { headers }),
}
const CONNECTIONS: Kind[] = [
  DISCONNECT,
  {
    ...DISCONNECT,
    name: 'name a connection anew',
    action: 'edit',
    act: async ({ app, headers }, { id, version }) => {
      const options = { headers: { ...headers, 'if-match': `"${version}"` }, body: { name: 'Anew' } }
      return await send(app, `PATCH /google-connections/${id}`, options)
    },
  },
]

const LOG: Kind[] = [
  {
    name: 'read the log',
    allowed: 'admin',
    make: nothing,
    read: () => '/session',
    action: 'readAudit',
    act: async ({ app, headers }) => await send(app, 'GET /audit', { headers }),
  },
  {
    name: 'delete demo data where there is none',
    allowed: '',
    make: nothing,
    read: () => '/session',
    action: 'deleteDemoData',
    act: async ({ app, headers, workspace }) =>
      await send(app, 'POST /workspace/delete-demo-data', { headers, body: { name: workspace.name } }),
  },
]

export const PUBLISHING_KINDS: readonly Kind[] = [...PUBLICATIONS, ...APPROVALS, ...CONNECTIONS, ...LOG]
