/** The campaigns that are picked in the list, in the order in which they were. Kept for this tab, through a reload. */
const KEY = 'gacm.picked'

export function readPicked(): string[] {
  try {
    const value: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? '[]')
    return Array.isArray(value) ? value.filter((id) => typeof id === 'string') : []
  } catch {
    return []
  }
}

export function keepPicked(ids: readonly string[]): void {
  sessionStorage.setItem(KEY, JSON.stringify(ids))
}
