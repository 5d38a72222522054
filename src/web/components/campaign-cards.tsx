import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { budgetWords } from '../ui/campaign-state.ts'
import { formatDates } from '../ui/format.ts'
import { TYPE_LABELS } from '../ui/labels.ts'
import { Status } from '../ui/status.tsx'
import classes from './campaign-cards.module.css'
import { ProtectedMark } from './protected-mark.tsx'
import type { CampaignList } from './use-campaign-list.ts'
import { useAccounts } from './use-session.ts'

interface CampaignCardsProps {
  list: CampaignList
  loading: boolean
}

/** The list where a table has no room: a telephone. */
export function CampaignCards({ list, loading }: CampaignCardsProps) {
  const { rows, hasMore, hasBefore, loadMore, loadBefore } = list
  const currencies = new Map(useAccounts().map(({ id, currencyCode }) => [id, currencyCode]))
  return (
    <section className={classes.cards} aria-label="Campaigns">
      {hasBefore && (
        <Button m="md" variant="default" loading={loading} onClick={loadBefore}>
          Show earlier ones
        </Button>
      )}
      {rows.items.map((item) => (
        <Link
          key={item.id}
          to="/campaigns/$campaignId"
          params={{ campaignId: item.id }}
          className={classes.card}
        >
          <span className={classes.cardName}>
            {item.name}
            <ProtectedMark protection={item.protection} />
          </span>
          <span className={classes.cardFacts}>
            <Status facts={item} />
            <span>{inWords(budgetWords(item, currencies.get(item.accountId) ?? ''))}</span>
            <span>{TYPE_LABELS[item.campaignType]}</span>
            {(item.startDate ?? item.endDate) !== null && (
              <span>{formatDates(item.startDate, item.endDate)}</span>
            )}
          </span>
        </Link>
      ))}
      {hasMore && (
        <Button m="md" variant="default" loading={loading} onClick={loadMore}>
          Show more
        </Button>
      )}
    </section>
  )
}

function inWords(budget: ReturnType<typeof budgetWords>): string {
  return budget === null ? 'No budget' : `${budget.amount} ${budget.per}`
}
