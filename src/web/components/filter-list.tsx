import { Menu } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { MAX_FILTER_ACCOUNTS } from '../../contract/limits.ts'
import { CAMPAIGN_STATUSES, CAMPAIGN_TYPES } from '../../contract/words.ts'
import type { CampaignsSearch } from '../ui/route-search.ts'
import { toggled, valuesOf } from '../ui/filters.ts'
import { PUBLICATION_STATE_LABELS, STATUS_LABELS, TYPE_LABELS } from '../ui/labels.ts'
import { AccountSearchMenu } from './account-search-menu.tsx'
import { useAccountSearch } from './use-account-search.ts'

/** What somebody looks for in a list; the others last for seconds. */
const SHOWN_STATES = ['NEEDS_ATTENTION', 'FAILED', 'SUCCEEDED', 'NONE'] as const

type Key = 'status' | 'type' | 'publication' | 'account'

/** Every value that the list can be narrowed to. Several of one filter: a campaign has one of them. */
export function FilterList() {
  const search = useSearch({ from: '/app/campaigns' })
  const navigate = useNavigate({ from: '/campaigns' })
  const { found, typed, box } = useAccountSearch()
  const narrow = (filter: Partial<CampaignsSearch>) =>
    void navigate({ search: (before) => ({ ...before, ...filter }), replace: true })
  const isFull = valuesOf(search.account).length >= MAX_FILTER_ACCOUNTS
  const itemOf = (key: Key, value: string, label: string) => {
    const isOn = valuesOf(search[key]).includes(value)
    return (
      <Menu.CheckboxItem
        key={value}
        checked={isOn}
        disabled={key === 'account' && isFull && !isOn}
        onChange={() => narrow({ [key]: toggled(search[key], value) })}
      >
        {label}
      </Menu.CheckboxItem>
    )
  }
  const ofAccounts = (
    <Section label={isFull ? `Account: at most ${MAX_FILTER_ACCOUNTS} at once` : 'Account'}>
      {found.map(({ id, name }) => itemOf('account', id, name))}
      {found.length === 0 && <Menu.Label>None has this name or number</Menu.Label>}
    </Section>
  )
  return (
    <AccountSearchMenu box={box} label="Filters" isEmpty={found.length === 0}>
      {typed === '' ? (
        <>
          <Section label="Status">
            {CAMPAIGN_STATUSES.map((status) => itemOf('status', status, STATUS_LABELS[status]))}
          </Section>
          <Section label="Type">
            {CAMPAIGN_TYPES.map((type) => itemOf('type', type, TYPE_LABELS[type]))}
          </Section>
          <Section label="Last publication">
            {SHOWN_STATES.map((state) => itemOf('publication', state, PUBLICATION_STATE_LABELS[state]))}
          </Section>
          {ofAccounts}
          <Menu.Divider />
          <Menu.CheckboxItem
            checked={search.archived === true}
            onChange={() => narrow({ archived: search.archived === true ? undefined : true })}
          >
            Archived campaigns
          </Menu.CheckboxItem>
        </>
      ) : (
        ofAccounts
      )}
    </AccountSearchMenu>
  )
}

function Section({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <div role="group" aria-label={label}>
      <Menu.Label aria-hidden>{label}</Menu.Label>
      {children}
    </div>
  )
}
