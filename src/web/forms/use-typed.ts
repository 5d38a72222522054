import { useEffect, useState } from 'react'
import { useForm } from './form-context.tsx'

export type Read<Value> = { ok: true; value: Value } | { ok: false; message: string }

interface Typed<Value> {
  /** Of the field; what is typed there and cannot be read is said to be wrong at this path. */
  path: string
  value: Value | null
  /** A value as it is written; and what is meant by what is written, nothing aside. */
  write: (value: Value) => string
  read: (text: string) => Read<Value>
  onChange: (value: Value | null) => void
}

/** What is typed, which becomes a value only once it can be read as one. Until then it stays as it was typed. */
export function useTyped<Value extends string>({ path, value, write, read, onChange }: Typed<Value>) {
  const { setUnread } = useForm()
  const [text, setText] = useState(value === null ? '' : write(value))
  const [meant, setMeant] = useState(value)
  if (value !== meant) {
    setMeant(value)
    setText(value === null ? '' : write(value))
  }
  useEffect(() => () => setUnread(path, null), [path, setUnread])

  const type = (typed: string) => {
    setText(typed)
    const result = typed.trim() === '' ? { ok: true as const, value: null } : read(typed.trim())
    setUnread(path, result.ok ? null : result.message)
    if (!result.ok) return
    setMeant(result.value)
    onChange(result.value)
  }
  return { text, type }
}
