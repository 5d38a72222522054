import { Group, TextInput } from '@mantine/core'
import classes from './colour-field.module.css'
import { Advice } from './fields.tsx'
import { useField } from './form-context.tsx'
import { useTyped } from './use-typed.ts'

interface ColourFieldProps {
  path: string
  label: string
  value: string | null
  onChange: (value: string | null) => void
}

const COLOUR = /^#[0-9a-f]{6}$/i

/** A colour as six hex digits, typed or taken from the browser's own picker. */
export function ColourField({ path, label, value, onChange }: ColourFieldProps) {
  const { error, advice, 'data-field': field } = useField(path)
  const { text, type } = useTyped({
    path,
    value,
    write: (colour) => colour,
    read: (typed) => {
      const colour = `#${typed.replace(/^#/, '')}`
      return COLOUR.test(colour)
        ? { ok: true, value: colour }
        : { ok: false, message: 'A colour is # and six hex digits, like #1a73e8.' }
    },
    onChange,
  })
  return (
    <Group gap={6} align="flex-end" wrap="nowrap">
      <TextInput
        data-field={field}
        className={classes.text}
        label={label}
        placeholder="#1a73e8"
        maxLength={7}
        inputWrapperOrder={['label', 'input', 'error', 'description']}
        description={advice === undefined ? undefined : <Advice text={advice} />}
        error={error}
        value={text}
        onChange={(event) => type(event.currentTarget.value)}
      />
      <input
        type="color"
        className={classes.swatch}
        aria-label={`Pick the ${label.toLowerCase()}`}
        data-empty={value === null || undefined}
        value={value ?? '#ffffff'}
        onChange={(event) => type(event.currentTarget.value)}
      />
    </Group>
  )
}
