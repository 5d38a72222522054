import { CloseButton, Group, Menu, TextInput, UnstyledButton, VisuallyHidden } from '@mantine/core'
import { IconFilter, IconSearch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Suspense, useEffect, useRef, useState } from 'react'
import type { CampaignPublicationState } from '../../contract/campaign-list.ts'
import type { Account } from '../../contract/session.ts'
import type { CampaignStatus, CampaignType } from '../../contract/words.ts'
import { CAMPAIGN_STATUSES } from '../../contract/words.ts'
import { lazyPart } from '../client/load-part.ts'
import { countsOf } from '../client/queries.ts'
import type { CampaignsSearch } from '../ui/route-search.ts'
import { countedBy, countFilters, isOfProblems, MATCH_LABELS, PROBLEMS, valuesOf } from '../ui/filters.ts'
import { formatCount } from '../ui/format.ts'
import { PUBLICATION_STATE_LABELS, STATUS_LABELS, TYPE_LABELS } from '../ui/labels.ts'
import classes from './campaign-filters.module.css'
import { ColumnPicker } from './column-picker.tsx'
import type { Columns } from './use-columns.ts'
import { ViewsMenu } from './views-menu.tsx'
import { useAccounts } from './use-session.ts'

const FilterList = lazyPart(() => import('./filter-list.tsx'), 'FilterList')

const FILTER_MATCHES = ['all', 'any'] as const
const SETTLE_MS = 220
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

/** The statuses, and what somebody has to look at. Each says how many there are within the other filters. */
function StatusTabs() {
  const search = useSearch(FROM)
  const navigate = useNavigate({ from: '/campaigns' })
  const counted = countedBy(search)
  const { data: counts } = useQuery({ ...countsOf(counted ?? {}), enabled: counted !== null })
  const isProblems = isOfProblems(search)
  const turn = (to: Partial<CampaignsSearch>) =>
    void navigate({ search: (before) => ({ ...before, ...to }), replace: true })
  const noProblems = isProblems ? { publication: undefined } : {}
  const tab = (label: string, count: number | undefined, isOn: boolean, to: Partial<CampaignsSearch>) => (
    <UnstyledButton key={label} className={classes.tab} aria-pressed={isOn} onClick={() => turn(to)}>
      {label}
      {counted !== null && <Count count={count} exact={counts?.exact ?? true} />}
    </UnstyledButton>
  )
  const status = isProblems ? [] : valuesOf(search.status)
  return (
    <div role="group" aria-label="Status" className={classes.tabs}>
      {tab('All', counts?.all, !isProblems && status.length === 0, { status: undefined, ...noProblems })}
      {CAMPAIGN_STATUSES.map((one) =>
        tab(STATUS_LABELS[one], counts?.byStatus[one], status.includes(one), { status: one, ...noProblems }),
      )}
      {tab('Problems', counts?.problems, isProblems, { status: undefined, publication: PROBLEMS })}
    </div>
  )
}

function Count({ count, exact }: { count: number | undefined; exact: boolean }) {
  return (
    <span className={classes.count} title={exact ? undefined : 'At least'}>
      {count === undefined ? '–' : formatCount(count)}
      {count !== undefined && !exact && '+'}
    </span>
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

/** Each filter that is on, in words, with the way to take it off; and whether all of them have to fit, or any. */
function FilterChips() {
  const search = useSearch(FROM)
  const navigate = useNavigate({ from: '/campaigns' })
  const accounts = useAccounts()
  const narrow = (filter: Partial<CampaignsSearch>) =>
    void navigate({ search: (before) => ({ ...before, ...filter }), replace: true })
  const isJoined = countFilters(search) > 1
  const isAny = isJoined && search.match === 'any'
  return (
    <>
      {isJoined && (
        <div role="group" aria-label="How the filters are joined" className={classes.joint}>
          {FILTER_MATCHES.map((match) => (
            <UnstyledButton
              key={match}
              aria-pressed={(search.match ?? 'all') === match}
              onClick={() => narrow({ match: match === 'any' ? match : undefined })}
            >
              {MATCH_LABELS[match]}
            </UnstyledButton>
          ))}
        </div>
      )}
      {chipsOf(search, accounts, isAny).map(([key, label]) => (
        <span key={key} className={classes.chip}>
          <span className={classes.words} title={label}>
            {label}
          </span>
          <CloseButton
            size={18}
            iconSize={12}
            aria-label={`Remove filter ${label}`}
            onClick={() => narrow({ [key]: undefined })}
          />
        </span>
      ))}
    </>
  )
}

const either = (labels: string[]): string => labels.join(' or ')

type ChipKey = 'status' | 'type' | 'account' | 'publication' | 'q' | 'archived'

/** The tabs tell one status and the box what is searched for, unless they are one way of several to fit. */
function chipsOf(
  { status, type, account, publication, q, archived }: CampaignsSearch,
  accounts: readonly Account[],
  isAny: boolean,
): [key: ChipKey, label: string][] {
  const nameOf = (id: string) => accounts.find((one) => one.id === id)?.name ?? 'unknown'
  const chips: [ChipKey, string][] = []
  if (status !== undefined && (isAny || valuesOf(status).length > 1))
    chips.push([
      'status',
      `Status: ${either(valuesOf<CampaignStatus>(status).map((word) => STATUS_LABELS[word]))}`,
    ])
  if (type !== undefined)
    chips.push(['type', `Type: ${either(valuesOf<CampaignType>(type).map((word) => TYPE_LABELS[word]))}`])
  if (account !== undefined) chips.push(['account', `Account: ${either(valuesOf(account).map(nameOf))}`])
  if (publication !== undefined && (isAny || !isOfProblems({ publication }))) {
    const states = valuesOf<CampaignPublicationState>(publication)
    const labels = states.map((state) => PUBLICATION_STATE_LABELS[state].toLowerCase())
    chips.push(['publication', `Last publication: ${either(labels)}`])
  }
  if (q !== undefined && isAny) chips.push(['q', `Name: ${q}`])
  if (archived === true) chips.push(['archived', 'Archived'])
  return chips
}

function FilterMenu() {
  return (
    <Menu position="bottom-end" width={240} closeOnItemClick={false}>
      <Menu.Target>
        <UnstyledButton className={classes.filter}>
          <IconFilter size={14} aria-hidden /> Filter
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Suspense fallback={<VisuallyHidden>Loading</VisuallyHidden>}>
          <FilterList />
        </Suspense>
      </Menu.Dropdown>
    </Menu>
  )
}
