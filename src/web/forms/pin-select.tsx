import { IconPin, IconPinFilled } from '@tabler/icons-react'
import type { PinnedField } from '../../contract/words.ts'
import { PIN_LABELS } from '../ui/part-labels.ts'
import classes from './text-list.module.css'

interface PinSelectProps {
  label: string
  pins: readonly PinnedField[]
  value: PinnedField | undefined
  onChange: (value: PinnedField | undefined) => void
}

/** Where a text of a responsive search ad stands: the browser's own list, for fifteen of them stand under each other. */
export function PinSelect({ label, pins, value, onChange }: PinSelectProps) {
  const Icon = value === undefined ? IconPin : IconPinFilled
  return (
    <span className={classes.pin} data-pinned={value !== undefined || undefined}>
      <Icon size={13} aria-hidden />
      <select
        aria-label={label}
        value={value ?? ''}
        onChange={(event) => onChange(pins.find((pin) => pin === event.currentTarget.value))}
      >
        <option value="">Not pinned</option>
        {pins.map((pin) => (
          <option key={pin} value={pin}>
            {PIN_LABELS[pin]}
          </option>
        ))}
      </select>
    </span>
  )
}
