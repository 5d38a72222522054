import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Client } from 'pg'
import { createServer } from '../../src/api/server.ts'
import { createLog } from '../../src/base/log.ts'
import { KeyRing } from '../../src/base/secrets.ts'
import { createSetUpLink } from '../../src/domain/set-up.ts'
import { Database } from '../../src/store/db.ts'
import { testGoogle } from '../../test/workspace.ts'

/** What `npm run build` makes. */
export const WEB_DIR = fileURLToPath(new URL('../../dist/web', import.meta.url))
const PERSON = { name: 'Bench', email: 'bench@example.com', password: 'correct horse battery' }
/** Nothing is asked of Google. */
const NOWHERE = { baseUrl: 'http://127.0.0.1:9', tokenUrl: 'http://127.0.0.1:9/token' }

/** The product on a database, with somebody who is signed in to its largest workspace. */
export interface Product {
  url: string
  /** Of the session: `name=value`. */
  cookie: string
  campaigns: number
  close(): Promise<void>
}

export async function serveProduct(databaseUrl: string, webDir = WEB_DIR): Promise<Product> {
  if (!existsSync(join(webDir, 'index.html')))
    throw new Error(`${webDir} has no built web interface: npm run build.`)
  const workspace = await largestWorkspace(databaseUrl)
  const db = new Database(databaseUrl)
  const ctx = {
    db,
    google: testGoogle(NOWHERE),
    log: createLog('silent'),
    secrets: new KeyRing([]),
    now: () => new Date(),
  }
  const app = await createServer(ctx, { secureCookies: false, webDir })
  const url = await app.listen({ host: '127.0.0.1', port: 0 })
  const close = async (): Promise<void> => {
    await app.close()
    await db.close()
  }
  try {
    await post(`${url}/api/v1/set-up`, { token: await createSetUpLink({ db }, workspace.id), ...PERSON })
    // A second run finds the person there, and is signed in by this.
    const { email, password } = PERSON
    const session = await post(`${url}/api/v1/session`, { email, password })
    const [cookie] = session.headers.getSetCookie().map((header) => header.split(';')[0]!)
    if (cookie === undefined) throw new Error(`Not signed in: ${await session.text()}`)
    return { url, cookie, campaigns: workspace.campaigns, close }
  } catch (error) {
    await close()
    throw error
  }
}

async function post(url: string, body: object): Promise<Response> {
  return await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
}

async function largestWorkspace(url: string): Promise<{ id: string; campaigns: number }> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query<{ id: string; campaigns: number }>(
      `select workspace_id as id, sum(campaigns)::int4 as campaigns from campaign_counts group by 1 order by 2 desc limit 1`,
    )
    if (rows[0] === undefined) throw new Error('There are no campaigns: npm run bench:seed.')
    return rows[0]
  } finally {
    await client.end()
  }
}
