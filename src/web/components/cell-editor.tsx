import type { KeyboardEvent } from 'react'
import { useLayoutEffect, useRef, useState } from 'react'
import type { EditableKey } from '../ui/cell-edit.ts'
import { FIELD_NAMES, isDate, isMoney } from '../ui/cell-edit.ts'
import classes from './campaign-table.module.css'

/** Where the focus goes once a cell is saved. */
export type After = 'down' | 'up' | 'next' | 'before' | 'nowhere'

export interface CellEditorProps {
  column: EditableKey
  /** Of the campaign, for those who hear the page. */
  of: string
  text: string
  /** The first key replaces what is there. */
  replaces: boolean
  /** Answers what is wrong with the text; null: it is taken. */
  onSave: (text: string, after: After) => string | null
  onCancel: () => void
}

/** The field that a cell becomes. Enter saves and goes down, Tab goes on to the next cell, Escape leaves all as it was. */
export function CellEditor({ column, of, text, replaces, onSave, onCancel }: CellEditorProps) {
  const input = useRef<HTMLInputElement>(null)
  const [wrong, setWrong] = useState<string | null>(null)
  const isOver = useRef(false)
  // In the same breath as the key that began it, which is then typed here.
  useLayoutEffect(() => {
    input.current?.focus({ preventScroll: true })
    if (replaces) input.current?.select()
  }, [replaces])

  const save = (after: After) => {
    const field = input.current
    if (field === null || isOver.current) return
    isOver.current = true
    const refused = field.validity.badInput ? 'Not a whole date.' : onSave(field.value, after)
    if (refused !== null) {
      isOver.current = false
      setWrong(refused)
    }
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    // The keys of the table are letters here. The page's own, such as Ctrl K, are still heard.
    if (!event.ctrlKey && !event.metaKey) event.stopPropagation()
    if (event.nativeEvent.isComposing) return
    const after = destinationOf(event)
    if (after === null && event.key !== 'Escape') return
    event.preventDefault()
    if (after !== null) return save(after)
    isOver.current = true
    onCancel()
  }
  return (
    <>
      <input
        ref={input}
        className={classes.editor}
        aria-label={`${FIELD_NAMES[column]} of ${of}`}
        aria-invalid={wrong !== null}
        type={isDate(column) ? 'date' : 'text'}
        inputMode={isMoney(column) ? 'decimal' : undefined}
        autoComplete="off"
        defaultValue={text}
        onKeyDown={onKeyDown}
        onChange={() => setWrong(null)}
        onBlur={() => save('nowhere')}
      />
      {wrong !== null && (
        <div className={classes.note} role="alert">
          {wrong}
        </div>
      )}
    </>
  )
}

function destinationOf({ key, shiftKey }: KeyboardEvent): After | null {
  if (key === 'Enter') return shiftKey ? 'up' : 'down'
  if (key === 'Tab') return shiftKey ? 'before' : 'next'
  return null
}
