import { Badge, NativeSelect, TextInput } from '@mantine/core'
import { IconKey, IconTrash } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { useState } from 'react'
import type { ApiKey, AskedLimits } from '../../contract/people.ts'
import type { Role } from '../../contract/words.ts'
import { call } from '../client/call.ts'
import { apiKeysQuery } from '../client/people-queries.ts'
import { ActionIconButton } from '../components/action-button.tsx'
import { LimitChoice } from '../components/limit-choice.tsx'
import { OneTimeSecret } from '../components/one-time-secret.tsx'
import { SettingsFrame } from '../components/settings-frame.tsx'
import { SettingsList, SettingsRow } from '../components/settings-list.tsx'
import classes from '../components/settings.module.css'
import { reasonOf, useDeed } from '../components/use-deed.ts'
import { useSession } from '../components/use-session.ts'
import { SignInAgain } from '../components/sign-in-again.tsx'
import { SubmitButton } from '../components/submit-button.tsx'
import { askToConfirm } from '../ui/confirm.ts'
import { formatAgo, formatMoment } from '../ui/format.ts'
import { limitWords } from '../ui/limits.ts'
import { ROLE_LABELS, ROLE_OPTIONS } from '../ui/roles.ts'
import { Section } from '../ui/section.tsx'

const EXPIRIES = [
  { value: '30', label: 'in 30 days' },
  { value: '90', label: 'in 90 days' },
  { value: '365', label: 'in a year' },
  { value: 'never', label: 'never' },
]

const STATES: Record<ApiKey['state'], { label: string; color: string }> = {
  LIVE: { label: 'Works', color: 'green' },
  EXPIRED: { label: 'Expired', color: 'orange' },
  REVOKED: { label: 'Revoked', color: 'gray' },
}

export function KeysPage() {
  const { workspace } = useSession()
  const keys = useQuery(apiKeysQuery)
  return (
    <SettingsFrame
      title="API keys"
      under={`Programs that work in ${workspace.name}, each by a key of its own.`}
    >
      {keys.data?.fresh === false && workspace.role === 'admin' && (
        <SignInAgain next="/settings/keys" what="people" />
      )}
      <CreateKey reason={reasonOf(keys.data?.actions, 'create')} />
      <Section title="Keys">
        <SettingsList query={keys} itemsOf={({ items }) => items.toReversed()} empty="None yet.">
          {(key) => <KeyRow key={key.id} apiKey={key} reason={reasonOf(keys.data?.actions, 'revoke')} />}
        </SettingsList>
      </Section>
    </SettingsFrame>
  )
}

function CreateKey({ reason }: { reason: string | null }) {
  const { doIt, isBusy } = useDeed()
  const [name, setName] = useState('')
  const [role, setRole] = useState<Role>('editor')
  const [accounts, setAccounts] = useState<AskedLimits>(null)
  const [expiry, setExpiry] = useState('90')
  const [made, setMade] = useState<{ name: string; key: string } | null>(null)
  const create = () => {
    const expiresInDays = expiry === 'never' ? ('never' as const) : Number(expiry)
    const limits = role === 'admin' ? null : accounts
    doIt({
      run: () => call('createApiKey', { body: { name, role, accounts: limits, expiresInDays } }),
      after: ({ key, apiKey }) => {
        setMade({ name: apiKey.name, key })
        setName('')
        setAccounts(null)
      },
    })
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (reason === null) create()
  }
  return (
    <Section title="Make a key" text="A key does what its role may, and nothing that its maker may not.">
      <form className={classes.form} onSubmit={submit}>
        <TextInput
          label="Name"
          description="How history calls whoever uses it"
          autoComplete="off"
          required
          withAsterisk={false}
          maxLength={100}
          disabled={reason !== null}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <NativeSelect
          label="Role"
          data={ROLE_OPTIONS}
          disabled={reason !== null}
          value={role}
          onChange={(event) => setRole(event.currentTarget.value as Role)}
        />
        <NativeSelect
          label="Expires"
          data={EXPIRIES}
          disabled={reason !== null}
          value={expiry}
          onChange={(event) => setExpiry(event.currentTarget.value)}
        />
        <div className={classes.wide}>
          <LimitChoice
            value={role === 'admin' ? null : accounts}
            onChange={setAccounts}
            reason={reason ?? (role === 'admin' ? 'An administrator’s key works in all accounts.' : null)}
          />
        </div>
        <SubmitButton
          label="Make the key"
          icon={<IconKey size={15} aria-hidden />}
          reason={reason}
          loading={isBusy}
        />
      </form>
      {made !== null && (
        <OneTimeSecret
          title={`The key “${made.name}” is shown this once. Keep it where your program finds it and nobody else.`}
          label="API key"
          value={made.key}
          onClose={() => setMade(null)}
        />
      )}
    </Section>
  )
}

function KeyRow({ apiKey, reason }: { apiKey: ApiKey; reason: string | null }) {
  const { id, name, role, createdBy, createdAt, expiresAt, lastUsedAt, revokedAt, state } = apiKey
  const { doIt } = useDeed()
  const revoke = () =>
    askToConfirm({
      title: `Revoke the key “${name}”?`,
      text: 'Programs that use it are refused at once. A revoked key never works again.',
      confirm: 'Revoke',
      cancel: 'Cancel',
      isDanger: true,
      onConfirm: () =>
        doIt({ run: () => call('revokeApiKey', { params: { id } }), done: `The key “${name}” is revoked.` }),
    })
  const end = () => {
    if (revokedAt !== null) return `revoked ${formatMoment(revokedAt)}`
    if (expiresAt === null) return 'never expires'
    return `${state === 'EXPIRED' ? 'expired' : 'expires'} ${formatMoment(expiresAt)}`
  }
  const use = lastUsedAt === null ? 'never used' : `used ${formatAgo(lastUsedAt)}`
  return (
    <SettingsRow
      title={<b>{name}</b>}
      facts={`${ROLE_LABELS[role].label} · ${limitWords(apiKey.accounts)} · made by ${createdBy} ${formatAgo(createdAt)} · ${end()} · ${use}`}
    >
      <Badge size="sm" variant="light" color={STATES[state].color}>
        {STATES[state].label}
      </Badge>
      {state !== 'REVOKED' && (
        <ActionIconButton
          label={`Revoke the key ${name}`}
          icon={<IconTrash size={16} />}
          reason={reason}
          onClick={revoke}
        />
      )}
    </SettingsRow>
  )
}
