import { z } from 'zod'

/** What the caller may do here, and why not. */
export const verdicts = <const Actions extends readonly [string, ...string[]]>(actions: Actions) =>
  z.array(z.strictObject({ action: z.enum(actions), allowed: z.boolean(), reason: z.string().nullable() }))
