import { formatMicros, microsToDecimal } from '../../contract/money.ts'

/** Numbers, money, dates and times as the reader's locale writes them. */

export const locale = (): string | undefined => (typeof navigator === 'undefined' ? 'en' : navigator.language)

const dateFormats = new Map<string, Intl.DateTimeFormat>()
let countFormat: Intl.NumberFormat | undefined

/** Making a format costs a hundred times what using it does, and a table shows two dates and two moments in each row. */
function dateFormat(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify([locale(), options])
  const format = dateFormats.get(key) ?? new Intl.DateTimeFormat(locale(), options)
  dateFormats.set(key, format)
  return format
}

/** An amount in micros: "$50.25", "50,25 €". */
export const formatMoney = (micros: string | bigint, currencyCode: string): string =>
  formatMicros(micros, currencyCode, locale())

/**
 * An amount to type over or to carry into a spreadsheet: "50", "3,50". Its mark of decimals is the reader's: where that is a
 * comma, a spreadsheet takes "3.5" for the third of May.
 */
export function formatAmount(micros: string | bigint, language = locale()): string {
  const [whole = '', fraction] = microsToDecimal(micros).split('.')
  if (fraction === undefined) return whole
  const isComma = new Intl.NumberFormat(language).format(0.5).includes(',')
  return `${whole}${isComma ? ',' : '.'}${fraction.padEnd(2, '0')}`
}

export function formatCount(count: number): string {
  return (countFormat ??= new Intl.NumberFormat(locale())).format(count)
}

/** A calendar date, `2026-12-31`. It has no zone: reading it as an instant would shift it for half of the world. */
export function formatDate(date: string): string {
  const formatter = dateFormat({ day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' })
  return formatter.format(new Date(`${date}T00:00:00Z`))
}

export function formatDates(start: string | null, end: string | null): string {
  if (start === null && end === null) return 'No dates'
  if (start === null) return `Until ${formatDate(end ?? '')}`
  if (end === null) return `From ${formatDate(start)}`
  const formatter = dateFormat({ day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' })
  return formatter.formatRange(new Date(`${start}T00:00:00Z`), new Date(`${end}T00:00:00Z`))
}

/** A moment in the account's zone, which is named; in the reader's own where no account is concerned. */
export function formatMoment(timestamp: string, timeZone?: string): string {
  const options: Intl.DateTimeFormatOptions = {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    ...(timeZone === undefined ? {} : { timeZone, timeZoneName: 'short' }),
  }
  return dateFormat(options).format(new Date(timestamp))
}

const STEPS: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_557_600],
  ['month', 2_629_800],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
]

const agoFormat = new Intl.RelativeTimeFormat('en', { numeric: 'auto', style: 'short' })

/** "3 min. ago"; under a minute "just now". These are words of our sentences, which are English. */
export function formatAgo(timestamp: string, now = Date.now()): string {
  const seconds = Math.round((new Date(timestamp).getTime() - now) / 1000)
  for (const [unit, length] of STEPS) {
    if (Math.abs(seconds) >= length) return agoFormat.format(Math.trunc(seconds / length), unit)
  }
  return 'just now'
}

export function formatDuration(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.max(0, Math.round(milliseconds))} ms`
  if (milliseconds < 60_000) return `${formatTenths(milliseconds / 1000)} s`
  return `${Math.floor(milliseconds / 60_000)} min ${Math.round((milliseconds % 60_000) / 1000)} s`
}

const formatTenths = (value: number): string =>
  new Intl.NumberFormat(locale(), { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(value)

export function formatBytes(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`
  const format = new Intl.NumberFormat(locale(), { maximumFractionDigits: bytes < 1024 * 1024 ? 0 : 1 })
  return bytes < 1024 * 1024
    ? `${format.format(bytes / 1024)} KB`
    : `${format.format(bytes / 1024 / 1024)} MB`
}

/** `1234567890` as Google's pages show it. */
export function formatCustomerId(id: string): string {
  return /^\d{10}$/.test(id) ? `${id.slice(0, 3)}-${id.slice(3, 6)}-${id.slice(6)}` : id
}

/** Parts of a whole: 0.0123 is 1.23 %. */
export function formatPercent(part: number): string {
  return new Intl.NumberFormat(locale(), { style: 'percent', maximumFractionDigits: 2 }).format(part)
}

/** As `formatPercent`, where a hundredth of a percent says nothing: 75 %. */
export function formatPart(part: number): string {
  return new Intl.NumberFormat(locale(), { style: 'percent', maximumFractionDigits: 0 }).format(part)
}

export function formatDecimal(value: number): string {
  return new Intl.NumberFormat(locale(), { maximumFractionDigits: 2 }).format(value)
}

/** "1.2M", "$1.2K": for the axis of a chart, where digits would only be in the way. */
export function formatShort(value: number, currencyCode?: string): string {
  const options = { notation: 'compact', maximumFractionDigits: 1 } as const
  if (currencyCode === undefined || !/^[A-Z]{3}$/.test(currencyCode))
    return new Intl.NumberFormat(locale(), options).format(value)
  const money = { style: 'currency', currency: currencyCode, currencyDisplay: 'narrowSymbol' } as const
  return new Intl.NumberFormat(locale(), { ...money, ...options, minimumFractionDigits: 0 }).format(value)
}

/** "+12 %", for what grew or shrank. */
export function formatChange(part: number): string {
  const options = { style: 'percent', maximumFractionDigits: 0, signDisplay: 'exceptZero' } as const
  return new Intl.NumberFormat(locale(), options).format(part)
}

/** "3 Mar": for the axis of a chart, where the year would only be in the way. */
export function formatDay(date: string): string {
  const formatter = new Intl.DateTimeFormat(locale(), { day: 'numeric', month: 'short', timeZone: 'UTC' })
  return formatter.format(new Date(`${date}T00:00:00Z`))
}
