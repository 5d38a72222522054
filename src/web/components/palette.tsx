import '@mantine/spotlight/styles.css'
import { useComputedColorScheme, useMantineColorScheme } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { createSpotlight, Spotlight } from '@mantine/spotlight'
import {
  IconBuildingBank,
  IconDeviceDesktop,
  IconFileText,
  IconKey,
  IconLock,
  IconMoon,
  IconPencil,
  IconPhoto,
  IconPlus,
  IconRocket,
  IconSearch,
  IconSpeakerphone,
  IconTemplate,
  IconUsers,
} from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useRouterState } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useEffect, useState } from 'react'
import { call } from '../client/call.ts'
import { STATUS_LABELS } from '../ui/labels.ts'

const [store, actions] = createSpotlight()

interface Command {
  label: string
  description?: string
  icon: ReactNode
  run: () => void
}

/** Ctrl-K: every page, every action, and campaigns by name. Opens once per call. */
export function Palette({ calls }: { calls: number }) {
  const [query, setQuery] = useState('')
  const commands = useCommands()
  const found = useFoundCampaigns(query)
  useEffect(() => {
    if (calls > 0) actions.open()
  }, [calls])

  const words = query.trim().toLowerCase()
  const matching = commands.filter(({ label }) => label.toLowerCase().includes(words))
  return (
    <Spotlight.Root
      store={store}
      query={query}
      onQueryChange={setQuery}
      shortcut={null}
      scrollable
      maxHeight={420}
      attributes={{ content: { 'aria-label': 'Search or do anything' } }}
    >
      <Spotlight.Search
        placeholder="Search campaigns or type a command"
        leftSection={<IconSearch size={18} />}
        aria-label="Search"
      />
      <Spotlight.ActionsList>
        {matching.length > 0 && (
          <Spotlight.ActionsGroup label="Commands">
            {matching.map(({ label, description, icon, run }) => (
              <Spotlight.Action
                key={label}
                label={label}
                description={description ?? ''}
                leftSection={icon}
                onClick={run}
              />
            ))}
          </Spotlight.ActionsGroup>
        )}
        {found.length > 0 && (
          <Spotlight.ActionsGroup label="Campaigns">
            {found.map(({ label, description, icon, run }, index) => (
              <Spotlight.Action
                key={`${label} ${index}`}
                label={label}
                description={description ?? ''}
                leftSection={icon}
                onClick={run}
              />
            ))}
          </Spotlight.ActionsGroup>
        )}
        {matching.length + found.length === 0 && <Spotlight.Empty>Nothing by that name</Spotlight.Empty>}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  )
}

function useCommands(): Command[] {
  const navigate = useNavigate()
  const { setColorScheme } = useMantineColorScheme()
  const scheme = useComputedColorScheme('light')
  const next = scheme === 'dark' ? 'light' : 'dark'
  const path = useRouterState({ select: (state) => state.location.pathname })
  const campaignId = /^\/campaigns\/([0-9a-f-]{36})/.exec(path)?.[1]
  const here: Command[] =
    campaignId === undefined
      ? []
      : [
          {
            label: 'Edit this campaign',
            icon: <IconPencil size={18} />,
            run: () => void navigate({ to: '/campaigns/$campaignId/edit', params: { campaignId } }),
          },
          {
            label: 'Review and publish this campaign',
            icon: <IconRocket size={18} />,
            run: () => void navigate({ to: '/campaigns/$campaignId/plan', params: { campaignId } }),
          },
        ]
  return [
    ...here,
    {
      label: 'New campaign',
      icon: <IconPlus size={18} />,
      run: () => void navigate({ to: '/campaigns/new' }),
    },
    {
      label: 'All campaigns',
      icon: <IconSpeakerphone size={18} />,
      run: () => void navigate({ to: '/campaigns' }),
    },
    ...(['DRAFT', 'PUBLISHED', 'PAUSED'] as const).map((status) => ({
      label: `${STATUS_LABELS[status]} campaigns`,
      icon: <IconSpeakerphone size={18} />,
      run: () => void navigate({ to: '/campaigns', search: { status } }),
    })),
    {
      label: 'Templates',
      icon: <IconTemplate size={18} />,
      run: () => void navigate({ to: '/templates' }),
    },
    { label: 'Images', icon: <IconPhoto size={18} />, run: () => void navigate({ to: '/images' }) },
    {
      label: 'Accounts',
      icon: <IconBuildingBank size={18} />,
      run: () => void navigate({ to: '/accounts' }),
    },
    {
      label: 'Members and invitations',
      icon: <IconUsers size={18} />,
      run: () => void navigate({ to: '/settings/members' }),
    },
    {
      label: 'API keys',
      icon: <IconKey size={18} />,
      run: () => void navigate({ to: '/settings/keys' }),
    },
    {
      label: 'Your sessions',
      icon: <IconDeviceDesktop size={18} />,
      run: () => void navigate({ to: '/settings/sessions' }),
    },
    {
      label: 'How you sign in: password and other ways',
      icon: <IconLock size={18} />,
      run: () => void navigate({ to: '/settings/sign-in' }),
    },
    { label: `Switch to ${next} colours`, icon: <IconMoon size={18} />, run: () => setColorScheme(next) },
    {
      label: 'API reference',
      icon: <IconFileText size={18} />,
      run: () => window.location.assign('/api/v1/docs'),
    },
  ]
}

function useFoundCampaigns(query: string): Command[] {
  const navigate = useNavigate()
  const [settled] = useDebouncedValue(query.trim(), 150)
  const { data } = useQuery({
    queryKey: ['campaigns', 'palette', settled],
    queryFn: ({ signal }) => call('listCampaigns', { query: { q: settled, limit: 6 }, signal }),
    enabled: settled.length > 1,
  })
  if (settled.length < 2) return []
  return (data?.items ?? []).map((campaign) => ({
    label: campaign.name,
    description: STATUS_LABELS[campaign.status],
    icon: <IconSpeakerphone size={18} />,
    run: () => void navigate({ to: '/campaigns/$campaignId', params: { campaignId: campaign.id } }),
  }))
}
