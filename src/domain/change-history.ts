import type { Answer } from '../google/answer.ts'
import type { Customer, GoogleAds } from '../google/google-ads.ts'

/** Who made a change at Google, as its change history tells. */
export interface ChangeAuthor {
  email: string
  /** Google's ChangeClientType: GOOGLE_ADS_WEB_CLIENT, GOOGLE_ADS_EDITOR, GOOGLE_ADS_API, ...; may be newer than this program. */
  client: string
  /** In the account's time zone, as Google writes it: 2026-11-25 14:03:59. */
  at: string
}

/** Google keeps 30 days; one is spared for time zones. */
const DAYS = 29
const MAX_EVENTS = 1000
const DAY_MS = 86_400_000

interface Row {
  changeEvent?: {
    changeDateTime?: string
    changeResourceName?: string
    userEmail?: string
    clientType?: string
  }
}

/** Resources in one IN list; Google takes 20,000. */
const MAX_NAMES = 1000

/** The newest change of each of these resources, by resource name: of the last 29 days at most. */
export async function readAuthors(
  google: GoogleAds,
  customer: Customer,
  resourceNames: readonly string[],
  now: Date,
): Promise<Answer<Map<string, ChangeAuthor>>> {
  const names = [...new Set(resourceNames)].slice(0, MAX_NAMES)
  const day = (ms: number): string => new Date(ms).toISOString().slice(0, 10)
  const answer = await google.search<Row>(
    customer,
    `SELECT change_event.change_date_time, change_event.change_resource_name, change_event.user_email,
 change_event.client_type FROM change_event
 WHERE change_event.change_date_time >= '${day(now.getTime() - DAYS * DAY_MS)}'
 AND change_event.change_date_time <= '${day(now.getTime() + 2 * DAY_MS)}'
 AND change_event.change_resource_name IN (${names.map((name) => `'${name}'`).join(', ')})
 ORDER BY change_event.change_date_time DESC LIMIT ${MAX_EVENTS}`,
  )
  if (answer.kind !== 'applied') return answer
  const authors = new Map<string, ChangeAuthor>()
  for (const { changeEvent } of answer.value) {
    const name = changeEvent?.changeResourceName
    if (name === undefined || authors.has(name)) continue
    authors.set(name, {
      email: changeEvent?.userEmail ?? '',
      client: changeEvent?.clientType ?? 'UNKNOWN',
      at: (changeEvent?.changeDateTime ?? '').slice(0, 19),
    })
  }
  return { ...answer, value: authors }
}
