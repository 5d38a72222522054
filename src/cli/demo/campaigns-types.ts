import type { DemoCampaign } from './demo-campaign.ts'

const US = { account: 'us', places: ['US'], languages: ['en'] } as const

/** Campaigns of the types beside Demand Gen: US dollars, New York. */
export const CAMPAIGNS_OF_TYPES: readonly DemoCampaign[] = [
  {
    ...US,
    type: 'SEARCH',
    name: 'Tents | US | Search, brand and category',
    fate: 'live',
    objective: 'Sales',
    goal: '300 tent orders from people who look for one',
    budget: '140.00',
    days: [null, 90],
    bidding: { strategy: 'MANUAL_CPC', bid: '1.80' },
    adGroups: [
      {
        name: 'Brand',
        stories: ['tents'],
        keywords: ['[hillfold tents]', '"hillfold outdoor"', '-"hillfold jobs"'],
      },
      {
        name: 'Light tents',
        stories: ['tents', 'packs'],
        keywords: ['"two person tent"', '[ultralight tent]', 'tent for storms', '-rental', '-"second hand"'],
      },
    ],
  },
  {
    ...US,
    type: 'PERFORMANCE_MAX',
    name: 'Coffee box | US | Performance Max',
    fate: 'live',
    objective: 'Sales',
    goal: '3.5 times what is spent, in subscriptions',
    budget: '160.00',
    days: [null, null],
    bidding: { strategy: 'MAXIMIZE_CONVERSION_VALUE', roas: 3.5 },
    adGroups: [
      {
        name: 'Home brewers',
        stories: ['coffeeBox'],
        audience: 'Young families',
        themes: ['coffee subscription', 'fresh roasted beans'],
      },
      { name: 'Gift seekers', stories: ['taster'], themes: ['coffee gift box'] },
    ],
  },
  {
    ...US,
    type: 'DISPLAY',
    name: 'Hiking club | US | Display, new routes',
    fate: 'paused',
    objective: 'Awareness',
    goal: 'Half a million hikers see the new routes',
    budget: '35.00',
    days: [null, 45],
    bidding: { strategy: 'MAXIMIZE_CONVERSIONS', cpa: '4.00' },
    adGroups: [{ name: 'Hikers', stories: ['hikingClub'] }],
  },
  {
    ...US,
    type: 'SEARCH',
    name: 'Espresso | US | Search, brewers',
    fate: 'draft',
    objective: 'Sales',
    goal: '150 first orders',
    budget: '60.00',
    days: [7, 67],
    bidding: { strategy: 'TARGET_SPEND', bid: '1.20' },
    adGroups: [
      {
        name: 'Espresso',
        stories: ['espresso'],
        keywords: ['"espresso beans"', '[dark roast espresso]', '-machine'],
      },
    ],
  },
]
