import type { Handicap } from '../../test/publishing/crippled-google.ts'
import { Raw } from './check.ts'
import { type Fault, matchOf, open, prepare, type Scenario, type Target, whileNudging } from './play.ts'
import { Random } from './campaigns.ts'
import { createStage, type Stage, TIMEOUT_MS } from './stage.ts'

/** A case without the protection that it is about: the same harness has to find it wrong. */
interface Control {
  handicap: Handicap
  scenario: Scenario
  name: string
  fault?: Fault
  killAt?: string
}

const LOST: Fault = { kind: 'lose_response' }
const LATE: Fault = { kind: 'delay', beforeMs: TIMEOUT_MS + 500 }
const AFTER: Fault = { kind: 'error', httpStatus: 500, when: 'after' }

const WAYS: Omit<Control, 'handicap' | 'scenario'>[] = [
  { name: 'answer lost', fault: LOST },
  { name: '500 after', fault: AFTER },
  { name: 'commit after the timeout', fault: LATE },
  { name: 'killed before the answer was stored', killAt: 'MUTATE:answered' },
  { name: 'killed while the answer was stored', killAt: 'MUTATE:finish' },
]

const CONTROLS: Control[] = (
  [
    ['none', 'create'],
    ['blind', 'create'],
    ['forgetful', 'create'],
    ['none', 'ad'],
    ['unguarded', 'ad'],
  ] as [Handicap, Scenario][]
).flatMap(([handicap, scenario]) => WAYS.map((way) => ({ handicap, scenario, ...way })))

const MEANING: Record<Handicap, string> = {
  none: 'whole',
  blind: 'without the look-up',
  forgetful: 'without the look-up and without fixed names',
  unguarded: 'without the guard of changes',
}

export interface ControlRow {
  what: string
  runs: number
  /** Ended as it should, with one tree. */
  right: number
  /** More than one campaign, or an ad twice. */
  twice: number
  /** Nothing twice, because Google refused it, and no end without a person. */
  stuck: number
}

/** Plays what must go wrong, and counts how. */
export async function runControls(databaseUrl: string, seed: number): Promise<ControlRow[]> {
  const rows = new Map<string, ControlRow>()
  for (const handicap of new Set(CONTROLS.map((control) => control.handicap))) {
    const stage = await createStage({ databaseUrl, handicap })
    for (const [index, control] of CONTROLS.entries()) {
      if (control.handicap !== handicap) continue
      const what = `${control.scenario}, ${MEANING[handicap]}`
      const row = rows.get(what) ?? { what, runs: 0, right: 0, twice: 0, stuck: 0 }
      rows.set(what, row)
      row.runs += 1
      row[await playControl(stage, control, new Random(seed + index))] += 1
    }
    await stage.close()
  }
  return [...rows.values()]
}

/** Whether the whole protocol was right throughout, and each missing part was noticed. */
export function areTelling(rows: readonly ControlRow[]): boolean {
  return rows.every(({ what, runs, right, twice, stuck }) => {
    if (what.endsWith(MEANING.none)) return right === runs
    if (what.endsWith(MEANING.blind)) return twice === 0 && stuck > 0
    return twice > 0
  })
}

async function playControl(
  stage: Stage,
  { scenario, fault, killAt }: Control,
  random: Random,
): Promise<'right' | 'twice' | 'stuck'> {
  const place = await stage.newPlace()
  const { control } = stage.emulator
  control.requestLog.clear()
  // The way to the start is not what is looked at: a stage that cannot get there would prove nothing.
  const campaign = await stage.working(() => prepare(stage, place, scenario, random))
  const target: Target = 'mutate'
  if (fault !== undefined) control.injectFault({ ...fault, match: matchOf(place, scenario, target) })
  const publicationId = await open(stage, campaign.id, scenario)
  if (killAt !== undefined) {
    const victim = stage.victims.take()
    victim.go(stage.order({ at: { point: killAt, nth: 1, signal: 'SIGKILL' } }))
    const scene = { stage, place, campaign, publicationId }
    const isKilled = await whileNudging(scene, () => victim.reached('SIGKILL', 15_000))
    if (!isKilled) throw new Error(`The worker was not killed at ${killAt}.`)
  }
  const { state } = await stage.working(() => stage.ended(publicationId))
  control.faults.clear()
  await stage.victims.clear()
  const raw = new Raw(stage, place)
  const [campaigns, ads] = [raw.living('campaign').length, raw.living('ad_group_ad').length]
  if (campaigns > 1 || ads > (scenario === 'create' ? 3 : 4)) return 'twice'
  return state === 'SUCCEEDED' ? 'right' : 'stuck'
}
