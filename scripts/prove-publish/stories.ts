import { setTimeout as sleep } from 'node:timers/promises'
import { AppError } from '../../src/base/errors.ts'
import { campaignPatchSchema } from '../../src/contract/campaign.ts'
import type { PublicationState } from '../../src/contract/words.ts'
import { abandonPublication, retryPublication } from '../../src/domain/publications.ts'
import { pauseCampaign, publishCampaign } from '../../src/domain/publish-campaign.ts'
import { textOf } from '../../src/emulator/schema.ts'
import { startWorker } from '../../src/worker/worker.ts'
import { draft, now, type Random, valuesPatch } from './campaigns.ts'
import { checkBooks, checkJournal, checkTrees, Findings, Raw } from './check.ts'
import {
  type Case,
  edit,
  type Fault,
  judge,
  matchOf,
  type Outcome,
  open,
  prepare,
  type Scenario,
  type Scene,
  type Target,
} from './play.ts'
import { PATIENCE, type Stage } from './stage.ts'

/** A telling of what people and workers do to one campaign. */
interface Tale {
  scene: Scene
  findings: Findings
  fault(target: Target, fault: Fault): void
  /** The search that tells what became of a lost answer fails; a change is read before it is sent, so not every search. */
  lookUpFails(): void
  /** Works until the publication has ended, and says how. Impatient: what stays unclear for a moment is for a person. */
  run(options?: { impatient?: boolean; id?: string }): Promise<PublicationState>
  expect(what: string, found: unknown, expected: unknown): void
  raw: Raw
}

const SEARCH_FAILS: Fault = { kind: 'error', httpStatus: 503, count: 1000 }

function story(
  name: string,
  scenario: Scenario,
  tell: (tale: Tale, random: Random) => Promise<PublicationState>,
): Case {
  return {
    group: 'people and oddities',
    name,
    play: async (stage: Stage, random: Random): Promise<Outcome> => {
      const { control } = stage.emulator
      const place = await stage.newPlace()
      control.requestLog.clear()
      const campaign = await stage.working(() => prepare(stage, place, scenario, random))
      const findings = new Findings()
      const scene: Scene = { stage, place, campaign, publicationId: '' }
      const tale: Tale = {
        scene,
        findings,
        raw: new Raw(stage, place),
        fault: (target, fault) =>
          void control.injectFault({ ...fault, match: matchOf(place, scenario, target) }),
        lookUpFails: () => {
          const match = matchOf(place, scenario, 'search')
          const guards = scenario === 'create' ? {} : { body: 'FROM label WHERE' }
          control.injectFault({ ...SEARCH_FAILS, match: { ...match, ...guards } })
        },
        run: async ({ impatient = false, id = scene.publicationId } = {}) => {
          const patience = impatient ? { unclearSeconds: 0.5, searchSeconds: 0.3 } : {}
          return (await stage.working(() => stage.ended(id), patience)).state
        },
        expect: (what, found, expected) => findings.equal(what, found, expected),
      }
      try {
        const state = await tell(tale, random)
        return await judge(scene, findings, { planned: 0, fired: 0, state })
      } finally {
        control.faults.clear()
        await stage.victims.clear()
      }
    },
  }
}

async function publish({ scene }: Tale, scenario: Scenario = 'create'): Promise<void> {
  scene.publicationId = await open(scene.stage, scene.campaign.id, scenario)
}

async function abandon({ scene: { stage, publicationId } }: Tale): Promise<void> {
  await abandonPublication(stage.ctx, stage.actor, publicationId)
}

async function byHand({ scene: { stage, place } }: Tale, operations: unknown[]): Promise<void> {
  await stage.emulator.control.editAsUser(place.customerId, operations)
}

/** The answer is lost, and the search does not tell what happened until a person closes the publication. */
async function loseTrack(tale: Tale, fault: Fault): Promise<void> {
  tale.fault('mutate', fault)
  tale.lookUpFails()
  await publish(tale)
  tale.expect('the lost one', await tale.run({ impatient: true }), 'NEEDS_ATTENTION')
  tale.scene.stage.emulator.control.faults.clear()
}

async function removeCampaign(tale: Tale): Promise<void> {
  const [row] = tale.raw.living('campaign')
  await byHand(tale, [{ campaignOperation: { remove: row!.name } }])
}

export const STORIES: readonly Case[] = [
  story('closed although it had happened, published again: found by its label', 'create', async (tale) => {
    await loseTrack(tale, { kind: 'lose_response' })
    await abandon(tale)
    await publish(tale)
    return await tale.run()
  }),
  story(
    'closed although it had happened, changed, published again: the plan is made anew',
    'create',
    async (tale) => {
      const { stage, campaign } = tale.scene
      await loseTrack(tale, { kind: 'lose_response' })
      await abandon(tale)
      const [first, second] = campaign.adGroups
      const adGroups = [
        { ...first, name: 'Renamed' },
        { ...second, ads: [{ ...second!.ads[0], name: 'Other' }] },
      ]
      await edit(stage, campaign.id, campaignPatchSchema.parse({ name: `${campaign.name} two`, adGroups }))
      await publish(tale)
      tale.expect('the one with the old plan', await tale.run(), 'FAILED')
      tale.expect('status', (await now(stage, campaign.id)).status, 'PAUSED')
      await publish(tale)
      return await tale.run()
    },
  ),
  story('closed, and it had never arrived: published again it is made once', 'create', async (tale) => {
    await loseTrack(tale, { kind: 'reset_before' })
    await abandon(tale)
    await publish(tale)
    return await tale.run()
  }),
  story('needs attention, looked at again: found', 'create', async (tale) => {
    const { stage, publicationId: _none } = tale.scene
    await loseTrack(tale, { kind: 'lose_response' })
    await retryPublication(stage.ctx, stage.actor, tale.scene.publicationId)
    return await tale.run()
  }),
  story('a change closed although it had happened: seen before the next one', 'structure', async (tale) => {
    const { stage, campaign } = tale.scene
    await loseTrack(tale, { kind: 'lose_response' })
    await abandon(tale)
    await edit(stage, campaign.id, campaignPatchSchema.parse({ dailyBudgetMicros: '170000000' }))
    await publish(tale)
    tale.expect('the one with the old plan', await tale.run(), 'FAILED')
    await publish(tale)
    return await tale.run()
  }),
  story('a change closed that had never arrived: made once by the next one', 'structure', async (tale) => {
    await loseTrack(tale, { kind: 'reset_before' })
    await abandon(tale)
    await publish(tale)
    return await tale.run()
  }),
  story(
    'renamed at Google while it is unclear: found by its label, told to a person',
    'create',
    async (tale) => {
      await loseTrack(tale, { kind: 'lose_response' })
      const [row] = tale.raw.living('campaign')
      await byHand(tale, [
        { campaignOperation: { update: { resourceName: row!.name, name: 'By hand' }, updateMask: 'name' } },
      ])
      await retryPublication(tale.scene.stage.ctx, tale.scene.stage.actor, tale.scene.publicationId)
      tale.expect('it', await tale.run(), 'NEEDS_ATTENTION')
      tale.expect('campaigns', tale.raw.living('campaign').length, 1)
      await abandon(tale)
      // The next plan gives it its name back.
      await publish(tale)
      return await tale.run()
    },
  ),
  story('its label taken off at Google while it is unclear: never made twice', 'create', async (tale) => {
    tale.fault('mutate', { kind: 'lose_response' })
    tale.fault('search', { ...SEARCH_FAILS, count: 1 })
    await publish(tale)
    await tale.scene.stage.working(async () => {
      for (const end = Date.now() + 5000; Date.now() < end && tale.raw.all('campaign_label').length === 0; )
        await sleep(2)
      await byHand(
        tale,
        tale.raw.all('campaign_label').map(({ name: remove }) => ({ campaignLabelOperation: { remove } })),
      )
    })
    const state = await tale.run({ impatient: true })
    tale.expect('campaigns', tale.raw.living('campaign').length, 1)
    return state === 'NEEDS_ATTENTION' ? state : 'RUNNING'
  }),
  story('removed at Google while it is unclear: not made again', 'create', async (tale) => {
    await loseTrack(tale, { kind: 'lose_response' })
    await removeCampaign(tale)
    await retryPublication(tale.scene.stage.ctx, tale.scene.stage.actor, tale.scene.publicationId)
    tale.expect('it', await tale.run(), 'NEEDS_ATTENTION')
    tale.expect('living campaigns', tale.raw.living('campaign').length, 0)
    tale.expect('campaigns ever', tale.raw.all('campaign').length, 1)
    return 'NEEDS_ATTENTION'
  }),
  ...(['MUTATE:finished', 'VERIFY:done'] as const).map((point) =>
    story(`removed at Google after ${point}: told, not made again`, 'create', async (tale) => {
      const { stage } = tale.scene
      await publish(tale)
      const victim = stage.victims.take()
      victim.go(stage.order({ at: { point, nth: 1, signal: 'SIGKILL' } }))
      tale.expect('killed', await victim.reached('SIGKILL', 15_000), true)
      await removeCampaign(tale)
      const state = await tale.run()
      tale.expect('it', state, point === 'VERIFY:done' ? 'FAILED' : 'NEEDS_ATTENTION')
      tale.expect('campaigns ever', tale.raw.all('campaign').length, 1)
      return state
    }),
  ),
  story('the name is a stranger’s: refused, freed, and another name works', 'create', async (tale) => {
    const { stage, campaign, place } = tale.scene
    const root = `customers/${place.customerId}`
    const budget = {
      resourceName: `${root}/campaignBudgets/-1`,
      name: 'Stranger',
      amountMicros: '50000000',
      explicitlyShared: false,
    }
    const stranger = {
      resourceName: `${root}/campaigns/-2`,
      name: campaign.name,
      status: 'PAUSED',
      advertisingChannelType: 'DEMAND_GEN',
      campaignBudget: budget.resourceName,
      maximizeConversions: {},
      containsEuPoliticalAdvertising: 'DOES_NOT_CONTAIN_EU_POLITICAL_ADVERTISING',
    }
    await byHand(tale, [
      { campaignBudgetOperation: { create: budget } },
      { campaignOperation: { create: stranger } },
    ])
    await publish(tale)
    tale.expect('under the stranger’s name', await tale.run(), 'FAILED')
    const [row] = await stage.sql<{ published_name: string | null }>(
      'select published_name from campaigns where id = $1',
      [campaign.id],
    )
    tale.expect('the name', row?.published_name ?? null, null)
    await removeCampaign(tale)
    for (const { name: remove } of tale.raw.living('campaign_budget'))
      await byHand(tale, [{ campaignBudgetOperation: { remove } }])
    await edit(stage, campaign.id, campaignPatchSchema.parse({ name: `${campaign.name} two` }))
    await publish(tale)
    return await tale.run()
  }),
  story(
    'an image is gone from the account: forgotten, and uploaded by the next one',
    'create',
    async (tale, random) => {
      const { stage, place } = tale.scene
      await publish(tale)
      tale.expect('the first', await tale.run(), 'SUCCEEDED')
      const again = await draft(stage, place, random)
      const images = tale.scene.campaign.adGroups[0]!.ads[0]!
      const adGroups = again.adGroups.map((group) => ({
        ...group,
        ads: group.ads.map((ad) => ({
          ...ad,
          marketingImages: images.marketingImages,
          logoImages: images.logoImages,
        })),
      }))
      await edit(stage, again.id, campaignPatchSchema.parse({ adGroups }))
      const state = stage.emulator.control.stateForTests()
      state.transaction(Date.now(), () => {
        for (const { name } of tale.raw.all('asset')) state.delete(name)
        return true
      })
      const second = await open(stage, again.id, 'create')
      tale.expect('with the image gone', await tale.run({ id: second }), 'FAILED')
      const third = await open(stage, again.id, 'create')
      tale.expect('once more', await tale.run({ id: third }), 'SUCCEEDED')
      // The first one's images went with the account's.
      return 'FAILED'
    },
  ),
  story('fifty clicks at once: one publication', 'create', async (tale) => {
    const { stage, campaign } = tale.scene
    const clicks = await Promise.allSettled(
      Array.from({ length: 50 }, () =>
        publishCampaign(stage.ctx, stage.actor, campaign.id, { activate: true }),
      ),
    )
    const opened = clicks.flatMap((click) =>
      click.status === 'fulfilled' ? [click.value.publicationId] : [],
    )
    const refused = clicks.filter((click) => click.status === 'rejected' && isConflict(click.reason)).length
    tale.expect('opened and refused', [opened.length, refused], [1, 49])
    tale.scene.publicationId = opened[0]!
    return await tale.run()
  }),
  story('fifty pauses at once: one', 'pause', async (tale) => {
    const { stage, campaign } = tale.scene
    const clicks = await Promise.allSettled(
      Array.from({ length: 50 }, () => pauseCampaign(stage.ctx, stage.actor, campaign.id)),
    )
    const opened = clicks.flatMap((click) =>
      click.status === 'fulfilled' ? [click.value.publicationId] : [],
    )
    tale.expect('opened', opened.length, 1)
    tale.scene.publicationId = opened[0]!
    return await tale.run()
  }),
  story('a pause while the enabling is unclear is refused until it is clear', 'create', async (tale) => {
    const { stage, campaign } = tale.scene
    tale.fault('status', { kind: 'error', httpStatus: 503, count: 1000 })
    await publish(tale)
    tale.expect('the enabling', await tale.run({ impatient: true }), 'NEEDS_ATTENTION')
    const refusal = await pauseCampaign(stage.ctx, stage.actor, campaign.id).catch((error: unknown) => error)
    tale.expect('the pause', isConflict(refusal), true)
    stage.emulator.control.faults.clear()
    await retryPublication(stage.ctx, stage.actor, tale.scene.publicationId)
    return await tale.run()
  }),
  story('the program ends in order in the middle: the next one goes on at once', 'create', async (tale) => {
    const { stage } = tale.scene
    tale.fault('mutate', { kind: 'delay', afterMs: 300 })
    const worker = startWorker(stage.ctx, { leaseSeconds: 60, pollMs: 25, sync: false, patience: PATIENCE })
    await publish(tale)
    const { control } = stage.emulator
    for (const end = Date.now() + 5000; Date.now() < end; await sleep(2)) {
      if (control.requests().some(({ fault }) => fault === 'delay')) break
    }
    await worker.stop()
    const [row] = await stage.sql<{ state: string }>('select state from publications where id = $1', [
      tale.scene.publicationId,
    ])
    tale.expect('state after the end', row?.state, 'QUEUED')
    return await tale.run()
  }),
  story(
    'quota is used up for longer than an unclear answer may last: it goes on by itself',
    'create',
    async (tale) => {
      tale.fault('mutate', { kind: 'error', code: 'quotaError.RESOURCE_EXHAUSTED', count: 12 })
      await publish(tale)
      return await tale.run({ impatient: true })
    },
  ),
  story('values changed twice while the first answer is late: the second stands', 'values', async (tale) => {
    const { stage, campaign } = tale.scene
    tale.fault('mutate', { kind: 'delay', afterMs: 1200 })
    await publish(tale)
    tale.expect('the first', await tale.run(), 'SUCCEEDED')
    await edit(stage, campaign.id, { ...valuesPatch(), dailyBudgetMicros: '210000000' })
    await publish(tale)
    return await tale.run()
  }),
  ...[2, 3].map(
    (workers): Case => ({
      group: `${workers} workers at once`,
      name: `${workers} workers, six campaigns of two accounts`,
      play: async (stage, random) => await playRace(stage, random, workers),
    }),
  ),
]

async function playRace(stage: Stage, random: Random, workers: number): Promise<Outcome> {
  stage.emulator.control.requestLog.clear()
  const findings = new Findings()
  const places = [await stage.newPlace(), await stage.newPlace()]
  const drafts = []
  for (let index = 0; index < 6; index += 1) {
    const place = places[index % 2]!
    drafts.push({ place, campaign: await draft(stage, place, random) })
  }
  const [mortal, ...others] = Array.from({ length: workers }, () => stage.victims.take())
  mortal!.go(stage.order({ at: { point: 'MUTATE:answered', nth: 1, signal: 'SIGKILL' } }))
  for (const other of others) other.go(stage.order())
  const ids = await Promise.all(drafts.map(({ campaign }) => open(stage, campaign.id, 'create')))
  const ended = await Promise.all(ids.map((id) => stage.ended(id)))
  const isKilled = await mortal!.reached('SIGKILL', 100)
  findings.isTrue('no worker was killed', isKilled)
  await stage.victims.clear()
  findings.equal(
    'states',
    ended.map(({ state }) => state),
    ids.map(() => 'SUCCEEDED'),
  )
  for (const place of places) {
    const own = drafts.filter((each) => each.place === place).map(({ campaign }) => campaign.id)
    await checkTrees(stage, place, own, findings)
    await checkJournal(stage, place, own, findings)
    const names = new Raw(stage, place).all('campaign').map(({ data }) => textOf(data, 'name'))
    findings.equal('names', new Set(names).size, own.length)
  }
  await checkBooks(stage, findings)
  const fired = isKilled ? 1 : 0
  return { planned: 1, fired, wrong: findings.wrong, savedByLookUp: 0, savedByRefusal: 0 }
}

function isConflict(error: unknown): boolean {
  return error instanceof AppError && error.code === 'conflict'
}
