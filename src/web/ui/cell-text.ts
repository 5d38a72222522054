import type { CampaignListItem } from '../../contract/campaign.ts'
import type { Account } from '../../contract/session.ts'
import { stateWords } from './campaign-state.ts'
import { isEditable, writeCell } from './cell-edit.ts'
import type { ColumnKey } from './columns.ts'
import { formatMoment } from './format.ts'
import { BIDDING_NAMES, googleWord, PUBLICATION_STATE_LABELS, TYPE_LABELS } from './labels.ts'

/** A cell for the clipboard: the words that are seen, amounts as plain numbers and dates as every spreadsheet reads them. */
export function cellText(item: CampaignListItem, key: ColumnKey, account: Account | undefined): string {
  if (isEditable(key)) return writeCell(key, item[key])
  switch (key) {
    case 'status':
      return stateWords(item).label
    case 'type':
      return TYPE_LABELS[item.campaignType]
    case 'account':
      return account?.name ?? ''
    case 'atGoogle':
      return item.googlePrimaryStatus === null ? '' : googleWord(item.googlePrimaryStatus)
    case 'googleCampaignId':
      return item.googleCampaignId ?? ''
    case 'lastPublication':
      return PUBLICATION_STATE_LABELS[item.lastPublication?.state ?? 'NONE']
    case 'bidding':
      return BIDDING_NAMES[item.biddingStrategy]
    case 'updatedAt':
    case 'createdAt':
      return formatMoment(item[key], account?.timeZone)
    default:
      return key satisfies never
  }
}
