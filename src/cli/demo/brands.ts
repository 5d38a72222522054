import type { Logo, Scene } from './pictures.ts'

export interface Brand {
  /** At most 25 wide: Google's limit for the business name. */
  businessName: string
  /** example.com belongs to nobody, so a click on the demo leads nowhere. */
  site: string
  logo: Logo
  scenes: readonly [first: Scene, second: Scene]
}

/** Invented advertisers. */
export const BRANDS = {
  hillfold: {
    businessName: 'Hillfold Outdoor',
    site: 'https://hillfold.example.com',
    logo: 'outdoor-logo',
    scenes: ['outdoor-dawn', 'outdoor-rucksack'],
  },
  mornbeck: {
    businessName: 'Mornbeck Coffee',
    site: 'https://mornbeck.example.com',
    logo: 'coffee-logo',
    scenes: ['coffee-cup', 'coffee-bag'],
  },
  velotide: {
    businessName: 'Velotide City Bikes',
    site: 'https://velotide.example.com',
    logo: 'bikes-logo',
    scenes: ['bikes-mint', 'bikes-evening'],
  },
  lingotal: {
    businessName: 'Lingotal Languages',
    site: 'https://lingotal.example.com',
    logo: 'languages-logo',
    scenes: ['languages-talk', 'languages-book'],
  },
} satisfies Record<string, Brand>
