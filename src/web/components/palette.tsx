import '@mantine/spotlight/styles.css'
import { useDebouncedValue } from '@mantine/hooks'
import { createSpotlight, Spotlight } from '@mantine/spotlight'
import { IconSearch, IconSpeakerphone } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { call } from '../client/call.ts'
import { STATUS_LABELS } from '../ui/labels.ts'
import { type Command, useCommands } from './palette-commands.tsx'

const [store, actions] = createSpotlight()

/** Ctrl-K: every page, every action, and campaigns by name. Opens once per call. */
export function Palette({ calls, onHelp }: { calls: number; onHelp: () => void }) {
  const [query, setQuery] = useState('')
  const commands = useCommands({ onHelp })
  const found = useFoundCampaigns(query)
  useEffect(() => {
    if (calls > 0) actions.open()
  }, [calls])

  const words = query.trim().toLowerCase().split(/\s+/)
  const matching = commands.filter(({ label, description = '' }) => {
    const text = `${label} ${description}`.toLowerCase()
    return words.every((word) => text.includes(word))
  })
  return (
    <Spotlight.Root
      store={store}
      query={query}
      onQueryChange={setQuery}
      shortcut={null}
      scrollable
      // Where it opens it stays, however much is found.
      centered={false}
      yOffset="14vh"
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
