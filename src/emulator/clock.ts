/** The emulator's time: the computer's, moved by what the control API was told. */
export class Clock {
  offsetMs = 0
  readonly #source: () => number

  constructor(source: () => number = Date.now) {
    this.#source = source
  }

  now(): number {
    return this.#source() + this.offsetMs
  }

  /** Time only moves on: campaigns that have ended do not come back. */
  advance(byMs: number): void {
    this.offsetMs += Math.max(0, byMs)
  }
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** `2026-11-23 14:05:09` in that zone, the form that Google Ads uses. */
export function localDateTime(timeMs: number, timeZone: string): string {
  let format = formats.get(timeZone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    })
    formats.set(timeZone, format)
  }
  const parts = new Map(format.formatToParts(timeMs).map((part) => [part.type, part.value]))
  const part = (name: Intl.DateTimeFormatPartTypes): string => parts.get(name) ?? ''
  return `${part('year')}-${part('month')}-${part('day')} ${part('hour')}:${part('minute')}:${part('second')}`
}

export function localDate(timeMs: number, timeZone: string): string {
  return localDateTime(timeMs, timeZone).slice(0, 10)
}
