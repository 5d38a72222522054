/** Asked before somebody signs out: false keeps them signed in. */
type Guard = () => Promise<boolean>

const guards = new Set<Guard>()

/** For a form whose words are not saved; gives back how to stop guarding. */
export function guardSignOut(guard: Guard): () => void {
  guards.add(guard)
  return () => void guards.delete(guard)
}

export async function maySignOut(): Promise<boolean> {
  for (const guard of guards) if (!(await guard())) return false
  return true
}

/** Who signs out leaves nothing in this tab for whoever comes next. */
export function forgetTab(): void {
  try {
    const own = Object.keys(window.sessionStorage).filter((key) => key.startsWith('gacm.'))
    for (const key of own) window.sessionStorage.removeItem(key)
  } catch {
    // A browser that forbids storage has kept nothing.
  }
}
