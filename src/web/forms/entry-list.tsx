import { ActionIcon, Button, Group, Text, TextInput } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import classes from './entry-list.module.css'
import { Advice } from './fields.tsx'
import { useField, useForm } from './form-context.tsx'
import { useRemoval } from './use-removal.ts'

interface EntryListProps {
  path: string
  label: string
  /** One of them: "video". */
  noun: string
  hint: string
  placeholder: string
  entries: readonly string[]
  max: number
  /** What separates several in one paste. */
  separator: RegExp
  /** The entry that is meant; null: none is. */
  read: (written: string) => string | null
  /** What to say where none is meant. */
  unreadable: string
  href?: (entry: string) => string
  onChange: (edit: (entries: readonly string[]) => string[]) => void
}

/** A list of short entries that are typed or pasted, each once: videos, search themes. */
export function EntryList(props: EntryListProps) {
  const { path, label, noun, hint, placeholder, entries, max, href, onChange } = props
  const { setUnread } = useForm()
  const { error, advice, 'data-field': field } = useField(path)
  const [text, setText] = useState('')
  const [told, setTold] = useState<{ words: string; isBad: boolean } | null>(null)
  const input = useRef<HTMLInputElement>(null)
  const takeOut = useRemoval(entries, (next) => onChange(() => next))
  useEffect(() => () => setUnread(path, null), [path, setUnread])

  const type = (next: string) => {
    setText(next)
    setTold(null)
    setUnread(path, null)
  }
  const add = (written: string) => {
    const result = added(written, props)
    if (result.fresh.length > 0) onChange((before) => [...before, ...result.fresh])
    setText(result.rest)
    setTold(result.told)
    setUnread(path, result.rest === '' ? null : props.unreadable)
  }
  return (
    <div role="group" aria-label={label} className={classes.list}>
      <div className={classes.head}>
        <Text size="sm" fw={560}>
          {label}
        </Text>
        <Text size="xs" c="dimmed" className="tabular">
          {entries.length} of {max}
        </Text>
      </div>
      {entries.length > 0 && (
        <ul className={classes.entries}>
          {entries.map((entry, index) => (
            <Entry
              key={entry}
              path={`${path}[${index}]`}
              entry={entry}
              href={href?.(entry)}
              onRemove={() => {
                takeOut(index, `“${entry}”`)
                input.current?.focus()
              }}
            />
          ))}
        </ul>
      )}
      <Group gap={6} align="flex-start" wrap="nowrap">
        <TextInput
          ref={input}
          data-field={field}
          className={classes.input}
          aria-label={`Add a ${noun}`}
          placeholder={placeholder}
          inputWrapperOrder={['label', 'input', 'error', 'description']}
          description={advice === undefined ? hint : <Advice text={advice} />}
          error={told?.isBad === true ? told.words : error}
          value={text}
          onChange={(event) => type(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || text.trim() === '') return
            event.preventDefault()
            add(text)
          }}
          onPaste={(event) => {
            const pasted = event.clipboardData.getData('text/plain')
            if (!/[\r\n]/.test(pasted.trim())) return
            event.preventDefault()
            add(`${text}\n${pasted}`)
          }}
        />
        <Button
          variant="default"
          mt={3}
          aria-label={`Add the ${noun}`}
          disabled={text.trim() === ''}
          onClick={() => add(text)}
        >
          Add
        </Button>
      </Group>
      <Text size="xs" c="dimmed" role="status" className={told === null ? 'visually-hidden' : undefined}>
        {told?.isBad === false && told.words}
      </Text>
    </div>
  )
}

interface Added {
  fresh: string[]
  /** What could not be read: it stays in the field. */
  rest: string
  told: { words: string; isBad: boolean } | null
}

function added(written: string, { entries, max, separator, read, unreadable, noun }: EntryListProps): Added {
  const taken = new Set(entries.map((entry) => entry.toLowerCase()))
  const result = { fresh: [] as string[], unread: [] as string[], repeated: 0, left: 0 }
  for (const part of written
    .split(separator)
    .map((each) => each.trim())
    .filter(Boolean)) {
    const entry = read(part)
    if (entry === null) result.unread.push(part)
    else if (taken.has(entry.toLowerCase())) result.repeated += 1
    else if (taken.size >= max) result.left += 1
    else {
      taken.add(entry.toLowerCase())
      result.fresh.push(entry)
    }
  }
  const rest = result.unread.join(' ')
  if (rest !== '') return { fresh: result.fresh, rest, told: { words: unreadable, isBad: true } }
  const words = [
    result.fresh.length > 1 && `${result.fresh.length} added.`,
    result.repeated > 0 &&
      `${result.repeated === 1 ? `One ${noun} was` : `${result.repeated} were`} there already.`,
    result.left > 0 && `${result.left} had no room: at most ${max}.`,
  ].filter(Boolean)
  return {
    fresh: result.fresh,
    rest,
    told: words.length === 0 ? null : { words: words.join(' '), isBad: false },
  }
}

interface EntryProps {
  path: string
  entry: string
  href: string | undefined
  onRemove: () => void
}

function Entry({ path, entry, href, onRemove }: EntryProps) {
  const { error, advice, 'data-field': field } = useField(path, 'within')
  return (
    <li
      className={classes.entry}
      data-bad={error !== undefined || undefined}
      data-field={field}
      tabIndex={-1}
    >
      <span className={classes.words}>
        {href === undefined ? (
          entry
        ) : (
          <a href={href} target="_blank" rel="noreferrer">
            {entry}
          </a>
        )}
        <ActionIcon variant="subtle" color="gray" size={20} aria-label={`Remove ${entry}`} onClick={onRemove}>
          <IconX size={12} />
        </ActionIcon>
      </span>
      {error !== undefined && <span className={classes.error}>{error}</span>}
      <Advice text={advice} />
    </li>
  )
}
