const KEY = 'gacm.workspace'

/** The workspace that calls are made in; null: the server picks the member's first. */
export function activeWorkspace(): string | null {
  try {
    return window.localStorage.getItem(KEY)
  } catch {
    return null
  }
}

export function rememberWorkspace(id: string | null): void {
  try {
    if (id === null) window.localStorage.removeItem(KEY)
    else window.localStorage.setItem(KEY, id)
  } catch {
    // Storage may be forbidden: then a reload falls back to the first workspace.
  }
}
