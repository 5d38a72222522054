import { useCallback, useEffect, useState } from 'react'
import type { ColumnLayout } from '../ui/columns.ts'
import { layoutFrom } from '../ui/columns.ts'
import { useSession } from './use-session.ts'

export interface Columns {
  layout: ColumnLayout
  change: (edit: (layout: ColumnLayout) => ColumnLayout) => void
}

/** The columns of the table, as this person has laid them out in this workspace. */
export function useColumns(): Columns {
  const { workspace, email } = useSession()
  const key = `gacm.columns.${workspace.id}.${email ?? ''}`
  const [held, setHeld] = useState(() => ({ key, layout: read(key) }))
  // Another workspace has a layout of its own.
  if (held.key !== key) setHeld({ key, layout: read(key) })
  useEffect(() => keep(held.key, held.layout), [held])
  const change = useCallback(
    (edit: (layout: ColumnLayout) => ColumnLayout) =>
      setHeld((before) => ({ key: before.key, layout: edit(before.layout) })),
    [],
  )
  return { layout: held.layout, change }
}

function read(key: string): ColumnLayout {
  try {
    return layoutFrom(JSON.parse(localStorage.getItem(key) ?? 'null'))
  } catch {
    return layoutFrom(null)
  }
}

function keep(key: string, layout: ColumnLayout): void {
  try {
    localStorage.setItem(key, JSON.stringify(layout))
  } catch {
    // Storage may be forbidden: then a reload begins with the columns that everybody has.
  }
}
