import { randomBytes } from 'node:crypto'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createEmptyDatabase, type TestDatabase, testServerUrl } from '../../test/database.ts'
import { dayOf, insertLiveCampaigns, type LiveCampaign, wrongSums } from '../../test/metrics.ts'
import { createTestWorkspace } from '../../test/workspace.ts'
import { Database } from './db.ts'
import { migrateUp } from './migrate.ts'
import { listWorkspaceMetrics, replaceMetrics } from './metrics.ts'
import { dropOldMetricsMonths, makeMetricsMonths } from './metrics-months.ts'

/** Row level security binds the owner too, unless it is a superuser: the triggers and the months must live with that. */
const OWNER = `plain_owner_${randomBytes(4).toString('hex')}`

let admin: Client
let database: TestDatabase
let db: Database
let superuser: Client
let workspaceId: string
let accountId: string
let campaign: LiveCampaign

beforeAll(async () => {
  admin = new Client({ connectionString: testServerUrl() })
  await admin.connect()
  await admin.query(`create role ${OWNER} login password 'plain' nosuperuser nobypassrls`)
  await admin.query(`grant gacm_app, gacm_worker, gacm_readonly to ${OWNER}`)
  database = await createEmptyDatabase()
  await admin.query(`alter database ${database.name} owner to ${OWNER}`)
  const url = new URL(database.url)
  url.username = OWNER
  url.password = 'plain'
  await migrateUp(url.href)
  db = new Database(url.href)
  superuser = new Client({ connectionString: database.url })
  await superuser.connect()
  const made = await createTestWorkspace({ db })
  workspaceId = made.actor.workspaceId
  accountId = made.accountId
  const [first] = await insertLiveCampaigns(superuser, { workspaceId, accountId }, 1)
  campaign = first!
})
afterAll(async () => {
  await db.close()
  await superuser.end()
  await database.drop()
  await admin.query(`drop role ${OWNER}`)
  await admin.end()
})

async function replace(conversions: number[]): Promise<void> {
  const days = conversions.map((count, index) =>
    dayOf(campaign, `2026-10-0${index + 1}`, { conversions: count }),
  )
  const window = {
    googleCampaignIds: [campaign.googleCampaignId],
    from: '2026-10-01',
    to: '2026-10-31',
    days,
  }
  await db.transaction({ workspaceId }, (tx) => replaceMetrics(tx, workspaceId, accountId, window))
}

describe('a database whose owner is no superuser', () => {
  it('keeps the sums, makes months and drops them', async () => {
    expect(await makeMetricsMonths(db, '2026-10-01', '2026-10-31')).toEqual(['2026-10-01'])
    await replace([1, 2, 3])
    await replace([1, 2.25])
    const rows = await listWorkspaceMetrics(db, workspaceId, { from: '2026-10-01', to: '2026-10-31' })
    expect(rows.map(({ date, conversions }) => [date, conversions])).toEqual([
      ['2026-10-01', '1'],
      ['2026-10-02', '2.25'],
      [null, '3.25'],
    ])
    expect(await wrongSums(superuser)).toEqual([])
    await superuser.query(
      `select metrics_make_month((date_trunc('month', current_date) - interval '60 months')::date)`,
    )
    expect(await dropOldMetricsMonths(db, 37)).toHaveLength(1)
  })

  it('shows the owner itself nothing of a month', async () => {
    const { rows } = await superuser.query<{ owner: string }>(
      `select pg_get_userbyid(relowner) as owner from pg_class where relname = 'campaign_metrics_2026_10'`,
    )
    expect(rows).toEqual([{ owner: OWNER }])
    await superuser.query(`set role ${OWNER}`)
    const read = await superuser.query('select from campaign_metrics_2026_10')
    await superuser.query('reset role')
    expect(read.rowCount).toBe(0)
  })
})
