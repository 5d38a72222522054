import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import type { Client } from 'pg'
import sharp from 'sharp'
import { newId } from '../src/base/ids.ts'
import type { Context } from '../src/domain/context.ts'
import { createAsset } from '../src/domain/assets.ts'
import { send, type TestWorkspace } from './server.ts'

/** A person of each role, one who publishes in the other account alone, and an editor's API key. */
export const CALLERS = ['viewer', 'editor', 'approver', 'publisher', 'admin', 'limited', 'key'] as const
export type Caller = (typeof CALLERS)[number]

type Headers = Record<string, string>

/** A workspace with two accounts. */
export interface Place {
  app: FastifyInstance
  ctx: Context
  /** As the owner of the database, for what takes Google or a long time to come about. */
  owner: Client
  workspace: TestWorkspace
  other: string
  admin: Headers
}

export interface Thing {
  id: string
  version: number
}

/** An action on a kind of thing: where its verdict stands, and the request that it is about. */
export interface Kind {
  name: string
  /** Who may, in words of `CALLERS`. */
  allowed: string
  make: (place: Place) => Promise<Thing>
  read: (thing: Thing, place: Place) => string
  action: string
  act: (by: Place & { headers: Headers }, thing: Thing) => Promise<LightMyRequestResponse>
}

const ADMINS = 'admin'
export const PUBLISHERS = 'publisher admin'
const LIMITED_TOO = 'publisher admin limited'
/** Of what belongs to no account: the role in the workspace counts. */
export const LIBRARIANS = 'editor approver publisher admin key'
const NOBODY = ''

export const nothing = async (): Promise<Thing> => await Promise.resolve({ id: newId(), version: 0 })

export async function made(answer: LightMyRequestResponse): Promise<Thing> {
  if (answer.statusCode >= 300) throw new Error(answer.body)
  return await Promise.resolve(answer.json<Thing>())
}

async function stop(
  { app, admin, workspace }: Place,
  accountId: string | null,
  name = 'Account',
): Promise<Thing> {
  const body = { accountId, name: accountId === null ? workspace.name : name }
  return await made(await send(app, 'POST /stops', { headers: admin, body }))
}

/** A stop of the account, one of whose campaigns could not be paused. */
async function stopThatFailed(place: Place): Promise<Thing> {
  const { owner, workspace } = place
  const thing = await stop(place, workspace.accountId)
  await owner.query(
    `insert into spend_stop_items (workspace_id, stop_id, campaign_id, account_id, campaign_name, state, message)
     values ($1, $2, $3, $4, 'A campaign', 'REFUSED', 'Google refused.')`,
    [workspace.id, thing.id, newId(), workspace.accountId],
  )
  return thing
}

async function stopThatIsRestored(place: Place): Promise<Thing> {
  const thing = await stop(place, place.other, 'Another')
  await made(await send(place.app, `POST /stops/${thing.id}/restore`, { headers: place.admin }))
  return thing
}

async function multipart(form: FormData): Promise<{ body: Buffer; headers: Headers }> {
  const request = new Response(form)
  const body = Buffer.from(await request.arrayBuffer())
  return { body, headers: { 'content-type': request.headers.get('content-type')! } }
}

const readStop = ({ id }: Thing): string => `/stops/${id}`
const deed =
  (name: 'retry' | 'restore'): Kind['act'] =>
  async ({ app, headers }, { id }) =>
    await send(app, `POST /stops/${id}/${name}`, { headers })
const press =
  (scopeOf: (place: Place) => string | null, name?: string): Kind['act'] =>
  async (by) => {
    const body = { accountId: scopeOf(by), name: name ?? by.workspace.name }
    return await send(by.app, 'POST /stops', { headers: by.headers, body })
  }
const stopPreview = { read: () => '/stops/preview', action: 'create' }
const otherPreview = {
  ...stopPreview,
  read: (_: Thing, { other }: Place) => `/stops/preview?accountId=${other}`,
}

const STOPS: Kind[] = [
  {
    name: 'stop something',
    allowed: LIMITED_TOO,
    make: nothing,
    read: () => '/stops',
    action: 'create',
    act: press(({ other }) => other, 'Another'),
  },
  { name: 'stop the workspace', allowed: PUBLISHERS, make: nothing, ...stopPreview, act: press(() => null) },
  {
    name: 'stop the workspace again',
    allowed: NOBODY,
    make: async (place) => await stop(place, null),
    ...stopPreview,
    act: press(() => null),
  },
  {
    name: 'stop the other account',
    allowed: LIMITED_TOO,
    make: nothing,
    ...otherPreview,
    act: press(({ other }) => other, 'Another'),
  },
  {
    name: 'stop the other account again',
    allowed: NOBODY,
    make: async (place) => await stop(place, place.other, 'Another'),
    ...otherPreview,
    act: press(({ other }) => other, 'Another'),
  },
  {
    name: 'stop the other account of a workspace that is stopped',
    allowed: NOBODY,
    make: async (place) => await stop(place, null),
    ...otherPreview,
    act: press(({ other }) => other, 'Another'),
  },
  {
    name: 'restore the account',
    allowed: PUBLISHERS,
    make: async (place) => await stop(place, place.workspace.accountId),
    read: readStop,
    action: 'restore',
    act: deed('restore'),
  },
  {
    name: 'restore the other account',
    allowed: LIMITED_TOO,
    make: async (place) => await stop(place, place.other, 'Another'),
    read: readStop,
    action: 'restore',
    act: deed('restore'),
  },
  {
    name: 'restore the workspace',
    allowed: PUBLISHERS,
    make: async (place) => await stop(place, null),
    read: readStop,
    action: 'restore',
    act: deed('restore'),
  },
  {
    name: 'restore an account of a workspace that is stopped',
    allowed: NOBODY,
    make: async (place) => {
      const thing = await stop(place, place.other, 'Another')
      await stop(place, null)
      return thing
    },
    read: readStop,
    action: 'restore',
    act: deed('restore'),
  },
  {
    name: 'restore what is being restored',
    allowed: NOBODY,
    make: stopThatIsRestored,
    read: readStop,
    action: 'restore',
    act: deed('restore'),
  },
  {
    name: 'try again to pause what could not be paused',
    allowed: PUBLISHERS,
    make: stopThatFailed,
    read: readStop,
    action: 'retry',
    act: deed('retry'),
  },
  {
    name: 'try again where nothing failed',
    allowed: NOBODY,
    make: async (place) => await stop(place, place.workspace.accountId),
    read: readStop,
    action: 'retry',
    act: deed('retry'),
  },
]

const SPEND: Kind[] = [
  {
    name: 'set caps',
    allowed: ADMINS,
    make: nothing,
    read: () => '/spend',
    action: 'setCaps',
    act: async ({ app, headers, workspace }) => {
      const options = { headers: { ...headers, 'if-match': '"1"' }, body: { dayCapMicros: '5000000' } }
      return await send(app, `PATCH /spend/${workspace.accountId}/EUR`, options)
    },
  },
  {
    name: 'count spend again',
    allowed: ADMINS,
    make: nothing,
    read: () => '/spend',
    action: 'recount',
    act: async ({ app, headers }) => await send(app, 'POST /spend/recount', { headers }),
  },
]

async function template({ app, admin, workspace }: Place): Promise<Thing> {
  const body = { accountId: workspace.accountId, name: 'Source' }
  const { id } = await made(await send(app, 'POST /campaigns', { headers: admin, body }))
  const options = { headers: admin, body: { campaignId: id, name: 'Kept' } }
  return await made(await send(app, 'POST /campaign-templates', options))
}

const EDIT_TEMPLATE: Kind = {
  name: 'name a template anew',
  allowed: LIBRARIANS,
  make: template,
  read: () => '/campaign-templates',
  action: 'edit',
  act: async ({ app, headers }, { id, version }) => {
    const options = { headers: { ...headers, 'if-match': `"${version}"` }, body: { name: 'Anew' } }
    return await send(app, `PATCH /campaign-templates/${id}`, options)
  },
}
const TEMPLATES: Kind[] = [
  EDIT_TEMPLATE,
  {
    ...EDIT_TEMPLATE,
    name: 'name a template anew that is read alone',
    read: ({ id }) => `/campaign-templates/${id}`,
  },
  {
    ...EDIT_TEMPLATE,
    name: 'delete a template',
    action: 'delete',
    act: async ({ app, headers }, { id, version }) => {
      const options = { headers: { ...headers, 'if-match': `"${version}"` } }
      return await send(app, `DELETE /campaign-templates/${id}`, options)
    },
  },
  {
    ...EDIT_TEMPLATE,
    name: 'begin from a template',
    allowed: `${LIBRARIANS} limited`,
    action: 'use',
    act: async ({ app, headers, other }, { id }) => {
      const options = { headers, body: { accountId: other, name: 'Begun' } }
      return await send(app, `POST /campaign-templates/${id}/campaigns`, options)
    },
  },
]

const pixels = sharp({ create: { width: 40, height: 40, channels: 3, background: '#00ff00' } }).png()

async function image({ ctx, workspace }: Place): Promise<Thing> {
  const actor = { workspaceId: workspace.id, role: 'admin', accounts: null, name: 'x', userId: null } as const
  const upload = { content: await pixels.toBuffer(), name: 'green.png', path: 'file' }
  const { id } = JSON.parse(
    await createAsset(ctx, { ...actor, door: 'api', requestId: null }, upload),
  ) as Thing
  return { id, version: 0 }
}

/** An image that a campaign shows. */
async function usedImage(place: Place): Promise<Thing> {
  const thing = await image(place)
  const thingUrl = `/api/v1/assets/${thing.id}`
  const body = { accountId: place.workspace.accountId, name: 'Shows it', assetUrl: thingUrl }
  await made(await send(place.app, 'POST /campaigns', { headers: place.admin, body }))
  return thing
}

const REMOVE_IMAGE: Kind = {
  name: 'remove an image',
  allowed: LIBRARIANS,
  make: image,
  read: () => '/assets',
  action: 'remove',
  act: async ({ app, headers }, { id }) => await send(app, `DELETE /assets/${id}`, { headers }),
}
const IMAGES: Kind[] = [
  REMOVE_IMAGE,
  { ...REMOVE_IMAGE, name: 'remove an image of the unused', read: () => '/assets?unused=true' },
  { ...REMOVE_IMAGE, name: 'remove an image by its uses', read: ({ id }) => `/assets/${id}/uses` },
  {
    ...REMOVE_IMAGE,
    name: 'remove an image that is shown',
    allowed: NOBODY,
    make: usedImage,
    read: ({ id }) => `/assets/${id}/uses`,
  },
  {
    ...REMOVE_IMAGE,
    name: 'crop an image',
    action: 'crop',
    act: async ({ app, headers }, { id }) => {
      const body = { left: 0, top: 0, width: 20, height: 20 }
      return await send(app, `POST /assets/${id}/crop`, { headers, body })
    },
  },
  {
    ...REMOVE_IMAGE,
    name: 'add an image',
    make: nothing,
    action: 'create',
    act: async ({ app, headers }) => {
      const form = new FormData()
      form.append('file', new Blob([await pixels.toBuffer()], { type: 'image/png' }), 'green.png')
      const { body, headers: more } = await multipart(form)
      return await send(app, 'POST /assets', { headers: { ...headers, ...more }, body })
    },
  },
]

const definition = { filters: {}, sort: '-updatedAt', columns: ['name'] }
const keepView =
  (team: boolean): Kind['act'] =>
  async ({ app, headers }) =>
    await send(app, 'POST /saved-views', { headers, body: { name: 'Kept', team, definition } })

const teamView = async (place: Place): Promise<Thing> =>
  await made(await keepView(true)({ ...place, headers: place.admin }, await nothing()))

const VIEWS: Kind[] = [
  {
    name: 'keep a view for the team',
    allowed: LIBRARIANS,
    make: nothing,
    read: () => '/saved-views',
    action: 'createForTeam',
    act: keepView(true),
  },
  {
    name: 'keep a view of their own',
    allowed: CALLERS.filter((caller) => caller !== 'key').join(' '),
    make: nothing,
    read: () => '/saved-views',
    action: 'create',
    act: keepView(false),
  },
  {
    name: 'name a view of the team anew',
    allowed: LIBRARIANS,
    make: teamView,
    read: () => '/saved-views',
    action: 'edit',
    act: async ({ app, headers }, { id, version }) => {
      const options = { headers: { ...headers, 'if-match': `"${version}"` }, body: { name: 'Anew' } }
      return await send(app, `PATCH /saved-views/${id}`, options)
    },
  },
  {
    name: 'delete a view of the team',
    allowed: LIBRARIANS,
    make: teamView,
    read: () => '/saved-views',
    action: 'delete',
    act: async ({ app, headers }, { id, version }) => {
      const options = { headers: { ...headers, 'if-match': `"${version}"` } }
      return await send(app, `DELETE /saved-views/${id}`, options)
    },
  },
]

export const KINDS: readonly Kind[] = [...STOPS, ...SPEND, ...TEMPLATES, ...IMAGES, ...VIEWS]
