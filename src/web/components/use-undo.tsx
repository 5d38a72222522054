import { Button, Group } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useRef } from 'react'
import { lineOf } from '../client/problem-words.ts'
import { keysAreTaken } from '../ui/use-key-sequences.ts'

const TOAST = 'undo'
const SHOWN_MS = 8000
/** Enough to go back over; what was done before that is in the history of each campaign. */
const MOST = 50

/** What was done, and how it is taken back and done again; each answers what to say then. */
export interface Deed {
  takeBack: () => Promise<string>
  doAgain: () => Promise<string>
}

export interface Undo {
  /** Says what was done here, offers to take it back, and remembers how. */
  done: (words: string, deed: Deed) => void
  /** Takes back the last thing that was done here. */
  undoLast: () => void
  /** Does again what was taken back last, until something else is done. */
  redoLast: () => void
}

/** What was done in the table and what was taken back, the last first, and the toast that offers the way back. */
export function useUndo(): Undo {
  const deeds = useRef<Deed[]>([])
  const undone = useRef<Deed[]>([])
  // Each leads to the other by the button of its toast.
  const again = useRef<(deed: Deed | undefined) => Promise<void>>(async () => undefined)
  const undo = useCallback(async (deed: Deed | undefined) => {
    if (deed === undefined || !deeds.current.includes(deed)) return
    deeds.current = deeds.current.filter((other) => other !== deed)
    const words = await wordsOf(deed.takeBack, 'Not undone')
    if (words === null) {
      // It stands as it did, and is still the last thing that was done.
      deeds.current = [...deeds.current, deed]
      return
    }
    undone.current = [...undone.current, deed]
    say(words, 'Redo', () => void again.current(deed))
  }, [])
  const redo = useCallback(
    async (deed: Deed | undefined) => {
      if (deed === undefined || !undone.current.includes(deed)) return
      undone.current = undone.current.filter((other) => other !== deed)
      const words = await wordsOf(deed.doAgain, 'Not done again')
      if (words === null) {
        undone.current = [...undone.current, deed]
        return
      }
      deeds.current = [...deeds.current, deed]
      say(words, 'Undo', () => void undo(deed))
    },
    [undo],
  )
  useEffect(() => {
    again.current = redo
  }, [redo])
  const done = useCallback(
    (words: string, deed: Deed) => {
      deeds.current = [...deeds.current.slice(1 - MOST), deed]
      undone.current = []
      say(words, 'Undo', () => void undo(deed))
    },
    [undo],
  )
  const undoLast = useCallback(() => void undo(deeds.current.at(-1)), [undo])
  const redoLast = useCallback(() => void redo(undone.current.at(-1)), [redo])
  return useMemo(() => ({ done, undoLast, redoLast }), [done, redoLast, undoLast])
}

/** Ctrl Z undoes; Ctrl Shift Z and Ctrl Y do it again. In a field they are the browser's. */
export function useUndoKeys({ undoLast, redoLast }: Undo): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.altKey || !(event.ctrlKey || event.metaKey) || keysAreTaken(event.target)) return
      const key = event.key.toLowerCase()
      const isRedo = (key === 'z' && event.shiftKey) || (key === 'y' && !event.shiftKey)
      if (key !== 'z' && !isRedo) return
      event.preventDefault()
      if (isRedo) redoLast()
      else undoLast()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [undoLast, redoLast])
}

/** Of the page that one is on. */
export const UndoContext = createContext<Undo | null>(null)

/** What is done within can be taken back by its toast and by keys. */
export function Undoing({ children }: { children: ReactNode }) {
  const undo = useUndo()
  useUndoKeys(undo)
  return <UndoContext value={undo}>{children}</UndoContext>
}

/** Says what was done and offers to take it back; a page that keeps what was done there remembers it, too. */
export function useDone(): Undo['done'] {
  return use(UndoContext)?.done ?? offerOnce
}

function offerOnce(words: string, deed: Deed): void {
  say(words, 'Undo', () => {
    void wordsOf(deed.takeBack, 'Not undone').then((message) => {
      if (message !== null) notifications.show({ message })
    })
  })
}

/** null: it did not go, and that is said. */
async function wordsOf(deed: () => Promise<string>, failed: string): Promise<string | null> {
  notifications.hide(TOAST)
  try {
    return await deed()
  } catch (error) {
    notifications.show({ color: 'red', title: failed, message: lineOf(error), autoClose: 9000 })
    return null
  }
}

let said = 0

/** One toast for all: the last change is what its button is about. */
function say(words: string, button: string, onClick: () => void): void {
  const message = (
    <Group justify="space-between" wrap="nowrap" gap="sm">
      <span>{words}</span>
      <Button size="compact-xs" variant="light" onClick={onClick}>
        {button}
      </Button>
    </Group>
  )
  notifications.hide(TOAST)
  // Hidden and shown in one go it is the same toast to the kit, which goes on counting unless the time differs.
  said += 1
  notifications.show({ id: TOAST, message, autoClose: SHOWN_MS + (said % 2) })
}
