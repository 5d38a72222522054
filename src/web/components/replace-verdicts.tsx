import { Button, Group } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck, IconCircleX } from '@tabler/icons-react'
import { useState } from 'react'
import type { EditedText, ReplacedItem } from '../../contract/replace-texts.ts'
import type { CampaignType } from '../../contract/words.ts'
import { pathWords } from '../ui/field-path.ts'
import { formatCount } from '../ui/format.ts'
import classes from './edit-verdicts.module.css'

const AT_FIRST = 100

interface Row {
  item: ReplacedItem
  /** null: nothing was found in it, and it is named for what is wrong with it. */
  text: EditedText | null
  refused: string | null
}

/** A line for each text: where it stands, what it was, what it becomes, and what is said about it. */
export function ReplaceVerdicts({ items }: { items: readonly ReplacedItem[] }) {
  const [limit, setLimit] = useState(AT_FIRST)
  const rows = rowsOf(items)
  const more = rows.length - limit
  return (
    <div className={classes.scroller} role="region" aria-label="Texts" tabIndex={0}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">Campaign</th>
            <th scope="col">Where</th>
            <th scope="col">From → to</th>
            <th scope="col">Verdict</th>
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, limit).map((row) => (
            <Line key={`${row.item.id} ${row.text?.path}`} row={row} />
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

function Line({ row: { item, text, refused } }: { row: Row }) {
  const name = item.name ?? 'A campaign that is gone'
  return (
    <tr data-refused={refused !== null || undefined}>
      <th scope="row" title={name}>
        {name}
      </th>
      <td>
        {text !== null && pathWords(text.path, (item.campaignType ?? undefined) as CampaignType | undefined)}
      </td>
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
        {refused === null ? (
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
        <IconAlertTriangle size={14} aria-hidden /> {warnings.map(({ message }) => message).join(' ')}
      </span>
    )
  }
  return (
    <span className={classes.good}>
      <IconCircleCheck size={14} aria-hidden /> Changes
    </span>
  )
}
