import { ActionIcon, Button, Group, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconGripVertical, IconPlus, IconX } from '@tabler/icons-react'
import type { ClipboardEvent, KeyboardEvent } from 'react'
import { useEffect, useRef, useState } from 'react'
import type { PinnableText } from '../../contract/campaign-parts.ts'
import { Counter } from '../ui/counter.tsx'
import type { TextShape } from './ad-shapes.ts'
import { Advice } from './fields.tsx'
import { useField } from './form-context.tsx'
import { PinSelect } from './pin-select.tsx'
import { moved, pastedLines, withPasted } from './text-lines.ts'
import { useRemoval } from './use-removal.ts'
import classes from './text-list.module.css'

interface TextListProps {
  /** Of the whole list: `adGroups[0].ads[0].headlines`. */
  path: string
  shape: TextShape
  texts: readonly PinnableText[]
  onChange: (texts: PinnableText[]) => void
}

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1)

/** The headlines, long headlines or descriptions of an ad, in order. */
export function TextList({ path, shape, texts, onChange }: TextListProps) {
  const { noun, min, max, width, hint } = shape
  const { advice, error, 'data-field': field } = useField(path)
  const root = useRef<HTMLDivElement>(null)
  /** The line that is to have the caret once the list has changed its length or its order. */
  const next = useRef<number | null>(null)
  const [dragged, setDragged] = useState<number | null>(null)
  const [over, setOver] = useState<number | null>(null)
  const [told, setTold] = useState('')
  useEffect(() => {
    if (next.current === null) return
    root.current?.querySelector<HTMLElement>(`[data-field="${path}[${next.current}]"]`)?.focus()
    next.current = null
  })
  const replace = (index: number, edit: Partial<PinnableText>) =>
    onChange(texts.map((each, at) => (at === index ? withEdit(each, edit) : each)))
  const takeOut = useRemoval(texts, onChange)
  const remove = (index: number) => {
    next.current = Math.max(0, index - 1)
    const rest = texts.length === 1 ? [{ text: '' }] : texts.filter((_, at) => at !== index)
    if (texts[index]?.text.trim() === '') onChange(rest)
    else takeOut(index, capital(noun), rest)
  }
  const move = (from: number, to: number) => {
    if (to < 0 || to >= texts.length || to === from) return
    next.current = to
    onChange(moved(texts, from, to))
  }
  const paste = (index: number, lines: readonly string[]) => {
    const { list, left, last } = withPasted(texts, index, lines, max)
    next.current = last
    setTold(
      left === 0
        ? `${lines.length} lines pasted.`
        : `${left} of ${lines.length} lines had no room: Google takes ${max}.`,
    )
    onChange(list)
  }
  const single = max === 1 && texts.length < 2
  return (
    <div ref={root} role="group" aria-label={`${capital(noun)}s`} className={classes.list}>
      <Group justify="space-between" gap="xs">
        <Text size="sm" fw={560}>
          {single ? capital(noun) : `${capital(noun)}s`}
        </Text>
        <Text size="xs" c="dimmed">
          {single ? `At most ${width} wide` : `${min} to ${max}, each at most ${width} wide`}
          {hint !== undefined && `, ${hint}`}
        </Text>
      </Group>
      <Stack gap={6}>
        {texts.map((text, index) => (
          <Line
            // A line has no id of its own: its place is what it is.
            key={index}
            path={`${path}[${index}]`}
            shape={shape}
            number={index + 1}
            count={texts.length}
            text={text}
            isOver={dragged !== null && over === index}
            onEdit={(edit) => replace(index, edit)}
            onRemove={() => remove(index)}
            onMove={(by) => move(index, index + by)}
            onDrag={setDragged}
            onOver={() => {
              if (dragged === null) return false
              setOver(dragged === index ? null : index)
              return true
            }}
            onDrop={() => {
              if (dragged !== null) move(dragged, index)
              setDragged(null)
              setOver(null)
            }}
            onLines={(lines) => paste(index, lines)}
          />
        ))}
      </Stack>
      {error !== undefined && (
        <Text size="xs" c="var(--mantine-color-error)" data-field={field}>
          {error}
        </Text>
      )}
      <Advice text={advice} />
      <Text size="xs" c="dimmed" role="status" className={told === '' ? 'visually-hidden' : undefined}>
        {told}
      </Text>
      {texts.length < max && (
        <Button
          variant="subtle"
          size="compact-xs"
          leftSection={<IconPlus size={13} aria-hidden />}
          className={classes.add}
          onClick={() => {
            next.current = texts.length
            onChange([...texts, { text: '' }])
          }}
        >
          Add {noun}
        </Button>
      )}
    </div>
  )
}

/** A text that is not pinned has no place at all, not even an empty one. */
function withEdit({ pinnedField, ...text }: PinnableText, edit: Partial<PinnableText>): PinnableText {
  const pin = 'pinnedField' in edit ? edit.pinnedField : pinnedField
  const next = { ...text, text: edit.text ?? text.text }
  return pin === undefined ? next : { ...next, pinnedField: pin }
}

interface LineProps {
  path: string
  shape: TextShape
  number: number
  count: number
  text: PinnableText
  isOver: boolean
  onEdit: (edit: Partial<PinnableText>) => void
  onRemove: () => void
  onMove: (by: -1 | 1) => void
  onDrag: (index: number | null) => void
  /** Whether what is dragged can be dropped here. */
  onOver: () => boolean
  onDrop: () => void
  onLines: (lines: readonly string[]) => void
}

function Line({
  path,
  shape,
  number,
  count,
  text,
  isOver,
  onEdit,
  onDrag,
  onOver,
  onDrop,
  ...acts
}: LineProps) {
  const { advice, ...field } = useField(path, 'within')
  const { noun, width, max, pins } = shape
  const name = max === 1 && count === 1 ? capital(noun) : `${capital(noun)} ${number}`
  const shared = {
    ...field,
    'aria-label': name,
    placeholder: name,
    dir: 'auto' as const,
    rightSection: <Counter text={text.text} limit={width} />,
    rightSectionWidth: 54,
    value: text.text,
    className: classes.input,
    onKeyDown: (event: KeyboardEvent) => {
      if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return
      event.preventDefault()
      acts.onMove(event.key === 'ArrowUp' ? -1 : 1)
    },
    onPaste: (event: ClipboardEvent) => {
      const lines = pastedLines(event.clipboardData.getData('text/plain'))
      if (lines.length < 2) return
      event.preventDefault()
      acts.onLines(lines)
    },
  }
  return (
    <div
      className={classes.line}
      data-over={isOver || undefined}
      onDragOver={(event) => onOver() && event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault()
        onDrop()
      }}
    >
      {count > 1 && (
        <span
          draggable
          aria-hidden
          className={classes.grip}
          onDragStart={(event) => {
            event.dataTransfer.effectAllowed = 'move'
            onDrag(number - 1)
          }}
          onDragEnd={() => onDrag(null)}
        >
          <IconGripVertical size={14} />
        </span>
      )}
      {noun === 'headline' ? (
        <TextInput {...shared} onChange={(event) => onEdit({ text: event.currentTarget.value })} />
      ) : (
        <Textarea
          {...shared}
          autosize
          minRows={1}
          maxRows={4}
          onChange={(event) => onEdit({ text: event.currentTarget.value.replaceAll('\n', ' ') })}
        />
      )}
      {pins !== undefined && (
        <PinSelect
          label={`Place of ${noun} no. ${number}`}
          pins={pins}
          value={text.pinnedField}
          onChange={(pinnedField) => onEdit({ pinnedField })}
        />
      )}
      {(count > 1 || max > 1) && <Tools noun={noun} number={number} count={count} {...acts} />}
      <Advice text={advice} />
    </div>
  )
}

interface ToolsProps {
  noun: string
  number: number
  count: number
  onRemove: () => void
  onMove: (by: -1 | 1) => void
}

function Tools({ noun, number, count, onRemove, onMove }: ToolsProps) {
  const acts = [
    { label: 'Move', end: ' up', Icon: IconArrowUp, disabled: number === 1, run: () => onMove(-1) },
    { label: 'Move', end: ' down', Icon: IconArrowDown, disabled: number === count, run: () => onMove(1) },
    { label: 'Remove', end: '', Icon: IconX, disabled: false, run: onRemove },
  ]
  return (
    <Group gap={0} wrap="nowrap" className={classes.tools}>
      {acts.map(({ label, end, Icon, disabled, run }) => (
        <ActionIcon
          key={label + end}
          variant="subtle"
          color="gray"
          size={26}
          aria-label={`${label} ${noun} no. ${number}${end}`}
          disabled={disabled}
          onClick={run}
        >
          <Icon size={14} />
        </ActionIcon>
      ))}
    </Group>
  )
}
