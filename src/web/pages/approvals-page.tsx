import { Badge, Button, Group, SegmentedControl, Skeleton } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import { IconUserCheck } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { APPROVAL_BOXES, type ApprovalBox, type ApprovalSummary } from '../../contract/approvals.ts'
import { approvalsQuery } from '../client/approval-queries.ts'
import { ButtonLink } from '../components/button-link.tsx'
import { PageError } from '../components/page-state.tsx'
import { APPROVAL_LABELS, approvalWords, dueWords } from '../ui/approval-words.ts'
import { formatAgo, formatMoney } from '../ui/format.ts'
import { Notice } from '../ui/notice.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import classes from './approvals.module.css'

const BOXES: Record<ApprovalBox, { label: string; empty: string }> = {
  waiting: { label: 'For me', empty: 'Nothing waits for you.' },
  mine: { label: 'I asked', empty: 'You have asked for nothing. Ask on the page where a plan is reviewed.' },
  ready: { label: 'Ready to publish', empty: 'Nothing is approved and not yet published.' },
  done: { label: 'Done', empty: 'Nothing has ended yet.' },
}

/** Requests for approval: what waits for me, what I asked for, what can be published, and what is over. */
export function ApprovalsPage() {
  useDocumentTitle('Approvals')
  const [box, setBox] = useState<ApprovalBox>('waiting')
  const list = useInfiniteQuery(approvalsQuery(box))
  const items = list.data?.pages.flatMap((page) => page.items)
  return (
    <div className={classes.page}>
      <PageHeader
        title="Approvals"
        under="An approval is of one plan: whatever is edited later needs another."
      />
      <SegmentedControl
        aria-label="Which requests"
        value={box}
        onChange={(value) => setBox(value)}
        data={APPROVAL_BOXES.map((value) => ({ value, label: BOXES[value].label }))}
      />
      {list.isPending && <Skeleton h={180} aria-busy />}
      {list.isError && <PageError error={list.error} reset={() => void list.refetch()} />}
      {items?.length === 0 && (
        <Notice
          icon={<IconUserCheck size={30} stroke={1.4} />}
          title={BOXES[box].label}
          text={BOXES[box].empty}
          action={
            <ButtonLink variant="default" to="/campaigns">
              All campaigns
            </ButtonLink>
          }
        />
      )}
      <ul className={classes.list}>
        {grouped(items ?? []).map(([item, ...others]) => (
          <li key={item.id}>
            {item.group === null ? <Row item={item} /> : <GroupRow items={[item, ...others]} />}
          </li>
        ))}
      </ul>
      {list.hasNextPage && (
        <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          Show more
        </Button>
      )}
    </div>
  )
}

/** What was asked about together is one row, where the first of it stands. */
function grouped(items: readonly ApprovalSummary[]): [ApprovalSummary, ...ApprovalSummary[]][] {
  const rows = new Map<string, [ApprovalSummary, ...ApprovalSummary[]]>()
  for (const item of items) {
    const key = item.group?.id ?? item.id
    const row = rows.get(key)
    if (row === undefined) rows.set(key, [item])
    else row.push(item)
  }
  return [...rows.values()]
}

function GroupRow({ items }: { items: readonly [ApprovalSummary, ...ApprovalSummary[]] }) {
  const [first] = items
  const { id, size } = first.group!
  const names = items.slice(0, 3).map(({ campaignName }) => campaignName)
  return (
    <Link to="/approval-groups/$groupId" params={{ groupId: id }} className={classes.row}>
      <Group gap={8}>
        <b>{size === 1 ? first.campaignName : `${size} campaigns`}</b>
        <Badge size="sm" variant="light">
          Together
        </Badge>
      </Group>
      <span className={classes.facts}>
        {names.join(', ')}
        {items.length > names.length && ` and ${items.length - names.length} more here`}
        {first.dueAt !== null && first.endedAt === null && ` · ${dueWords(first.dueAt)}`}
      </span>
      <span className={classes.facts}>
        asked {formatAgo(first.createdAt)} by {first.createdBy}
      </span>
    </Link>
  )
}

function Row({ item }: { item: ApprovalSummary }) {
  const { label, color } = APPROVAL_LABELS[item.state]
  return (
    <Link to="/approvals/$approvalId" params={{ approvalId: item.id }} className={classes.row}>
      <Group gap={8}>
        <b>{item.campaignName}</b>
        <Badge size="sm" variant="light" color={color}>
          {label}
        </Badge>
      </Group>
      <span className={classes.facts}>
        {approvalWords(item)} · worst day {formatMoney(item.worstDayMicros, item.currencyCode)}
        {item.openComments > 0 &&
          ` · ${item.openComments} open ${item.openComments === 1 ? 'comment' : 'comments'}`}
        {item.dueAt !== null && item.endedAt === null && ` · ${dueWords(item.dueAt)}`}
      </span>
      <span className={classes.facts}>
        asked {formatAgo(item.createdAt)} by {item.createdBy}
      </span>
    </Link>
  )
}
