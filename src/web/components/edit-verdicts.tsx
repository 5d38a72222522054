import { Button, Group } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck, IconCircleX } from '@tabler/icons-react'
import { useState } from 'react'
import type { CellValue } from '../ui/cell-edit.ts'
import { isDate, isMoney } from '../ui/cell-edit.ts'
import type { ColumnKey } from '../ui/columns.ts'
import { COLUMNS } from '../ui/columns.ts'
import { formatDate, formatMoney } from '../ui/format.ts'
import classes from './edit-verdicts.module.css'
import { useAccounts } from './use-session.ts'
import type { Verdict } from './verdicts.ts'

const AT_FIRST = 100

/** A line for each cell: what it was, what it becomes, and what is said about it. */
export function EditVerdicts({ verdicts }: { verdicts: readonly Verdict[] }) {
  const [limit, setLimit] = useState(AT_FIRST)
  const currencies = new Map(useAccounts().map(({ id, currencyCode }) => [id, currencyCode]))
  const more = verdicts.length - limit
  return (
    <div className={classes.scroller} role="region" aria-label="Cells" tabIndex={0}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">Campaign</th>
            <th scope="col">Field</th>
            <th scope="col">From → to</th>
            <th scope="col">Verdict</th>
          </tr>
        </thead>
        <tbody>
          {verdicts.slice(0, limit).map((verdict) => (
            <Line
              key={`${verdict.id} ${verdict.key}`}
              verdict={verdict}
              currency={currencies.get(verdict.accountId) ?? ''}
            />
          ))}
        </tbody>
      </table>
      {more > 0 && (
        <Group justify="center" p="xs">
          <Button size="compact-sm" variant="subtle" onClick={() => setLimit(limit + 1000)}>
            Show {Math.min(more, 1000)} more of {more}
          </Button>
        </Group>
      )}
    </div>
  )
}

function Line({ verdict, currency }: { verdict: Verdict; currency: string }) {
  const { name, key, before, after, isText, refused } = verdict
  return (
    <tr data-refused={refused !== null || undefined}>
      <th scope="row" title={name}>
        {name}
      </th>
      <td className={classes.field}>{COLUMNS[key].label}</td>
      <td className={classes.change}>
        <del>{inWords(key, before, currency)}</del>
        <span aria-hidden> → </span>
        <ins>{isText ? after : inWords(key, after, currency)}</ins>
      </td>
      <td className={classes.verdict}>
        <Words verdict={verdict} />
      </td>
    </tr>
  )
}

function Words({ verdict: { refused, warnings } }: { verdict: Verdict }) {
  if (refused !== null) {
    return (
      <span className={classes.refused}>
        <IconCircleX size={14} aria-hidden /> Refused: {refused}
      </span>
    )
  }
  if (warnings.length > 0) {
    return (
      <span className={classes.warned}>
        <IconAlertTriangle size={14} aria-hidden /> {warnings.join(' ')}
      </span>
    )
  }
  return (
    <span className={classes.good}>
      <IconCircleCheck size={14} aria-hidden /> Changes
    </span>
  )
}

function inWords(key: ColumnKey, value: CellValue, currency: string): string {
  if (value === null || value === '') return 'empty'
  if (isMoney(key) && /^\d+$/.test(value)) return formatMoney(value, currency)
  return isDate(key) && /^\d{4}-\d\d-\d\d$/.test(value) ? formatDate(value) : value
}
