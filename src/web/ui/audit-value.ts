import { microsToDecimal } from '../../contract/money.ts'

/** One side of a change, as the audit log keeps it, in words. An amount has no currency there. */
export function auditValue(field: string, value: unknown): string {
  if (value === null || value === undefined || value === '') return 'not set'
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (Array.isArray(value)) {
    return value.length === 0 ? 'none' : value.map((entry) => auditValue(field, entry)).join(', ')
  }
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return field.endsWith('Micros') && /^\d+$/.test(text) ? microsToDecimal(text) : text
}
