import type { Finding } from '../publication.ts'
import { error } from './finding.ts'
import { BRAND } from './performance-max.ts'

/** Something is set that the type does not take: Google would refuse it or never hear of it. `what` has its article. */
export function notForType(
  path: string,
  what: string,
  { noun, source }: { noun: string; source: string },
  fix = 'Clear it.',
): Finding {
  return error({
    path,
    code: 'not_for_type',
    message: `${article(noun)} ${noun} does not take ${what}, so Google would refuse it or never hear of it.`,
    fix,
    source,
  })
}

/** The brand of a campaign with brand guidelines is written down in one place. */
export function brandElsewhere(path: string, what: string): Finding {
  return error({
    path,
    code: 'belongs_to_brand',
    message: `This campaign follows brand guidelines, so its ${what} belongs to the campaign and not to an asset group.`,
    fix: 'Move it to the brand of the campaign.',
    source: BRAND.name,
  })
}

function article(noun: string): string {
  return /^[aeiou]/i.test(noun) ? 'An' : 'A'
}
