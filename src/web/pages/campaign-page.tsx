import { Skeleton, Tabs } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import {
  IconArchive,
  IconArchiveOff,
  IconCopy,
  IconPencil,
  IconPlayerPause,
  IconPlayerPlay,
  IconRocket,
  IconTemplate,
  IconTrash,
} from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Suspense } from 'react'
import { lazyPart } from '../client/load-part.ts'
import type { Campaign, CampaignAction } from '../../contract/campaign.ts'
import { campaignQuery } from '../client/queries.ts'
import { ActionButton } from '../components/action-button.tsx'
import { CampaignOverview } from '../components/campaign-overview.tsx'
import { EnvironmentBadge } from '../components/environment-badge.tsx'
import { PageError, PagePending } from '../components/page-state.tsx'
import { ProtectButton, ProtectionBanner } from '../components/protection.tsx'
import { PublicationHistory } from '../components/publication-history.tsx'
import { ResumeApproval } from '../components/resume-approval.tsx'
import { RevisionHistory } from '../components/revision-history.tsx'
import { StatusLink } from '../components/status-link.tsx'
import { useCampaignActions } from '../components/use-campaign-actions.tsx'
import { reasonOf } from '../components/use-deed.ts'
import { useEscapeToList } from '../components/use-escape-to-list.ts'
import { useAccount } from '../components/use-session.ts'
import { removalOf } from '../ui/campaign-state.ts'
import { formatCustomerId } from '../ui/format.ts'
import { TYPE_LABELS } from '../ui/labels.ts'
import { PageHeader } from '../ui/page-header.tsx'
import { useKeySequences } from '../ui/use-key-sequences.ts'

/** With the charts, which nobody else needs. */
const Performance = lazyPart(() => import('../components/performance.tsx'), 'Performance')

const SaveTemplate = lazyPart(() => import('../components/template-form.tsx'), 'SaveTemplate')

const TABS = [
  ['overview', 'Overview'],
  ['performance', 'Performance'],
  ['publications', 'Publications'],
  ['history', 'History'],
] as const

export function CampaignPage() {
  const { campaignId } = useParams({ from: '/app/campaigns/$campaignId' })
  const { tab = 'overview' } = useSearch({ from: '/app/campaigns/$campaignId' })
  const campaign = useQuery(campaignQuery(campaignId))
  const navigate = useNavigate()
  useDocumentTitle(campaign.data?.name ?? 'Campaign')
  if (campaign.isPending) return <PagePending />
  if (campaign.isError) return <PageError error={campaign.error} reset={() => void campaign.refetch()} />
  return (
    <div style={{ maxWidth: 1240 }}>
      <Header campaign={campaign.data} />
      <ProtectionBanner campaign={campaign.data} />
      <ResumeApproval campaign={campaign.data} />
      <Tabs
        value={tab}
        keepMounted={false}
        onChange={(value) => {
          const next = TABS.find(([key]) => key === value)?.[0]
          void navigate({
            to: '.',
            search: next === undefined || next === 'overview' ? {} : { tab: next },
            replace: true,
          })
        }}
      >
        <Tabs.List px={{ base: 0, xs: 'md' }}>
          {TABS.map(([key, label]) => (
            <Tabs.Tab key={key} value={key} px={{ base: 8, xs: 'md' }}>
              {label}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="overview" p="md">
          <CampaignOverview campaign={campaign.data} />
        </Tabs.Panel>
        <Tabs.Panel value="performance" p="md">
          <Suspense fallback={<Skeleton h={420} />}>
            <Performance campaign={campaign.data} />
          </Suspense>
        </Tabs.Panel>
        <Tabs.Panel value="publications" p="md">
          <PublicationHistory campaign={campaign.data} />
        </Tabs.Panel>
        <Tabs.Panel value="history" p="md">
          <RevisionHistory campaign={campaign.data} />
        </Tabs.Panel>
      </Tabs>
    </div>
  )
}

function Header({ campaign }: { campaign: Campaign }) {
  const account = useAccount(campaign.accountId)
  const navigate = useNavigate()
  const actions = useCampaignActions()
  // In the address, so that the palette can begin it from wherever the campaign is open.
  const { deed } = useSearch({ from: '/app/campaigns/$campaignId' })
  const begin = (next: typeof deed) =>
    void navigate({ to: '.', search: (before) => ({ ...before, deed: next }), replace: true })
  const params = { campaignId: campaign.id }
  const edit = () => void navigate({ to: '/campaigns/$campaignId/edit', params })
  const review = () => void navigate({ to: '/campaigns/$campaignId/plan', params })
  const reason = (action: CampaignAction): string | null => {
    const verdict = campaign.actions.find((each) => each.action === action)
    if (verdict === undefined) return 'Not possible now.'
    return verdict.allowed ? null : (verdict.reason ?? 'Not possible now.')
  }
  useKeySequences({ e: edit, p: review })
  useEscapeToList()

  const item = {
    ...campaign,
    googleStatus: campaign.google.status,
    googlePrimaryStatus: campaign.google.primaryStatus,
  }
  return (
    <PageHeader
      title={campaign.name}
      aside={
        <>
          <StatusLink item={item} />
          <EnvironmentBadge account={account} />
        </>
      }
      under={
        <>
          <span>{TYPE_LABELS[campaign.campaignType]}</span>
          {account !== undefined && (
            <span className="tabular">
              {account.name}, {formatCustomerId(account.customerId)}
            </span>
          )}
          {campaign.googleCampaignId !== null && (
            <span className="tabular">Google id {campaign.googleCampaignId}</span>
          )}
        </>
      }
      actions={
        <>
          <ActionButton
            label="Edit"
            variant="default"
            icon={<IconPencil size={15} aria-hidden />}
            reason={reason('edit')}
            onClick={edit}
          />
          {campaign.status === 'PAUSED' ? (
            <ActionButton
              label="Resume"
              variant="default"
              icon={<IconPlayerPlay size={15} aria-hidden />}
              reason={reason('resume')}
              onClick={() => actions.resume(item)}
            />
          ) : (
            <ActionButton
              label="Pause"
              variant="default"
              icon={<IconPlayerPause size={15} aria-hidden />}
              reason={reason('pause')}
              onClick={() => actions.pause(item)}
            />
          )}
          <ActionButton
            label="Duplicate"
            variant="default"
            icon={<IconCopy size={15} aria-hidden />}
            reason={reason('duplicate')}
            onClick={() => actions.duplicate(item)}
          />
          <ActionButton
            label="Save as template"
            variant="default"
            icon={<IconTemplate size={15} aria-hidden />}
            reason={reason('duplicate')}
            onClick={() => begin('template')}
          />
          {deed === 'template' && reason('duplicate') === null && (
            <Suspense fallback={null}>
              <SaveTemplate campaign={campaign} onClose={() => begin(undefined)} />
            </Suspense>
          )}
          <ProtectButton
            campaign={campaign}
            reason={reason('protect')}
            isAsking={deed === 'protect'}
            onAsk={(isAsking) => begin(isAsking ? 'protect' : undefined)}
          />
          <RemovalButton campaign={campaign} actions={actions} />
          <ActionButton
            label="Review and publish"
            icon={<IconRocket size={15} aria-hidden />}
            reason={reason('publish')}
            onClick={review}
          />
        </>
      }
    />
  )
}

/** Out of the list, or back into it. */
function RemovalButton({
  campaign,
  actions,
}: {
  campaign: Campaign
  actions: ReturnType<typeof useCampaignActions>
}) {
  const removal = removalOf(campaign)
  if (campaign.archivedAt !== null)
    return (
      <ActionButton
        label="Bring back"
        icon={<IconArchiveOff size={15} aria-hidden />}
        reason={reasonOf(campaign.actions, 'unarchive')}
        onClick={() => actions.unarchive(campaign)}
      />
    )
  return (
    <ActionButton
      label={removal === 'delete' ? 'Delete' : 'Archive'}
      variant="default"
      icon={
        removal === 'delete' ? <IconTrash size={15} aria-hidden /> : <IconArchive size={15} aria-hidden />
      }
      reason={reasonOf(campaign.actions, removal)}
      onClick={() => actions.askToRemove(campaign)}
    />
  )
}
