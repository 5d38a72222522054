import { z } from 'zod'
import type { Route } from './routes.ts'
import { timestamp, uuid } from './scalars.ts'

/** What somebody changed at Google since our last publication. */
export const driftSchema = z.strictObject({
  checkedAt: timestamp.describe('When Google was asked'),
  isRemoved: z.boolean().describe('The campaign itself was removed; Google never brings one back'),
  changes: z.array(
    z.strictObject({
      kind: z.enum(['changed', 'removed']),
      title: z.string().describe('What a person calls it'),
      path: z.string().nullable().describe('The field of the campaign; null: none'),
      field: z.string().describe("Google's field name in camelCase; empty for what was removed"),
      before: z.unknown().describe('After our last publication'),
      now: z.unknown(),
      by: z
        .strictObject({
          email: z.string(),
          client: z.string().describe("Google's ChangeClientType; may be newer than this program"),
          at: z.string().describe("In the account's time zone, 2026-11-25 14:03:59"),
        })
        .nullable()
        .describe('Who made the newest change of it in the last 29 days; null: Google does not tell'),
    }),
  ),
})
export type CampaignDrift = z.infer<typeof driftSchema>

export const driftRoutes = {
  readDrift: {
    method: 'GET',
    path: '/campaigns/:id/drift',
    summary: 'What somebody changed at Google since the last publication, and who',
    tag: 'publishing',
    params: z.strictObject({ id: uuid }),
    status: 200,
    response: driftSchema,
  },
} as const satisfies Record<string, Route>

/** "by ana@example.com in Google Ads, 2026-11-25 14:03:59". */
export function authorWords({
  email,
  client,
  at,
}: NonNullable<CampaignDrift['changes'][number]['by']>): string {
  return `${email === '' ? '' : `by ${email} `}${CLIENT_WORDS[client] ?? `through ${client}`}, ${at}`
}

const CLIENT_WORDS: Record<string, string> = {
  GOOGLE_ADS_WEB_CLIENT: 'in Google Ads',
  GOOGLE_ADS_MOBILE_APP: "in Google's app",
  GOOGLE_ADS_EDITOR: 'with Google Ads Editor',
  GOOGLE_ADS_BULK_UPLOAD: 'by a bulk upload',
  GOOGLE_ADS_SCRIPTS: 'by a script',
  GOOGLE_ADS_AUTOMATED_RULE: 'by an automated rule',
  GOOGLE_ADS_RECOMMENDATIONS: 'by applying a recommendation',
  GOOGLE_ADS_RECOMMENDATIONS_SUBSCRIPTION: 'by a recommendation that applies itself',
  GOOGLE_ADS_API: 'through the API',
  SEARCH_ADS_360_SYNC: 'through Search Ads 360',
  SEARCH_ADS_360_POST: 'through Search Ads 360',
  INTERNAL_TOOL: 'by Google',
}
