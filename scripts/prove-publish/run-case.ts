import { Random } from './campaigns.ts'
import type { Case, Outcome } from './play.ts'
import type { Stage } from './stage.ts'

export interface Result extends Outcome {
  group: string
  name: string
  ms: number
}

/** Plays a case. Whatever it throws makes it wrong, and leaves the stage fit for the next one. */
export async function runCase(stage: Stage, one: Case, seed: number): Promise<Result> {
  const started = Date.now()
  const outcome = await one.play(stage, new Random(seed)).catch(async (error: unknown): Promise<Outcome> => {
    stage.emulator.control.faults.clear()
    await stage.victims.clear()
    const wrong = [error instanceof Error ? (error.stack ?? error.message) : String(error)]
    return { planned: 0, fired: 0, wrong, savedByLookUp: 0, savedByRefusal: 0 }
  })
  // What a failed case left open would be taken up in the next one.
  if (outcome.wrong.length > 0) await close(stage)
  return { group: one.group, name: one.name, ms: Date.now() - started, ...outcome }
}

async function close(stage: Stage): Promise<void> {
  await stage
    .sql(
      `update publications set state = 'FAILED', lease_until = null, finished_at = now(), message = 'Left by a case that went wrong.'
        where state in ('QUEUED', 'RUNNING', 'UNKNOWN', 'NEEDS_ATTENTION')`,
    )
    .catch(() => {})
}
