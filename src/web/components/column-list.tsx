import { Button, Checkbox, Group, UnstyledButton } from '@mantine/core'
import { IconGripVertical } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import type { ColumnKey } from '../ui/columns.ts'
import { COLUMN_KEYS, COLUMNS, DEFAULT_LAYOUT, move, show } from '../ui/columns.ts'
import classes from './column-list.module.css'
import type { Columns } from './use-columns.ts'

/** The shown columns in their order, to be dragged or moved by the arrow keys, and then those that are hidden. */
export function ColumnList({ columns: { layout, change } }: { columns: Columns }) {
  const list = useRef<HTMLUListElement>(null)
  const [said, setSaid] = useState('')
  const hidden = COLUMN_KEYS.filter((key) => !layout.shown.includes(key))
  const moveTo = (key: ColumnKey, to: number) => {
    const next = move(layout, key, to)
    change((before) => move(before, key, to))
    setSaid(`${COLUMNS[key].label}: place ${next.shown.indexOf(key) + 1} of ${next.shown.length}`)
  }
  const onDrag = (key: ColumnKey, y: number) => {
    const rows = [...(list.current?.querySelectorAll<HTMLElement>('[data-shown]') ?? [])]
    const over = rows.findIndex((row) => y < row.getBoundingClientRect().bottom)
    if (over > 0 && over !== layout.shown.indexOf(key)) moveTo(key, over)
  }
  return (
    <>
      <ul ref={list} className={classes.list} aria-label="Columns of the table">
        {[...layout.shown, ...hidden].map((key, index) => {
          const isShown = index < layout.shown.length
          return (
            // One list for both: a box that is clicked keeps its focus while its row goes elsewhere.
            <li key={key} className={classes.row} data-shown={isShown || undefined}>
              <Grip
                name={key}
                isShown={isShown}
                onStep={(by) => moveTo(key, index + by)}
                onDrag={(y) => onDrag(key, y)}
              />
              <Checkbox
                size="xs"
                label={COLUMNS[key].label}
                checked={isShown}
                disabled={key === 'name'}
                onChange={(event) => {
                  const isOn = event.currentTarget.checked
                  change((before) => show(before, key, isOn))
                }}
              />
            </li>
          )
        })}
      </ul>
      <Group justify="space-between" className={classes.foot}>
        <span className={classes.hint}>Drag, or arrow keys on a handle</span>
        <Button size="compact-sm" variant="subtle" onClick={() => change(() => DEFAULT_LAYOUT)}>
          Reset
        </Button>
      </Group>
      <div role="status" className="visually-hidden">
        {said}
      </div>
    </>
  )
}

interface GripProps {
  name: ColumnKey
  isShown: boolean
  onStep: (by: 1 | -1) => void
  onDrag: (y: number) => void
}

function Grip({ name, isShown, onStep, onDrag }: GripProps) {
  // The name stays where it is: without it nobody knows which campaign a row is.
  if (name === 'name' || !isShown) return <span className={classes.grip} />
  return (
    <UnstyledButton
      className={classes.grip}
      aria-label={`Move ${COLUMNS[name].label}`}
      onKeyDown={(event) => {
        if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return
        event.preventDefault()
        onStep(event.key === 'ArrowUp' ? -1 : 1)
      }}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) onDrag(event.clientY)
      }}
    >
      <IconGripVertical size={14} aria-hidden />
    </UnstyledButton>
  )
}
