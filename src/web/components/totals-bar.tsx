import { IconReplace } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Suspense, useEffect, useState } from 'react'
import { refusalAnywhere } from '../../contract/actions.ts'
import type { CampaignTotals } from '../../contract/campaign-filter.ts'
import { lazyPart } from '../client/load-part.ts'
import type { CampaignFilters } from '../client/queries.ts'
import { totalsQuery } from '../client/queries.ts'
import { formatCount, formatMoney } from '../ui/format.ts'
import { ActionButton } from './action-button.tsx'
import classes from './totals-bar.module.css'
import { useSession } from './use-session.ts'
import type { Undo } from './use-undo.tsx'

const ReplaceDialog = lazyPart(() => import('./replace-dialog.tsx'), 'ReplaceDialog')

/** What the whole list comes to, and not only what is loaded of it; and what can be done to all of it. */
export function TotalsBar({ filters, undo }: { filters: CampaignFilters; undo: Undo }) {
  const { data, isPlaceholderData } = useQuery(totalsQuery(filters))
  const [isReplacing, setReplacing] = useState(false)
  const { workspace } = useSession()
  const isShown = data !== undefined
  useEffect(() => {
    document.body.toggleAttribute('data-totals', isShown)
    return () => document.body.removeAttribute('data-totals')
  }, [isShown])
  if (data === undefined) return null
  const { campaigns, exact, dailyBudgetMicros, totalBudgetMicros } = data
  const of = exact ? '' : ' of 100,000 of them'
  return (
    <div role="group" aria-label="Totals" className={classes.bar} data-stale={isPlaceholderData || undefined}>
      <span>
        {exact ? '' : 'At least '}
        <b>{formatCount(campaigns)}</b> {campaigns === 1 ? 'campaign' : 'campaigns'}
      </span>
      <Sum label={`Daily budgets${of}`} sums={dailyBudgetMicros} />
      <Sum label={`Total budgets${of}`} sums={totalBudgetMicros} />
      <span className={classes.deed}>
        <ActionButton
          label="Find and replace…"
          variant="subtle"
          size="compact-xs"
          icon={<IconReplace size={14} aria-hidden />}
          reason={refusalAnywhere(workspace, 'edit')}
          onClick={() => setReplacing(true)}
        />
      </span>
      <Suspense fallback={null}>
        {isReplacing && <ReplaceDialog filters={filters} undo={undo} onClose={() => setReplacing(false)} />}
      </Suspense>
    </div>
  )
}

/** A sum by currency; nothing where nobody has a budget of the kind. */
function Sum({ label, sums }: { label: string; sums: CampaignTotals['dailyBudgetMicros'] }) {
  const amounts = sums.filter(({ micros }) => micros !== '0')
  if (amounts.length === 0) return null
  return (
    <span>
      {label}{' '}
      <b>{amounts.map(({ micros, currencyCode }) => formatMoney(micros, currencyCode)).join(' + ')}</b>
    </span>
  )
}
