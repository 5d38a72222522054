import type { Client } from 'pg'
import { beforeEach, describe, expect, it } from 'vitest'
import { untilWaiting } from './waiting.ts'
import { createSchemaWorld, HEX64, IDS, type SchemaWorld } from './world.ts'

// What a campaign counts is what its row says, whoever writes what beside whom; and no budget is too large to be counted.

const ENABLED = `google_status = 'ENABLED', google_daily_budget_micros = 60000000`
const PAUSE = `insert into publications (workspace_id, id, campaign_id, account_id, kind, activate, version, plan, published_name,
    token, created_by)
  values ('${IDS.mine}', '${IDS.free}', '${IDS.paused}', '${IDS.account}', 'PAUSE', false, 1, '{}', 'Paused', 'aaaaaaaaaaaa', 'ann')`
const CLAIM = `update publications set state = 'RUNNING', fence = 1, attempts = 1, lease_until = now() + interval '1 minute'
  where id = '${IDS.free}'`
const END = (id: string): string =>
  `update publications set state = 'FAILED', lease_until = null, finished_at = now(), message = 'x' where id = '${id}'`

let world: SchemaWorld
let worker: Client
let reader: Client

beforeEach(async () => {
  world = await createSchemaWorld()
  ;[worker, reader] = [await world.connect(), await world.connect()]
  await world.owner.query(END(IDS.attention))
  await world.owner.query(END(IDS.running))
  return async () => await world.close()
})

const share = async (): Promise<unknown> =>
  (
    await world.owner.query(
      'select counts, day_micros, month_micros from spend_shares where campaign_id = $1',
      [IDS.paused],
    )
  ).rows[0]
/** What is noted of each account and of the workspace, beside what the shares come to. */
const wrongLedgers = async (): Promise<unknown[]> =>
  (
    await world.owner.query(
      `select l.scope_id, l.day_micros, l.month_micros, s.day, s.month
         from spend_ledgers l
        cross join lateral (
          select least(coalesce(sum(s.day_micros), 0), 9223372036854775807) as day,
                 least(coalesce(sum(s.month_micros), 0), 9223372036854775807) as month,
                 count(*) filter (where s.counts) as campaigns
            from spend_shares s
           where s.workspace_id = l.workspace_id and s.currency_code = l.currency_code
             and (l.account_id is null or s.account_id = l.account_id)) s
        where (l.day_micros, l.month_micros, l.campaigns) is distinct from (s.day, s.month, s.campaigns)`,
    )
  ).rows

describe('a publication beside a reading of Google that finds its campaign enabled', () => {
  it('ends, and the campaign counts', async () => {
    await world.owner.query(PAUSE)
    await world.owner.query(CLAIM)
    expect(await share()).toEqual({ counts: false, day_micros: '0', month_micros: '0' })
    await reader.query('begin')
    await reader.query(`update campaigns set ${ENABLED} where id = '${IDS.paused}'`)
    const ended = worker.query(END(IDS.free))
    await untilWaiting(world.owner, worker)
    await reader.query('commit')
    await ended
    expect(await share()).toEqual({ counts: true, day_micros: '120000000', month_micros: '1824000000' })
    expect(await wrongLedgers()).toEqual([])
  })

  it('is opened after it, whoever has locked the campaign before', async () => {
    await reader.query('begin')
    await reader.query(`select from campaigns where id = '${IDS.paused}' for no key update`)
    const opened = worker.query(PAUSE)
    await untilWaiting(world.owner, worker)
    await reader.query(`update campaigns set ${ENABLED} where id = '${IDS.paused}'`)
    await reader.query('commit')
    await opened
    expect(await share()).toEqual({ counts: true, day_micros: '120000000', month_micros: '1824000000' })
    expect(await wrongLedgers()).toEqual([])
  })
})

describe('a budget that is larger than anybody has money for', () => {
  const MOST = '9223372036854775807'
  const set = async (id: string, budget: string, status = 'ENABLED'): Promise<void> => {
    await world.owner.query(
      'update campaigns set google_status = $2, google_daily_budget_micros = $3 where id = $1',
      [id, status, budget],
    )
  }

  it.each([
    ['40000000000000000', '1216000000000000000'],
    [MOST, MOST],
  ])('of %s a day counts, as the most that can be noted', async (budget, month) => {
    await set(IDS.paused, budget)
    expect(await share()).toMatchObject({ counts: true, month_micros: month })
    await set(IDS.live, budget)
    expect(await wrongLedgers()).toEqual([])
    // What was cut comes back whole: first one goes, then the other.
    await set(IDS.live, '1000000')
    expect(await wrongLedgers()).toEqual([])
    await set(IDS.paused, '1000000')
    expect(await share()).toEqual({ counts: true, day_micros: '2000000', month_micros: '30400000' })
    expect(await wrongLedgers()).toEqual([])
    await set(IDS.paused, '1000000', 'PAUSED')
    expect(await share()).toMatchObject({ counts: false })
    expect(await wrongLedgers()).toEqual([])
  })

  it('is published, and its plan may have several', async () => {
    const operations = [MOST, MOST].map((amountMicros) => ({
      body: { campaignBudgetOperation: { create: { amountMicros } } },
    }))
    const publish = PAUSE.replace('plan,', 'plan_hash, plan,').replace(
      `'PAUSE', false, 1, '{}'`,
      `'PUBLISH', true, 1, '${HEX64}', '${JSON.stringify({ operations })}'`,
    )
    await world.owner.query(publish)
    expect(await share()).toEqual({ counts: true, day_micros: MOST, month_micros: MOST })
    expect(await wrongLedgers()).toEqual([])
  })

  it('of one who pauses beside one who enables is added up by what both have done', async () => {
    await set(IDS.paused, MOST)
    await worker.query('begin')
    await worker.query(
      `update campaigns set google_daily_budget_micros = '${MOST}', google_status = 'ENABLED' where id = '${IDS.live}'`,
    )
    const paused = reader.query(`update campaigns set google_status = 'PAUSED' where id = '${IDS.paused}'`)
    await untilWaiting(world.owner, reader)
    await worker.query('commit')
    await paused
    expect(await wrongLedgers()).toEqual([])
  })
})
