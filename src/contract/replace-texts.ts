import { z } from 'zod'
import { keptFilterFields } from './campaign-filter.ts'
import { editVerdictSchema, editWarningSchema, EDIT_OUTCOMES, noteOfEdit } from './campaign-edits.ts'
import { MAX_EDITED_CAMPAIGNS, MAX_REPLACED_TEXTS } from './limits.ts'
import { REPLACE_PLACES } from './replace-places.ts'
import { text, uuid } from './scalars.ts'

const namedCampaigns = z
  .array(
    z
      .strictObject({
        id: uuid,
        version: z
          .int()
          .min(1)
          .max(2_147_483_647)
          .optional()
          .describe('The one that was seen: a campaign that is not at it any more is named and left'),
        leave: z
          .array(z.string().max(200))
          .max(MAX_REPLACED_TEXTS)
          .optional()
          .describe('Texts of that version which stay as they are, by the paths that a dry run told'),
      })
      .refine(({ version, leave }) => leave === undefined || version !== undefined, {
        path: ['version'],
        error: 'Paths are those of a version: send the one that was seen.',
      }),
  )
  .min(1, { error: 'Name at least one campaign.' })
  .max(MAX_EDITED_CAMPAIGNS, { error: `At most ${MAX_EDITED_CAMPAIGNS} campaigns at once.` })
  .refine((campaigns) => new Set(campaigns.map(({ id }) => id)).size === campaigns.length, {
    error: 'A campaign is named twice.',
  })

export const replaceTextsRequestSchema = z
  .strictObject({
    campaigns: namedCampaigns.optional(),
    filter: z
      .strictObject(keptFilterFields)
      .optional()
      .describe(`Instead of campaigns: those that the list has, at most ${MAX_EDITED_CAMPAIGNS}`),
    in: z
      .array(z.enum(REPLACE_PLACES))
      .min(1, { error: 'Say where to look: NAMES, TEXTS, URLS, KEYWORDS.' })
      .max(REPLACE_PLACES.length)
      .describe(
        'NAMES: of campaigns, ad groups and ads. TEXTS: headlines, descriptions, business names. URLS: final URLs, display paths, tracking templates, URL suffixes. KEYWORDS: of ad groups and negative ones of campaigns, and search themes; Google takes another text for another keyword, without the history of this one',
      ),
    find: text(2084)
      .min(1, { error: 'Write what to look for.' })
      .describe('Text, and no pattern; it is looked for as it is written'),
    by: text(2084).default('').describe('What stands there instead; empty: what was found is taken out'),
    matchCase: z.boolean().default(false),
    wholeWords: z.boolean().default(false).describe('true: not where it is a part of a longer word'),
    dryRun: z.boolean().default(false).describe('true: tells every change and saves nothing'),
    note: noteOfEdit.optional().describe('Why, for the history'),
  })
  .refine(({ campaigns, filter }) => (campaigns === undefined) !== (filter === undefined), {
    path: ['campaigns'],
    error: 'Send either campaigns or a filter.',
  })
export type ReplaceTextsRequest = z.output<typeof replaceTextsRequestSchema>

export const editedTextSchema = z.strictObject({
  path: z.string().describe('As findings name it: adGroups[0].ads[1].headlines[2]'),
  before: z.string().nullable(),
  after: z.string().nullable().describe('What it becomes; null: empty. Where it is left: what it would be'),
  error: editVerdictSchema.nullable().describe('Why it is left as it is'),
  warnings: z.array(editWarningSchema).describe('What preflight says about it as it will be'),
})
export type EditedText = z.infer<typeof editedTextSchema>

const replacedItemSchema = z.strictObject({
  id: uuid,
  name: z.string().nullable().describe('As it is now; null: there is no such campaign'),
  campaignType: z.string().nullable(),
  version: z.int().nullable().describe('The current one, after the edit; null: there is no such campaign'),
  publishedVersion: z
    .int()
    .nullable()
    .describe('Number of the newest revision that says what Google has, after the edit; null: none'),
  outcome: z.enum(EDIT_OUTCOMES).describe('REFUSED: nothing of it is changed'),
  error: editVerdictSchema.nullable().describe('What is wrong with the campaign as a whole'),
  texts: z.array(editedTextSchema).describe('Where the text was found, in the order of the form'),
})
export type ReplacedItem = z.infer<typeof replacedItemSchema>

export const replaceTextsResultSchema = z.strictObject({
  editId: uuid.nullable().describe('To undo it by; null: nothing was saved'),
  looked: z.int().describe('Campaigns that were looked at'),
  changed: z.int().describe('Campaigns that were changed; of a dry run, that would be'),
  texts: z.int().describe(`Texts that were changed or would be; at most ${MAX_REPLACED_TEXTS} at once`),
  items: z
    .array(replacedItemSchema)
    .describe('Those where the text was found, and those that could not be looked at'),
})
export type ReplaceTextsResult = z.infer<typeof replaceTextsResultSchema>
