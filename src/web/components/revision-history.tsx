import { Badge, Button, Group, Skeleton, Stack, Text, TextInput } from '@mantine/core'
import { IconArrowBackUp, IconHistory } from '@tabler/icons-react'
import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import type { Campaign } from '../../contract/campaign.ts'
import { endOfDayIn } from '../../contract/dates.ts'
import { call } from '../client/call.ts'
import { isMissing, lineOf } from '../client/problem-words.ts'
import { revisionChangesQuery, revisionQuery, revisionsQuery } from '../client/queries.ts'
import { formatAgo } from '../ui/format.ts'
import { fieldLabel } from '../ui/part-labels.ts'
import { ActionButton } from './action-button.tsx'
import { DocumentView } from './document-view.tsx'
import classes from './history.module.css'
import { PageError } from './page-state.tsx'
import { RevisionChanges } from './revision-changes.tsx'
import { useRevisionActions } from './use-revision-actions.ts'
import { useAccount, useMoment } from './use-session.ts'

/** Every saved state, and one of them as it was. */
export function RevisionHistory({ campaign }: { campaign: Campaign }) {
  const { revision = campaign.version } = useSearch({ from: '/app/campaigns/$campaignId' })
  const list = useInfiniteQuery(revisionsQuery(campaign.id))
  const moment = useMoment(campaign.accountId)
  if (list.isPending) return <Skeleton h={240} />
  if (list.isError) return <PageError error={list.error} reset={() => void list.refetch()} />
  const items = list.data.pages.flatMap((page) => page.items)
  return (
    <div className={classes.split}>
      <div>
        <AsOf campaign={campaign} revision={revision} />
        <ol className={classes.revisions} aria-label="Revisions">
          {items.map((item) => (
            <li key={item.number}>
              <Link
                to="/campaigns/$campaignId"
                params={{ campaignId: campaign.id }}
                search={{ tab: 'history', revision: item.number }}
                replace
                className={classes.revision}
                data-chosen={item.number === revision || undefined}
              >
                <Group gap={6}>
                  <b>Revision {item.number}</b>
                  {item.number === campaign.publishedVersion && (
                    <Badge size="xs" color="green" variant="light">
                      at Google
                    </Badge>
                  )}
                </Group>
                <span>
                  {item.changedFields.length === 0 || item.number === 1
                    ? item.reason
                    : item.changedFields.map(fieldLabel).join(', ')}
                </span>
                <small title={moment(item.createdAt)}>
                  {formatAgo(item.createdAt)} by {item.createdBy}, {item.door}
                </small>
              </Link>
            </li>
          ))}
        </ol>
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
      <RevisionView campaign={campaign} number={revision} />
    </div>
  )
}

/** Leads to the revision that stood at the end of a day, where the account is. The day goes once another one is chosen. */
function AsOf({ campaign, revision }: { campaign: Campaign; revision: number }) {
  const [date, setDate] = useState('')
  const [found, setFound] = useState<number | null>(null)
  const [seen, setSeen] = useState(revision)
  if (seen !== revision) {
    setSeen(revision)
    if (revision !== found) setDate('')
  }
  const account = useAccount(campaign.accountId)
  const navigate = useNavigate({ from: '/campaigns/$campaignId' })
  const find = useMutation({
    mutationFn: async (date: string) => {
      const at = endOfDayIn(account?.timeZone ?? 'UTC', date).toISOString()
      return await call('readCampaignAsOf', { params: { id: campaign.id }, query: { at } })
    },
    onSuccess: ({ revision: { number } }) => {
      setFound(number)
      void navigate({ search: { tab: 'history', revision: number }, replace: true })
    },
  })
  return (
    <TextInput
      type="date"
      label="As it was at the end of"
      max={account?.today}
      mb="sm"
      value={date}
      error={
        date !== '' &&
        find.isError &&
        (isMissing(find.error) ? 'It was not there yet on that day.' : lineOf(find.error))
      }
      onChange={({ currentTarget: { value } }) => {
        setDate(value)
        if (value !== '') find.mutate(value)
      }}
    />
  )
}

function RevisionView({ campaign, number }: { campaign: Campaign; number: number }) {
  const { data, error, isPending } = useQuery(revisionQuery(campaign.id, number))
  const changes = useQuery({ ...revisionChangesQuery(campaign.id, number), enabled: number > 1 })
  const currencyCode = useAccount(campaign.accountId)?.currencyCode ?? ''
  const moment = useMoment(campaign.accountId)
  if (isPending) return <Skeleton h={320} />
  if (error !== null) return <PageError error={error} />
  return (
    <Stack gap="md">
      <Group justify="space-between" align="center">
        <Text size="sm" c="dimmed">
          As it was on {moment(data.revision.createdAt)}. {data.revision.reason}
        </Text>
        <GoBack campaign={campaign} number={number} />
      </Group>
      {changes.data !== undefined && changes.data.changes.length > 0 && (
        <RevisionChanges
          changes={changes.data.changes}
          assets={campaign.assets}
          accountId={campaign.accountId}
          currencyCode={currencyCode}
          campaignType={campaign.campaignType}
        />
      )}
      <DocumentView
        document={data.document}
        assets={campaign.assets}
        changed={data.revision.number === 1 ? [] : data.revision.changedFields}
      />
    </Stack>
  )
}

/** The two ways back: only what this revision changed, or all that it was. Both are edits, and can be undone again. */
function GoBack({ campaign, number }: { campaign: Campaign; number: number }) {
  const { undo, restore, busy } = useRevisionActions(campaign)
  const reason = campaign.actions.find(({ action }) => action === 'edit')?.reason ?? null
  const isNewest = number === campaign.version
  return (
    <Group gap="xs">
      {number > 1 && (
        <ActionButton
          label="Undo this change"
          variant="default"
          icon={<IconArrowBackUp size={15} aria-hidden />}
          reason={reason}
          loading={busy}
          onClick={() => undo(number)}
        />
      )}
      {!isNewest && (
        <ActionButton
          label="Restore this state"
          variant="default"
          icon={<IconHistory size={15} aria-hidden />}
          reason={reason}
          loading={busy}
          onClick={() => restore(number)}
        />
      )}
    </Group>
  )
}
