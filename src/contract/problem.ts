import { z } from 'zod'

export const fieldErrorSchema = z.strictObject({ path: z.string(), code: z.string(), message: z.string() })

/** The body of every answer that is not a success: RFC 9457 with our `code` and the fields at fault. */
export const problemSchema = z.looseObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.string(),
  requestId: z.string().optional(),
  errors: z.array(fieldErrorSchema),
})
export type Problem = z.infer<typeof problemSchema>

/** Our codes for what a schema finds, by zod's. */
export const SCHEMA_CODES: Readonly<Record<string, string>> = {
  invalid_type: 'wrong_type',
  invalid_value: 'unknown_value',
  invalid_format: 'wrong_format',
  too_big: 'too_large',
  too_small: 'too_small',
  custom: 'not_valid',
}
