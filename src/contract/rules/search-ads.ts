import type { AdRule } from './ad-rule.ts'
import { api, page } from './finding.ts'

const COUNTS = page('help 7684791 on responsive search ads')

/** Google's numbers for responsive search ads. */
export const RESPONSIVE_SEARCH: AdRule = {
  noun: 'responsive search ad',
  source: api('ResponsiveSearchAdInfo'),
  paths: { width: 15, source: api('ResponsiveSearchAdInfo.path1') },
  texts: [
    {
      property: 'headlines',
      noun: 'headline',
      min: 3,
      max: 15,
      width: 30,
      pins: { places: ['HEADLINE_1', 'HEADLINE_2', 'HEADLINE_3'], always: 2 },
      ignoresCase: true,
      source: COUNTS,
    },
    {
      property: 'descriptions',
      noun: 'description',
      min: 2,
      max: 4,
      width: 90,
      pins: { places: ['DESCRIPTION_1', 'DESCRIPTION_2'], always: 1 },
      ignoresCase: true,
      source: COUNTS,
    },
  ],
  placeholders: true,
  images: {},
}
