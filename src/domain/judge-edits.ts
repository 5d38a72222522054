import type { z } from 'zod'
import { type ActionFacts, isOpen, judge, refusalIn, type Rights } from '../contract/actions.ts'
import type { CampaignDocument } from '../contract/campaign.ts'
import {
  type CampaignEditsRequest,
  type EditedField,
  type EditedItem,
  type EditVerdict,
  type EditWarning,
  TABLE_FIELDS,
  type TableField,
  tableFieldSchemas,
} from '../contract/campaign-edits.ts'
import { todayIn } from '../contract/dates.ts'
import { EMPTY_CAMPAIGN } from '../contract/empty-campaign.ts'
import { preflightHead } from '../contract/preflight.ts'
import type { PreflightContext } from '../contract/preflight-context.ts'
import { SCHEMA_CODES } from '../contract/problem.ts'
import type { Finding } from '../contract/publication.ts'
import type { ChangedCampaign, EditableCampaign, TableValues } from '../store/campaign-edits.ts'
import { CONSTRAINT_WORDS } from '../store/constraint-words.ts'
import { factsOf, PROTECTED } from './campaign-answer.ts'
import { publishedFacts } from './campaign-plan.ts'
import type { Baseline } from './plan/resource.ts'

/** A cell as it was sent, and why the field cannot hold it. */
export interface Cell {
  field: TableField
  value: string | null
  error: EditVerdict | null
}

/** What is wanted of one campaign. */
export interface CampaignCells {
  id: string
  version?: number | undefined
  cells: readonly Cell[]
}

export interface Judged {
  item: EditedItem
  /** What is to be saved; undefined where nothing is, or nothing can be. */
  changed: ChangedCampaign | undefined
}

/** The cells of a request, each held against the schema of its field: what the form would refuse is refused here. */
export function readCells(edits: CampaignEditsRequest['edits']): CampaignCells[] {
  return edits.map(({ id, version, set }) => ({
    id,
    version,
    cells: TABLE_FIELDS.flatMap((field) => {
      const value = set[field]
      return value === undefined ? [] : [{ field, value, error: typeErrorOf(field, value) }]
    }),
  }))
}

const AMOUNT = 'Type an amount greater than zero, or clear the cell.'
const DAY = 'Type a date like 2026-12-31, or clear the cell.'
const TEXT_FIXES: Record<TableField, string> = {
  name: 'Type a name of 1 to 256 characters, on one line.',
  dailyBudgetMicros: AMOUNT,
  totalBudgetMicros: AMOUNT,
  startDate: DAY,
  endDate: DAY,
  objective: 'Type at most 100 characters on one line, or clear the cell.',
  campaignGoal: 'Type at most 255 characters on one line, or clear the cell.',
}

function typeErrorOf(field: TableField, value: string | null): EditVerdict | null {
  const fix = TEXT_FIXES[field]
  if (field === 'name' && value === null) return { code: 'missing', message: 'A campaign needs a name.', fix }
  return schemaVerdict(tableFieldSchemas[field], value, fix)
}

/** Why a value cannot be saved in a field of this schema; null where it can. */
export function schemaVerdict(schema: z.ZodType, value: string | null, fix: string): EditVerdict | null {
  const [issue] = schema.safeParse(value).error?.issues ?? []
  return issue === undefined
    ? null
    : { code: SCHEMA_CODES[issue.code] ?? issue.code, message: issue.message, fix }
}

/** The verdict on every cell of one campaign as it stands: what the form would refuse, and what preflight would say. */
export function judgeCells(
  wanted: CampaignCells,
  campaign: EditableCampaign | undefined,
  { rights, now }: { rights: Rights; now: Date },
): Judged {
  const error = obstacleTo(wanted, campaign, rights)
  if (campaign === undefined || error !== null) {
    const before = campaign === undefined ? undefined : valuesOf(campaign)
    const fields = wanted.cells.map((cell) => fieldOf(cell, before?.[cell.field] ?? null, cell.error))
    return judgedAs('REFUSED', wanted.id, campaign, { error, fields })
  }
  const before = valuesOf(campaign)
  const whole = { ...before, ...valid(wanted.cells) }
  const broken = brokenTogether(whole, wanted.cells)
  const fields = wanted.cells.map((cell) =>
    fieldOf(cell, before[cell.field], cell.error ?? broken.get(cell.field) ?? null),
  )
  addWarnings(fields, campaign, { before, whole, now })
  if (fields.some((field) => field.error !== null))
    return judgedAs('REFUSED', wanted.id, campaign, { error, fields })
  const differing = fields.filter((field) => field.before !== field.after)
  if (differing.length === 0) return judgedAs('UNCHANGED', wanted.id, campaign, { error, fields })
  const set: TableValues = Object.fromEntries(differing.map(({ field, after }) => [field, after]))
  const changed = { id: wanted.id, version: campaign.version, whole, set }
  return { ...judgedAs('CHANGED', wanted.id, campaign, { error, fields }), changed }
}

function judgedAs(
  outcome: EditedItem['outcome'],
  id: string,
  campaign: EditableCampaign | undefined,
  rest: Pick<EditedItem, 'error' | 'fields'>,
): Judged {
  const version = campaign?.version ?? null
  const publishedVersion = campaign?.head.publishedVersion ?? null
  return { item: { id, version, publishedVersion, outcome, ...rest }, changed: undefined }
}

function fieldOf({ field, value }: Cell, before: string | null, error: EditVerdict | null): EditedField {
  return { field, before, after: value, error, warnings: [] }
}

/** The fields that a table edits, as they are saved. */
export function valuesOf({ head }: EditableCampaign): Record<TableField, string | null> {
  return Object.fromEntries(TABLE_FIELDS.map((field) => [field, head[field]])) as Record<
    TableField,
    string | null
  >
}

function valid(cells: readonly Cell[]): TableValues {
  const kept = cells.filter(({ error }) => error === null)
  return Object.fromEntries(kept.map(({ field, value }) => [field, value]))
}

/** Why nothing of the campaign can be edited now. */
export function obstacleTo(
  { version }: Pick<CampaignCells, 'version'>,
  campaign: EditableCampaign | undefined,
  rights: Rights,
): EditVerdict | null {
  if (campaign === undefined) {
    const message = 'There is no such campaign in this workspace.'
    return { code: 'not_found', message, fix: 'Take it out of the edit: it was deleted, or never was here.' }
  }
  const mayNot = refusalIn(rights, 'edit', campaign.account_id)
  if (mayNot !== null)
    return { code: BEYOND_LIMITS, message: mayNot, fix: 'Take it out of the edit, or ask an administrator.' }
  if (version !== undefined && version !== campaign.version) {
    const message = `Somebody saved version ${campaign.version} meanwhile; you have ${version}.`
    return { code: 'stale', message, fix: 'Read it again, and look at what was changed.' }
  }
  const facts = factsOf({ ...campaign, protection: campaign.head.protection })
  const { allowed, reason } = judge('edit', facts, rights)
  return allowed ? null : { ...WHY[kindOfObstacle(facts)], message: reason ?? 'It cannot be edited now.' }
}

/** The code of a campaign in an account where the caller may not edit. */
export const BEYOND_LIMITS = 'beyond_limits'

const WHY = {
  archived: { code: 'archived', fix: 'Take it out of the edit.' },
  protected: {
    code: PROTECTED,
    fix: 'Take it out of the edit, or ask an administrator to lift the protection.',
  },
  open: {
    code: 'publication_open',
    fix: 'Wait until its publication has ended, or take it out of the edit.',
  },
  removed: { code: 'removed_at_google', fix: 'Take it out of the edit, or duplicate it.' },
}

function kindOfObstacle({ archived, protection, publicationState }: ActionFacts): keyof typeof WHY {
  if (archived) return 'archived'
  if (protection !== null) return 'protected'
  return publicationState !== null && isOpen(publicationState) ? 'open' : 'removed'
}

/** What the database holds of two fields together, told at the cell that was sent for one of them. */
function brokenTogether(
  whole: Record<TableField, string | null>,
  cells: readonly Cell[],
): Map<TableField, EditVerdict> {
  const broken = new Map<TableField, EditVerdict>()
  const tell = (constraint: string, fix: string, ...fields: TableField[]): void => {
    const field = fields.find((one) => cells.some((cell) => cell.field === one))
    const message = CONSTRAINT_WORDS[constraint]!.message
    if (field !== undefined) broken.set(field, { code: constraint, message, fix })
  }
  const { dailyBudgetMicros, totalBudgetMicros, startDate, endDate } = whole
  if (dailyBudgetMicros !== null && totalBudgetMicros !== null)
    tell('campaigns_one_budget', 'Clear one of the two.', 'totalBudgetMicros', 'dailyBudgetMicros')
  if (startDate !== null && endDate !== null && endDate < startDate)
    tell('campaigns_end_not_before_start', `Choose dates in their order.`, 'endDate', 'startDate')
  return broken
}

interface Change {
  before: Record<TableField, string | null>
  whole: Record<TableField, string | null>
  now: Date
}

/**
 * What preflight says of each cell as it will be. What the edit brings about in a field that was not sent, such as a total budget
 * without an end, is said at the first cell that changes something.
 */
function addWarnings(
  fields: EditedField[],
  campaign: EditableCampaign,
  { before, whole, now }: Change,
): void {
  const context = contextOf(campaign, now)
  const findings = preflightHead(documentWith(campaign, whole), context)
  const known = new Set(preflightHead(documentWith(campaign, before), context).map(keyOf))
  const cause = fields.find((field) => field.error === null && field.before !== field.after)
  for (const finding of findings) {
    const own = fields.find(({ field }) => field === finding.path)
    const place = own ?? (known.has(keyOf(finding)) ? undefined : cause)
    if (place !== undefined && place.error === null) place.warnings.push(warningOf(finding))
  }
}

/** What a finding is about, so that it is known again. */
export function keyOf({ path, code }: Finding): string {
  return `${path} ${code}`
}

export function warningOf({ severity, code, message, fix, amounts }: Finding): EditWarning {
  return { severity, code, message, fix, ...(amounts === undefined ? {} : { amounts }) }
}

/** What the rules of these fields look at; ad groups are not among it. */
function documentWith({ head }: EditableCampaign, values: TableValues): CampaignDocument {
  return { ...EMPTY_CAMPAIGN, ...head, ...values, adGroups: [] } as CampaignDocument
}

/** What preflight has to know of the campaign beside its fields. */
export function contextOf(campaign: EditableCampaign, now: Date): PreflightContext {
  const { baseline, taken_name: taken, currency_code, time_zone: timeZone, environment } = campaign
  return {
    account: { currencyCode: currency_code, timeZone, environment },
    today: todayIn(timeZone, now),
    assets: new Map(),
    places: new Map(),
    takenNames: new Set(taken === null ? [] : [taken]),
    published: baseline === null ? null : publishedFacts(documentWith(campaign, {}), withoutGaps(baseline)),
  }
}

/** Null is what the database says of a part that is not there. */
function withoutGaps(baseline: Record<string, unknown>): Baseline {
  return Object.fromEntries(Object.entries(baseline).filter(([, part]) => part !== null)) as Baseline
}
