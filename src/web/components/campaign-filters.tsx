import { CloseButton, Group, Menu, TextInput, UnstyledButton } from '@mantine/core'
import { IconCheck, IconFilter, IconSearch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import type { CampaignStatus } from '../../contract/words.ts'
import { CAMPAIGN_STATUSES, CAMPAIGN_TYPES } from '../../contract/words.ts'
import { countsQuery } from '../client/queries.ts'
import { formatCount } from '../ui/format.ts'
import { PUBLICATION_STATE_LABELS, STATUS_LABELS, TYPE_LABELS } from '../ui/labels.ts'
import classes from './campaign-filters.module.css'
import { ColumnPicker } from './column-picker.tsx'
import type { Columns } from './use-columns.ts'
import { ViewsMenu } from './views-menu.tsx'
import { useAccounts } from './use-session.ts'

const SETTLE_MS = 220
/** What somebody looks for in a list; the others last for seconds. */
const SHOWN_STATES = ['NEEDS_ATTENTION', 'FAILED', 'SUCCEEDED', 'NONE'] as const
const FROM = { from: '/app/campaigns' } as const

/** Status tabs, search, and the filters as chips that can be taken off. All of it lives in the address. */
export function CampaignFilters({ columns }: { columns: Columns }) {
  return (
    <div className={classes.bar}>
      <StatusTabs />
      <Group gap={8} wrap="wrap" className={classes.tools}>
        <FilterChips />
        <FilterMenu />
        <ViewsMenu columns={columns} />
        <ColumnPicker columns={columns} />
        <SearchBox />
      </Group>
    </div>
  )
}

function StatusTabs() {
  const search = useSearch(FROM)
  const navigate = useNavigate({ from: '/campaigns' })
  const { data: counts } = useQuery(countsQuery)
  const tabs: [string, CampaignStatus | undefined, number | undefined][] = [
    ['All', undefined, counts?.all],
    ...CAMPAIGN_STATUSES.map((status): [string, CampaignStatus, number | undefined] => [
      STATUS_LABELS[status],
      status,
      counts?.byStatus[status],
    ]),
  ]
  return (
    <div role="group" aria-label="Status" className={classes.tabs}>
      {tabs.map(([label, status, count]) => (
        <UnstyledButton
          key={label}
          className={classes.tab}
          aria-pressed={search.status === status}
          onClick={() => void navigate({ search: (before) => ({ ...before, status }), replace: true })}
        >
          {label}
          <span className={classes.count}>{count === undefined ? '–' : formatCount(count)}</span>
        </UnstyledButton>
      ))}
    </div>
  )
}

function SearchBox() {
  const { q = '' } = useSearch(FROM)
  const navigate = useNavigate({ from: '/campaigns' })
  const [typed, setTyped] = useState(q)
  const sent = useRef(q)
  // The address may change elsewhere (Back, a cleared filter): then the box follows it.
  useEffect(() => {
    if (q === sent.current) return
    sent.current = q
    setTyped(q)
  }, [q])
  // A timer of this box alone: once the page is left it must not navigate any more.
  useEffect(() => {
    const text = typed.trim()
    if (text === sent.current) return undefined
    const timer = setTimeout(() => {
      sent.current = text
      void navigate({ search: (before) => ({ ...before, q: text === '' ? undefined : text }), replace: true })
    }, SETTLE_MS)
    return () => clearTimeout(timer)
  }, [typed, navigate])
  return (
    <TextInput
      type="search"
      size="xs"
      className={classes.search}
      aria-label="Search campaigns by name"
      placeholder="Search by name"
      leftSection={<IconSearch size={14} aria-hidden />}
      rightSection={
        typed !== '' && <CloseButton size="xs" aria-label="Clear the search" onClick={() => setTyped('')} />
      }
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        // The browser would clear the box: here Escape only gives the keys back to the list.
        event.preventDefault()
        event.currentTarget.blur()
      }}
    />
  )
}

function FilterChips() {
  const { type, account: accountId, archived, publication } = useSearch(FROM)
  const navigate = useNavigate({ from: '/campaigns' })
  const account = useAccounts().find(({ id }) => id === accountId)
  const chips: [key: 'type' | 'account' | 'archived' | 'publication', label: string][] = []
  if (type !== undefined) chips.push(['type', `Type: ${TYPE_LABELS[type]}`])
  if (accountId !== undefined) chips.push(['account', `Account: ${account?.name ?? 'unknown'}`])
  if (publication !== undefined)
    chips.push(['publication', `Last publication: ${PUBLICATION_STATE_LABELS[publication].toLowerCase()}`])
  if (archived === true) chips.push(['archived', 'Archived'])
  return chips.map(([key, label]) => (
    <span key={key} className={classes.chip}>
      {label}
      <CloseButton
        size={18}
        iconSize={12}
        aria-label={`Remove filter ${label}`}
        onClick={() =>
          void navigate({ search: (before) => ({ ...before, [key]: undefined }), replace: true })
        }
      />
    </span>
  ))
}

function FilterMenu() {
  const search = useSearch(FROM)
  const navigate = useNavigate({ from: '/campaigns' })
  const accounts = useAccounts()
  const narrow = (filter: Partial<typeof search>) =>
    void navigate({ search: (before) => ({ ...before, ...filter }), replace: true })
  const tick = (on: boolean) => (on ? <IconCheck size={14} aria-hidden /> : undefined)
  return (
    <Menu position="bottom-end" width={230}>
      <Menu.Target>
        <UnstyledButton className={classes.filter}>
          <IconFilter size={14} aria-hidden /> Filter
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>Type</Menu.Label>
        {CAMPAIGN_TYPES.map((type) => (
          <Menu.Item key={type} rightSection={tick(search.type === type)} onClick={() => narrow({ type })}>
            {TYPE_LABELS[type]}
          </Menu.Item>
        ))}
        <Menu.Label>Last publication</Menu.Label>
        {SHOWN_STATES.map((publication) => (
          <Menu.Item
            key={publication}
            rightSection={tick(search.publication === publication)}
            onClick={() => narrow({ publication })}
          >
            {PUBLICATION_STATE_LABELS[publication]}
          </Menu.Item>
        ))}
        <Menu.Label>Account</Menu.Label>
        {accounts.map(({ id, name }) => (
          <Menu.Item
            key={id}
            rightSection={tick(search.account === id)}
            onClick={() => narrow({ account: id })}
          >
            {name}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item
          rightSection={tick(search.archived === true)}
          onClick={() => narrow({ archived: search.archived === true ? undefined : true })}
        >
          Archived campaigns
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
