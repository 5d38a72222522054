import { Link } from '@tanstack/react-router'
import type { CampaignListItem } from '../../contract/campaign.ts'
import { Status } from '../ui/status.tsx'
import classes from './campaign-table.module.css'

/** A status that has a publication to look at leads there. */
export function StatusLink({ item, tabIndex }: { item: CampaignListItem; tabIndex?: 0 | -1 }) {
  const publication = item.lastPublication
  if (publication === null || publication.state === 'SUCCEEDED' || item.archivedAt !== null)
    return <Status facts={item} />
  return (
    <Link
      to="/publications/$publicationId"
      params={{ publicationId: publication.id }}
      className={classes.plain}
      draggable={false}
      data-target
      tabIndex={tabIndex}
    >
      <Status facts={item} />
    </Link>
  )
}
