import { z } from 'zod'
import { keptFilterFields, campaignSort } from './campaign-filter.ts'
import type { Route } from './routes.ts'
import { line, timestamp, uuid } from './scalars.ts'
import { verdicts } from './verdicts.ts'

/** What may be done to a view. */
export const SAVED_VIEW_ACTIONS = ['edit', 'delete'] as const

/** Views of one person, or of the team. */
export const MAX_SAVED_VIEWS = 100

/** Which columns there are is the table's business: one that it does not have any more, or not yet, it passes over. */
const column = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9]{0,49}$/, { error: 'Must be the name of a column, like dailyBudgetMicros.' })

const definitionSchema = z.strictObject({
  filters: z.strictObject(keptFilterFields).describe('As in the query of the list'),
  sort: campaignSort,
  columns: z
    .array(column)
    .max(60)
    .refine((columns) => new Set(columns).size === columns.length, { error: 'A column is named twice.' })
    .describe('In this order'),
  widths: z
    .record(column, z.int().min(20).max(2000))
    .refine((widths) => Object.keys(widths).length <= 60, { error: 'At most 60 columns.' })
    .default({})
    .describe('In pixels; a column without one has its usual width'),
})
export type SavedViewDefinition = z.infer<typeof definitionSchema>

const name = line(100).refine((value) => value.trim() !== '', { error: 'A view needs a name.' })
const position = z
  .int()
  .min(0)
  .max(999)
  .describe('Order among the views of its owner; equal ones follow by name')
const isDefault = z
  .boolean()
  .describe(
    'The table opens with it; one for each person and one for the team, the one before stops being it',
  )

export const savedViewSchema = z.strictObject({
  id: uuid,
  team: z.boolean().describe("false: yours, which nobody else sees; true: the team's"),
  name: z.string(),
  definition: definitionSchema,
  position,
  isDefault,
  version: z.int().describe('The ETag'),
  createdBy: z.string(),
  createdAt: timestamp,
  updatedAt: timestamp,
  actions: verdicts(SAVED_VIEW_ACTIONS),
})
export type SavedView = z.infer<typeof savedViewSchema>

export const savedViewCreateSchema = z.strictObject({
  team: z.boolean().default(false),
  name,
  definition: definitionSchema,
  position: position.optional().describe('Without it: the last'),
  isDefault: isDefault.default(false),
})
export type SavedViewCreate = z.output<typeof savedViewCreateSchema>

/** A field that is absent stays. */
export const savedViewPatchSchema = z.strictObject({
  name: name.optional(),
  team: z
    .boolean()
    .optional()
    .describe(
      'true: given to the team; false: taken back for yourself. It then has another id, and comes last',
    ),
  definition: definitionSchema.optional().describe('As a whole'),
  position: position.optional(),
  isDefault: isDefault.optional(),
})
export type SavedViewPatch = z.output<typeof savedViewPatchSchema>

const byId = z.strictObject({ id: uuid })
const tag = 'views'

/** The part of the API's table that is about views of the table of campaigns. */
export const savedViewRoutes = {
  listSavedViews: {
    method: 'GET',
    path: '/saved-views',
    summary: "Your views, and the team's, each in its order",
    tag,
    status: 200,
    response: z.strictObject({
      items: z.array(savedViewSchema),
      actions: verdicts(['create', 'createForTeam']).describe(
        `Of one of your own, and of the team; of neither are there more than ${MAX_SAVED_VIEWS}`,
      ),
    }),
  },
  createSavedView: {
    method: 'POST',
    path: '/saved-views',
    summary: 'Keep a view, for yourself or for the team',
    tag,
    body: savedViewCreateSchema,
    status: 201,
    response: savedViewSchema,
  },
  editSavedView: {
    method: 'PATCH',
    path: '/saved-views/:id',
    summary: 'Change a view',
    tag,
    params: byId,
    body: savedViewPatchSchema,
    status: 200,
    response: savedViewSchema,
    ifMatch: 'required',
  },
  deleteSavedView: {
    method: 'DELETE',
    path: '/saved-views/:id',
    summary: 'Delete a view',
    tag,
    params: byId,
    status: 204,
    response: null,
    ifMatch: 'required',
  },
} as const satisfies Record<string, Route>
