import type { TextInputProps } from '@mantine/core'
import { NumberInput, Text, TextInput } from '@mantine/core'
import { useId } from 'react'
import { parseMoney } from '../../contract/money.ts'
import { Counter } from '../ui/counter.tsx'
import { formatAmount } from '../ui/format.ts'
import { useField, useForm } from './form-context.tsx'
import { useTyped } from './use-typed.ts'

const ORDER: TextInputProps['inputWrapperOrder'] = ['label', 'input', 'error', 'description']

export function Advice({ text }: { text: string | undefined }) {
  if (text === undefined) return null
  return (
    <Text component="span" size="xs" c="var(--gacm-warn)">
      {text}
    </Text>
  )
}

interface TextFieldProps {
  path: string
  label: string
  value: string | null
  onChange: (value: string | null) => void
  hint?: string
  placeholder?: string
  type?: 'text' | 'url' | 'date'
  /** The display width that Google allows: shows a counter. */
  width?: number
  min?: string
  max?: string
  disabled?: boolean
  autoFocus?: boolean
}

/** One line of text, or a date. Empty is null: "not said yet". */
export function TextField({
  path,
  label,
  value,
  onChange,
  hint,
  width,
  type = 'text',
  ...rest
}: TextFieldProps) {
  const { advice, ...field } = useField(path, 'within')
  return (
    <TextInput
      {...rest}
      {...field}
      type={type}
      dir={type === 'text' ? 'auto' : undefined}
      inputMode={type === 'url' ? 'url' : undefined}
      label={label}
      inputWrapperOrder={ORDER}
      description={advice === undefined ? hint : <Advice text={advice} />}
      rightSection={width === undefined ? undefined : <Counter text={value ?? ''} limit={width} />}
      rightSectionWidth={width === undefined ? undefined : 58}
      value={value ?? ''}
      onChange={(event) => onChange(event.currentTarget.value === '' ? null : event.currentTarget.value)}
    />
  )
}

interface MoneyFieldProps {
  path: string
  label: string
  /** In a table, whose heading says what it is: the label is there for those who hear the page. */
  bare?: boolean
  placeholder?: string
  micros: string | null
  onChange: (micros: string | null) => void
  hint?: string
  aside?: React.ReactNode
}

/** An amount as people type it. What cannot be read as an amount stays in the field and never becomes a value. */
export function MoneyField({
  path,
  label,
  bare = false,
  placeholder,
  micros,
  onChange,
  hint,
  aside,
}: MoneyFieldProps) {
  const { account } = useForm()
  const { advice, ...field } = useField(path)
  const asideId = useId()
  const { text, type } = useTyped({
    path,
    value: micros,
    write: (value) => formatAmount(value),
    read: (typed) => {
      const parsed = parseMoney(typed, account.currencyCode)
      return parsed.ok ? { ok: true, value: parsed.micros } : parsed
    },
    onChange,
  })
  return (
    <div>
      <TextInput
        {...field}
        {...(bare ? { 'aria-label': label, size: 'xs' as const } : { label })}
        placeholder={placeholder}
        inputMode="decimal"
        inputWrapperOrder={ORDER}
        description={advice === undefined ? hint : <Advice text={advice} />}
        rightSection={
          <Text size="xs" c="dimmed">
            {account.currencyCode}
          </Text>
        }
        rightSectionWidth={bare ? 38 : 52}
        value={text}
        onChange={(event) => type(event.currentTarget.value)}
      />
      {aside !== undefined && (
        <Text id={asideId} size="xs" c="dimmed" mt={4} component="div" aria-live="polite">
          {aside}
        </Text>
      )}
    </div>
  )
}

interface DigitsFieldProps {
  path: string
  label: string
  placeholder: string
  hint: string
  /** What to say to anything but digits. */
  unreadable: string
  value: string | null
  disabled?: boolean
  onChange: (value: string | null) => void
}

/** A number that counts nothing: an id of Google's. */
export function DigitsField({ path, hint, unreadable, value, onChange, ...rest }: DigitsFieldProps) {
  const { advice, ...field } = useField(path)
  const { text, type } = useTyped({
    path,
    value,
    write: (id) => id,
    read: (typed) =>
      /^[1-9]\d{0,17}$/.test(typed) ? { ok: true, value: typed } : { ok: false, message: unreadable },
    onChange,
  })
  return (
    <TextInput
      {...rest}
      {...field}
      inputMode="numeric"
      inputWrapperOrder={ORDER}
      description={advice === undefined ? hint : <Advice text={advice} />}
      value={text}
      onChange={(event) => type(event.currentTarget.value)}
    />
  )
}

interface PercentFieldProps {
  path: string
  label: string
  hint: string
  /** A ratio: 3.5 is 350 %. */
  value: number | null
  max: number
  onChange: (value: number | null) => void
}

/** A ratio as people write it. */
export function PercentField({ path, label, hint, value, max, onChange }: PercentFieldProps) {
  const { advice, ...field } = useField(path)
  return (
    <NumberInput
      {...field}
      label={label}
      inputWrapperOrder={ORDER}
      description={advice === undefined ? hint : <Advice text={advice} />}
      suffix=" %"
      hideControls
      decimalScale={1}
      max={max}
      clampBehavior="strict"
      value={value === null ? '' : Math.round(value * 1000) / 10}
      onChange={(typed) =>
        onChange(typeof typed === 'number' && typed > 0 ? Math.round(typed * 10) / 1000 : null)
      }
    />
  )
}
