import { Alert, Anchor, Badge, Button, Group, Skeleton, Stack, Text, Title } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import { notifications } from '@mantine/notifications'
import { IconCheck } from '@tabler/icons-react'
import { useMutation, useQueries, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { Review } from '../../contract/approvals.ts'
import type { Asset } from '../../contract/asset.ts'
import { reviewImageQuery, reviewQuery } from '../client/approval-queries.ts'
import { call } from '../client/call.ts'
import { lineOf } from '../client/problem-words.ts'
import { brandOf } from '../components/ad-parts.ts'
import { AdPreview } from '../components/ad-preview.tsx'
import { CommentForm, CommentList, type Said } from '../components/approval-comments.tsx'
import { AuthFrame } from '../components/auth-frame.tsx'
import { FieldLines } from '../components/field-lines.tsx'
import { FieldTalkProvider } from '../components/field-talk.tsx'
import { useLinkToken } from '../components/use-link-token.ts'
import { dueWords } from '../ui/approval-words.ts'
import { formatMoment, formatMoney } from '../ui/format.ts'
import { placeTitle } from '../ui/place-words.ts'
import { Section } from '../ui/section.tsx'
import classes from './approvals.module.css'

/** A picture that is not there yet. */
const BLANK = 'data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw=='
const SIGNS = { create: '+', update: '~', remove: '−' } as const

/** What a client without an account sees: one version of one campaign, and never a later one. */
export function ReviewPage() {
  useDocumentTitle('Review')
  const token = useLinkToken()
  const review = useQuery({ ...reviewQuery(token ?? ''), retry: false })
  if (review.isPending) {
    return (
      <AuthFrame title="Review" text="One moment.">
        <Skeleton h={120} />
      </AuthFrame>
    )
  }
  if (review.isError) {
    return (
      <AuthFrame title="This link opens nothing" text={lineOf(review.error)}>
        <Anchor component={Link} to="/sign-in">
          Sign in instead
        </Anchor>
      </AuthFrame>
    )
  }
  return <Shown review={review.data} token={token ?? ''} />
}

const STATES: Record<Review['state'], string | null> = {
  REQUESTED: null,
  APPROVED: null,
  CHANGES_WANTED: 'Changes were asked for. You will get another link for the next version.',
  VOID: 'This version is no longer what would be published. You will get another link for the next one.',
  CANCELLED: 'The question was taken back.',
  USED: 'This version was published.',
}

function Shown({ review, token }: { review: Review; token: string }) {
  const queries = useQueryClient()
  const assets = useImages(review, token)
  const act = useMutation({
    mutationFn: (run: () => Promise<Review>) => run(),
    onSuccess: (next) => queries.setQueryData(reviewQuery(token).queryKey, next),
    onError: (error) => {
      notifications.show({ color: 'red', title: 'Not done', message: lineOf(error) })
      void queries.invalidateQueries({ queryKey: ['review'] })
    },
  })
  const { state, planHash } = review
  const ended = STATES[state]
  const say = (said: Said, done: () => void) =>
    act.mutate(() => call('commentOnReview', { body: { token, ...said } }), { onSuccess: done })
  const comments = review.comments.map((comment, index) => ({
    ...comment,
    key: `${comment.createdAt} ${index}`,
    by: comment.yours ? review.name : comment.by === 'team' ? review.workspace : 'Another reviewer',
    resolved: false,
  }))
  return (
    <main className={classes.public}>
      <Stack gap={4}>
        <Text size="sm" c="dimmed">
          {review.workspace} · {review.account} · for {review.name}
        </Text>
        <Title order={1}>{review.campaignName}</Title>
        <Text size="sm" c="dimmed">
          Version {review.version} · this link works until {formatMoment(review.expiresAt)}
          {review.dueAt !== null && ended === null && ` · answer ${dueWords(review.dueAt)}`}
        </Text>
      </Stack>
      {review.message !== '' && <Alert variant="light">“{review.message}”</Alert>}
      {ended !== null && (
        <Alert color="gray" variant="light" title="This is over">
          {ended}
        </Alert>
      )}
      <Group gap="sm">
        {review.approvedAt === null ? (
          ended === null && (
            <Button
              leftSection={<IconCheck size={16} />}
              loading={act.isPending}
              onClick={() => act.mutate(() => call('approveReview', { body: { token, planHash } }))}
            >
              Approve this version
            </Button>
          )
        ) : (
          <Badge color="green" size="lg" variant="light">
            You approved it on {formatMoment(review.approvedAt)}
          </Badge>
        )}
      </Group>
      <FieldTalkProvider
        talk={{ comments, isOpen: ended === null, changesReason: null, isBusy: act.isPending, onSay: say }}
      >
        <Version review={review} assets={assets} />
      </FieldTalkProvider>
      <Section title="Comments" text="Whoever sent you the link reads them.">
        <Stack gap="md">
          <CommentList comments={comments} />
          {ended === null && <CommentForm isBusy={act.isPending} changesReason={null} onSay={say} />}
        </Stack>
      </Section>
    </main>
  )
}

/** Money, previews, the campaign and the plan in words. */
function Version({ review, assets }: { review: Review; assets: Map<string, Asset> }) {
  const { exposure, document } = review
  const places = new Map(review.places.map((place) => [place.id, place]))
  const money = (micros: string) => formatMoney(micros, exposure.currencyCode)
  return (
    <>
      <dl className={classes.money}>
        {exposure.totalBudgetMicros === null ? (
          <>
            <div>
              <dt>Daily budget</dt>
              <dd>{money(exposure.dailyBudgetMicros)}</dd>
            </div>
            <div>
              <dt>Month at most</dt>
              <dd>{money(exposure.monthMicros)}</dd>
            </div>
          </>
        ) : (
          <div>
            <dt>Budget for the whole run</dt>
            <dd>{money(exposure.totalBudgetMicros)}</dd>
          </div>
        )}
      </dl>
      <Section title="How it looks" text="Where Google may show it, one combination at a time.">
        <div className={classes.previews}>
          {document.adGroups.flatMap((group) =>
            group.ads.map((ad) => (
              <AdPreview
                key={ad.id}
                ad={ad}
                brand={brandOf(document)}
                channels={document.campaignType === 'DEMAND_GEN' ? group : null}
                assets={assets}
              />
            )),
          )}
        </div>
      </Section>
      <Section title="Field by field" text="Click the name of a field to comment on it.">
        <FieldLines document={document} currencyCode={exposure.currencyCode} places={places} />
      </Section>
      <Section title="What would be done at Google" text={`${review.operations.length} steps, all or none.`}>
        <ul>
          {review.operations.map(({ action, resource, title }, index) => (
            <li key={`${resource} ${title} ${index}`}>
              {SIGNS[action]} {placeTitle(title, places)}
            </li>
          ))}
        </ul>
      </Section>
    </>
  )
}

/** The images of the version: an <img> cannot show a link's token, so each is asked for. */
function useImages({ assets }: Review, token: string): Map<string, Asset> {
  const images = useQueries({ queries: assets.map(({ id }) => reviewImageQuery(token, id)) })
  return new Map(
    assets.map((asset, index) => [
      asset.id,
      {
        ...asset,
        kind: 'IMAGE',
        url: images[index]?.data ?? BLANK,
        bytes: 0,
        animated: false,
        cmyk: false,
        sha256: '',
        createdAt: '1970-01-01T00:00:00Z',
      },
    ]),
  )
}
