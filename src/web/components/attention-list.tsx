import { Button, Skeleton } from '@mantine/core'
import { IconCircleCheck } from '@tabler/icons-react'
import { useInfiniteQuery, useQueries } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { AttentionKind } from '../../contract/attention.ts'
import { attentionQuery } from '../client/metrics-queries.ts'
import { totalsQuery } from '../client/queries.ts'
import { lineOf } from '../client/problem-words.ts'
import { formatCount, formatDate } from '../ui/format.ts'
import { reasonOf } from '../ui/google-standing.ts'
import classes from './attention-list.module.css'

/** The kinds by weight: what stands still, what was refused, what could do better, what ends. */
const TROUBLED = [
  ['NEEDS_ATTENTION', 'Publications that need a decision'],
  ['FAILED', 'Publications that failed'],
] as const
const KINDS: readonly (readonly [AttentionKind, string])[] = [
  ['REFUSED_ADS', 'Ads refused or limited by policy'],
  ['BUDGET_LIMITED', 'Limited by their budget'],
  ['ENDING_SOON', 'Ending within seven days'],
]

/** What needs somebody, with the first of each, and a way to all of them. */
export function AttentionList({ accountId }: { accountId: string | undefined }) {
  const troubled = useQueries({
    queries: TROUBLED.map(([state]) =>
      totalsQuery({
        publicationState: [state],
        ...(accountId === undefined ? {} : { accountId: [accountId] }),
      }),
    ),
  })
  const refused = useInfiniteQuery(attentionQuery('REFUSED_ADS', accountId))
  const limited = useInfiniteQuery(attentionQuery('BUDGET_LIMITED', accountId))
  const ending = useInfiniteQuery(attentionQuery('ENDING_SOON', accountId))
  const kinds = [refused, limited, ending]
  const counts = [
    ...troubled.map(({ data }) => data?.campaigns),
    ...kinds.map(({ data }) => data?.pages[0]?.campaigns),
  ]
  const isRead = counts.every((count) => count !== undefined)
  const failed = [...troubled, ...kinds].find(({ error }) => error !== null)?.error
  return (
    <section className={classes.card} aria-label="Needs attention">
      <b>Needs attention</b>
      {failed != null && <p role="alert">This could not be read: {lineOf(failed)}</p>}
      {!isRead && failed == null && <Skeleton h={96} mt="xs" />}
      {isRead && counts.every((count) => count === 0) && (
        <p className={classes.calm}>
          <IconCircleCheck size={16} aria-hidden /> Nothing does.
        </p>
      )}
      {isRead && (
        <ul className={classes.list}>
          {TROUBLED.map(([state, label], index) => {
            const found = troubled[index]?.data
            if (found === undefined || found.campaigns === 0) return null
            return (
              <li key={state}>
                <Link
                  to="/campaigns"
                  search={{ publication: state, ...(accountId === undefined ? {} : { account: accountId }) }}
                >
                  {label}
                </Link>
                <span className={classes.count}>{countOf(found.campaigns, !found.exact)}</span>
              </li>
            )
          })}
          {KINDS.map(([kind, label], index) => {
            const first = kinds[index]?.data?.pages[0]
            if (first === undefined || first.campaigns === 0) return null
            return (
              <Kind
                key={kind}
                kind={kind}
                label={label}
                count={countOf(first.campaigns, first.more)}
                accountId={accountId}
              />
            )
          })}
        </ul>
      )}
    </section>
  )
}

const countOf = (campaigns: number, more: boolean): string => `${formatCount(campaigns)}${more ? '+' : ''}`

interface KindProps {
  kind: AttentionKind
  label: string
  count: string
  accountId: string | undefined
}

/** A kind that no list of campaigns can be narrowed to: its campaigns unfold here, a page at a time. */
function Kind({ kind, label, count, accountId }: KindProps) {
  const [isOpen, setOpen] = useState(false)
  const list = useInfiniteQuery(attentionQuery(kind, accountId))
  const items = list.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <li>
      <button
        type="button"
        className={classes.kind}
        aria-expanded={isOpen}
        onClick={() => setOpen((open) => !open)}
      >
        {label}
      </button>
      <span className={classes.count}>{count}</span>
      {isOpen && (
        <ul className={classes.campaigns}>
          {items.map(({ campaignId, name, endDate, primaryStatusReasons }) => (
            <li key={campaignId}>
              <Link to="/campaigns/$campaignId" params={{ campaignId }}>
                {name}
              </Link>
              <small>
                {kind === 'ENDING_SOON'
                  ? `last day ${formatDate(endDate ?? '')}`
                  : primaryStatusReasons.map((reason) => reasonOf(reason).words).join(', ')}
              </small>
            </li>
          ))}
          {list.hasNextPage && (
            <li>
              <Button
                variant="default"
                size="compact-xs"
                loading={list.isFetchingNextPage}
                onClick={() => void list.fetchNextPage()}
              >
                Show more
              </Button>
            </li>
          )}
        </ul>
      )}
    </li>
  )
}
