/**
 * Reads a calendar date as people and spreadsheets write it: 2026-12-31, "Dec 31, 2026", 31.12.2026, or 12/31/2026 in the
 * order of the reader's language. null where it is none; a month and a day are never swapped to make it one.
 */
export function readDate(text: string, locale = 'en'): string | null {
  const tidy = text.normalize('NFKC').trim().toLowerCase()
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(tidy)
  if (iso !== null) return dateOf(iso[1]!, iso[2]!, iso[3]!)
  // Whoever writes dots between the numbers begins with the day, in every language.
  const dots = /^(\d{1,2})\. ?(\d{1,2})\. ?(\d{4})$/.exec(tidy)
  if (dots !== null) return dateOf(dots[3]!, dots[2]!, dots[1]!)
  const words = tidy.split(/[\s,./-]+/).filter((word) => word !== '')
  if (words.length !== 3) return null
  const month = words.findIndex((word) => monthOf(word, locale) !== null)
  if (month === -1) return inOrder(words, orderOf(locale))
  const [day, year] = words.filter((_, index) => index !== month)
  const number = String(monthOf(words[month]!, locale))
  return dateOf(year!, number, day!) ?? dateOf(day!, number, year!)
}

function inOrder(words: readonly string[], order: readonly string[]): string | null {
  // A year in front leaves no doubt.
  const places = /^\d{4}$/.test(words[0]!) ? ['year', 'month', 'day'] : order
  const part = (name: string) => words[places.indexOf(name)] ?? ''
  return dateOf(part('year'), part('month'), part('day'))
}

function dateOf(year: string, month: string, day: string): string | null {
  if (!/^\d{4}$/.test(year) || !/^\d{1,2}$/.test(month) || !/^\d{1,2}$/.test(day)) return null
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const instant = new Date(`${date}T00:00:00Z`)
  return Number.isNaN(instant.getTime()) || instant.toISOString().slice(0, 10) !== date ? null : date
}

function orderOf(locale: string): string[] {
  const format = new Intl.DateTimeFormat(locale, { year: 'numeric', month: '2-digit', day: '2-digit' })
  return format
    .formatToParts(0)
    .map(({ type }) => type as string)
    .filter((type) => type === 'year' || type === 'month' || type === 'day')
}

function monthOf(word: string, locale: string): number | null {
  if (/^\d/.test(word)) return null
  for (const language of [locale, 'en']) {
    for (const style of ['short', 'long'] as const) {
      const format = new Intl.DateTimeFormat(language, { month: style, timeZone: 'UTC' })
      for (let month = 1; month <= 12; month += 1) {
        const name = format
          .format(Date.UTC(2026, month - 1, 1))
          .toLowerCase()
          .replace('.', '')
        if (name === word) return month
      }
    }
  }
  return null
}
