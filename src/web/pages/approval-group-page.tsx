import { Alert, Badge, Group, Text } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import { IconChecks, IconRocket } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import type { ApprovalGroup, GroupApproved } from '../../contract/approval-groups.ts'
import { approvalGroupQuery } from '../client/approval-queries.ts'
import { call } from '../client/call.ts'
import { wordsOf } from '../client/problem-words.ts'
import { ActionButton } from '../components/action-button.tsx'
import { PageError, PagePending } from '../components/page-state.tsx'
import { useSession } from '../components/use-session.ts'
import { APPROVAL_LABELS, approvalWords, dueWords } from '../ui/approval-words.ts'
import { readerWords } from '../ui/finding-words.ts'
import { formatAgo, formatMoney } from '../ui/format.ts'
import { PageHeader } from '../ui/page-header.tsx'
import { keepPicked } from '../ui/picked.ts'
import classes from './approvals.module.css'

/** Requests that were made together: approved in one go, each by its own plan, or looked at one by one. */
export function ApprovalGroupPage() {
  const { groupId } = useParams({ from: '/app/approval-groups/$groupId' })
  const group = useQuery(approvalGroupQuery(groupId))
  useDocumentTitle('Approvals')
  if (group.isPending) return <PagePending />
  if (group.isError) return <PageError error={group.error} reset={() => void group.refetch()} />
  return <Shown group={group.data} />
}

function Shown({ group }: { group: ApprovalGroup }) {
  const queries = useQueryClient()
  const navigate = useNavigate()
  const { workspace } = useSession()
  const { items } = group
  const mine = items.filter(({ obstacle }) => obstacle === null)
  const ready = items.filter(({ state }) => state === 'APPROVED')
  const approve = useMutation({
    mutationFn: () =>
      call('approveGroup', {
        params: { id: group.id },
        body: { requests: mine.map(({ id, planHash }) => ({ id, planHash })) },
      }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['approvals'] }),
  })
  const publish = () => {
    keepPicked(
      workspace.id,
      items.map(({ campaignId }) => campaignId),
    )
    void navigate({ to: '/batches/new' })
  }
  const reason = mine.length > 0 ? null : (items[0]?.obstacle ?? 'There is nothing to approve.')
  return (
    <div className={classes.page}>
      <PageHeader
        title={
          items.length === 1 ? 'One plan, asked about together' : `${items.length} plans asked about together`
        }
        under={
          <>
            <span>
              asked {formatAgo(group.createdAt)} by {group.createdBy}
            </span>
            {group.dueAt !== null && <span>{dueWords(group.dueAt)}</span>}
          </>
        }
        actions={
          <>
            {ready.length > 0 && (
              <ActionButton
                label="Go to publish them"
                variant="default"
                icon={<IconRocket size={16} />}
                reason={null}
                onClick={publish}
              />
            )}
            <ActionButton
              label={mine.length === items.length ? 'Approve all' : `Approve ${mine.length || 'all'}`}
              icon={<IconChecks size={16} />}
              reason={reason}
              loading={approve.isPending}
              onClick={() => approve.mutate()}
            />
          </>
        }
      />
      {group.message !== '' && <Text size="sm">“{group.message}”</Text>}
      {approve.error !== null && (
        <Alert color="red" variant="light" role="alert" title={wordsOf(approve.error).title}>
          {wordsOf(approve.error).detail}
        </Alert>
      )}
      {approve.data !== undefined && <Outcome outcome={approve.data} />}
      <ul className={classes.list}>
        {items.map((item) => (
          <li key={item.id}>
            <Row item={item} />
          </li>
        ))}
      </ul>
    </div>
  )
}

/** What became of approving them: what was left out is named. */
function Outcome({ outcome: { approved, left } }: { outcome: GroupApproved }) {
  return (
    <Alert
      color={left.length === 0 ? 'green' : 'yellow'}
      variant="light"
      role="status"
      title={`${approved} approved${left.length === 0 ? '' : `, ${left.length} left out`}`}
    >
      {left.map(({ campaignId, campaignName, reason, amounts = [] }) => (
        <Text size="sm" key={campaignId}>
          <b>{campaignName}</b>: {readerWords(reason, amounts)}
        </Text>
      ))}
    </Alert>
  )
}

function Row({ item }: { item: ApprovalGroup['items'][number] }) {
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
        {approvalWords(item)} · worst day {formatMoney(item.worstDayMicros, item.currencyCode)} · plan{' '}
        <span className="tabular">{item.planHash.slice(0, 12)}</span>
        {item.openComments > 0 &&
          ` · ${item.openComments} open ${item.openComments === 1 ? 'comment' : 'comments'}`}
      </span>
    </Link>
  )
}
