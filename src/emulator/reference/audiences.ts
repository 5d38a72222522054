import type { Account } from '../state.ts'

/** An audience that was made in Google's interface: an account has these, and none can be made here. */
export interface Audience {
  id: string
  name: string
  description: string
  status: 'ENABLED' | 'REMOVED'
  ageRanges: readonly { minAge: number; maxAge?: number }[]
}

type Template = Omit<Audience, 'id' | 'status'> & { status?: 'REMOVED' }

const TEMPLATES: readonly Template[] = [
  { name: 'Outdoor enthusiasts', description: 'Hikes and camps', ageRanges: [{ minAge: 25, maxAge: 54 }] },
  { name: 'Frequent travellers', description: 'Travels by air or rail', ageRanges: [{ minAge: 25 }] },
  {
    name: 'Young families',
    description: 'Has children at home',
    ageRanges: [{ minAge: 25, maxAge: 44 }],
  },
  { name: 'Students', description: 'Goes to a university', ageRanges: [{ minAge: 18, maxAge: 24 }] },
  { name: 'Bargain hunters', description: 'Compares prices', ageRanges: [{ minAge: 18 }] },
  {
    name: 'Winter sale visitors',
    description: 'Was there for the winter sale',
    status: 'REMOVED',
    ageRanges: [{ minAge: 18 }],
  },
]

/** The audiences of an account, the same each time. A manager has none. */
export function audiencesOf({ id, manager }: Pick<Account, 'id' | 'manager'>): Audience[] {
  if (manager) return []
  // Ids differ between accounts, so that naming another account's audience is naming nothing.
  const first = 170_000_000_000 + (Number(id) % 10_000_000) * 10
  return TEMPLATES.map((template, index) => ({ id: String(first + index), status: 'ENABLED', ...template }))
}

export function audienceName(customerId: string, { id }: Audience): string {
  return `customers/${customerId}/audiences/${id}`
}
