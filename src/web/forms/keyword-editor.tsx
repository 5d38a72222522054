import { Button, Group, Text, Textarea } from '@mantine/core'
import { useEffect, useMemo, useState } from 'react'
import type { Keyword } from '../../contract/campaign-parts.ts'
import { formatCount } from '../ui/format.ts'
import { Advice } from './fields.tsx'
import { useField, useForm } from './form-context.tsx'
import classes from './keyword-editor.module.css'
import type { KeywordEntry, ReadKeywords } from '../ui/keyword-notation.ts'
import { addKeywords, keywordNotation, readKeywords } from '../ui/keyword-notation.ts'
import { KeywordTable } from './keyword-table.tsx'

const MAX_KEYWORDS = 2000

export interface KeywordEditorProps {
  /** Of the list: `adGroups[0].keywords` or `negativeKeywords`. */
  path: string
  keywords: readonly Keyword[]
  onChange: (edit: (keywords: readonly Keyword[]) => readonly Keyword[]) => void
  /** Whether all of them are negative, as those of a whole campaign are. */
  onlyNegative?: boolean
}

/** Keywords by the hundred: typed or pasted in Google's notation above, listed and changed below. */
export function KeywordEditor({ path, keywords, onChange, onlyNegative = false }: KeywordEditorProps) {
  const { error, advice, 'data-field': field } = useField(path)
  const [told, setTold] = useState('')
  return (
    <div className={classes.editor}>
      <KeywordEntryField
        path={path}
        keywords={keywords}
        onlyNegative={onlyNegative}
        onAdd={onChange}
        onTell={setTold}
      />
      <Text size="xs" role="status" className={told === '' ? 'visually-hidden' : classes.told}>
        {told}
      </Text>
      {error !== undefined && (
        <Text size="xs" c="var(--mantine-color-error)" data-field={field}>
          {error}
        </Text>
      )}
      <Advice text={advice} />
      {keywords.length > 0 && (
        <KeywordTable
          path={path}
          keywords={keywords}
          onlyNegative={onlyNegative}
          onChange={onChange}
          onTell={setTold}
        />
      )}
    </div>
  )
}

interface KeywordEntryFieldProps {
  path: string
  keywords: readonly Keyword[]
  onlyNegative: boolean
  onAdd: KeywordEditorProps['onChange']
  onTell: (words: string) => void
}

function KeywordEntryField({ path, keywords, onlyNegative, onAdd, onTell }: KeywordEntryFieldProps) {
  const { setUnread } = useForm()
  const [text, setText] = useState('')
  const make = (entry: KeywordEntry): Keyword => ({
    ...entry,
    negative: onlyNegative || entry.negative,
    cpcBidMicros: null,
  })
  const result = useMemo(() => readKeywords(text), [text])
  const wouldAdd = useMemo(
    () =>
      addKeywords(keywords, result.entries, {
        max: MAX_KEYWORDS,
        make: (entry) => ({ ...entry, cpcBidMicros: null }),
      }),
    [keywords, result],
  )
  useEffect(() => () => setUnread(path, null), [path, setUnread])

  const type = (next: string) => {
    setText(next)
    onTell('')
    const waiting = next.trim() === '' ? null : 'Keywords are written here and not added yet.'
    setUnread(path, waiting)
  }
  const add = () => {
    if (text.trim() === '') return
    onAdd((before) => addKeywords(before, result.entries, { max: MAX_KEYWORDS, make }).keywords)
    const rest = [...result.unclear, ...wouldAdd.left.map(keywordNotation)].join('\n')
    setText(rest)
    setUnread(path, rest === '' ? null : 'Some lines are no keywords yet.')
    onTell(whatHappened(result, wouldAdd))
  }
  const noun = onlyNegative ? 'negative keyword' : 'keyword'
  return (
    <div>
      <Textarea
        label={onlyNegative ? 'Add negative keywords' : 'Add keywords'}
        data-field={path}
        inputWrapperOrder={['label', 'input', 'error', 'description']}
        description={
          <>
            One a line: <code>word</code> broad, <code>"word"</code> phrase, <code>[word]</code> exact
            {!onlyNegative && (
              <>
                , <code>-word</code> negative
              </>
            )}
            . A column of a spreadsheet can be pasted. Ctrl+Enter adds.
          </>
        }
        placeholder={
          onlyNegative ? 'free\n"second hand"' : 'garden tools\n"herb seeds"\n[basil seeds]\n-free'
        }
        autosize
        minRows={3}
        maxRows={10}
        spellCheck={false}
        value={text}
        onChange={(event) => type(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
          event.preventDefault()
          add()
        }}
      />
      <Group justify="space-between" gap="xs" mt={6}>
        <Text size="xs" c="dimmed">
          {text.trim() === '' ? '' : inWords(result, wouldAdd)}
        </Text>
        <Button variant="default" disabled={wouldAdd.added === 0} onClick={add}>
          {wouldAdd.added < 2 ? `Add ${noun}` : `Add ${formatCount(wouldAdd.added)} ${noun}s`}
        </Button>
      </Group>
    </div>
  )
}

type Added = ReturnType<typeof addKeywords>

/** What is meant by what is written, before it is added. */
function inWords({ entries, unclear }: ReadKeywords, { repeated, left }: Added): string {
  const count = (words: string, number: number) => (number === 0 ? null : `${formatCount(number)} ${words}`)
  const of = (type: KeywordEntry['matchType']) => entries.filter(({ matchType }) => matchType === type).length
  const parts = [
    count('broad', of('BROAD')),
    count('phrase', of('PHRASE')),
    count('exact', of('EXACT')),
    count('of them negative', entries.filter(({ negative }) => negative).length),
    count('there already', repeated.length),
    count('without room', left.length),
    count('not clear', unclear.length),
  ]
  return parts.filter(Boolean).join(', ')
}

const SHOWN = 5

/** What became of them, once they are added. */
function whatHappened({ unclear }: ReadKeywords, { added, repeated, left }: Added): string {
  const names = repeated.slice(0, SHOWN).map(keywordNotation).join(', ')
  const more = repeated.length > SHOWN ? ` and ${formatCount(repeated.length - SHOWN)} more` : ''
  return [
    added === 0 ? 'Nothing new.' : `${formatCount(added)} added.`,
    repeated.length > 0 && `${formatCount(repeated.length)} dropped, there already: ${names}${more}.`,
    left.length > 0 && `${formatCount(left.length)} had no room: at most ${formatCount(MAX_KEYWORDS)}.`,
    unclear.length > 0 &&
      `${unclear.length === 1 ? 'One line is' : `${unclear.length} lines are`} left above: a bracket or quote has no partner, or there are no words.`,
  ]
    .filter(Boolean)
    .join(' ')
}
