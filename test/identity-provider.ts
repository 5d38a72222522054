import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Provider } from 'oidc-provider'
import type { ProviderConfig } from '../src/base/config.ts'

/** Somebody at the provider: what its page is told to sign them in is `sub`. */
export interface PersonThere {
  sub: string
  email?: string
  email_verified?: boolean
  name?: string
}

/** A certified OpenID Connect provider on this machine, with keys of its own and a page to sign in. */
export interface LocalProvider {
  config: ProviderConfig
  people: Map<string, PersonThere>
  /** Goes to the address as a browser does, signs in as this person, and answers what the browser comes back with. */
  visit(address: string, sub: string): Promise<Record<string, string>>
  close(): Promise<void>
}

/** @param returnUrl where it may send people back to. @param emailInToken as Google does; else it has to be asked. */
export async function startIdentityProvider(returnUrl: string, emailInToken = true): Promise<LocalProvider> {
  const people = new Map<string, PersonThere>()
  let handle: ReturnType<Provider['callback']> | undefined
  const server = createServer((request, response) => handle!(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const [clientId, clientSecret] = ['gacm', 'a secret of the client']
  quietly(() => {
    handle = new Provider(issuer, {
      clients: [
        {
          client_id: clientId,
          client_secret: clientSecret,
          redirect_uris: [returnUrl],
          token_endpoint_auth_method: 'client_secret_post',
        },
      ],
      claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
      conformIdTokenClaims: !emailInToken,
      findAccount: (_: unknown, sub: string) => ({
        accountId: sub,
        claims: () => people.get(sub) ?? { sub },
      }),
      cookies: { keys: ['a key of the provider’s cookies'] },
      features: { devInteractions: { enabled: true } },
    }).callback()
  })
  return {
    config: { issuer, clientId, clientSecret, name: 'Example ID', returnUrl },
    people,
    visit: async (address, sub) => await visit(address, sub, returnUrl),
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** Follows its redirects and fills in its forms until it sends the browser back. */
async function visit(address: string, sub: string, returnUrl: string): Promise<Record<string, string>> {
  const cookies = new Map<string, string>()
  let next: { url: string; form?: URLSearchParams } = { url: address }
  for (let steps = 0; steps < 12; steps += 1) {
    if (next.url.startsWith(returnUrl)) return Object.fromEntries(new URL(next.url).searchParams)
    const response = await fetch(next.url, {
      redirect: 'manual',
      method: next.form === undefined ? 'GET' : 'POST',
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(next.form === undefined ? {} : { body: next.form }),
    })
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!
      cookies.set(name!, value!)
    }
    const location = response.headers.get('location')
    const page = await response.text()
    next = location === null ? formIn(page, next.url, sub) : { url: new URL(location, next.url).href }
  }
  throw new Error('The provider does not come to an end.')
}

function formIn(page: string, url: string, sub: string): { url: string; form: URLSearchParams } {
  const action = /<form[^>]* action="([^"]+)"/.exec(page)?.[1]
  const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1]
  if (action === undefined || prompt === undefined)
    throw new Error(`The provider shows no form: ${page.slice(0, 1500)}`)
  return {
    url: new URL(action, url).href,
    form: new URLSearchParams({ prompt, login: sub, password: 'any' }),
  }
}

/** It warns of what only matters outside of tests. */
function quietly(work: () => void): void {
  const { warn, info } = console
  Object.assign(console, { warn: () => {}, info: () => {} })
  try {
    work()
  } finally {
    Object.assign(console, { warn, info })
  }
}
