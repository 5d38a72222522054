import { Button, Group } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconRefresh } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { Campaign } from '../../contract/campaign.ts'
import { call } from '../client/call.ts'
import { lineOf } from '../client/problem-words.ts'
import { formatAgo } from '../ui/format.ts'
import { type Reason, reasonOf, reviewWords } from '../ui/google-standing.ts'
import { googleWord } from '../ui/labels.ts'
import classes from './campaign-overview.module.css'
import { GoogleDrift } from './google-drift.tsx'
import { useAccount } from './use-session.ts'

/** What Google makes of the campaign: whether it runs, why not, what to do about it, and how its ads stand. */
export function AtGoogle({ campaign }: { campaign: Campaign }) {
  const { google } = campaign
  const account = useAccount(campaign.accountId)
  if (campaign.googleCampaignId === null) {
    return (
      <section className={classes.google} aria-label="At Google">
        <b>At Google</b>
        <p>Google does not know this campaign yet.</p>
      </section>
    )
  }
  const reasons = google.primaryStatusReasons.map(reasonOf)
  return (
    <section className={classes.google} aria-label="At Google">
      <Group justify="space-between" gap="xs">
        <b>At {account?.environment === 'EMULATOR' ? 'the emulator' : 'Google'}</b>
        <ReadAgain campaignId={campaign.id} />
      </Group>
      <p>{googleWord(google.primaryStatus ?? google.status ?? 'NOTHING_READ_YET')}.</p>
      {reasons.length > 0 && (
        <ul className={classes.reasons} aria-label="Why">
          {reasons.map((reason) => (
            <li key={reason.words}>
              <b>Because {reason.words}.</b>
              {reason.todo !== null && <span> {reason.todo}</span>}
              <Where campaign={campaign} reason={reason} />
            </li>
          ))}
        </ul>
      )}
      <dl>
        <dt>Status there</dt>
        <dd>{google.status === null ? 'unknown' : googleWord(google.status)}</dd>
        {google.servingStatus !== null && (
          <>
            <dt>Serving</dt>
            <dd>{googleWord(google.servingStatus)}</dd>
          </>
        )}
        <Ads campaign={campaign} />
        <dt>Google id</dt>
        <dd className="tabular">{campaign.googleCampaignId}</dd>
        <dt>Read</dt>
        <dd>{google.syncedAt === null ? 'never' : formatAgo(google.syncedAt)}</dd>
      </dl>
      {google.removedAt === null && <GoogleDrift campaignId={campaign.id} accountId={campaign.accountId} />}
    </section>
  )
}

function ReadAgain({ campaignId }: { campaignId: string }) {
  const queries = useQueryClient()
  const sync = useMutation({
    mutationFn: () => call('syncCampaign', { params: { id: campaignId } }),
    onSuccess: (fresh) => {
      queries.setQueryData(['campaign', campaignId], fresh)
      void queries.invalidateQueries({ queryKey: ['campaigns'] })
    },
    onError: (error) =>
      notifications.show({ color: 'red', title: 'Google was not read', message: lineOf(error) }),
  })
  return (
    <Button
      variant="subtle"
      size="compact-xs"
      leftSection={<IconRefresh size={13} aria-hidden />}
      loading={sync.isPending}
      onClick={() => sync.mutate()}
    >
      Read again
    </Button>
  )
}

function Where({ campaign, reason: { where } }: { campaign: Campaign; reason: Reason }) {
  const account = useAccount(campaign.accountId)
  const mayEdit = campaign.actions.some(({ action, allowed }) => action === 'edit' && allowed)
  if (where === 'editor' && mayEdit) {
    return (
      <>
        {' '}
        <Link to="/campaigns/$campaignId/edit" params={{ campaignId: campaign.id }}>
          Edit
        </Link>
      </>
    )
  }
  if (where !== 'google' || account?.environment !== 'GOOGLE') return null
  const address = `https://ads.google.com/aw/overview?campaignId=${campaign.googleCampaignId}`
  return (
    <>
      {' '}
      <a href={address} target="_blank" rel="noreferrer">
        Open Google Ads
      </a>
    </>
  )
}

/** How many ads stand how. Each says it for itself too, with its policies. */
function Ads({ campaign }: { campaign: Campaign }) {
  const counted = Map.groupBy(
    campaign.google.ads.map((ad) => reviewWords(ad)?.words ?? 'not read yet'),
    (words) => words,
  )
  if (counted.size === 0) return null
  return (
    <>
      <dt>{campaign.campaignType === 'PERFORMANCE_MAX' ? 'Asset groups' : 'Ads'}</dt>
      <dd>{[...counted].map(([words, own]) => `${own.length} ${words.toLowerCase()}`).join(', ')}</dd>
    </>
  )
}
