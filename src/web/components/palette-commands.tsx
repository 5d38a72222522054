import { useComputedColorScheme, useMantineColorScheme } from '@mantine/core'
import {
  IconArchiveOff,
  IconArrowsExchange,
  IconBell,
  IconBuildingBank,
  IconChartLine,
  IconChecks,
  IconCopy,
  IconDeviceDesktop,
  IconFileText,
  IconFingerprint,
  IconHandStop,
  IconHistory,
  IconKey,
  IconKeyboard,
  IconListSearch,
  IconLock,
  IconLogout,
  IconMoon,
  IconPencil,
  IconPhoto,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlugConnected,
  IconPlus,
  IconRefresh,
  IconRocket,
  IconSpeakerphone,
  IconStack2,
  IconTemplate,
  IconTrash,
  IconUserCheck,
  IconUsers,
} from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useRouterState } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { CampaignAction } from '../../contract/campaign.ts'
import { unreadQuery } from '../client/notification-queries.ts'
import { campaignQuery } from '../client/queries.ts'
import { removalOf } from '../ui/campaign-state.ts'
import { formatCustomerId } from '../ui/format.ts'
import { STATUS_LABELS } from '../ui/labels.ts'
import { useCampaignActions } from './use-campaign-actions.tsx'
import { useMarkRead } from './use-notifications.ts'
import { useAccounts, useSession } from './use-session.ts'
import { useSignOut, useSwitchWorkspace } from './use-workspace.ts'

export interface Command {
  label: string
  description?: string
  icon: ReactNode
  run: () => void
}

const SIZE = 18

/** Everything that the palette can do: with the campaign that is open, anywhere, and by going there. */
export function useCommands({ onHelp }: { onHelp: () => void }): Command[] {
  return [...useCampaignCommands(), ...useDeeds(onHelp), ...usePages(), ...useSwitches()]
}

/** What can be done with the campaign whose page is open, as far as it may be now. */
function useCampaignCommands(): Command[] {
  const navigate = useNavigate()
  const path = useRouterState({ select: (state) => state.location.pathname })
  const campaignId = /^\/campaigns\/([0-9a-f-]{36})/.exec(path)?.[1] ?? ''
  const { data: campaign } = useQuery({ ...campaignQuery(campaignId), enabled: campaignId !== '' })
  const actions = useCampaignActions()
  if (campaign === undefined || campaignId === '') return []
  const may = (wanted: CampaignAction): boolean =>
    campaign.actions.some(({ action, allowed }) => action === wanted && allowed)
  const all: (Command & { needs: CampaignAction | null })[] = [
    {
      needs: 'edit',
      label: 'Edit this campaign',
      icon: <IconPencil size={SIZE} />,
      run: () => void navigate({ to: '/campaigns/$campaignId/edit', params: { campaignId } }),
    },
    {
      needs: null,
      label: 'Review and publish this campaign',
      icon: <IconRocket size={SIZE} />,
      run: () => void navigate({ to: '/campaigns/$campaignId/plan', params: { campaignId } }),
    },
    {
      needs: 'pause',
      label: 'Pause this campaign',
      icon: <IconPlayerPause size={SIZE} />,
      run: () => actions.pause(campaign),
    },
    {
      needs: 'resume',
      label: 'Resume this campaign',
      icon: <IconPlayerPlay size={SIZE} />,
      run: () => actions.resume(campaign),
    },
    {
      needs: 'duplicate',
      label: 'Duplicate this campaign',
      icon: <IconCopy size={SIZE} />,
      run: () => actions.duplicate(campaign),
    },
    {
      needs: null,
      label: 'Ask for approval of this campaign…',
      description: 'Its plan, which is what is approved',
      icon: <IconUserCheck size={SIZE} />,
      run: () =>
        void navigate({
          to: '/campaigns/$campaignId/plan',
          params: { campaignId },
          search: { deed: 'ask' },
        }),
    },
    ...(campaign.googleCampaignId === null || campaign.google.removedAt !== null
      ? []
      : [
          {
            needs: null,
            label: 'Compare this campaign with Google',
            icon: <IconArrowsExchange size={SIZE} />,
            run: () =>
              void navigate({
                to: '/campaigns/$campaignId',
                params: { campaignId },
                search: { deed: 'compare' },
              }),
          },
        ]),
    {
      needs: 'duplicate',
      label: 'Save this campaign as a template…',
      icon: <IconTemplate size={SIZE} />,
      run: () =>
        void navigate({
          to: '/campaigns/$campaignId',
          params: { campaignId },
          search: { deed: 'template' },
        }),
    },
    {
      needs: 'protect',
      label: 'Protect this campaign…',
      icon: <IconLock size={SIZE} />,
      run: () =>
        void navigate({ to: '/campaigns/$campaignId', params: { campaignId }, search: { deed: 'protect' } }),
    },
    {
      needs: null,
      label: 'History of this campaign',
      icon: <IconHistory size={SIZE} />,
      run: () =>
        void navigate({
          to: '/campaigns/$campaignId',
          params: { campaignId },
          search: { tab: 'history' },
        }),
    },
    {
      needs: removalOf(campaign),
      label: removalOf(campaign) === 'delete' ? 'Delete this draft…' : 'Archive this campaign…',
      icon: <IconTrash size={SIZE} />,
      run: () => actions.askToRemove(campaign),
    },
    {
      needs: 'unarchive',
      label: 'Bring this campaign back from the archive',
      icon: <IconArchiveOff size={SIZE} />,
      run: () => actions.unarchive(campaign),
    },
  ]
  return all.filter(({ needs }) => needs === null || may(needs))
}

function useDeeds(onHelp: () => void): Command[] {
  const navigate = useNavigate()
  const queries = useQueryClient()
  const { setColorScheme } = useMantineColorScheme()
  const next = useComputedColorScheme('light') === 'dark' ? 'light' : 'dark'
  const { data: unread } = useQuery({ ...unreadQuery, enabled: false })
  const { mutate: markRead } = useMarkRead()
  const newest = unread?.items[0]?.id
  return [
    {
      label: 'New campaign',
      icon: <IconPlus size={SIZE} />,
      run: () => void navigate({ to: '/campaigns/new' }),
    },
    ...(newest === undefined
      ? []
      : [
          {
            label: 'Mark all notifications as read',
            icon: <IconChecks size={SIZE} />,
            run: () => markRead({ id: newest, all: true }),
          },
        ]),
    {
      label: 'Read this page again',
      icon: <IconRefresh size={SIZE} />,
      run: () => void queries.invalidateQueries(),
    },
    {
      label: 'New batch of what is picked',
      icon: <IconStack2 size={SIZE} />,
      run: () => void navigate({ to: '/batches/new' }),
    },
    { label: `Switch to ${next} colours`, icon: <IconMoon size={SIZE} />, run: () => setColorScheme(next) },
    { label: 'Keyboard shortcuts', icon: <IconKeyboard size={SIZE} />, run: onHelp },
  ]
}

function usePages(): Command[] {
  const navigate = useNavigate()
  return [
    {
      label: 'All campaigns',
      icon: <IconSpeakerphone size={SIZE} />,
      run: () => void navigate({ to: '/campaigns' }),
    },
    ...(['DRAFT', 'PUBLISHED', 'PAUSED'] as const).map((status) => ({
      label: `${STATUS_LABELS[status]} campaigns`,
      icon: <IconSpeakerphone size={SIZE} />,
      run: () => void navigate({ to: '/campaigns', search: { status } }),
    })),
    {
      label: 'Dashboard',
      icon: <IconChartLine size={SIZE} />,
      run: () => void navigate({ to: '/dashboard' }),
    },
    {
      label: 'Approvals',
      icon: <IconUserCheck size={SIZE} />,
      run: () => void navigate({ to: '/approvals' }),
    },
    {
      label: 'Notifications',
      icon: <IconBell size={SIZE} />,
      run: () => void navigate({ to: '/notifications' }),
    },
    { label: 'Batches', icon: <IconStack2 size={SIZE} />, run: () => void navigate({ to: '/batches' }) },
    {
      label: 'Templates',
      icon: <IconTemplate size={SIZE} />,
      run: () => void navigate({ to: '/templates' }),
    },
    { label: 'Images', icon: <IconPhoto size={SIZE} />, run: () => void navigate({ to: '/images' }) },
    {
      label: 'Accounts',
      icon: <IconBuildingBank size={SIZE} />,
      run: () => void navigate({ to: '/accounts' }),
    },
    {
      label: 'Connections to Google Ads',
      icon: <IconPlugConnected size={SIZE} />,
      run: () => void navigate({ to: '/connect' }),
    },
    {
      label: 'Spend: caps and emergency stop',
      icon: <IconHandStop size={SIZE} />,
      run: () => void navigate({ to: '/settings/spend' }),
    },
    {
      label: 'Audit log',
      icon: <IconListSearch size={SIZE} />,
      run: () => void navigate({ to: '/audit' }),
    },
    {
      label: 'Members and invitations',
      icon: <IconUsers size={SIZE} />,
      run: () => void navigate({ to: '/settings/members' }),
    },
    {
      label: 'API keys',
      icon: <IconKey size={SIZE} />,
      run: () => void navigate({ to: '/settings/keys' }),
    },
    {
      label: 'Your sessions and password',
      icon: <IconDeviceDesktop size={SIZE} />,
      run: () => void navigate({ to: '/settings/sessions' }),
    },
    {
      label: 'What you are told',
      description: 'Notifications that you want',
      icon: <IconBell size={SIZE} />,
      run: () => void navigate({ to: '/settings/notifications' }),
    },
    {
      label: 'How you sign in',
      description: 'Password, passkeys, second factor',
      icon: <IconFingerprint size={SIZE} />,
      run: () => void navigate({ to: '/settings/sign-in' }),
    },
    {
      label: 'Approval policy',
      description: 'Who has to approve what',
      icon: <IconUserCheck size={SIZE} />,
      run: () => void navigate({ to: '/settings/approvals' }),
    },
    {
      label: 'Stop everything…',
      description: 'With what it would pause, before it does',
      icon: <IconHandStop size={SIZE} />,
      run: () => void navigate({ to: '/settings/spend', search: { deed: 'stop' } }),
    },
    {
      label: 'API reference',
      icon: <IconFileText size={SIZE} />,
      run: () => window.location.assign('/api/v1/docs'),
    },
  ]
}

/** Another workspace, another account, and the way out. */
function useSwitches(): Command[] {
  const { workspace, workspaces } = useSession()
  const accounts = useAccounts()
  const navigate = useNavigate()
  const switchTo = useSwitchWorkspace()
  const signOut = useSignOut()
  return [
    ...workspaces
      .filter(({ id }) => id !== workspace.id)
      .map(({ id, name }) => ({
        label: `Switch to the workspace ${name}`,
        icon: <IconArrowsExchange size={SIZE} />,
        run: () => void switchTo(id),
      })),
    ...(accounts.length < 2 ? [] : accounts).map(({ id, name, customerId }) => ({
      label: `Campaigns of ${name}`,
      description: formatCustomerId(customerId),
      icon: <IconBuildingBank size={SIZE} />,
      run: () => void navigate({ to: '/campaigns', search: { account: id } }),
    })),
    { label: 'Sign out', icon: <IconLogout size={SIZE} />, run: () => void signOut() },
  ]
}
