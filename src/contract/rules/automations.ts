import type { Finding } from '../publication.ts'
import { api, error } from './finding.ts'
import { notForType } from './not-for-type.ts'

/** What Google may not make by itself: only what it would make, and each once. */
export function* checkAutomations(
  optOuts: readonly string[],
  path: string,
  { automations, noun, source }: { automations: readonly string[]; noun: string; source: string },
): Generator<Finding> {
  const foreign = optOuts.filter((automation) => !automations.includes(automation))
  if (foreign.length > 0) {
    yield notForType(path, `an opt-out of ${[...new Set(foreign)].join(', ')}`, { noun, source })
  }
  if (new Set(optOuts).size < optOuts.length) {
    yield error({
      path,
      code: 'opt_out_duplicate',
      message: 'The same automation is opted out of twice.',
      fix: 'Take one out.',
      source: api('DistinctError.DUPLICATE_TYPE'),
    })
  }
}
