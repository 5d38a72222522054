import { Button, Group } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useCallback, useRef } from 'react'
import { lineOf } from '../client/problem-words.ts'

const TOAST = 'undo'
const SHOWN_MS = 8000
/** Enough to go back over; what was done before that is in the history of each campaign. */
const MOST = 50

interface Deed {
  takeBack: () => Promise<string>
}

export interface Undo {
  /** Says what was done here, offers to take it back, and remembers how. `takeBack` answers what to say then. */
  done: (words: string, takeBack: () => Promise<string>) => void
  /** Takes back the last thing that was done here. */
  undoLast: () => void
}

/** What was done in the table, the last first, and the toast that offers to undo it. */
export function useUndo(): Undo {
  const deeds = useRef<Deed[]>([])
  const undo = useCallback(async (deed: Deed | undefined) => {
    if (deed === undefined || !deeds.current.includes(deed)) return
    deeds.current = deeds.current.filter((other) => other !== deed)
    notifications.hide(TOAST)
    try {
      notifications.show({ message: await deed.takeBack() })
    } catch (error) {
      notifications.show({ color: 'red', title: 'Not undone', message: lineOf(error), autoClose: 9000 })
    }
  }, [])
  const done = useCallback(
    (words: string, takeBack: () => Promise<string>) => {
      const deed = { takeBack }
      deeds.current = [...deeds.current.slice(1 - MOST), deed]
      const message = (
        <Group justify="space-between" wrap="nowrap" gap="sm">
          <span>{words}</span>
          <Button size="compact-xs" variant="light" onClick={() => void undo(deed)}>
            Undo
          </Button>
        </Group>
      )
      // One toast for all: the last change is what Undo is about.
      notifications.hide(TOAST)
      notifications.show({ id: TOAST, message, autoClose: SHOWN_MS })
    },
    [undo],
  )
  const undoLast = useCallback(() => void undo(deeds.current.at(-1)), [undo])
  return { done, undoLast }
}
