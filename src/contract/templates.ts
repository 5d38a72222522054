import { z } from 'zod'
import { campaignDocumentSchema, campaignName, campaignSchema } from './campaign.ts'
import { adGroup } from './campaign-parts.ts'
import type { Route } from './routes.ts'
import { isoDate, line, pageCursor, pageLimit, text, timestamp, uuid } from './scalars.ts'
import { verdicts } from './verdicts.ts'
import { CAMPAIGN_TYPES } from './words.ts'

/** Templates of a workspace. */
export const MAX_TEMPLATES = 500

/** How the content of a template is written by this program. It reads every earlier way. */
export const TEMPLATE_CONTENT_VERSION = 1

/** What says who a campaign is, and what has to be said for each one anew: nothing of it goes into a template. */
export const NOT_IN_TEMPLATES = [
  'accountId',
  'name',
  'startDate',
  'endDate',
  'containsEuPoliticalAdvertising',
] as const

const {
  accountId: _a,
  name: _n,
  startDate: _s,
  endDate: _e,
  containsEuPoliticalAdvertising: _d,
  ...kept
} = campaignDocumentSchema.shape
const { id: _g, ads, ...groupFields } = adGroup.shape
const { id: _i, ...adFields } = ads.element.shape

const contentSchema = z.strictObject({
  ...kept,
  adGroups: z.array(z.strictObject({ ...groupFields, ads: z.array(z.strictObject(adFields)) })),
})
export type TemplateContent = z.infer<typeof contentSchema>

const name = line(100).refine((value) => value.trim() !== '', { error: 'A template needs a name.' })
const description = text(500).nullable().describe('What it is for; null: nothing said')

export const templateSchema = z.strictObject({
  id: uuid,
  name: z.string(),
  description: z.string().nullable(),
  campaignType: z.enum(CAMPAIGN_TYPES),
  accountId: uuid.describe(
    "Where it was made: its audiences are that account's, its amounts in that currency",
  ),
  adGroups: z.int().describe('How many'),
  ads: z.int().describe('How many'),
  images: z.int().describe('How many'),
  version: z.int().describe('The ETag'),
  createdBy: z.string(),
  createdAt: timestamp,
  updatedAt: timestamp,
})
export type Template = z.infer<typeof templateSchema>

export const TEMPLATE_ACTIONS = ['edit', 'delete', 'use'] as const
export type TemplateAction = (typeof TEMPLATE_ACTIONS)[number]
const actions = verdicts(TEMPLATE_ACTIONS).describe(
  'The same for every template. use: in some account; whoever is limited may not in each',
)

export const templateDetailSchema = z.strictObject({
  ...templateSchema.shape,
  content: contentSchema.describe('A campaign without account, name, dates, declaration and ids'),
  actions,
})
export type TemplateDetail = z.infer<typeof templateDetailSchema>

export const templateCreateSchema = z.strictObject({
  campaignId: uuid.describe('The campaign whose content it takes, as it stands now'),
  name,
  description: description.default(null),
})
export type TemplateCreate = z.output<typeof templateCreateSchema>

/** A field that is absent stays. */
export const templatePatchSchema = z.strictObject({
  name: name.optional(),
  description: description.optional(),
})
export type TemplatePatch = z.output<typeof templatePatchSchema>

export const templateUseSchema = z.strictObject({
  accountId: uuid.optional().describe('May be left out where the workspace has one account'),
  name: campaignName,
  startDate: isoDate.nullable().default(null),
  endDate: isoDate.nullable().default(null),
})
export type TemplateUse = z.output<typeof templateUseSchema>

export const leftOutSchema = z.strictObject({
  path: z.string().describe('The field that is empty in the new campaign'),
  message: z.string().describe('What was left out of it, and why'),
})
export type LeftOut = z.infer<typeof leftOutSchema>

const byId = z.strictObject({ id: uuid })
const tag = 'templates'

/** The part of the API's table that is about templates. */
export const templateRoutes = {
  listTemplates: {
    method: 'GET',
    path: '/campaign-templates',
    summary: 'The templates of the workspace by name, a page at a time',
    tag,
    query: z.strictObject({ limit: pageLimit.default(100), cursor: pageCursor.optional() }),
    status: 200,
    response: z.strictObject({ items: z.array(templateSchema), nextCursor: z.string().nullable(), actions }),
  },
  createTemplate: {
    method: 'POST',
    path: '/campaign-templates',
    summary: 'Keep the content of a campaign as a template',
    tag,
    body: templateCreateSchema,
    status: 201,
    response: templateSchema,
  },
  readTemplate: {
    method: 'GET',
    path: '/campaign-templates/:id',
    summary: 'One template with its content',
    tag,
    params: byId,
    status: 200,
    response: templateDetailSchema,
  },
  editTemplate: {
    method: 'PATCH',
    path: '/campaign-templates/:id',
    summary: 'Change the name or the description of a template',
    tag,
    params: byId,
    body: templatePatchSchema,
    status: 200,
    response: templateSchema,
    ifMatch: 'required',
  },
  deleteTemplate: {
    method: 'DELETE',
    path: '/campaign-templates/:id',
    summary: 'Delete a template; campaigns that began from it stay',
    tag,
    params: byId,
    status: 204,
    response: null,
    ifMatch: 'required',
  },
  createFromTemplate: {
    method: 'POST',
    path: '/campaign-templates/:id/campaigns',
    summary: 'Begin a draft from a template',
    tag,
    params: byId,
    body: templateUseSchema,
    status: 201,
    response: z.strictObject({
      campaign: campaignSchema,
      leftOut: z
        .array(leftOutSchema)
        .describe('What belongs to the account of the template and means nothing in this one'),
    }),
  },
} as const satisfies Record<string, Route>
