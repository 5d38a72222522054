import { Button, Text } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import { IconStack2 } from '@tabler/icons-react'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { batchesQuery, quotaQuery } from '../client/batch-queries.ts'
import { ButtonLink } from '../components/button-link.tsx'
import { PageError, PagePending } from '../components/page-state.tsx'
import { BATCH_KINDS, batchSummary } from '../ui/batch-words.ts'
import { formatAgo } from '../ui/format.ts'
import { Notice } from '../ui/notice.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { quotaWords } from '../ui/quota-words.ts'
import classes from './batch-page.module.css'

/** Every batch of the workspace, newest first, and the meter that they draw on. */
export function BatchesPage() {
  useDocumentTitle('Batches')
  const list = useInfiniteQuery(batchesQuery)
  const quota = useQuery(quotaQuery)
  if (list.isPending) return <PagePending />
  if (list.isError) return <PageError error={list.error} reset={() => void list.refetch()} />
  const batches = list.data.pages.flatMap(({ items }) => items)
  return (
    <div className={classes.page}>
      <PageHeader
        title="Batches"
        under={
          quota.data === undefined ? undefined : <span>Google operations: {quotaWords(quota.data)}</span>
        }
        actions={
          <ButtonLink variant="default" to="/campaigns">
            Campaigns
          </ButtonLink>
        }
      />
      {batches.length === 0 ? (
        <Notice
          icon={<IconStack2 size={30} stroke={1.4} />}
          title="No batches yet"
          text="Pick campaigns in the list and publish them as one unit."
          action={<ButtonLink to="/campaigns">Pick campaigns</ButtonLink>}
        />
      ) : (
        <div className={classes.scroller} role="region" aria-label="Batches" tabIndex={0}>
          <table className={classes.table}>
            <thead>
              <tr>
                <th scope="col">Begun</th>
                <th scope="col">What</th>
                <th scope="col">By</th>
                <th scope="col">How it stands</th>
              </tr>
            </thead>
            <tbody>
              {batches.map((batch) => (
                <tr key={batch.id}>
                  <th scope="row">
                    <Link to="/batches/$batchId" params={{ batchId: batch.id }}>
                      {formatAgo(batch.createdAt)}
                    </Link>
                  </th>
                  <td>{BATCH_KINDS[batch.kind]}</td>
                  <td>{batch.createdBy}</td>
                  <td>
                    <Text size="sm">{batchSummary(batch)}</Text>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {list.hasNextPage && (
        <Button
          mt="md"
          variant="default"
          loading={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          Show more
        </Button>
      )}
    </div>
  )
}
