import { Button, Menu, Text } from '@mantine/core'
import { IconBuildingBank, IconCheck, IconChevronDown } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useRouterState } from '@tanstack/react-router'
import { useState } from 'react'
import type { Account } from '../../contract/session.ts'
import { campaignQuery, publicationQuery } from '../client/queries.ts'
import { valuesOf } from '../ui/filters.ts'
import { formatCustomerId } from '../ui/format.ts'
import classes from './shell.module.css'
import { AccountSearchMenu } from './account-search-menu.tsx'
import { useAccountSearch } from './use-account-search.ts'
import { useAccounts } from './use-session.ts'

const isOverview = (path: string): boolean => path === '/campaigns' || path === '/dashboard'

/** The accounts that the list or the dashboard showed last, joined by commas; empty: all. Other pages lead back to them. */
export function useKeptAccounts(): string {
  const here = useRouterState({
    select: ({ location: { pathname, search } }) =>
      isOverview(pathname) ? ((search as { account?: string }).account ?? '') : null,
  })
  const [kept, setKept] = useState(here ?? '')
  if (here !== null && here !== kept) setKept(here)
  return here ?? kept
}

/** The account of what the page is about; undefined: it is about no account, or that is not known yet. */
function useAccountOfPage(): string | undefined {
  const path = useRouterState({ select: (state) => state.location.pathname })
  const wanted = useRouterState({
    select: (state) => (state.location.search as { account?: string }).account,
  })
  const [, kind, id = ''] = /^\/(campaigns|publications)\/([0-9a-f-]{36})/.exec(path) ?? []
  // The page itself asks for it: nothing is asked twice.
  const campaign = useQuery({ ...campaignQuery(id), enabled: false })
  const publication = useQuery({ ...publicationQuery(id), enabled: false })
  if (kind === 'campaigns') return campaign.data?.accountId
  if (kind === 'publications') return publication.data?.accountId
  return path === '/campaigns/new' ? wanted : undefined
}

/** The accounts that one is in: that of the page, else those that the list shows; none: all. */
export function useChosenAccounts(kept: string): readonly string[] {
  const own = useAccountOfPage()
  return own === undefined ? valuesOf(kept) : [own]
}

/** Which account one is in. Choosing one narrows the list or the dashboard to it. */
export function AccountMenu({ chosen }: { chosen: readonly string[] }) {
  const accounts = useAccounts()
  const navigate = useNavigate()
  const path = useRouterState({ select: (state) => state.location.pathname })
  const isAll = chosen.length === 0
  const label = wordsOf(accounts, chosen)
  const choose = (account: string | undefined): void => {
    if (path === '/dashboard')
      // An account has one currency.
      return void navigate({
        to: '/dashboard',
        search: (before) => ({ ...before, currency: undefined, account }),
      })
    if (path === '/campaigns')
      return void navigate({ to: '/campaigns', search: (before) => ({ ...before, account }) })
    void navigate({ to: '/campaigns', search: account === undefined ? {} : { account } })
  }
  return (
    <Menu position="bottom-start" width={280}>
      <Menu.Target>
        <Button
          variant="subtle"
          color="gray"
          px={8}
          className={classes.context}
          data-folds={isAll || undefined}
          rightSection={<IconChevronDown size={13} aria-hidden />}
          aria-label={`Account: ${label}`}
        >
          <IconBuildingBank size={16} className={classes.contextIcon} aria-hidden />
          <span className={classes.contextLabel}>{label}</span>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Choices chosen={chosen} onChoose={choose} />
      </Menu.Dropdown>
    </Menu>
  )
}

interface ChoicesProps {
  chosen: readonly string[]
  onChoose: (account: string | undefined) => void
}

function Choices({ chosen, onChoose }: ChoicesProps) {
  const { found, typed, box } = useAccountSearch()
  return (
    <AccountSearchMenu box={box} label="Accounts" isEmpty={found.length === 0}>
      <Menu.Label>
        {found.length === 0 ? 'No account has this name or number' : 'Show campaigns of'}
      </Menu.Label>
      {typed === '' && (
        <Menu.Item onClick={() => onChoose(undefined)} rightSection={chosen.length === 0 && tick}>
          All accounts
        </Menu.Item>
      )}
      {found.map((account) => (
        <Menu.Item
          key={account.id}
          onClick={() => onChoose(account.id)}
          rightSection={chosen.includes(account.id) && tick}
        >
          {account.name}
          <Text size="xs" c="dimmed" className="tabular">
            {formatCustomerId(account.customerId)} · {account.currencyCode}
            {account.environment === 'EMULATOR' ? ' · emulator' : ''}
          </Text>
        </Menu.Item>
      ))}
    </AccountSearchMenu>
  )
}

const tick = <IconCheck size={14} aria-hidden />

function wordsOf(accounts: readonly Account[], chosen: readonly string[]): string {
  if (chosen.length === 0) return 'All accounts'
  if (chosen.length > 1) return `${chosen.length} accounts`
  return accounts.find(({ id }) => id === chosen[0])?.name ?? 'Unknown account'
}
