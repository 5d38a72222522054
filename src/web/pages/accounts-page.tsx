import { Badge, Button, Group, Skeleton, Text, TextInput } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import { notifications } from '@mantine/notifications'
import { IconPlugConnected } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { Account } from '../../contract/session.ts'
import { call } from '../client/call.ts'
import { lineOf, wordsOf } from '../client/problem-words.ts'
import { connectionsQuery } from '../client/google-connection-queries.ts'
import { reachableAccountsQuery } from '../client/queries.ts'
import { GoogleConnections } from '../components/google-connections.tsx'
import { Unreached } from '../components/unreached.tsx'
import { useConnectRefusal } from '../components/use-connect-refusal.ts'
import { useAccountSearch } from '../components/use-account-search.ts'
import { EmulatorBadge } from '../ui/emulator-badge.tsx'
import { formatCustomerId, formatDate } from '../ui/format.ts'
import { PageHeader } from '../ui/page-header.tsx'
import { Section } from '../ui/section.tsx'
import classes from './accounts-page.module.css'

export function AccountsPage() {
  useDocumentTitle('Accounts')
  const { found, typed, box } = useAccountSearch()
  const connections = useQuery(connectionsQuery)
  return (
    <div className={classes.page}>
      <PageHeader title="Accounts" under="The Google Ads accounts of this workspace." />
      <Section title="Connected">
        {box !== null && (
          <TextInput
            type="search"
            aria-label="Search accounts"
            placeholder="Search accounts"
            mb="sm"
            maw={320}
            {...box}
          />
        )}
        {found.length === 0 ? (
          <Text size="sm" c="dimmed">
            {typed === '' ? 'None yet. Connect one below.' : 'No account has this name or number.'}
          </Text>
        ) : (
          <ul className={classes.list}>
            {found.map((account) => (
              <ConnectedAccount key={account.id} account={account} />
            ))}
          </ul>
        )}
      </Section>
      <GoogleConnections />
      {connections.data?.settings != null && <Reachable />}
    </div>
  )
}

function ConnectedAccount({ account }: { account: Account }) {
  return (
    <li className={classes.account}>
      <div>
        <b>{account.name}</b> <span className="tabular">{formatCustomerId(account.customerId)}</span>
        <div className={classes.facts}>
          {account.currencyCode} · {account.timeZone}, where it is {formatDate(account.today)}
          {account.loginCustomerId !== null &&
            ` · through manager ${formatCustomerId(account.loginCustomerId)}`}
          {account.connection?.access === 'READ_ONLY' && ' · only read'}
          {account.connection?.state === 'BROKEN' && ' · its connection was refused by Google'}
          {account.connection?.state === 'DISCONNECTED' && ' · disconnected'}
        </div>
      </div>
      <div className={classes.aside}>
        {account.environment === 'EMULATOR' ? (
          <EmulatorBadge compact />
        ) : (
          <Badge size="sm" color="green" variant="light">
            Google Ads
          </Badge>
        )}
        <Link to="/campaigns" search={{ account: account.id }}>
          Its campaigns
        </Link>
      </div>
    </li>
  )
}

function Reachable() {
  const reason = useConnectRefusal()
  // Whoever may connect none is not shown what there is to connect.
  const reachable = useQuery({ ...reachableAccountsQuery, enabled: reason === null })
  const queries = useQueryClient()
  const connect = useMutation({
    mutationFn: ({ customerId, loginCustomerId }: { customerId: string; loginCustomerId: string | null }) =>
      call('connectAccount', { body: { customerId, loginCustomerId } }),
    onSuccess: async (account) => {
      await queries.invalidateQueries({ queryKey: ['accounts'] })
      notifications.show({ message: `“${account.name}” is connected.`, color: 'green' })
    },
    onError: (error) =>
      notifications.show({ color: 'red', title: 'Not connected', message: lineOf(error), autoClose: 9000 }),
  })
  const open =
    reachable.data?.items.filter(({ connected, connectedOtherwise }) => !connected && !connectedOtherwise) ??
    []
  return (
    <Section
      title="Within reach of the server"
      text="Accounts that the credentials of the server’s settings can reach."
    >
      {reason !== null && (
        <Text size="sm" c="dimmed">
          {reason}
        </Text>
      )}
      {reachable.isLoading && <Skeleton h={52} />}
      {reachable.isError && (
        <Group role="alert" gap="sm">
          <Text size="sm" c="dimmed">
            {wordsOf(reachable.error).detail}
          </Text>
          <Button variant="default" size="xs" onClick={() => void reachable.refetch()}>
            Try again
          </Button>
        </Group>
      )}
      {reachable.isSuccess && open.length === 0 && (
        <Text size="sm" c="dimmed">
          {reachable.data.items.length === 0 ? 'None.' : 'All of them are connected.'}
        </Text>
      )}
      <ul className={classes.list}>
        {open.map((account) => (
          <li key={account.customerId} className={classes.account}>
            <div>
              <b>{account.name}</b> <span className="tabular">{formatCustomerId(account.customerId)}</span>
              <div className={classes.facts}>
                {account.currencyCode} · {account.timeZone}
              </div>
            </div>
            <Button
              variant="default"
              leftSection={<IconPlugConnected size={15} aria-hidden />}
              loading={connect.isPending && connect.variables.customerId === account.customerId}
              onClick={() => connect.mutate(account)}
            >
              Connect
            </Button>
          </li>
        ))}
      </ul>
      <Unreached reached={reachable.data} />
    </Section>
  )
}
