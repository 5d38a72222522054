import { useCallback, useEffect, useState } from 'react'
import type { Session } from '../../contract/session.ts'
import type { ColumnLayout } from '../ui/columns.ts'
import { layoutFrom } from '../ui/columns.ts'
import { useSession } from './use-session.ts'

export interface Columns {
  layout: ColumnLayout
  change: (edit: (layout: ColumnLayout) => ColumnLayout) => void
}

/** The columns of the table, as this person has laid them out in this workspace. */
export function useColumns(): Columns {
  const key = keyOf(useSession())
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

/** Lays the columns out before the table is drawn. */
export function keepLayout(of: Owner, layout: ColumnLayout): void {
  keep(keyOf(of), layout)
}

type Owner = Pick<Session, 'workspace' | 'email'>

const keyOf = ({ workspace, email }: Owner): string => `gacm.columns.${workspace.id}.${email ?? ''}`

/** Where storage is forbidden: a reload begins with the columns that everybody has. */
const unkept = new Map<string, ColumnLayout>()

function read(key: string): ColumnLayout {
  try {
    return layoutFrom(JSON.parse(localStorage.getItem(key) ?? 'null'))
  } catch {
    return unkept.get(key) ?? layoutFrom(null)
  }
}

function keep(key: string, layout: ColumnLayout): void {
  try {
    localStorage.setItem(key, JSON.stringify(layout))
  } catch {
    unkept.set(key, layout)
  }
}
