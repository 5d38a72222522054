import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../test/database.ts'
import { Database, type Tx } from './db.ts'
import { statement } from './statement.ts'

const ONE = statement<{ one: number }>('connections_one', 'select 1 as one', { one: 'int4' })
const FAIL = statement('connections_fail', 'select 1 / 0')
const SLEEP = statement('connections_sleep', 'select pg_sleep($1)')
const LIMITS = statement<{ limits: string }>(
  'connections_limits',
  `select concat_ws(' ', current_user, current_setting('statement_timeout'), current_setting('lock_timeout'),
     current_setting('idle_in_transaction_session_timeout'), current_setting('TimeZone')) as limits`,
  { limits: 'text' },
)
const ADD = statement('connections_add', 'insert into workspaces (id, name) values (gen_random_uuid(), $1)')
const COUNT = statement<{ n: number }>(
  'connections_count',
  'select count(*)::integer as n from workspaces where name = $1',
  { n: 'int4' },
)

let database: TestDatabase
let db: Database
const opened: { close(): Promise<void> }[] = []

beforeAll(async () => {
  database = await createTestDatabase()
  db = new Database(database.url)
})
afterAll(async () => {
  for (const one of opened) await one.close()
  await db.close()
  await database.drop()
})

function open(url: string, options: ConstructorParameters<typeof Database>[1]): Database {
  const made = new Database(url, options)
  opened.push(made)
  return made
}

/** Stands between the pool and the server, reads along, and cuts where it is told to. */
async function startProxy(
  onClient: (bytes: Buffer, sockets: { client: Socket; server: Socket }) => 'forward' | 'drop',
): Promise<{ url: string }> {
  const target = new URL(database.url)
  const proxy: Server = createServer((client) => {
    const server = connect(Number(target.port || 5432), target.hostname)
    client.on('data', (bytes) => {
      if (onClient(bytes, { client, server }) === 'forward') server.write(bytes)
    })
    server.on('data', (bytes) => client.write(bytes))
    for (const [one, other] of [
      [client, server],
      [server, client],
    ] as const) {
      one.on('error', () => other.destroy())
      one.on('close', () => other.destroy())
    }
  })
  proxy.listen(0, '127.0.0.1')
  await once(proxy, 'listening')
  opened.push({ close: async () => void proxy.close() })
  const url = new URL(database.url)
  url.port = String((proxy.address() as AddressInfo).port)
  return { url: url.href }
}

describe('the pool', () => {
  it('opens thirty connections, lets the next caller wait with a bound, and keeps ten', async () => {
    const small = open(database.url, { waitMs: 1_000, idleMs: 50 })
    let release = (): void => {}
    const gate = new Promise<void>((resolve) => (release = resolve))
    const busy: Promise<void>[] = []
    while (busy.length < 30) {
      // One after another: connecting is what takes long.
      await new Promise<void>((connected) => {
        busy.push(
          small.transaction('system', async (tx) => {
            await tx.one(ONE)
            connected()
            await gate
          }),
        )
      })
    }
    expect(small.load).toEqual({ total: 30, idle: 0, waiting: 0 })
    const started = Date.now()
    await expect(small.one('system', ONE)).rejects.toMatchObject({
      code: 'unavailable',
      retryAfterSeconds: 2,
    })
    expect(Date.now() - started).toBeLessThan(4_000)
    release()
    await Promise.all(busy)
    await vi.waitFor(() => expect(small.load).toEqual({ total: 10, idle: 10, waiting: 0 }), 10_000)
    expect(await small.one('system', ONE)).toEqual({ one: 1 })
  })

  it('fifty slow callers on two connections get an answer each, a result or a refusal', async () => {
    const small = open(database.url, { max: 2, waitMs: 400 })
    const ended = await Promise.allSettled(
      Array.from({ length: 50 }, () => small.run('system', SLEEP, [0.1])),
    )
    const refused = ended.filter((end) => end.status === 'rejected')
    expect(refused.length).toBeGreaterThan(10)
    for (const { reason } of refused) expect(reason).toMatchObject({ code: 'unavailable' })
    expect(ended.length - refused.length).toBeGreaterThan(3)
    expect(await small.one('system', ONE)).toEqual({ one: 1 })
  })
})

describe('limits', () => {
  it.each([true, false])(
    'are set in each transaction and left nowhere (names for statements: %s)',
    async (prepare) => {
      const single = open(database.url, { max: 1, prepare })
      expect(await single.one('system', LIMITS)).toEqual({ limits: 'gacm_app 30s 10s 30s UTC' })
      await single.transaction('worker', async (tx) => {
        expect(await tx.one(LIMITS)).toEqual({ limits: 'gacm_worker 30s 10s 30s UTC' })
      })
    },
  )

  it('are not asked for when connecting, where PgBouncer would refuse them', async () => {
    const parameters: string[][] = []
    const proxy = await startProxy((bytes) => {
      // The start-up message is the only one without a letter: its version stands where others have their length.
      if (bytes.length > 8 && bytes.readInt32BE(4) === 196_608) {
        const words = bytes.subarray(8).toString().split('\0')
        parameters.push(words.filter((word, index) => index % 2 === 0 && word !== ''))
      }
      return 'forward'
    })
    await open(proxy.url, { max: 1, prepare: false }).one('system', ONE)
    // What PgBouncer takes without being told to ignore it.
    const known = ['user', 'database', 'client_encoding', 'application_name', 'DateStyle', 'TimeZone']
    expect(parameters).toHaveLength(1)
    expect(parameters[0]!.filter((name) => !known.includes(name))).toEqual([])
  })
})

/** And not `read committed`, with which each begins. */
const SAYS_COMMIT = /commit(?!ted)/
describe('a connection that breaks', () => {
  it.each(['with its answer on the way', 'before the server has it'])(
    'at the commit, %s, is a failure and never a success, and is not tried again',
    async (when) => {
      const name = `lost ${when}`
      let cut = true
      const proxy = await startProxy((bytes, { client, server }) => {
        if (!cut || !SAYS_COMMIT.test(bytes.toString('latin1'))) return 'forward'
        cut = false
        if (when.startsWith('before')) {
          client.destroy()
          return 'drop'
        }
        server.removeAllListeners('data')
        server.once('data', () => client.destroy())
        return 'forward'
      })
      const through = open(proxy.url, { max: 1 })
      const work = vi.fn<(tx: Tx) => Promise<unknown>>(async (tx) => await tx.run(ADD, [name]))
      await expect(through.transaction('system', work)).rejects.toMatchObject({
        code: 'unavailable',
        message: expect.stringContaining('Look whether it was') as string,
      })
      expect(work).toHaveBeenCalledTimes(1)
      // The pool has a good connection for the next one; and only reading tells what became of the last.
      expect(await through.one('system', COUNT, [name])).toEqual({ n: when.startsWith('before') ? 0 : 1 })
    },
  )

  it('between the answer of a single write and that of its commit is a failure too', async () => {
    const proxy = await startProxy((bytes, { client, server }) => {
      if (!/connections_add/.test(bytes.toString('latin1'))) return 'forward'
      server.removeAllListeners('data')
      server.on('data', (answer: Buffer) => {
        // The letter and the length of the answer to the commit stand before its word.
        const committed = answer.indexOf('COMMIT\0')
        if (committed < 0) client.write(answer)
        else client.end(answer.subarray(0, committed - 5))
      })
      return 'forward'
    })
    const through = open(proxy.url, { max: 1 })
    await expect(through.run('system', ADD, ['half told'])).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('Look whether it was') as string,
    })
    expect(await db.one('system', COUNT, ['half told'])).toEqual({ n: 1 })
  })

  it('before the commit costs the caller nothing: the whole is done again on another one', async () => {
    let cuts = 2
    const proxy = await startProxy((bytes, { client }) => {
      if (!/connections_add/.test(bytes.toString('latin1')) || cuts === 0) return 'forward'
      cuts -= 1
      client.destroy()
      return 'drop'
    })
    const through = open(proxy.url, { max: 1 })
    const work = vi.fn<(tx: Tx) => Promise<unknown>>(async (tx) => await tx.run(ADD, ['twice tried']))
    await through.transaction('system', work)
    expect(work).toHaveBeenCalledTimes(3)
    expect(await db.one('system', COUNT, ['twice tried'])).toEqual({ n: 1 })
  })

  it('in a single statement is tried again where it only reads', async () => {
    let cut = true
    const proxy = await startProxy((bytes, { client }) => {
      if (!cut || !/connections_(one|add)/.test(bytes.toString('latin1'))) return 'forward'
      cut = false
      client.destroy()
      return 'drop'
    })
    const through = open(proxy.url, { max: 1 })
    expect(await through.one('system', ONE)).toEqual({ one: 1 })
    cut = true
    await expect(through.run('system', ADD, ['written once'])).rejects.toMatchObject({ code: 'unavailable' })
  })
})

describe('statements that travel together', () => {
  it('one that fails while another is waited for does not end the process', async () => {
    const work = db.transaction('system', async (tx) => {
      void tx.run(FAIL)
      await tx.one(ONE)
    })
    await expect(work).rejects.toThrow('division by zero')
    const forgotten = db.transaction('system', async (tx) => {
      void tx.run(FAIL)
    })
    await expect(forgotten).rejects.toThrow('rolled back')
  })

  it('the first failure is the one that is told', async () => {
    const work = db.transaction('system', async (tx) => {
      await Promise.all([tx.one(ONE), tx.run(FAIL), tx.one(ONE), tx.one(ONE)])
    })
    await expect(work).rejects.toThrow('division by zero')
  })

  it('those after a failed one fail too, and nothing is kept', async () => {
    const work = db.transaction('system', async (tx) => {
      await tx.run(ADD, ['not kept'])
      await tx.run(FAIL).catch(() => {})
      await tx.run(ADD, ['not kept either'])
    })
    await expect(work).rejects.toThrow('division by zero')
    expect(await db.one('system', COUNT, ['not kept'])).toEqual({ n: 0 })
  })

  it('the same one twice in one flight, on a connection that has not seen it', async () => {
    const fresh = open(database.url, { max: 1 })
    const answers = await fresh.transaction('system', (tx) =>
      Promise.all([tx.one(ONE), tx.one(ONE), tx.one(ONE)]),
    )
    expect(answers).toEqual([{ one: 1 }, { one: 1 }, { one: 1 }])
  })

  it('a failure of ours between two of them takes everything back', async () => {
    const fresh = open(database.url, { max: 1 })
    const late = fresh.transaction('system', async (tx) => {
      await tx.run(ADD, ['taken back'])
      throw new Error('changed my mind')
    })
    await expect(late).rejects.toThrow('changed my mind')
    const atOnce = fresh.transaction('system', () => {
      throw new Error('not even begun')
    })
    await expect(atOnce).rejects.toThrow('not even begun')
    expect(await fresh.one('system', COUNT, ['taken back'])).toEqual({ n: 0 })
  })

  it('where the context cannot be entered, that is what is told, and nothing was done', async () => {
    const role = `stranger_${database.name}`
    const owner = new Client({ connectionString: database.url })
    await owner.connect()
    await owner.query(`create role ${role} login password 'x'`)
    const url = new URL(database.url)
    url.username = role
    url.password = 'x'
    const stranger = new Database(url.href, { max: 1 })
    const work = stranger.transaction('system', async (tx) => {
      await Promise.all([tx.one(ONE), tx.run(ADD, ['by a stranger'])])
    })
    await expect(work).rejects.toThrow('permission denied to set role')
    await expect(stranger.run('system', ADD, ['by a stranger'])).rejects.toThrow(
      'permission denied to set role',
    )
    await stranger.close()
    await owner.query(`drop role ${role}`)
    await owner.end()
    expect(await db.one('system', COUNT, ['by a stranger'])).toEqual({ n: 0 })
  })
})
