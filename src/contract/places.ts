import { z } from 'zod'
import { listParameter, partsOf } from './campaign-filter.ts'
import type { Route } from './routes.ts'
import { googleId, line, uuid } from './scalars.ts'

/** Of Google's geo targets. NOT_FOUND: Google has no place by this id, or no longer. */
export const PLACE_STATUSES = ['ENABLED', 'REMOVAL_PLANNED', 'NOT_FOUND'] as const
export type PlaceStatus = (typeof PLACE_STATUSES)[number]

/** As many ids as one question may name: each is part of its address. */
export const MAX_PLACE_IDS = 200

export const placeSchema = z.strictObject({
  id: z.string().describe('What a location is named by: locations[].geoTargetId'),
  name: z.string().describe('Empty: Google never had a place by this id'),
  canonicalName: z.string().describe('With what it lies in, divided by commas: Berlin,Berlin,Germany'),
  countryCode: z.string().nullable().describe('ISO 3166-1 alpha-2; null: in no country that Google names'),
  targetType: z.string().describe('In Google’s words: Country, State, City, Postal Code'),
  status: z
    .enum(PLACE_STATUSES)
    .describe('NOT_FOUND: Google has no place by this id, or no longer; REMOVAL_PLANNED: it will have none'),
})
export type Place = z.infer<typeof placeSchema>

export const placesAnswerSchema = z.strictObject({
  items: z.array(placeSchema),
  problem: z
    .string()
    .nullable()
    .describe('Why Google could not be asked, so that there may be more places than these; null: it was'),
})
export type PlacesAnswer = z.infer<typeof placesAnswerSchema>

export const placeRoutes = {
  listLocations: {
    method: 'GET',
    path: '/accounts/:id/locations',
    summary:
      'Places to aim at, by what their name begins with, or by id: countries, and what Google answers beyond them',
    tag: 'accounts',
    params: z.strictObject({ id: uuid }),
    query: z
      .strictObject({
        query: line(100).trim().min(1).optional().describe('A name, or how it begins'),
        ids: listParameter
          .transform(partsOf)
          .pipe(z.array(googleId).max(MAX_PLACE_IDS, { error: `At most ${MAX_PLACE_IDS} ids at once.` }))
          .meta({ several: { type: 'string', pattern: '^[1-9][0-9]{0,18}$' } })
          .optional()
          .describe(`At most ${MAX_PLACE_IDS}`),
      })
      .refine(({ query, ids }) => (query === undefined) !== (ids === undefined), {
        error: 'Give either query or ids.',
      }),
    status: 200,
    response: placesAnswerSchema,
  },
} as const satisfies Record<string, Route>
