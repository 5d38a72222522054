import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { asAccount, pickAccount } from '../src/cli/postgres-account.ts'
import { freePort } from '../src/cli/postgres-process.ts'
import { waitForServer } from '../src/store/migration-server.ts'

/** Gives a connection to a server to one client for one transaction at a time. */
export interface TransactionPooler {
  url: string
  close(): Promise<void>
}

const SERVERS = 5

/** PgBouncer in transaction mode, where it is installed. */
export async function startPgBouncer(
  serverUrl: string,
  servers = SERVERS,
): Promise<TransactionPooler | undefined> {
  const path = '/usr/sbin:/usr/local/sbin:/usr/bin:/opt/homebrew/bin'
  const env = { PATH: `${process.env['PATH'] ?? ''}:${path}` }
  if (spawnSync('pgbouncer', ['--version'], { env }).status !== 0) return undefined
  const server = new URL(serverUrl)
  const port = await freePort(0)
  const directory = mkdtempSync(join(tmpdir(), 'gacm-test-pgbouncer-'))
  const account = pickAccount('')
  const file = join(directory, 'pgbouncer.ini')
  const login = `user=${server.username} password=${decodeURIComponent(server.password)}`
  const lines = [
    '[databases]',
    `* = host=${server.hostname} port=${server.port} ${login}`,
    '[pgbouncer]',
    'listen_addr = 127.0.0.1',
    `listen_port = ${port}`,
    'unix_socket_dir =',
    'auth_type = any',
    'pool_mode = transaction',
    `default_pool_size = ${servers}`,
    'max_client_conn = 200',
  ]
  writeFileSync(file, lines.join('\n'), { mode: 0o600 })
  chmodSync(directory, 0o711)
  if (account !== undefined) chownSync(file, account.uid, account.gid)
  const bouncer = spawn('pgbouncer', [file], { ...asAccount(account), env, stdio: 'ignore' })
  const ended = new AbortController()
  bouncer.once('exit', (code) => ended.abort(new Error(`pgbouncer ended with ${code}.`)))
  const url = new URL(serverUrl)
  url.port = String(port)
  await waitForServer(url.href, ended.signal)
  return {
    url: url.href,
    close: async () => {
      const exit = once(bouncer, 'exit')
      bouncer.kill('SIGKILL')
      await exit
      rmSync(directory, { recursive: true, force: true })
    },
  }
}

interface Server {
  socket: Socket
  /** Who has it now. */
  client: Pooled | undefined
  unread: Buffer
}

interface Pooled {
  socket: Socket
  unread: Buffer
  started: boolean
  server: Server | undefined
  /** Sent and not yet answered with ReadyForQuery. */
  pending: number
  /** Waits for a server. */
  held: Buffer[]
}

/** What PgBouncer's transaction mode does to a client, in as few lines as that takes: for machines without PgBouncer. */
export async function startSmallPooler(serverUrl: string): Promise<TransactionPooler> {
  const pool = new SmallPool()
  for (let count = 0; count < SERVERS; count += 1) await pool.add(serverUrl)
  const listener = createServer({ noDelay: true }, (socket) => pool.serve(socket))
  listener.listen(0, '127.0.0.1')
  await once(listener, 'listening')
  const url = new URL(serverUrl)
  url.port = String((listener.address() as AddressInfo).port)
  return {
    url: url.href,
    close: async () => {
      pool.close()
      await new Promise((resolve) => listener.close(resolve))
    },
  }
}

class SmallPool {
  readonly #servers: Server[] = []
  readonly #waiting: Pooled[] = []
  readonly #clients = new Set<Socket>()

  async add(url: string): Promise<void> {
    const login = new Client({ connectionString: url })
    login.on('error', () => {})
    await login.connect()
    // Signed in by the driver; from here on the bytes are ours.
    const socket = (login as unknown as { connection: { stream: Socket } }).connection.stream
    socket.removeAllListeners('data')
    const server: Server = { socket, client: undefined, unread: Buffer.alloc(0) }
    socket.on('data', (bytes: Buffer) => this.#fromServer(server, bytes))
    this.#servers.push(server)
  }

  serve(socket: Socket): void {
    const client: Pooled = {
      socket,
      unread: Buffer.alloc(0),
      started: false,
      server: undefined,
      pending: 0,
      held: [],
    }
    this.#clients.add(socket)
    socket.on('error', () => {})
    socket.on('close', () => this.#clients.delete(socket))
    socket.on('data', (bytes: Buffer) => this.#fromClient(client, bytes))
  }

  close(): void {
    for (const socket of [...this.#clients, ...this.#servers.map((server) => server.socket)]) socket.destroy()
  }

  #fromClient(client: Pooled, bytes: Buffer): void {
    client.unread = Buffer.concat([client.unread, bytes])
    if (!client.started) {
      // The first message has no letter, and says who it is: everybody is let in.
      const length = client.unread.length < 4 ? Number.POSITIVE_INFINITY : client.unread.readInt32BE(0)
      if (client.unread.length < length) return
      client.unread = client.unread.subarray(length)
      client.started = true
      // Signed in, and ready.
      client.socket.write(Buffer.from('5200000008000000005a0000000549', 'hex'))
    }
    client.unread = eachMessage(client.unread, (type, message) => {
      if (type === 'X') return
      if (type === 'Q' || type === 'S') client.pending += 1
      if (client.server === undefined) client.held.push(message)
      else client.server.socket.write(message)
    })
    if (client.server === undefined && client.held.length > 0 && !this.#waiting.includes(client)) {
      this.#waiting.push(client)
      this.#assign()
    }
  }

  #fromServer(server: Server, bytes: Buffer): void {
    server.unread = eachMessage(Buffer.concat([server.unread, bytes]), (type, message) => {
      const { client } = server
      if (client === undefined) return
      client.socket.write(message)
      if (type !== 'Z') return
      client.pending -= 1
      if (client.pending > 0 || message.at(-1) !== 'I'.charCodeAt(0)) return
      client.server = undefined
      server.client = undefined
    })
    this.#assign()
  }

  /** The next client gets the server that was free for longest, so that nobody keeps one by chance. */
  #assign(): void {
    for (;;) {
      const index = this.#servers.findIndex(({ client }) => client === undefined)
      if (index < 0 || this.#waiting.length === 0) return
      const [server] = this.#servers.splice(index, 1)
      this.#servers.push(server!)
      const client = this.#waiting.shift()!
      client.server = server
      server!.client = client
      for (const message of client.held.splice(0)) server!.socket.write(message)
    }
  }
}

/** Calls with every whole message, and answers what is left. */
function eachMessage(bytes: Buffer, take: (type: string, message: Buffer) => void): Buffer {
  let rest = bytes
  while (rest.length >= 5 && rest.length > rest.readInt32BE(1)) {
    const length = rest.readInt32BE(1) + 1
    take(String.fromCharCode(rest[0]!), rest.subarray(0, length))
    rest = rest.subarray(length)
  }
  return rest
}
