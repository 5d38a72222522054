import { z } from 'zod'
import type { Route } from './routes.ts'
import { uuid } from './scalars.ts'

/** An audience of an account, as people named it in Google Ads. */
export const audienceSchema = z.strictObject({
  id: z.string().describe('What an ad group names it by: adGroups[].audiences[].audienceId'),
  name: z.string(),
  description: z.string().describe('Empty: it has none'),
})
export type Audience = z.infer<typeof audienceSchema>

export const audienceRoutes = {
  listAudiences: {
    method: 'GET',
    path: '/accounts/:id/audiences',
    summary: 'The audiences in use of an account, by name, as Google has them now',
    tag: 'accounts',
    params: z.strictObject({ id: uuid }),
    status: 200,
    response: z.strictObject({ items: z.array(audienceSchema) }),
  },
} as const satisfies Record<string, Route>
