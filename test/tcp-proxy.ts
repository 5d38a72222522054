import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** Stands between a pool and its server. */
export interface TcpProxy {
  /** The given URL, through the proxy. */
  url: string
  /** Connections accepted so far. */
  readonly accepted: number
  /** From now on the connections that are open swallow all that is sent, as a firewall does that forgot them. */
  swallow(): void
  close(): Promise<void>
}

export async function startTcpProxy(targetUrl: string): Promise<TcpProxy> {
  const target = new URL(targetUrl)
  const open = new Set<{ client: Socket; server: Socket; mute: boolean }>()
  let accepted = 0
  const proxy = createServer({ noDelay: true }, (client) => {
    accepted += 1
    const pair = { client, server: connect(Number(target.port), target.hostname), mute: false }
    open.add(pair)
    const { server } = pair
    client.on('data', (bytes) => pair.mute || server.write(bytes))
    server.on('data', (bytes) => pair.mute || client.write(bytes))
    for (const [one, other] of [
      [client, server],
      [server, client],
    ] as const) {
      one.on('error', () => other.destroy())
      one.on('close', () => {
        open.delete(pair)
        if (!pair.mute) other.destroy()
      })
    }
  })
  proxy.listen(0, '127.0.0.1')
  await once(proxy, 'listening')
  const url = new URL(targetUrl)
  url.port = String((proxy.address() as AddressInfo).port)
  return {
    url: url.href,
    get accepted() {
      return accepted
    },
    swallow: () => {
      for (const pair of open) pair.mute = true
    },
    close: async () => {
      for (const { client, server } of open) {
        client.destroy()
        server.destroy()
      }
      await new Promise((resolve) => proxy.close(resolve))
    },
  }
}
