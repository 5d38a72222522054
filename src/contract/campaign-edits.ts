import { z } from 'zod'
import { MAX_EDITED_CAMPAIGNS } from './limits.ts'
import { campaignPatchSchema } from './campaign.ts'
import { TEXT_FIELDS } from './replace-places.ts'
import { amounts } from './problem.ts'
import { timestamp, uuid } from './scalars.ts'

/** The fields of a campaign that a table edits: those that stand on the campaign itself, so that its tree is left alone. */
export const TABLE_FIELDS = [
  'name',
  'dailyBudgetMicros',
  'totalBudgetMicros',
  'startDate',
  'endDate',
  'objective',
  'campaignGoal',
] as const
export type TableField = (typeof TABLE_FIELDS)[number]

/** What each of them has to be; the same schemas as in the form. */
export const tableFieldSchemas = campaignPatchSchema.shape satisfies Record<TableField, z.ZodType>

/** Whatever was typed or pasted: judged cell by cell, so that one bad cell says what is wrong with it and hides no other. */
const cell = z.string().nullable().optional()

export const noteOfEdit = z
  .string()
  .max(500, { error: 'At most 500 characters.' })
  // oxlint-disable-next-line no-control-regex
  .refine((value) => !/[\u0000-\u001f\u007f]/u.test(value) && !/\p{Surrogate}/u.test(value), {
    error: 'Must be a single line of characters that can be shown.',
  })

export const campaignEditsRequestSchema = z.strictObject({
  edits: z
    .array(
      z.strictObject({
        id: uuid,
        version: z
          .int()
          .min(1)
          .max(2_147_483_647)
          .optional()
          .describe(
            'The one that was seen; refused where it is not current. Without it the cells alone count',
          ),
        set: z
          .strictObject({
            name: cell,
            dailyBudgetMicros: cell.describe('Micros as a string of digits; null clears'),
            totalBudgetMicros: cell.describe('Micros as a string of digits; null clears'),
            startDate: cell.describe('YYYY-MM-DD; null clears'),
            endDate: cell.describe('YYYY-MM-DD; null clears'),
            objective: cell,
            campaignGoal: cell,
          } satisfies Record<TableField, z.ZodType>)
          .refine((set) => Object.values(set).some((value) => value !== undefined), {
            error: 'Set at least one field.',
          }),
      }),
    )
    .min(1, { error: 'Edit at least one campaign.' })
    .max(MAX_EDITED_CAMPAIGNS, { error: `At most ${MAX_EDITED_CAMPAIGNS} campaigns at once.` })
    .refine((edits) => new Set(edits.map(({ id }) => id)).size === edits.length, {
      error: 'A campaign is named twice.',
    }),
  dryRun: z.boolean().default(false).describe('true: judges every cell and saves nothing'),
  note: noteOfEdit.optional().describe('Why, for the history'),
})
export type CampaignEditsRequest = z.output<typeof campaignEditsRequestSchema>

export const editVerdictSchema = z.strictObject({
  code: z.string(),
  message: z.string(),
  fix: z.string().describe('What to do about it'),
})
export type EditVerdict = z.infer<typeof editVerdictSchema>

export const editWarningSchema = editVerdictSchema.extend({
  severity: z
    .enum(['error', 'warning'])
    .describe('error: Google would refuse it, so it has to be put right before publishing; it can be saved'),
  amounts,
})
export type EditWarning = z.infer<typeof editWarningSchema>

const cellValue = z.string().nullable()

const editedFieldSchema = z.strictObject({
  field: z.enum(TABLE_FIELDS),
  before: cellValue.describe('What is saved now; null: empty'),
  after: cellValue.describe('What it becomes. Where it is refused: what was sent'),
  error: editVerdictSchema
    .nullable()
    .describe('Why it cannot be saved. Of an undo: why the field is left as it is'),
  warnings: z.array(editWarningSchema).describe('What preflight says about the field as it will be'),
})
export type EditedField = z.infer<typeof editedFieldSchema>

/** CHANGED: by this edit, or by a dry run's if it were sent. UNCHANGED: all cells hold what is saved already. */
export const EDIT_OUTCOMES = ['CHANGED', 'UNCHANGED', 'REFUSED'] as const
export type EditOutcome = (typeof EDIT_OUTCOMES)[number]

const editedItemSchema = z.strictObject({
  id: uuid,
  version: z.int().nullable().describe('The current one, after the edit; null: there is no such campaign'),
  publishedVersion: z
    .int()
    .nullable()
    .describe('Number of the newest revision that says what Google has, after the edit; null: none'),
  outcome: z.enum(EDIT_OUTCOMES),
  error: editVerdictSchema
    .nullable()
    .describe(
      'What is wrong with the campaign as a whole: it is not there, was saved meanwhile, is archived, ...',
    ),
  fields: z.array(editedFieldSchema).describe('One for each cell that was sent'),
  texts: z
    .array(
      z.strictObject({
        path: z.string(),
        before: cellValue,
        after: cellValue,
        error: editVerdictSchema.nullable(),
      }),
    )
    .optional()
    .describe('Of the undo of a find and replace: the texts, by their path'),
})
export type EditedItem = z.infer<typeof editedItemSchema>

export const campaignEditsResultSchema = z.strictObject({
  editId: uuid.nullable().describe('To undo it by; null: nothing was saved'),
  changed: z.int().describe('Campaigns that were changed; of a dry run, that would be'),
  items: z.array(editedItemSchema).describe('In the order of the request'),
})
export type CampaignEditsResult = z.infer<typeof campaignEditsResultSchema>

/** One edit of many campaigns, as the history lists it. */
export const campaignEditSchema = z.strictObject({
  id: uuid,
  createdAt: timestamp,
  createdBy: z.string(),
  door: z.string(),
  note: z.string().nullable(),
  campaigns: z.int().describe('How many were changed'),
  fields: z.array(z.enum([...TABLE_FIELDS, ...TEXT_FIELDS])).describe('Which fields were changed'),
  undoes: uuid.nullable().describe('The edit that this one took back'),
  undoneBy: uuid.nullable().describe('The edit that took this one back; undo that to have it again'),
})
export type CampaignEdit = z.infer<typeof campaignEditSchema>

/** Where a cell stands in the request; `errors[].path` of a refusal reads so. */
export function pathOfCell(index: number, field: TableField): string {
  return `edits.${index}.set.${field}`
}

/** The cell that `errors[].path` is about; undefined where it is about no cell. */
export function cellOfPath(path: string): { index: number; field: TableField } | undefined {
  const [, index, field] = /^edits(?:\.|\[)(\d+)\]?\.set\.(\w+)$/.exec(path) ?? []
  const known = TABLE_FIELDS.find((name) => name === field)
  return known === undefined ? undefined : { index: Number(index), field: known }
}
