import { Alert, Badge, Stack, Text } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import { notifications } from '@mantine/notifications'
import { IconCheck, IconX } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import type { ApprovalRequest } from '../../contract/approvals.ts'
import { approvalQuery } from '../client/approval-queries.ts'
import { call } from '../client/call.ts'
import { lineOf } from '../client/problem-words.ts'
import { ActionButton } from '../components/action-button.tsx'
import { brandOf } from '../components/ad-parts.ts'
import { AdPreview } from '../components/ad-preview.tsx'
import { CommentForm, CommentList, type Said } from '../components/approval-comments.tsx'
import { DocumentView } from '../components/document-view.tsx'
import { FieldLines } from '../components/field-lines.tsx'
import { FieldTalkProvider } from '../components/field-talk.tsx'
import { PageError, PagePending } from '../components/page-state.tsx'
import { PlanTree } from '../components/plan-tree.tsx'
import { ReviewLinks } from '../components/review-links.tsx'
import { usePlaces } from '../components/use-places.ts'
import { reasonOf } from '../components/use-deed.ts'
import { APPROVAL_LABELS, approvalWords, dueWords } from '../ui/approval-words.ts'
import { formatAgo, formatMoney } from '../ui/format.ts'
import { Fold } from '../ui/fold.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { Section } from '../ui/section.tsx'
import classes from './approvals.module.css'

/** One request: exactly what is asked about, who agreed, and what was said. */
export function ApprovalPage() {
  const { approvalId } = useParams({ from: '/app/approvals/$approvalId' })
  const request = useQuery(approvalQuery(approvalId))
  useDocumentTitle(request.data === undefined ? 'Approval' : `Approval of ${request.data.campaignName}`)
  if (request.isPending) return <PagePending />
  if (request.isError) return <PageError error={request.error} reset={() => void request.refetch()} />
  return <Shown request={request.data} />
}

function Shown({ request }: { request: ApprovalRequest }) {
  const queries = useQueryClient()
  const { id, state, planHash } = request
  const { label, color } = APPROVAL_LABELS[state]
  const act = useMutation({
    mutationFn: (run: () => Promise<unknown>) => run(),
    onSettled: () => queries.invalidateQueries({ queryKey: ['approvals'] }),
    onError: (error) => notifications.show({ color: 'red', title: 'Not done', message: lineOf(error) }),
  })
  const params = { id }
  const say = ({ wantsChanges, ...said }: Said, done: () => void) =>
    act.mutate(() => call(wantsChanges ? 'wantChanges' : 'commentOnApproval', { params, body: said }), {
      onSuccess: done,
    })
  const comments = request.comments.map((comment) => {
    const resolved = comment.resolvedAt !== null
    const body = { commentId: comment.id, resolved: !resolved }
    return {
      ...comment,
      key: comment.id,
      by: comment.client ? `${comment.createdBy} (client)` : comment.createdBy,
      resolved,
      onResolve: () => act.mutate(() => call('resolveApprovalComment', { params, body })),
    }
  })
  return (
    <div className={classes.page}>
      <PageHeader
        title={request.campaignName}
        aside={
          <Badge variant="light" color={color}>
            {label}
          </Badge>
        }
        under={
          <>
            <Link to="/campaigns/$campaignId" params={{ campaignId: request.campaignId }}>
              The campaign as it is now
            </Link>
            <span>
              asked {formatAgo(request.createdAt)} by {request.createdBy}
            </span>
            {request.dueAt !== null && request.endedAt === null && <span>{dueWords(request.dueAt)}</span>}
            {request.group !== null && (
              <Link to="/approval-groups/$groupId" params={{ groupId: request.group.id }}>
                Asked about together with {request.group.size - 1} more
              </Link>
            )}
          </>
        }
        actions={
          <>
            <ActionButton
              label="Take back"
              variant="default"
              icon={<IconX size={16} />}
              reason={reasonOf(request.actions, 'cancel')}
              onClick={() => act.mutate(() => call('cancelApproval', { params }))}
            />
            <ActionButton
              label="Approve"
              icon={<IconCheck size={16} />}
              reason={reasonOf(request.actions, 'approve')}
              onClick={() => act.mutate(() => call('approve', { params, body: { planHash } }))}
            />
          </>
        }
      />
      <Standing request={request} />
      <FieldTalkProvider
        talk={{
          comments,
          isOpen: true,
          changesReason: reasonOf(request.actions, 'wantChanges'),
          isBusy: act.isPending,
          onSay: say,
        }}
      >
        <Section title="Comments" text="About the whole. Click a field below to say something about it.">
          <Stack gap="md">
            <CommentList comments={comments} />
            <CommentForm
              isBusy={act.isPending}
              changesReason={reasonOf(request.actions, 'wantChanges')}
              onSay={say}
            />
          </Stack>
        </Section>
        <ReviewLinks request={request} />
        <Frozen request={request} />
      </FieldTalkProvider>
    </div>
  )
}

/** Who agreed, and what it may cost. */
function Standing({ request }: { request: ApprovalRequest }) {
  const { state, plan, planHash } = request
  const { exposure } = plan
  const money = (micros: string) => formatMoney(micros, exposure.currencyCode)
  return (
    <>
      <Alert color={APPROVAL_LABELS[state].color} variant="light" title={approvalWords(request)}>
        {request.message !== '' && <Text size="sm">“{request.message}”</Text>}
        {request.reviewers.length > 0 && (
          <Text size="sm">Asked: {request.reviewers.map(({ name }) => name).join(', ')}</Text>
        )}
        {request.approvals.map(({ by, at, client }) => (
          <Text size="sm" key={`${by} ${at}`}>
            {by} approved {formatAgo(at)}
            {client ? ', through a review link' : ''}
          </Text>
        ))}
        {state === 'APPROVED' && (
          <Link to="/campaigns/$campaignId/plan" params={{ campaignId: request.campaignId }}>
            Go to publish it
          </Link>
        )}
      </Alert>
      <dl className={classes.money}>
        <div>
          <dt>Worst day</dt>
          <dd>{money(exposure.worstDayMicros)}</dd>
        </div>
        <div>
          <dt>Month at most</dt>
          <dd>{money(exposure.monthMicros)}</dd>
        </div>
        <div>
          <dt>Revision</dt>
          <dd>{request.version}</dd>
        </div>
        <div>
          <dt>Plan</dt>
          <dd className="tabular">{planHash.slice(0, 12)}</dd>
        </div>
      </dl>
    </>
  )
}

/** The version that is asked about: how it looks, what it says, what is sent. */
function Frozen({ request }: { request: ApprovalRequest }) {
  const { document, assets, plan } = request
  const places = usePlaces(request.accountId, document)
  if (document === null) return null
  const byId = new Map(assets.map((asset) => [asset.id, asset]))
  return (
    <>
      <Section title="How it looks" text="As it was when approval was asked for.">
        <div className={classes.previews}>
          {document.adGroups.flatMap((group) =>
            group.ads.map((ad) => (
              <AdPreview
                key={ad.id}
                ad={ad}
                brand={brandOf(document)}
                channels={document.campaignType === 'DEMAND_GEN' ? group : null}
                assets={byId}
              />
            )),
          )}
        </div>
      </Section>
      <Section title="The campaign" text={`Revision ${request.version}. Later edits do not show here.`}>
        <DocumentView document={document} assets={assets} />
      </Section>
      <Section title="Field by field" text="Click the name of a field to comment on it.">
        <FieldLines document={document} currencyCode={plan.exposure.currencyCode} places={places} />
      </Section>
      <Section
        title="The plan"
        text="Every operation, as it is sent; old and new values can be commented on too."
      >
        <Fold label="Show every operation">
          <PlanTree
            operations={plan.operations}
            campaignType={document.campaignType}
            groupNames={document.adGroups.map(({ name }) => name)}
            accountId={request.accountId}
            currencyCode={plan.exposure.currencyCode}
          />
        </Fold>
      </Section>
    </>
  )
}
