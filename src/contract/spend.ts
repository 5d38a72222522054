import { z } from 'zod'
import type { Route } from './routes.ts'
import { micros, timestamp, uuid } from './scalars.ts'
import { verdicts } from './verdicts.ts'

/** What a cap is about: Google may spend twice a daily budget on one day, and 30.4 times in a month. */
export const SPEND_PERIODS = ['day', 'month'] as const
export type SpendPeriod = (typeof SPEND_PERIODS)[number]

const amount = z.string()
const cap = amount.nullable().describe('Millionths of the currency; null: no cap')

export const spendLedgerSchema = z.strictObject({
  scopeId: uuid.describe('The account, or else the workspace'),
  accountId: uuid.nullable().describe('null: all accounts of this currency'),
  accountName: z.string().nullable(),
  currencyCode: z.string(),
  dayCapMicros: cap,
  monthCapMicros: cap,
  dayMicros: amount.describe('What a day of everything that is live or about to be may cost at worst'),
  monthMicros: amount.describe('and a month'),
  campaigns: z.int().describe('How many campaigns count'),
  version: z.int().describe('Of the caps: the ETag'),
  updatedBy: z.string().nullable().describe('Who changed the caps last; null: nobody has'),
  updatedAt: timestamp.nullable(),
})
export type SpendLedger = z.infer<typeof spendLedgerSchema>
export type SpendAction = 'setCaps' | 'recount'

/** How one cap would stand. */
export const spendLineSchema = z.strictObject({
  accountId: uuid.nullable().describe('null: all accounts of this currency'),
  accountName: z.string().nullable(),
  currencyCode: z.string(),
  period: z.enum(SPEND_PERIODS),
  capMicros: amount.nullable().describe('null: no cap'),
  usedMicros: amount.describe('In use now'),
  afterMicros: amount.describe('In use once it is live'),
  fits: z.boolean().describe('false: publishing it to run is refused'),
})
export type SpendLine = z.infer<typeof spendLineSchema>

/** The member `spend` of a refusal with the code `spend_cap`. */
export interface SpendRefusal {
  accountId: string | null
  currencyCode: string
  period: SpendPeriod
  capMicros: string
  usedMicros: string
  askedMicros: string
}

export const spendCapsSchema = z
  .strictObject({
    dayCapMicros: micros.nullable().optional().describe('null: no cap'),
    monthCapMicros: micros.nullable().optional().describe('null: no cap'),
  })
  .refine((caps) => caps.dayCapMicros !== undefined || caps.monthCapMicros !== undefined, {
    error: 'Name a cap: dayCapMicros, monthCapMicros or both.',
  })
export type SpendCaps = z.output<typeof spendCapsSchema>

const tag = 'spend'

/** The part of the API's table that is about how much may be spent. */
export const spendRoutes = {
  listSpend: {
    method: 'GET',
    path: '/spend',
    summary: 'Caps, and what everything that is live or about to be may cost, by account and by workspace',
    tag,
    status: 200,
    response: z.strictObject({
      items: z.array(spendLedgerSchema),
      actions: verdicts(['setCaps', 'recount']).describe('The same for all of them'),
    }),
  },
  setSpendCaps: {
    method: 'PATCH',
    path: '/spend/:scopeId/:currencyCode',
    summary: 'Set or clear the caps of an account, or of the workspace in one currency',
    tag,
    params: z.strictObject({ scopeId: uuid, currencyCode: z.string().regex(/^[A-Z]{3}$/) }),
    body: spendCapsSchema,
    status: 200,
    response: spendLedgerSchema,
    ifMatch: 'required',
  },
  recountSpend: {
    method: 'POST',
    path: '/spend/recount',
    summary: 'Work every share out anew from the campaigns; says how many were others than noted',
    tag,
    status: 200,
    response: z.strictObject({ campaigns: z.int(), corrected: z.int() }),
  },
} as const satisfies Record<string, Route>
