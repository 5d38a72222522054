import { IconX } from '@tabler/icons-react'
import { useState } from 'react'
import type { Keyword } from '../../contract/campaign-parts.ts'
import { MATCH_TYPES } from '../../contract/words.ts'
import { MATCH_TYPE_LABELS } from '../ui/part-labels.ts'
import { MoneyField } from './fields.tsx'
import classes from './keyword-editor.module.css'
import type { Problem } from './problems.ts'

interface KeywordRowProps {
  path: string
  keyword: Keyword
  hasSign: boolean
  hasBids: boolean
  problems: readonly Problem[] | undefined
  /** Whether it was taken: the same keyword may be there already. */
  onEdit: (change: Partial<Keyword>) => boolean
  onRemove: () => void
}

/** One keyword. The browser's own fields: hundreds of them stand under each other. */
export function KeywordRow({
  path,
  keyword,
  hasSign,
  hasBids,
  problems = [],
  onEdit,
  onRemove,
}: KeywordRowProps) {
  const { text, matchType, negative } = keyword
  const [typed, setTyped] = useState(text)
  const [shown, setShown] = useState(text)
  if (shown !== text) {
    setShown(text)
    setTyped(text)
  }
  const isBad = problems.some(({ severity }) => severity === 'error')
  const settle = () => {
    const next = typed.replace(/\s+/g, ' ').trim()
    if (next === text) setTyped(text)
    else if (next === '' || !onEdit({ text: next })) setTyped(text)
  }
  return (
    <tr data-bad={isBad || undefined} data-negative={negative || undefined}>
      <td>
        <input
          className={classes.text}
          data-field={path}
          data-column="text"
          aria-label={`Keyword ${text}`}
          aria-invalid={isBad || undefined}
          aria-describedby={problems.length === 0 ? undefined : `${path} said`}
          maxLength={200}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          onBlur={settle}
          onKeyDown={(event) => {
            if (event.key === 'Enter') settle()
            if (event.key === 'Escape') setTyped(text)
          }}
        />
        {problems.length > 0 && (
          <div id={`${path} said`} className={classes.said} data-bad={isBad || undefined}>
            {problems.map(({ message, fix }) => `${message} ${fix}`.trim()).join(' ')}
          </div>
        )}
      </td>
      <td>
        <select
          className={classes.match}
          data-column="match"
          aria-label={`Match of ${text}`}
          value={matchType}
          onChange={(event) => {
            const next = MATCH_TYPES.find((each) => each === event.currentTarget.value)
            if (next !== undefined) onEdit({ matchType: next })
          }}
        >
          {MATCH_TYPES.toReversed().map((each) => (
            <option key={each} value={each}>
              {MATCH_TYPE_LABELS[each]}
            </option>
          ))}
        </select>
      </td>
      {hasSign && (
        <td>
          <input
            type="checkbox"
            data-column="negative"
            aria-label={`${text} is negative`}
            checked={negative}
            onChange={(event) =>
              onEdit({
                negative: event.currentTarget.checked,
                cpcBidMicros: event.currentTarget.checked ? null : keyword.cpcBidMicros,
              })
            }
          />
        </td>
      )}
      {hasBids && (
        <td className={classes.bid}>
          {!negative && (
            <MoneyField
              bare
              path={`${path}.cpcBidMicros`}
              label={`Bid for ${text}`}
              placeholder="Group’s"
              micros={keyword.cpcBidMicros}
              onChange={(cpcBidMicros) => onEdit({ cpcBidMicros })}
            />
          )}
        </td>
      )}
      <td>
        <button
          type="button"
          className={classes.remove}
          data-column="remove"
          aria-label={`Remove ${text}`}
          onClick={onRemove}
        >
          <IconX size={14} aria-hidden />
        </button>
      </td>
    </tr>
  )
}
