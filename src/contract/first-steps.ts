import { z } from 'zod'
import type { Route } from './routes.ts'
import { uuid } from './scalars.ts'

export const FIRST_STEPS = ['CHANGE_DRAFT', 'READ_PLAN', 'PUBLISH'] as const
export type FirstStep = (typeof FIRST_STEPS)[number]

export const firstStepsSchema = z.strictObject({
  items: z.array(
    z.strictObject({
      step: z.enum(FIRST_STEPS),
      done: z.boolean().describe('Read from what happened; nobody ticks it'),
    }),
  ),
  campaignId: uuid.nullable().describe('The campaign to take the next step with; null: there is none yet'),
  publicationId: uuid.nullable().describe('The first publication; null: there was none, or it is gone'),
  away: z.boolean().describe('Put away by this person'),
})
export type FirstSteps = z.infer<typeof firstStepsSchema>

export const firstStepsRoutes = {
  readFirstSteps: {
    method: 'GET',
    path: '/first-steps',
    summary: 'How far you have come with your first campaign here; an API key has no such steps',
    tag: 'session',
    status: 200,
    response: firstStepsSchema,
  },
  changeFirstSteps: {
    method: 'PATCH',
    path: '/first-steps',
    summary: 'Put the list of first steps away, or call it back',
    tag: 'session',
    body: z.strictObject({ away: z.boolean() }),
    status: 200,
    response: firstStepsSchema,
  },
} as const satisfies Record<string, Route>
