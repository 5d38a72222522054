import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconInfoCircle, IconRefresh } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { Asset } from '../../contract/asset.ts'
import type { Campaign } from '../../contract/campaign.ts'
import { documentOf } from '../../contract/empty-campaign.ts'
import { call } from '../client/call.ts'
import { lineOf } from '../client/problem-words.ts'
import { hasUnpublishedEdits } from '../ui/campaign-state.ts'
import { formatAgo } from '../ui/format.ts'
import { googleWord } from '../ui/labels.ts'
import { brandOf } from './ad-parts.ts'
import { AdPreview } from './ad-preview.tsx'
import { Stepper } from './stepper.tsx'
import { AdReviews, WhyNot } from './google-reasons.tsx'
import { LastPublications } from './publication-history.tsx'
import { ButtonLink } from './button-link.tsx'
import classes from './campaign-overview.module.css'
import { DocumentView } from './document-view.tsx'
import { GoogleDrift } from './google-drift.tsx'
import { GoogleLink } from './google-link.tsx'
import { useAccount, useMoment } from './use-session.ts'

/** What a campaign is, and what Google makes of it. */
export function CampaignOverview({ campaign }: { campaign: Campaign }) {
  const assets = useMemo(() => new Map(campaign.assets.map((asset) => [asset.id, asset])), [campaign.assets])
  return (
    <div className={classes.columns}>
      <Stack gap="md" miw={0}>
        <StandingNotice campaign={campaign} />
        <DocumentView
          document={documentOf(campaign)}
          assets={campaign.assets}
          reviewOf={(adId) => campaign.google.ads.find(({ id }) => id === adId)}
        />
      </Stack>
      <Stack gap="md">
        <Previews campaign={campaign} assets={assets} />
        <AtGoogle campaign={campaign} />
        <LastPublications campaign={campaign} />
      </Stack>
    </div>
  )
}

/** One ad after the other, of all ad groups. */
function Previews({ campaign, assets }: { campaign: Campaign; assets: ReadonlyMap<string, Asset> }) {
  const [at, setAt] = useState(0)
  const all = campaign.adGroups.flatMap((group) => group.ads.map((ad) => ({ group, ad })))
  const shown = all[Math.min(at, all.length - 1)]
  if (shown === undefined) return null
  const { group, ad } = shown
  const channels = campaign.campaignType === 'DEMAND_GEN' ? group : null
  return (
    <Stack gap={6}>
      {all.length > 1 && (
        <Group justify="space-between" gap="xs" wrap="nowrap">
          <Text size="sm" fw={560} truncate>
            {group.name}
          </Text>
          <Stepper of="ad" step={Math.min(at, all.length - 1)} count={all.length} onStep={setAt} />
        </Group>
      )}
      <AdPreview key={ad.id} ad={ad} brand={brandOf(campaign)} channels={channels} assets={assets} />
    </Stack>
  )
}

function StandingNotice({ campaign }: { campaign: Campaign }) {
  const params = { campaignId: campaign.id }
  const moment = useMoment(campaign.accountId)
  if (campaign.google.removedAt !== null) {
    return (
      <Alert color="red" variant="light" title="Removed at Google">
        Somebody removed this campaign in Google Ads, seen {moment(campaign.google.removedAt)}. Google never
        brings a removed campaign back. Duplicate it to publish it anew.
      </Alert>
    )
  }
  const publication = campaign.lastPublication
  if (
    publication?.state === 'FAILED' ||
    publication?.state === 'NEEDS_ATTENTION' ||
    publication?.state === 'UNKNOWN'
  ) {
    const failed = publication.state === 'FAILED'
    return (
      <Alert
        color={failed ? 'red' : 'orange'}
        variant="light"
        title={failed ? 'The last publication failed' : 'The last publication is not settled'}
      >
        <Group justify="space-between">
          <Text size="sm">
            {failed
              ? 'See which field Google refused, mend it and publish again.'
              : 'See what is known and what to do.'}
          </Text>
          <ButtonLink
            variant="default"
            to="/publications/$publicationId"
            params={{ publicationId: publication.id }}
          >
            See what happened
          </ButtonLink>
        </Group>
      </Alert>
    )
  }
  if (hasUnpublishedEdits(campaign)) {
    return (
      <Alert
        color="grape"
        variant="light"
        icon={<IconInfoCircle size={18} />}
        title="Edited since it was published"
      >
        <Group justify="space-between">
          <Text size="sm">
            Google has revision {campaign.publishedVersion}; this is revision {campaign.version}.
          </Text>
          <ButtonLink variant="default" to="/campaigns/$campaignId/plan" params={params}>
            Review the changes
          </ButtonLink>
        </Group>
      </Alert>
    )
  }
  return null
}

function AtGoogle({ campaign }: { campaign: Campaign }) {
  const { google } = campaign
  const account = useAccount(campaign.accountId)
  const queries = useQueryClient()
  const sync = useMutation({
    mutationFn: () => call('syncCampaign', { params: { id: campaign.id } }),
    onSuccess: (fresh) => {
      queries.setQueryData(['campaign', campaign.id], fresh)
      void queries.invalidateQueries({ queryKey: ['campaigns'] })
    },
    onError: (error) =>
      notifications.show({ color: 'red', title: 'Google was not read', message: lineOf(error) }),
  })
  if (campaign.googleCampaignId === null) {
    return (
      <section className={classes.google} aria-label="At Google">
        <b>At Google</b>
        <p>Google does not know this campaign yet.</p>
      </section>
    )
  }
  return (
    <section className={classes.google} aria-label="At Google">
      <Group justify="space-between" gap="xs">
        <b>At {account?.environment === 'EMULATOR' ? 'the emulator' : 'Google'}</b>
        <Button
          variant="subtle"
          size="compact-xs"
          leftSection={<IconRefresh size={13} aria-hidden />}
          loading={sync.isPending}
          onClick={() => sync.mutate()}
        >
          Read again
        </Button>
      </Group>
      <p>{googleWord(google.primaryStatus ?? google.status ?? 'NOTHING_READ_YET')}.</p>
      <WhyNot campaign={campaign} />
      <dl>
        <AdReviews campaign={campaign} />
        <dt>Status there</dt>
        <dd>{google.status === null ? 'unknown' : googleWord(google.status)}</dd>
        {google.servingStatus !== null && (
          <>
            <dt>Serving</dt>
            <dd>{googleWord(google.servingStatus)}</dd>
          </>
        )}
        <dt>Google id</dt>
        <dd className="tabular">
          {campaign.googleCampaignId}{' '}
          <GoogleLink account={account} googleCampaignId={campaign.googleCampaignId} />
        </dd>
        <dt>Read</dt>
        <dd>{google.syncedAt === null ? 'never' : formatAgo(google.syncedAt)}</dd>
      </dl>
      {google.removedAt === null && <GoogleDrift campaignId={campaign.id} accountId={campaign.accountId} />}
    </section>
  )
}
