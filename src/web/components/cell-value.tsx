import type { CampaignListItem } from '../../contract/campaign.ts'
import type { Account } from '../../contract/session.ts'
import { hasUnpublishedEdits } from '../ui/campaign-state.ts'
import type { ColumnKey } from '../ui/columns.ts'
import { formatAgo, formatDate, formatMoment, formatMoney } from '../ui/format.ts'
import { BIDDING_NAMES, googleWord, PUBLICATION_STATE_LABELS, TYPE_LABELS } from '../ui/labels.ts'
import classes from './campaign-table.module.css'
import { PlainLink } from './plain-link.tsx'
import { ProtectedMark } from './protected-mark.tsx'
import { StatusLink } from './status-link.tsx'

interface CellValueProps {
  item: CampaignListItem
  column: ColumnKey
  account: Account | undefined
  tabIndex: 0 | -1
}

/** What a cell of the table shows. */
export function CellValue({ item, column, account, tabIndex }: CellValueProps) {
  switch (column) {
    case 'name':
      return <Name item={item} tabIndex={tabIndex} />
    case 'status':
      return <StatusLink item={item} tabIndex={tabIndex} />
    case 'type':
      return TYPE_LABELS[item.campaignType]
    case 'account':
      return account?.name ?? <Nothing words="unknown" />
    case 'dailyBudgetMicros':
      return <DailyBudget item={item} currency={account?.currencyCode ?? ''} />
    case 'totalBudgetMicros':
      return item.totalBudgetMicros === null ? (
        <Nothing words="no total budget" />
      ) : (
        formatMoney(item.totalBudgetMicros, account?.currencyCode ?? '')
      )
    case 'startDate':
      return item.startDate === null ? <Nothing words="no start" /> : formatDate(item.startDate)
    case 'endDate':
      return item.endDate === null ? <Nothing words="no end" /> : formatDate(item.endDate)
    case 'atGoogle':
      return item.googlePrimaryStatus === null ? (
        <Nothing words="not at Google" />
      ) : (
        googleWord(item.googlePrimaryStatus)
      )
    case 'googleCampaignId':
      return item.googleCampaignId ?? <Nothing words="none" />
    case 'lastPublication':
      return PUBLICATION_STATE_LABELS[item.lastPublication?.state ?? 'NONE']
    case 'bidding':
      return BIDDING_NAMES[item.biddingStrategy]
    case 'updatedAt':
    case 'createdAt':
      return (
        <time dateTime={item[column]} title={formatMoment(item[column], account?.timeZone)}>
          {formatAgo(item[column])}
        </time>
      )
    default:
      return column satisfies never
  }
}

function Name({ item, tabIndex }: { item: CampaignListItem; tabIndex: 0 | -1 }) {
  return (
    <>
      <PlainLink
        href={`/campaigns/${item.id}`}
        className={classes.name}
        title={item.name}
        tabIndex={tabIndex}
      >
        {item.name}
      </PlainLink>
      <ProtectedMark protection={item.protection} />
      {hasUnpublishedEdits(item) && (
        <span
          className={classes.edited}
          title="Has edits that Google does not have yet. Review and publish them."
        >
          edited
        </span>
      )}
    </>
  )
}

function DailyBudget({ item, currency }: { item: CampaignListItem; currency: string }) {
  // One that is for the whole run is not left out: a column without it would read as "no budget".
  if (item.totalBudgetMicros !== null)
    return <span className={classes.nothing}>{formatMoney(item.totalBudgetMicros, currency)} in all</span>
  if (item.dailyBudgetMicros === null) return <Nothing words="no budget yet" />
  return formatMoney(item.dailyBudgetMicros, currency)
}

/** A dash to be seen, words to be heard: one element, since every row can have several. */
function Nothing({ words }: { words: string }) {
  return <span className={classes.none}>{words}</span>
}
