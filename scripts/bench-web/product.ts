import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Client } from 'pg'
import type { BrowserContext } from 'playwright-core'
import { createServer } from '../../src/api/server.ts'
import { createLog } from '../../src/base/log.ts'
import { KeyRing } from '../../src/base/secrets.ts'
import { createSetUpLink } from '../../src/domain/set-up.ts'
import { Database } from '../../src/store/db.ts'
import { launchBrowser } from '../../test/e2e/browser.ts'
import { testGoogle } from '../../test/workspace.ts'

const WEB_DIR = fileURLToPath(new URL('../../dist/web', import.meta.url))
const PERSON = { name: 'Bench', email: 'bench@example.com', password: 'correct horse battery' }
/** Nothing is asked of Google. */
const NOWHERE = { baseUrl: 'http://127.0.0.1:9', tokenUrl: 'http://127.0.0.1:9/token' }
/** Frames come as fast as they are made, so that the time between two is what one takes. */
const UNBOUND = ['--disable-frame-rate-limit', '--disable-gpu-vsync']

/** The product on a database, and a browser that is signed in to its largest workspace. */
export interface Product {
  url: string
  campaigns: number
  context: BrowserContext
  close(): Promise<void>
}

export async function openProduct(databaseUrl: string): Promise<Product> {
  if (!existsSync(WEB_DIR)) throw new Error('The web interface is not built: npm run build.')
  const workspace = await largestWorkspace(databaseUrl)
  const db = new Database(databaseUrl)
  const ctx = {
    db,
    google: testGoogle(NOWHERE),
    log: createLog('silent'),
    secrets: new KeyRing([]),
    now: () => new Date(),
  }
  const app = await createServer(ctx, { secureCookies: false, webDir: WEB_DIR })
  const url = await app.listen({ host: '127.0.0.1', port: 0 })
  const browser = await launchBrowser(UNBOUND)
  const close = async (): Promise<void> => {
    await browser.close()
    await app.close()
    await db.close()
  }
  try {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-US' })
    await context.request.post(`${url}/api/v1/set-up`, {
      data: { token: await createSetUpLink({ db }, workspace.id), ...PERSON },
    })
    // A second run finds the person there, and is signed in by this.
    const { email, password } = PERSON
    const session = await context.request.post(`${url}/api/v1/session`, { data: { email, password } })
    if (!session.ok()) throw new Error(`Not signed in: ${await session.text()}`)
    return { url, campaigns: workspace.campaigns, context, close }
  } catch (error) {
    await close()
    throw error
  }
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
