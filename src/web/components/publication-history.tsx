import { Button, Skeleton } from '@mantine/core'
import { IconRocket } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { Campaign } from '../../contract/campaign.ts'
import { publicationsQuery } from '../client/queries.ts'
import { formatAgo } from '../ui/format.ts'
import { PUBLICATION_LABELS } from '../ui/labels.ts'
import { Notice } from '../ui/notice.tsx'
import { PublicationStateWords } from '../ui/publication-state.tsx'
import overview from './campaign-overview.module.css'
import classes from './history.module.css'
import { ButtonLink } from './button-link.tsx'
import { PageError } from './page-state.tsx'
import { useMoment } from './use-session.ts'

export function PublicationHistory({ campaign }: { campaign: Campaign }) {
  const list = useInfiniteQuery(publicationsQuery(campaign.id))
  const moment = useMoment(campaign.accountId)
  if (list.isPending) return <Skeleton h={180} />
  if (list.isError) return <PageError error={list.error} reset={() => void list.refetch()} />
  const items = list.data.pages.flatMap((page) => page.items)
  if (items.length === 0) {
    return (
      <Notice
        icon={<IconRocket size={28} stroke={1.4} />}
        title="Never published"
        text="Google does not know this campaign yet."
        action={
          <ButtonLink to="/campaigns/$campaignId/plan" params={{ campaignId: campaign.id }}>
            Review and publish
          </ButtonLink>
        }
      />
    )
  }
  return (
    <div className={classes.scroll}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">What</th>
            <th scope="col">How it went</th>
            <th scope="col">Revision</th>
            <th scope="col">By</th>
            <th scope="col">When</th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={item.id}>
              <th scope="row">
                <Link to="/publications/$publicationId" params={{ publicationId: item.id }}>
                  {PUBLICATION_LABELS[item.kind]}
                </Link>
              </th>
              <td>
                <PublicationStateWords kind={item.kind} state={item.state} />
                {item.message !== null && <div className={classes.note}>{item.message}</div>}
              </td>
              <td className="tabular">{item.version}</td>
              <td>{item.createdBy}</td>
              <td title={moment(item.createdAt)}>{formatAgo(item.createdAt)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {list.hasNextPage && (
        <Button
          variant="default"
          mt="sm"
          loading={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          Show more
        </Button>
      )}
    </div>
  )
}

const LATELY = 3

/** The newest few, beside the campaign; the tab has them all. */
export function LastPublications({ campaign }: { campaign: Campaign }) {
  const { data } = useInfiniteQuery(publicationsQuery(campaign.id))
  const moment = useMoment(campaign.accountId)
  const items = data?.pages.flatMap((page) => page.items) ?? []
  if (items.length === 0) return null
  return (
    <section className={overview.google} aria-label="Last publications">
      <b>Last publications</b>
      <ol className={overview.lately}>
        {items.slice(0, LATELY).map((item) => (
          <li key={item.id}>
            <Link to="/publications/$publicationId" params={{ publicationId: item.id }}>
              {PUBLICATION_LABELS[item.kind]}
            </Link>{' '}
            <PublicationStateWords kind={item.kind} state={item.state} />
            <small title={moment(item.createdAt)}>
              {formatAgo(item.createdAt)} by {item.createdBy}, revision {item.version}
            </small>
          </li>
        ))}
      </ol>
      <Link
        to="/campaigns/$campaignId"
        params={{ campaignId: campaign.id }}
        search={{ tab: 'publications' }}
        replace
      >
        All publications
      </Link>
    </section>
  )
}
