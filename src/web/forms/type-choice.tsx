import { Group, Select, Text, Title } from '@mantine/core'
import {
  IconChevronRight,
  IconLayoutGrid,
  IconPhoto,
  IconSearch,
  IconSparkles,
  IconVideoOff,
} from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { Account } from '../../contract/session.ts'
import type { CampaignType } from '../../contract/words.ts'
import { CAMPAIGN_TYPES } from '../../contract/words.ts'
import { useAccountOptions } from '../components/use-account-options.ts'
import { TYPE_LABELS } from '../ui/labels.ts'
import { PageHeader } from '../ui/page-header.tsx'
import { TYPE_CHOICES } from '../ui/part-labels.ts'
import { TemplateChoice } from './template-choice.tsx'
import classes from './type-choice.module.css'

const ICONS = {
  DEMAND_GEN: IconPhoto,
  SEARCH: IconSearch,
  PERFORMANCE_MAX: IconSparkles,
  DISPLAY: IconLayoutGrid,
} as const satisfies Record<CampaignType, unknown>

interface TypeChoiceProps {
  account: Account
  onAccount: (id: string) => void
}

/** The first step of a new campaign: in which account and of which type, for both are for good. */
export function TypeChoice({ account, onAccount }: TypeChoiceProps) {
  const { options } = useAccountOptions()
  return (
    <div className={classes.page}>
      <PageHeader title="New campaign" />
      <div className={classes.body}>
        <Select
          className={classes.account}
          label="Account"
          allowDeselect={false}
          description={`${account.currencyCode}, ${account.timeZone}. A campaign stays in its account.`}
          inputWrapperOrder={['label', 'input', 'description']}
          data={options}
          value={account.id}
          onChange={(id) => id !== null && onAccount(id)}
        />
        <section aria-labelledby="types">
          <Title order={2} id="types">
            Type
          </Title>
          <Text size="sm" c="dimmed">
            The type and the account cannot be changed once the draft is saved. Bidding, budgets and texts
            can.
          </Text>
          <ul className={classes.types}>
            {CAMPAIGN_TYPES.map((type, index) => {
              const Icon = ICONS[type]
              return (
                <li key={type}>
                  <Link
                    to="/campaigns/new"
                    search={{ type, account: account.id }}
                    className={classes.type}
                    // The page has one thing to do: Enter does the usual, arrows and Tab find the rest.
                    ref={index === 0 ? focusOnArrival : undefined}
                  >
                    <Icon size={20} stroke={1.5} aria-hidden />
                    <span className={classes.words}>
                      <b>{TYPE_LABELS[type]}</b>
                      <span>{TYPE_CHOICES[type].purpose}</span>
                      <small>{TYPE_CHOICES[type].needs}</small>
                    </span>
                    <IconChevronRight size={16} aria-hidden />
                  </Link>
                </li>
              )
            })}
            <li>
              <div className={classes.type} data-disabled>
                <IconVideoOff size={20} stroke={1.5} aria-hidden />
                <span className={classes.words}>
                  <Group gap={8}>
                    <b>Video</b>
                    <span className={classes.mark}>not available</span>
                  </Group>
                  <span>Google’s API cannot create Video campaigns.</span>
                  <small>
                    Use{' '}
                    <Link to="/campaigns/new" search={{ type: 'DEMAND_GEN', account: account.id }}>
                      Demand Gen for YouTube
                    </Link>
                    : its video ads run in-stream, in-feed and on Shorts.
                  </small>
                </span>
              </div>
            </li>
          </ul>
        </section>
        <TemplateChoice accountId={account.id} />
      </div>
    </div>
  )
}

const focusOnArrival = (element: HTMLAnchorElement | null): void => element?.focus({ preventScroll: true })
