/**
 * The campaigns of a workspace that are picked in the list, in the order in which they were. Kept for this tab, through a
 * reload.
 */
const keyOf = (workspaceId: string): string => `gacm.picked.${workspaceId}`

const NONE: readonly string[] = []
const listeners = new Set<() => void>()
/** What was read last: the same words are the same list. */
let last: { text: string; ids: readonly string[] } = { text: '', ids: NONE }

export function readPicked(workspaceId: string): readonly string[] {
  try {
    const text = sessionStorage.getItem(keyOf(workspaceId))
    if (text === null) return NONE
    if (text === last.text) return last.ids
    const value: unknown = JSON.parse(text)
    last = { text, ids: Array.isArray(value) ? value.filter((id) => typeof id === 'string') : NONE }
    return last.ids
  } catch {
    return NONE
  }
}

export function keepPicked(workspaceId: string, ids: readonly string[]): void {
  try {
    sessionStorage.setItem(keyOf(workspaceId), JSON.stringify(ids))
  } catch {
    // A browser that forbids storage picks nothing.
  }
  for (const listen of listeners) listen()
}

/** For campaigns that are no more. */
export function dropPicked(workspaceId: string, gone: readonly string[]): void {
  const before = readPicked(workspaceId)
  const after = before.filter((id) => !gone.includes(id))
  if (after.length < before.length) keepPicked(workspaceId, after)
}

/** Tells of every change; gives back how to stop. */
export function onPicked(listen: () => void): () => void {
  listeners.add(listen)
  return () => void listeners.delete(listen)
}
