import { ActionIcon, Button, Checkbox, Group, Menu, Text, TextInput } from '@mantine/core'
import { IconCopy, IconDots, IconSearch, IconTrash } from '@tabler/icons-react'
import { useMemo, useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import type { Keyword } from '../../contract/campaign-parts.ts'
import type { MatchType } from '../../contract/words.ts'
import { MATCH_TYPES } from '../../contract/words.ts'
import { askToConfirm } from '../ui/confirm.ts'
import { formatCount } from '../ui/format.ts'
import { MATCH_TYPE_LABELS } from '../ui/part-labels.ts'
import { useForm } from './form-context.tsx'
import classes from './keyword-editor.module.css'
import { keywordKey, keywordNotation } from '../ui/keyword-notation.ts'
import { KeywordRow } from './keyword-row.tsx'
import type { Problem } from './problems.ts'
import { useRemoval } from './use-removal.ts'

const PAGE = 100

interface KeywordTableProps {
  path: string
  keywords: readonly Keyword[]
  onlyNegative: boolean
  onChange: (edit: (keywords: readonly Keyword[]) => readonly Keyword[]) => void
  onTell: (words: string) => void
}

/** The keywords there are, a hundred at a time; what is done from the menu is done to all that are found. */
export function KeywordTable({ path, keywords, onlyNegative, onChange, onTell }: KeywordTableProps) {
  const { document, problems } = useForm()
  const [search, setSearch] = useState('')
  const [onlyFound, setOnlyFound] = useState(false)
  const [limit, setLimit] = useState(PAGE)
  const body = useRef<HTMLTableSectionElement>(null)
  const byRow = useMemo(() => problemsByRow(problems, path), [problems, path])
  const words = search.trim().toLowerCase()
  const found = keywords
    .map((keyword, index) => ({ keyword, index }))
    .filter(
      ({ keyword, index }) => keyword.text.toLowerCase().includes(words) && (!onlyFound || byRow.has(index)),
    )
  const isFound = new Set(found.map(({ index }) => index))
  const hasBids = !onlyNegative && document.biddingStrategy === 'MANUAL_CPC'

  const takeOut = useRemoval(keywords, (next) => onChange(() => next))
  const remove = (index: number, place: number) => {
    takeOut(index, 'Keyword')
    // The row stays and shows the next keyword, focus and all; only the last one goes.
    const rows = body.current?.rows ?? []
    if (rows[place + 1] === undefined)
      rows[place - 1]?.querySelector<HTMLElement>('[data-column=remove]')?.focus()
  }
  const edit = (index: number, change: Partial<Keyword>): boolean => {
    const next = { ...keywords[index]!, ...change }
    const twin = keywords.findIndex((each, at) => at !== index && keywordKey(each) === keywordKey(next))
    if (twin >= 0) {
      onTell(`${keywordNotation(next)} is there already, so nothing was changed.`)
      return false
    }
    onTell('')
    onChange((before) => before.map((each, at) => (at === index ? { ...each, ...change } : each)))
    return true
  }
  const removeFound = () =>
    askToConfirm({
      title: `Remove ${formatCount(found.length)} keywords?`,
      text: 'They can be had back from the history of the campaign.',
      confirm: 'Remove',
      cancel: 'Keep them',
      isDanger: true,
      onConfirm: () => onChange((before) => before.filter((_, index) => !isFound.has(index))),
    })
  const changeMatch = (matchType: MatchType) => {
    const result = withMatch(keywords, isFound, matchType)
    onChange(() => result.keywords)
    const dropped =
      result.dropped === 0 ? '' : ` ${formatCount(result.dropped)} were the same then and are dropped.`
    onTell(`${formatCount(found.length)} are ${MATCH_TYPE_LABELS[matchType].toLowerCase()} now.${dropped}`)
  }
  return (
    <div>
      <Group justify="space-between" gap="xs" mb={6}>
        <Text size="sm" fw={560}>
          {countWords(keywords, onlyNegative)}
        </Text>
        <Group gap={6}>
          <Finder
            count={keywords.length}
            withFindings={byRow.size}
            search={search}
            onSearch={setSearch}
            onlyFound={onlyFound}
            onOnlyFound={setOnlyFound}
          />
          <FoundMenu
            count={found.length}
            onMatch={changeMatch}
            onCopy={() => {
              const text = found.map(({ keyword }) => keywordNotation(keyword)).join('\n')
              navigator.clipboard.writeText(text).then(
                () => onTell(`${formatCount(found.length)} copied.`),
                () => onTell('The browser does not allow copying here.'),
              )
            }}
            onRemove={removeFound}
          />
        </Group>
      </Group>
      <table className={classes.table} data-bids={hasBids || undefined}>
        <caption className="visually-hidden">{onlyNegative ? 'Negative keywords' : 'Keywords'}</caption>
        <thead>
          <tr>
            <th scope="col">Keyword</th>
            <th scope="col">Match</th>
            {!onlyNegative && <th scope="col">Negative</th>}
            {hasBids && <th scope="col">Bid per click</th>}
            <th scope="col">
              <span className="visually-hidden">Remove</span>
            </th>
          </tr>
        </thead>
        <tbody ref={body} onKeyDown={(event) => walk(event, body.current)}>
          {found.slice(0, limit).map(({ keyword, index }, place) => (
            <KeywordRow
              // Its place, so that a changed match does not take the focus away.
              key={index}
              path={`${path}[${index}]`}
              keyword={keyword}
              hasSign={!onlyNegative}
              hasBids={hasBids}
              problems={byRow.get(index)}
              onEdit={(change) => edit(index, change)}
              onRemove={() => remove(index, place)}
            />
          ))}
        </tbody>
      </table>
      {found.length === 0 && (
        <Text size="sm" c="dimmed" py="xs">
          No keyword like that.
        </Text>
      )}
      {found.length > limit && (
        <Button variant="subtle" size="compact-xs" mt={6} onClick={() => setLimit(limit + 5 * PAGE)}>
          Show more of {formatCount(found.length)}
        </Button>
      )}
    </div>
  )
}

interface FinderProps {
  count: number
  withFindings: number
  search: string
  onSearch: (search: string) => void
  onlyFound: boolean
  onOnlyFound: (only: boolean) => void
}

function Finder({ count, withFindings, search, onSearch, onlyFound, onOnlyFound }: FinderProps) {
  return (
    <>
      {(withFindings > 0 || onlyFound) && (
        <Checkbox
          size="xs"
          label={`Only the ${formatCount(withFindings)} with findings`}
          checked={onlyFound}
          onChange={(event) => onOnlyFound(event.currentTarget.checked)}
        />
      )}
      {count > 5 && (
        <TextInput
          size="xs"
          w={170}
          aria-label="Find a keyword"
          placeholder="Find a keyword"
          leftSection={<IconSearch size={13} aria-hidden />}
          value={search}
          onChange={(event) => onSearch(event.currentTarget.value)}
        />
      )}
    </>
  )
}

function countWords(keywords: readonly Keyword[], onlyNegative: boolean): string {
  const count = `${formatCount(keywords.length)} ${keywords.length === 1 ? 'keyword' : 'keywords'}`
  const negative = keywords.filter((keyword) => keyword.negative).length
  if (onlyNegative) return `${count}, all negative`
  return negative === 0 ? count : `${count}, ${formatCount(negative)} negative`
}

function problemsByRow(problems: readonly Problem[], path: string): ReadonlyMap<number, Problem[]> {
  const rows = new Map<number, Problem[]>()
  for (const problem of problems) {
    if (!problem.path.startsWith(`${path}[`)) continue
    const index = Number.parseInt(problem.path.slice(path.length + 1), 10)
    rows.set(index, [...(rows.get(index) ?? []), problem])
  }
  return rows
}

/** Those that are found with another match; what is the same as another one then is dropped. */
function withMatch(
  keywords: readonly Keyword[],
  isFound: ReadonlySet<number>,
  matchType: MatchType,
): { keywords: Keyword[]; dropped: number } {
  const taken = new Set<string>()
  const kept: Keyword[] = []
  for (const [index, keyword] of keywords.entries()) {
    const next = isFound.has(index) ? { ...keyword, matchType } : keyword
    if (taken.has(keywordKey(next))) continue
    taken.add(keywordKey(next))
    kept.push(next)
  }
  return { keywords: kept, dropped: keywords.length - kept.length }
}

/** Up and down go through a column, as in a spreadsheet. */
function walk(event: KeyboardEvent, body: HTMLTableSectionElement | null): void {
  const target = event.target as HTMLElement
  const { column } = target.dataset
  if (column === undefined || target instanceof HTMLSelectElement) return
  if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return
  const rows = [...(body?.rows ?? [])]
  const at = rows.findIndex((row) => row.contains(target))
  const next = rows[at + (event.key === 'ArrowUp' ? -1 : 1)]
  const field = next?.querySelector<HTMLElement>(`[data-column="${column}"]`)
  if (field == null) return
  event.preventDefault()
  field.focus()
}

interface FoundMenuProps {
  count: number
  onMatch: (matchType: MatchType) => void
  onCopy: () => void
  onRemove: () => void
}

function FoundMenu({ count, onMatch, onCopy, onRemove }: FoundMenuProps) {
  const which = count === 1 ? 'the one listed' : `all ${formatCount(count)} listed`
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={26}
          disabled={count === 0}
          aria-label="More for the keywords listed"
        >
          <IconDots size={15} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {MATCH_TYPES.toReversed().map((matchType) => (
          <Menu.Item key={matchType} onClick={() => onMatch(matchType)}>
            Make {which} {MATCH_TYPE_LABELS[matchType].toLowerCase()}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<IconCopy size={14} aria-hidden />} onClick={onCopy}>
          Copy {which}
        </Menu.Item>
        <Menu.Item leftSection={<IconTrash size={14} aria-hidden />} onClick={onRemove}>
          Remove {which}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
