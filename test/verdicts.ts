import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import type { Client } from 'pg'
import { newId } from '../src/base/ids.ts'
import type { Context } from '../src/domain/context.ts'
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

interface Thing {
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
const PUBLISHERS = 'publisher admin'
const LIMITED_TOO = 'publisher admin limited'
const NOBODY = ''

const nothing = async (): Promise<Thing> => await Promise.resolve({ id: newId(), version: 0 })

async function made(answer: LightMyRequestResponse): Promise<Thing> {
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

export const KINDS: readonly Kind[] = [...STOPS, ...SPEND]
