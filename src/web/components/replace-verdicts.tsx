import { Button, Checkbox, Group } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck, IconCircleX, IconMinus } from '@tabler/icons-react'
import { useState } from 'react'
import type { EditedText, ReplacedItem } from '../../contract/replace-texts.ts'
import type { CampaignType } from '../../contract/words.ts'
import { pathWords } from '../ui/field-path.ts'
import { findingWords } from '../ui/finding-words.ts'
import { formatCount } from '../ui/format.ts'
import classes from './edit-verdicts.module.css'

const AT_FIRST = 100

interface Row {
  item: ReplacedItem
  /** null: nothing was found in it, and it is named for what is wrong with it. */
  text: EditedText | null
  refused: string | null
}

/** What one text is called among all: by the campaign and where it stands in it. */
export const lineKeyOf = (id: string, path: string): string => `${id} ${path}`

interface ReplaceVerdictsProps {
  items: readonly ReplacedItem[]
  /** As they were judged first: no line changes its place because another one is left out. */
  order: readonly ReplacedItem[]
  /** The lines that are left out. */
  left: ReadonlySet<string>
  onLeave: (keys: readonly string[], isLeft: boolean) => void
}

/** A line for each text: whether it is to change, where it stands, what it was, what it becomes, and what is said about it. */
export function ReplaceVerdicts({ items, order, left, onLeave }: ReplaceVerdictsProps) {
  const [limit, setLimit] = useState(AT_FIRST)
  const rows = inOrder(rowsOf(items), rowsOf(order))
  const more = rows.length - limit
  return (
    <div className={classes.scroller} role="region" aria-label="Texts" tabIndex={0}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">
              <ChangeAll rows={rows} left={left} onLeave={onLeave} />
            </th>
            <th scope="col">Campaign</th>
            <th scope="col">Where</th>
            <th scope="col">From → to</th>
            <th scope="col">Verdict</th>
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, limit).map((row) => (
            <Line key={`${row.item.id} ${row.text?.path}`} row={row} left={left} onLeave={onLeave} />
          ))}
        </tbody>
      </table>
      {more > 0 && (
        <Group justify="center" p="xs">
          <Button size="compact-sm" variant="subtle" onClick={() => setLimit(limit + 1000)}>
            Show {formatCount(Math.min(more, 1000))} more of {formatCount(more)}
          </Button>
        </Group>
      )}
    </div>
  )
}

/** Refused ones first: nobody should have to look for them. */
function rowsOf(items: readonly ReplacedItem[]): Row[] {
  const rows = items.flatMap((item): Row[] => {
    const whole = item.error === null ? null : `${item.error.message} ${item.error.fix}`
    if (item.texts.length === 0) return [{ item, text: null, refused: whole }]
    return item.texts.map((text) => {
      const own = text.error === null ? null : `${text.error.message} ${text.error.fix}`
      return { item, text, refused: whole ?? own }
    })
  })
  return rows.toSorted((a, b) => Number(a.refused === null) - Number(b.refused === null))
}

function inOrder(rows: readonly Row[], first: readonly Row[]): Row[] {
  const keyOf = ({ item, text }: Row): string => lineKeyOf(item.id, text?.path ?? '')
  const now = new Map(rows.map((row) => [keyOf(row), row]))
  return first.flatMap((row) => now.get(keyOf(row)) ?? [])
}

type Leaving = Pick<ReplaceVerdictsProps, 'left' | 'onLeave'>

function ChangeAll({ rows, left, onLeave }: Leaving & { rows: readonly Row[] }) {
  const keys = rows.flatMap(({ item, text, refused }) =>
    text === null || refused !== null ? [] : [lineKeyOf(item.id, text.path)],
  )
  const count = keys.filter((key) => left.has(key)).length
  return (
    <Checkbox
      size="xs"
      aria-label="Change all of these texts"
      checked={keys.length > 0 && count === 0}
      indeterminate={count > 0 && count < keys.length}
      disabled={keys.length === 0}
      onChange={() => onLeave(keys, count === 0)}
    />
  )
}

function Line({ row: { item, text, refused }, left, onLeave }: Leaving & { row: Row }) {
  const name = item.name ?? 'A campaign that is gone'
  const where =
    text === null ? '' : pathWords(text.path, (item.campaignType ?? undefined) as CampaignType | undefined)
  const key = lineKeyOf(item.id, text?.path ?? '')
  const isLeft = left.has(key)
  return (
    <tr data-refused={refused !== null || undefined} data-left={isLeft || undefined}>
      <td>
        {text !== null && refused === null && (
          <Checkbox
            size="xs"
            aria-label={`Change ${where} of ${name}`}
            checked={!isLeft}
            onChange={() => onLeave([key], !isLeft)}
          />
        )}
      </td>
      <th scope="row" title={name}>
        {name}
      </th>
      <td>{where}</td>
      <td className={classes.change}>
        {text !== null && (
          <>
            <del>{text.before ?? 'empty'}</del>
            <span aria-hidden> → </span>
            <ins>{text.after || 'empty'}</ins>
          </>
        )}
      </td>
      <td className={classes.verdict}>
        {isLeft ? (
          <span className={classes.left}>
            <IconMinus size={14} aria-hidden /> Left as it is
          </span>
        ) : refused === null ? (
          <Words warnings={text?.warnings ?? []} />
        ) : (
          <span className={classes.refused}>
            <IconCircleX size={14} aria-hidden /> Refused: {refused}
          </span>
        )}
      </td>
    </tr>
  )
}

function Words({ warnings }: Pick<EditedText, 'warnings'>) {
  if (warnings.length > 0) {
    return (
      <span className={classes.warned}>
        <IconAlertTriangle size={14} aria-hidden />{' '}
        {warnings.map((warning) => findingWords(warning).message).join(' ')}
      </span>
    )
  }
  return (
    <span className={classes.good}>
      <IconCircleCheck size={14} aria-hidden /> Changes
    </span>
  )
}
