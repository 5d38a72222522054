import { z } from 'zod'

const amountSchema = z.strictObject({
  text: z.string().describe('As it stands in the sentence'),
  micros: z.string(),
  currencyCode: z.string(),
})
/** An amount in a sentence, beside it: so that whoever shows the sentence can write it as its reader does. */
export type Amount = z.infer<typeof amountSchema>

export const amounts = z
  .array(amountSchema)
  .optional()
  .describe('The amounts in the sentences; left out: none')

export const fieldErrorSchema = z.strictObject({
  path: z.string(),
  code: z.string(),
  message: z.string(),
  amounts,
})

/** The body of every answer that is not a success: RFC 9457 with our `code` and the fields at fault. */
export const problemSchema = z.looseObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.string().describe('Its amounts are those of the errors'),
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
