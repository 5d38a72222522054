import { setTimeout as sleep } from 'node:timers/promises'
import type { Campaign } from '../../src/contract/campaign.ts'
import type { CampaignType, PublicationState } from '../../src/contract/words.ts'
import { editCampaign } from '../../src/domain/edit-campaigns.ts'
import { pauseCampaign, publishCampaign, resumeCampaign } from '../../src/domain/publish-campaign.ts'
import type { FaultInput } from '../../src/emulator/control/faults.ts'
import {
  adPatch,
  draftOf,
  now,
  type Random,
  structurePatch,
  typedStructurePatch,
  valuesPatch,
} from './campaigns.ts'
import { checkBooks, checkJournal, checkTrees, Findings } from './check.ts'
import type { Place, Stage } from './stage.ts'
import type { Victim } from './victim.ts'

/**
 * What is published: a new campaign; of a published one a bit of everything, one more ad in a group that Google has
 * (which Google would take twice), values alone, or its status.
 */
export type Scenario = 'create' | 'structure' | 'ad' | 'values' | 'pause' | 'resume'

export interface Outcome {
  /** Kills and stops that were to happen, and that did. */
  planned: number
  fired: number
  wrong: string[]
  /** Cases that would have gone wrong without: the look-up found it, or Google refused to make it twice. */
  savedByLookUp: number
  savedByRefusal: number
}

export interface Case {
  /** The row of the table that it counts for. */
  group: string
  name: string
  play(stage: Stage, random: Random): Promise<Outcome>
}

/** Requests to Google that a fault can befall. */
export type Target = 'upload' | 'mutate' | 'status' | 'guard' | 'search'

export type Fault = Omit<FaultInput, 'match'>

export interface Play {
  scenario: Scenario
  /** Demand Gen unless said. */
  type?: CampaignType
  faults?: readonly { target: Target; fault: Fault }[]
  /** Where the first worker ends or stops itself. */
  at?: { point: string; nth?: number; signal: 'SIGKILL' | 'SIGSTOP' }
  /** Kills or stops the first worker from outside, once a request with a `delay` fault has arrived. */
  onArrival?: 'SIGKILL' | 'SIGSTOP'
  /** What happens after the first worker is out of the way, or while it works. */
  meanwhile?: (scene: Scene) => Promise<void>
  /** How it may end; what has succeeded is compared field by field. */
  ends?: readonly PublicationState[]
}

export interface Scene {
  stage: Stage
  place: Place
  campaign: Campaign
  publicationId: string
}

const REACH_MS = 15_000

/** What only the mutate of the plan has in it. */
const MUTATE_OF: Record<Scenario, string> = {
  create: '/campaigns/-',
  structure: 'campaignBudgetOperation',
  ad: 'adGroupAdOperation',
  values: 'campaignBudgetOperation',
  pause: 'campaignOperation',
  resume: 'campaignOperation',
}

export function matchOf(place: Place, scenario: Scenario, target: Target): FaultInput['match'] {
  const path = `customers/${place.customerId}/`
  switch (target) {
    case 'upload':
      return { path: `${path}assets:mutate` }
    case 'search':
      return { path: `${path}googleAds:search` }
    case 'status':
      return { path: `${path}googleAds:mutate`, body: '"updateMask":"status"' }
    case 'guard':
      return { path: `${path}googleAds:mutate`, body: '"labelOperation":{"remove"' }
    case 'mutate':
      return { path: `${path}googleAds:mutate`, body: MUTATE_OF[scenario] }
  }
}

/** Brings a campaign to where the scenario begins. */
export async function prepare(
  stage: Stage,
  place: Place,
  scenario: Scenario,
  random: Random,
  type: CampaignType = 'DEMAND_GEN',
): Promise<Campaign> {
  const campaign = await draftOf(stage, place, random, type)
  if (scenario === 'create') return campaign
  const { publicationId } = await publishCampaign(stage.ctx, stage.actor, campaign.id, {
    activate: scenario !== 'resume',
  })
  const { state, message } = await stage.ended(publicationId)
  if (state !== 'SUCCEEDED') throw new Error(`The campaign to begin with ended ${state}: ${message}`)
  if (scenario === 'values') await edit(stage, campaign.id, valuesPatch())
  if (scenario === 'ad') await edit(stage, campaign.id, adPatch(campaign))
  if (scenario === 'structure') {
    const before = await now(stage, campaign.id)
    const patch =
      type === 'DEMAND_GEN' ? await structurePatch(stage, before, random) : typedStructurePatch(before)
    await edit(stage, campaign.id, patch)
  }
  return await now(stage, campaign.id)
}

export async function edit(
  stage: Stage,
  id: string,
  patch: Parameters<typeof editCampaign>[4],
): Promise<void> {
  const { version } = await now(stage, id)
  await editCampaign(stage.ctx, stage.actor, id, version, patch)
}

/** Opens the publication of the scenario. */
export async function open(stage: Stage, id: string, scenario: Scenario): Promise<string> {
  const { ctx, actor } = stage
  if (scenario === 'pause') return (await pauseCampaign(ctx, actor, id)).publicationId
  if (scenario === 'resume') return (await resumeCampaign(ctx, actor, id)).publicationId
  return (await publishCampaign(ctx, actor, id, { activate: true })).publicationId
}

/** Plays one case from the draft to the comparison. */
export async function play(stage: Stage, random: Random, script: Play): Promise<Outcome> {
  const { scenario, type, faults = [], at, onArrival, meanwhile, ends = ['SUCCEEDED'] } = script
  const { control } = stage.emulator
  const place = await stage.newPlace()
  const findings = new Findings()
  control.requestLog.clear()
  const campaign = await stage.working(() => prepare(stage, place, scenario, random, type))
  const waiting = faults.map(({ target, fault }) =>
    control.injectFault({ ...fault, match: matchOf(place, scenario, target) }),
  )
  const publicationId = await open(stage, campaign.id, scenario)
  const scene = { stage, place, campaign, publicationId }
  let fired = 0
  try {
    if (at !== undefined || onArrival !== undefined) {
      fired = await overpower(scene, script)
      if (fired === 0) findings.wrong.push('the worker was not stopped where it was to be')
    } else await stage.working(() => finish(scene, meanwhile))
  } finally {
    for (const { kind, remaining, count } of waiting) {
      findings.isTrue(`the fault ${kind} befell nothing`, remaining < count)
    }
    control.faults.clear()
    await stage.victims.clear()
  }
  const { state, message } = await stage.working(() => stage.ended(publicationId))
  findings.isTrue(`it ended ${state}: ${message}`, ends.includes(state))
  return await judge(scene, findings, { planned: at || onArrival ? 1 : 0, fired, state })
}

/** The first worker is killed or stopped, a second one finishes, and a stopped one goes on afterwards. */
async function overpower(scene: Scene, { at, onArrival, meanwhile }: Play): Promise<number> {
  const { stage, publicationId } = scene
  const victim = stage.victims.take()
  const signal = at?.signal ?? onArrival!
  victim.go(stage.order(at === undefined ? {} : { at: { nth: 1, ...at } }))
  const isReached =
    at === undefined
      ? await arrived(scene, victim, signal)
      : await whileNudging(scene, () => victim.reached(signal, REACH_MS))
  if (!isReached) return 0
  await stage.working(async () => {
    await meanwhile?.(scene)
    await stage.ended(publicationId)
    if (signal === 'SIGKILL') return
    victim.resume()
    // Long enough for what it was about to do, and for the answer that it waits for.
    await sleep(600)
  })
  return 1
}

async function finish(scene: Scene, meanwhile: Play['meanwhile']): Promise<void> {
  await Promise.all([meanwhile?.(scene), scene.stage.ended(scene.publicationId)])
}

/** Waits for the request that a `delay` fault holds up, and strikes then. */
async function arrived(scene: Scene, victim: Victim, signal: 'SIGKILL' | 'SIGSTOP'): Promise<boolean> {
  const { control } = scene.stage.emulator
  return await whileNudging(scene, async () => {
    for (const end = Date.now() + REACH_MS; Date.now() < end; await sleep(5)) {
      if (!control.requests().some(({ fault, status }) => fault === 'delay' && status === 'open')) continue
      if (signal === 'SIGKILL') await victim.kill()
      else victim.stop()
      return true
    }
    return false
  })
}

/** The pauses between looks are for Google, not for us. */
export async function whileNudging<Result>(
  { stage, publicationId }: Scene,
  work: () => Promise<Result>,
): Promise<Result> {
  const timer = setInterval(() => void stage.nudge(publicationId), 100)
  try {
    return await work()
  } finally {
    clearInterval(timer)
  }
}

/** Compares everything, and counts what saved the case. */
export async function judge(
  { stage, place, campaign }: Scene,
  findings: Findings,
  { planned, fired, state }: { planned: number; fired: number; state: PublicationState },
): Promise<Outcome> {
  if (state === 'SUCCEEDED') await checkTrees(stage, place, [campaign.id], findings)
  const others = await stage.sql<{ id: string }>('select id from campaigns where account_id = $1', [
    place.accountId,
  ])
  const ids = others.map(({ id }) => id)
  const publications = await checkJournal(stage, place, ids, findings)
  await checkBooks(stage, findings)
  const mutates = publications.flatMap(({ steps }) => steps.filter(({ kind }) => kind === 'MUTATE'))
  const adopted = mutates.filter(
    (step) => step.state === 'DONE' && step.attempts.every(({ outcome }) => outcome !== 'APPLIED'),
  )
  const refused = adopted.filter(({ attempts }) =>
    attempts.some(({ outcome, errors }) => outcome === 'REFUSED' && errors.length > 0),
  )
  return {
    planned,
    fired,
    wrong: findings.wrong,
    savedByLookUp: adopted.length - refused.length,
    savedByRefusal: refused.length,
  }
}
