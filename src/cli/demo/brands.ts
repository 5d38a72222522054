import type { Logo } from './pictures.ts'

export interface Brand {
  /** At most 25 wide: Google's limit for the business name. */
  businessName: string
  /** example.com belongs to nobody, so a click on the demo leads nowhere. */
  site: string
  logo: Logo
}

/** Invented advertisers. */
export const BRANDS = {
  hillfold: { businessName: 'Hillfold Outdoor', site: 'https://hillfold.example.com', logo: 'outdoor-logo' },
  mornbeck: { businessName: 'Mornbeck Coffee', site: 'https://mornbeck.example.com', logo: 'coffee-logo' },
  velotide: { businessName: 'Velotide City Bikes', site: 'https://velotide.example.com', logo: 'bikes-logo' },
  lingotal: {
    businessName: 'Lingotal Languages',
    site: 'https://lingotal.example.com',
    logo: 'languages-logo',
  },
} satisfies Record<string, Brand>
