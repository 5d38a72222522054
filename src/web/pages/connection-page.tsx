import { Badge, Checkbox, Group, Skeleton, Text, TextInput } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import { IconPlugConnected, IconPlugConnectedX, IconRefresh, IconShieldCheck } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import type { FormEvent } from 'react'
import { useState } from 'react'
import type { GoogleConnection } from '../../contract/google-connections.ts'
import { call } from '../client/call.ts'
import { connectionAccountsQuery, connectionsQuery } from '../client/google-connection-queries.ts'
import { wordsOf } from '../client/problem-words.ts'
import { AccessChoice } from '../components/access-choice.tsx'
import { ActionButton } from '../components/action-button.tsx'
import { PageError, PageMissing } from '../components/page-state.tsx'
import { SettingsList, SettingsRow } from '../components/settings-list.tsx'
import classes from '../components/settings.module.css'
import { SubmitButton } from '../components/submit-button.tsx'
import { Unreached } from '../components/unreached.tsx'
import { useConnectRefusal } from '../components/use-connect-refusal.ts'
import { reasonOf, useDeed } from '../components/use-deed.ts'
import { askToConfirm } from '../ui/confirm.ts'
import { CONNECTION_KIND_WORDS, CONNECTION_STATE_WORDS, OUTCOME_WORDS } from '../ui/connection-words.ts'
import { formatAgo, formatCustomerId } from '../ui/format.ts'
import { PageHeader } from '../ui/page-header.tsx'
import { Section } from '../ui/section.tsx'

/** One connection: what it reaches, whether everything is in order, and what may be done about it. */
export function ConnectionPage() {
  const { connectionId } = useParams({ from: '/app/connect/$connectionId' })
  const connections = useQuery(connectionsQuery)
  const connection = connections.data?.items.find(({ id }) => id === connectionId)
  useDocumentTitle(connection?.name ?? 'Connection')
  if (connections.isPending) return <Skeleton h={180} m="md" />
  if (connections.isError)
    return <PageError error={connections.error} reset={() => void connections.refetch()} />
  if (connection === undefined) return <PageMissing />
  const { kind, createdBy, createdAt, state, problem } = connection
  return (
    <div className={classes.page}>
      <PageHeader
        title={connection.name}
        aside={
          <Badge variant="light" color={CONNECTION_STATE_WORDS[state].color}>
            {CONNECTION_STATE_WORDS[state].label}
          </Badge>
        }
        under={`Connected ${CONNECTION_KIND_WORDS[kind]}, by ${createdBy} ${formatAgo(createdAt)}`}
        actions={<Actions connection={connection} />}
      />
      {problem !== null && (
        <Text size="sm" role="alert" mb="sm">
          {problem.message} {problem.fix}
        </Text>
      )}
      {state !== 'DISCONNECTED' && <Accounts connection={connection} />}
      {state !== 'DISCONNECTED' && <Checks connection={connection} />}
      <Edit key={connection.version} connection={connection} />
    </div>
  )
}

/** What accounts say of their connection is read again. */
function useAccountsChanged(): () => void {
  const queries = useQueryClient()
  return () => void queries.invalidateQueries({ queryKey: ['accounts'] })
}

function Actions({ connection }: { connection: GoogleConnection }) {
  const { id, name, access, kind, accounts, actions } = connection
  const { doIt, isBusy } = useDeed()
  const accountsChanged = useAccountsChanged()
  const reconnect = () =>
    doIt({
      run: () => call('authorizeConnection', { body: { name, access, connectionId: id } }),
      after: ({ url }) => window.location.assign(url),
    })
  const disconnect = () =>
    askToConfirm({
      title: `Disconnect “${name}”?`,
      text: `What opens Google is forgotten${kind === 'OAUTH' ? ' and given back there' : '; delete the key in Google Cloud too'}. ${accounts === 0 ? 'No account goes through it.' : `Its accounts (${accounts}) are neither read nor published to until they have another connection. Campaigns go on running at Google.`}`,
      confirm: 'Disconnect',
      cancel: 'Cancel',
      isDanger: true,
      onConfirm: () =>
        doIt({
          run: () => call('disconnect', { params: { id } }),
          done: `“${name}” is disconnected.`,
          after: accountsChanged,
        }),
    })
  const isOver = connection.state === 'DISCONNECTED'
  return (
    <Group gap="xs">
      {kind === 'OAUTH' && (
        <ActionButton
          label="Connect again"
          variant="default"
          icon={<IconRefresh size={15} aria-hidden />}
          reason={reasonOf(actions, 'reconnect')}
          loading={isBusy}
          onClick={reconnect}
        />
      )}
      {!isOver && (
        <ActionButton
          label="Disconnect"
          variant="default"
          icon={<IconPlugConnectedX size={15} aria-hidden />}
          reason={reasonOf(actions, 'disconnect')}
          onClick={disconnect}
        />
      )}
    </Group>
  )
}

function connectLabel(count: number): string {
  if (count === 0) return 'Connect accounts'
  return count === 1 ? 'Connect 1 account' : `Connect ${count} accounts`
}

function Accounts({ connection: { id } }: { connection: GoogleConnection }) {
  const reason = useConnectRefusal()
  // Whoever may connect none is not shown what there is to connect.
  const reached = useQuery({ ...connectionAccountsQuery(id), enabled: reason === null })
  const queries = useQueryClient()
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set())
  const { doIt, isBusy } = useDeed()
  const drop = (customerId: string) =>
    setPicked((before) => new Set([...before].filter((other) => other !== customerId)))
  const connect = () => {
    const wanted = (reached.data?.items ?? []).filter(({ customerId }) => picked.has(customerId))
    doIt({
      run: async () => {
        try {
          for (const { customerId, loginCustomerId } of wanted) {
            await call('connectAccount', { body: { customerId, loginCustomerId, connectionId: id } })
            drop(customerId)
          }
        } finally {
          // Where one is refused midway, those before it are connected.
          void queries.invalidateQueries({ queryKey: ['accounts'] })
          void queries.invalidateQueries({ queryKey: connectionAccountsQuery(id).queryKey })
        }
      },
      done:
        wanted.length === 1
          ? `“${wanted[0]!.name}” is connected.`
          : `${wanted.length} accounts are connected.`,
    })
  }
  const toggle = (customerId: string) => {
    const next = new Set(picked)
    if (!next.delete(customerId)) next.add(customerId)
    setPicked(next)
  }
  return (
    <Section
      title="Accounts"
      text="Everything that it reaches, directly and through managers. Pick those that this workspace works with."
    >
      {reason === null ? (
        <SettingsList
          query={reached}
          itemsOf={({ items }) => items}
          empty="It reaches no account that can hold campaigns."
        >
          {({ customerId, name, currencyCode, timeZone, loginCustomerId, connected, connectedOtherwise }) => (
            <SettingsRow
              key={customerId}
              title={
                <>
                  <b>{name}</b> <span className="tabular">{formatCustomerId(customerId)}</span>
                </>
              }
              facts={`${currencyCode} · ${timeZone}${loginCustomerId === null ? '' : ` · through manager ${formatCustomerId(loginCustomerId)}`}${connectedOtherwise ? ' · connected in another way; picking it changes it over to this one' : ''}`}
            >
              {connected ? (
                <Badge size="sm" variant="light" color="green">
                  Connected
                </Badge>
              ) : (
                <Checkbox
                  aria-label={`Pick ${name}`}
                  checked={picked.has(customerId)}
                  onChange={() => toggle(customerId)}
                />
              )}
            </SettingsRow>
          )}
        </SettingsList>
      ) : (
        <Text size="sm" c="dimmed">
          {reason}
        </Text>
      )}
      <Unreached reached={reached.data} />
      {reached.isSuccess && reached.data.items.some(({ connected }) => !connected) && (
        <Group mt="sm">
          <ActionButton
            label={connectLabel(picked.size)}
            icon={<IconPlugConnected size={15} aria-hidden />}
            reason={picked.size === 0 ? 'Pick accounts first.' : null}
            loading={isBusy}
            onClick={connect}
          />
        </Group>
      )}
    </Section>
  )
}

function Checks({ connection: { id, actions } }: { connection: GoogleConnection }) {
  const queries = useQueryClient()
  const check = useMutation({
    mutationFn: () => call('checkConnection', { params: { id } }),
    onSettled: () => queries.invalidateQueries({ queryKey: connectionsQuery.queryKey }),
  })
  return (
    <Section
      title="Is everything in order?"
      text="Asks Google for everything that this connection takes, one after the other."
    >
      {check.isSuccess && (
        <ul className={classes.list} aria-live="polite">
          {check.data.items.map(({ requirement, outcome, message, fix, code }) => (
            <SettingsRow
              key={requirement}
              title={message}
              facts={
                <>
                  {fix}
                  {code !== null && <div>{code}</div>}
                </>
              }
            >
              <Badge size="sm" variant="light" color={OUTCOME_WORDS[outcome].color}>
                {OUTCOME_WORDS[outcome].label}
              </Badge>
            </SettingsRow>
          ))}
        </ul>
      )}
      {check.isError && (
        <Text size="sm" role="alert">
          {wordsOf(check.error).detail}
        </Text>
      )}
      <Group mt="sm">
        <ActionButton
          label="Check it now"
          variant="default"
          icon={<IconShieldCheck size={15} aria-hidden />}
          reason={reasonOf(actions, 'check')}
          loading={check.isPending}
          onClick={() => check.mutate()}
        />
      </Group>
    </Section>
  )
}

function Edit({ connection }: { connection: GoogleConnection }) {
  const { id, version, actions } = connection
  const reason = reasonOf(actions, 'edit')
  const { doIt, isBusy } = useDeed()
  const accountsChanged = useAccountsChanged()
  const [name, setName] = useState(connection.name)
  const [access, setAccess] = useState(connection.access)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (reason !== null) return
    doIt({
      run: () => call('editConnection', { params: { id }, body: { name, access }, ifMatch: `"${version}"` }),
      done: 'Saved.',
      after: accountsChanged,
    })
  }
  return (
    <Section title="Settings of this connection">
      <form className={classes.form} onSubmit={submit}>
        <TextInput
          label="Name"
          autoComplete="off"
          required
          withAsterisk={false}
          maxLength={255}
          disabled={reason !== null}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <AccessChoice value={access} onChange={setAccess} disabled={reason !== null} />
        <SubmitButton label="Save" icon={null} reason={reason} loading={isBusy} />
      </form>
    </Section>
  )
}
