import { ActionIcon, Button, Group, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconPlus, IconX } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import type { Ad } from '../../contract/campaign-parts.ts'
import type { TextRule } from '../../contract/rules/ad-rule.ts'
import { Counter } from '../ui/counter.tsx'
import { Advice } from './fields.tsx'
import { useField } from './form-context.tsx'
import classes from './text-list.module.css'

type Texts = Ad['headlines']

interface TextListProps {
  /** Of the whole list: `adGroups[0].ads[0].headlines`. */
  path: string
  rule: TextRule
  texts: Texts
  onChange: (texts: Texts) => void
}

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1)

/** The headlines or descriptions of an ad, in order. */
export function TextList({ path, rule, texts, onChange }: TextListProps) {
  const { advice, error, 'data-field': field } = useField(path)
  const root = useRef<HTMLDivElement>(null)
  /** The line that is to have the caret once the list has changed its length or its order. */
  const next = useRef<number | null>(null)
  useEffect(() => {
    if (next.current === null) return
    root.current?.querySelector<HTMLElement>(`[data-field="${path}[${next.current}]"]`)?.focus()
    next.current = null
  })
  const replace = (index: number, text: string) =>
    onChange(texts.map((each, at) => (at === index ? { text } : each)))
  const remove = (index: number) => {
    next.current = Math.max(0, index - 1)
    onChange(texts.length === 1 ? [{ text: '' }] : texts.filter((_, at) => at !== index))
  }
  const move = (index: number, by: -1 | 1) => {
    const order = [...texts]
    const [moved] = order.splice(index, 1)
    if (moved !== undefined) order.splice(index + by, 0, moved)
    next.current = index + by
    onChange(order)
  }
  return (
    <div ref={root} role="group" aria-label={`${capital(rule.noun)}s`} className={classes.list}>
      <Group justify="space-between" gap="xs">
        <Text size="sm" fw={560}>
          {capital(rule.noun)}s
        </Text>
        <Text size="xs" c="dimmed">
          {rule.min} to {rule.max}, each at most {rule.width} wide
        </Text>
      </Group>
      <Stack gap={6}>
        {texts.map(({ text }, index) => (
          <Line
            // A line has no id of its own: its place is what it is.
            key={index}
            path={`${path}[${index}]`}
            noun={rule.noun}
            number={index + 1}
            count={texts.length}
            limit={rule.width}
            text={text}
            onChange={(value) => replace(index, value)}
            onRemove={() => remove(index)}
            onMove={(by) => move(index, by)}
          />
        ))}
      </Stack>
      {error !== undefined && (
        <Text size="xs" c="var(--mantine-color-error)" data-field={field}>
          {error}
        </Text>
      )}
      <Advice text={advice} />
      {texts.length < rule.max && (
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
          Add {rule.noun}
        </Button>
      )}
    </div>
  )
}

interface LineProps {
  path: string
  noun: string
  number: number
  count: number
  limit: number
  text: string
  onChange: (text: string) => void
  onRemove: () => void
  onMove: (by: -1 | 1) => void
}

function Line({ path, noun, number, count, limit, text, onChange, onRemove, onMove }: LineProps) {
  const { advice, ...field } = useField(path, 'within')
  const shared = {
    ...field,
    'aria-label': `${capital(noun)} ${number}`,
    placeholder: `${capital(noun)} ${number}`,
    rightSection: <Counter text={text} limit={limit} />,
    rightSectionWidth: 54,
    value: text,
    className: classes.input,
  }
  return (
    <div className={classes.line}>
      {noun === 'description' ? (
        <Textarea
          {...shared}
          autosize
          minRows={1}
          maxRows={4}
          onChange={(event) => onChange(event.currentTarget.value.replaceAll('\n', ' '))}
        />
      ) : (
        <TextInput {...shared} onChange={(event) => onChange(event.currentTarget.value)} />
      )}
      <Group gap={0} wrap="nowrap" className={classes.tools}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={26}
          aria-label={`Move ${noun} no. ${number} up`}
          disabled={number === 1}
          onClick={() => onMove(-1)}
        >
          <IconArrowUp size={14} />
        </ActionIcon>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={26}
          aria-label={`Move ${noun} no. ${number} down`}
          disabled={number === count}
          onClick={() => onMove(1)}
        >
          <IconArrowDown size={14} />
        </ActionIcon>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={26}
          aria-label={`Remove ${noun} no. ${number}`}
          onClick={onRemove}
        >
          <IconX size={14} />
        </ActionIcon>
      </Group>
      <Advice text={advice} />
    </div>
  )
}
