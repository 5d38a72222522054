import type { TextInputProps } from '@mantine/core'
import { Text, TextInput } from '@mantine/core'
import { useEffect, useId, useState } from 'react'
import { microsToDecimal, parseMoney } from '../../contract/money.ts'
import { Counter } from '../ui/counter.tsx'
import { useField, useForm } from './form-context.tsx'

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
  micros: string | null
  onChange: (micros: string | null) => void
  hint?: string
  aside?: React.ReactNode
}

/** An amount as people type it. What cannot be read as an amount stays in the field and never becomes a value. */
export function MoneyField({ path, label, micros, onChange, hint, aside }: MoneyFieldProps) {
  const { account, setUnread } = useForm()
  const { advice, ...field } = useField(path)
  const [text, setText] = useState(micros === null ? '' : microsToDecimal(micros))
  const [meant, setMeant] = useState(micros)
  const asideId = useId()
  if (micros !== meant) {
    setMeant(micros)
    setText(micros === null ? '' : microsToDecimal(micros))
  }
  useEffect(() => () => setUnread(path, null), [path, setUnread])

  const type = (typed: string) => {
    setText(typed)
    const parsed = typed.trim() === '' ? null : parseMoney(typed, account.currencyCode)
    if (parsed !== null && !parsed.ok) {
      setUnread(path, parsed.message)
      return
    }
    setUnread(path, null)
    setMeant(parsed?.micros ?? null)
    onChange(parsed?.micros ?? null)
  }
  return (
    <div>
      <TextInput
        {...field}
        label={label}
        inputMode="decimal"
        inputWrapperOrder={ORDER}
        description={advice === undefined ? hint : <Advice text={advice} />}
        rightSection={
          <Text size="xs" c="dimmed">
            {account.currencyCode}
          </Text>
        }
        rightSectionWidth={52}
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
