import type { CampaignListItem } from '../../contract/campaign.ts'
import { ASKED_FOR } from '../ui/campaign-state.ts'
import { Status } from '../ui/status.tsx'
import classes from './campaign-table.module.css'
import { PlainLink } from './plain-link.tsx'

/** A status that has a publication to look at leads there. */
export function StatusLink({ item, tabIndex }: { item: CampaignListItem; tabIndex?: 0 | -1 }) {
  const publication = item.lastPublication
  const isNone = publication === null || publication.id === ASKED_FOR || publication.state === 'SUCCEEDED'
  if (isNone || item.archivedAt !== null) return <Status facts={item} />
  return (
    <PlainLink href={`/publications/${publication.id}`} className={classes.plain} tabIndex={tabIndex}>
      <Status facts={item} />
    </PlainLink>
  )
}
