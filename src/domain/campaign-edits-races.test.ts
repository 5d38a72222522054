import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { AppError } from '../base/errors.ts'
import { verifyAuditChain } from '../store/audit.ts'
import { createEditingWorld, type EditingWorld, setAll } from '../../test/campaign-edits.ts'
import { listRevisions } from './campaign-history.ts'

let world: EditingWorld

beforeAll(async () => {
  world = await createEditingWorld()
})
afterAll(async () => await world.close())

const codesOf = (outcomes: PromiseSettledResult<unknown>[]): string[] =>
  outcomes.map((one) =>
    one.status === 'fulfilled'
      ? 'saved'
      : one.reason instanceof AppError
        ? one.reason.code
        : String(one.reason),
  )

/** How often the server has ended a deadlock in this database, or taken a transaction back. */
async function deadlocks(): Promise<number> {
  await world.owner.query('select pg_stat_clear_snapshot()')
  const { rows } = await world.owner.query<{ deadlocks: string }>(
    'select deadlocks from pg_stat_database where datname = current_database()',
  )
  return Number(rows[0]!.deadlocks)
}

describe('edits at once', () => {
  it('two of the same campaigns in opposite orders both take effect, without a deadlock', async () => {
    const ids = await world.drafts(200)
    for (let round = 0; round < 5; round += 1) {
      const [name, campaignGoal] = [`Name ${round}`, `Goal ${round}`]
      const outcomes = await Promise.allSettled([
        world.edit(setAll(ids, { name })),
        world.edit(setAll(ids.toReversed(), { campaignGoal })),
        world.edit(setAll([...ids.slice(100), ...ids.slice(0, 100)], { objective: name })),
      ])
      expect(codesOf(outcomes)).toEqual(['saved', 'saved', 'saved'])
      for (const id of [ids[0]!, ids[100]!, ids[199]!])
        expect(await world.now(id)).toMatchObject({
          name,
          campaignGoal,
          objective: name,
          version: 4 + 3 * round,
        })
    }
    expect(await deadlocks()).toBe(0)
    const { broken } = await verifyAuditChain(world.ctx.db, world.home.actor.workspaceId)
    expect(broken).toBeNull()
  })

  it('of two that have seen the same version one is saved whole, and the other not at all', async () => {
    const ids = await world.drafts(20)
    const seen = (name: string) => ids.map((id) => ({ id, version: 1, set: { name } }))
    const outcomes = await Promise.allSettled([world.edit(seen('One')), world.edit(seen('Two').toReversed())])
    expect(codesOf(outcomes).toSorted()).toEqual(['saved', 'stale'])
    const names = new Set(await Promise.all(ids.map(async (id) => (await world.now(id)).name)))
    expect(names.size).toBe(1)
  })

  it('beside an edit of one campaign nobody’s words are lost', async () => {
    const ids = await world.drafts(50)
    const id = ids[25]!
    let kept = 0
    for (let round = 1; round <= 8; round += 1) {
      const { version } = await world.now(id)
      const [adHeadline, name] = [`Headline ${round}`, `Name ${round}`]
      const outcomes = await Promise.allSettled([
        world.edit(setAll(ids, { name })),
        world.single(id, version, { adHeadline }),
      ])
      const [many, one] = codesOf(outcomes)
      expect(many).toBe('saved')
      // Whoever comes second has not seen what came first, and is told so: a form is never saved over something unseen.
      expect(['saved', 'stale']).toContain(one)
      if (one === 'saved') kept = round
      const after = await world.now(id)
      expect(after.name).toBe(name)
      expect(after.adGroups[0]!.ads[0]!.headlines[0]!.text).toBe(kept === 0 ? 'H' : `Headline ${kept}`)
      const { items } = await listRevisions(world.ctx, world.home.actor, id, { limit: 1 })
      expect(items[0]!.number).toBe(after.version)
    }
    expect(await deadlocks()).toBe(0)
  })
})
