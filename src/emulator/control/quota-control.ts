import { z } from 'zod'
import { ACCESS_LEVELS, type AccessLevel, type Rates } from '../settings.ts'
import type { World } from '../world.ts'

/** 0 ends a limit. */
const limit = z.number().min(0).optional()

export const quotaSchema = z.strictObject({
  accessLevel: z.enum(ACCESS_LEVELS).optional(),
  dailyOperations: z.int().min(0).optional(),
  /** So many count as used now. */
  used: z.int().min(0).optional(),
  customerQps: limit,
  projectQps: limit,
  operationsPerMinute: limit,
})

export type QuotaChange = z.output<typeof quotaSchema>

export interface QuotaStatus {
  accessLevel: AccessLevel
  test: { limit?: number; used: number }
  production: { limit?: number; used: number }
  rates: Rates
}

/** Sets what may be done in a day and how fast. */
export function changeQuota({ state, clock, meter }: World, change: QuotaChange): void {
  const { used, accessLevel, dailyOperations, ...rates } = change
  const given = Object.entries({ ...state.settings.rates, ...rates }).filter(([, value]) => value)
  state.setSettings(
    {
      accessLevel: accessLevel ?? state.settings.accessLevel,
      // Another level has its own limit; 0 goes back to that of the level.
      dailyOperations:
        dailyOperations === undefined && accessLevel === undefined
          ? state.settings.dailyOperations
          : dailyOperations || undefined,
      rates: Object.fromEntries(given),
    },
    clock.now(),
  )
  meter.rates.clear()
  if (used !== undefined) meter.daily.setUsed(used)
}

export function quotaStatus({ state, meter }: World): QuotaStatus {
  const { accessLevel, rates } = state.settings
  return { accessLevel, test: meter.daily.use('test'), production: meter.daily.use('production'), rates }
}
