import { Alert, Button, Group, Modal, Stack, TextInput } from '@mantine/core'
import { IconPencil, IconTrash } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { useState } from 'react'
import type { Passkey } from '../../contract/passkeys.ts'
import type { SignInMethods } from '../../contract/sign-in.ts'
import { call } from '../client/call.ts'
import { askToConfirm } from '../ui/confirm.ts'
import { formatAgo, formatMoment } from '../ui/format.ts'
import { Section } from '../ui/section.tsx'
import { ActionIconButton } from './action-button.tsx'
import { AddPasskey } from './add-passkey.tsx'
import { SettingsRow } from './settings-list.tsx'
import classes from './settings.module.css'
import { reasonOf, useDeed } from './use-deed.ts'

/** The keys that the person's devices keep. */
export function PasskeySection({ methods }: { methods: SignInMethods }) {
  const queries = useQueryClient()
  const [renamed, setRenamed] = useState<Passkey | null>(null)
  return (
    <Section
      title="Passkeys"
      text="Sign in by the fingerprint, the face or the PIN that your device asks for, without a password. After a password, a passkey is asked for as well."
    >
      <Stack gap="md">
        {methods.passkeys.length > 0 && (
          <ul className={classes.list}>
            {methods.passkeys.map((passkey) => (
              <PasskeyRow
                key={passkey.id}
                passkey={passkey}
                methods={methods}
                onRename={() => setRenamed(passkey)}
              />
            ))}
          </ul>
        )}
        <AddPasskey
          methods={methods}
          onDone={() => void queries.invalidateQueries({ queryKey: ['people'] })}
        />
      </Stack>
      {renamed !== null && <Rename passkey={renamed} onClose={() => setRenamed(null)} />}
    </Section>
  )
}

function PasskeyRow({
  passkey: { id, name, createdAt, lastUsedAt, counterRefusedAt, elsewhere },
  methods,
  onRename,
}: {
  passkey: Passkey
  methods: SignInMethods
  onRename: () => void
}) {
  const { doIt } = useDeed()
  const isLastFactor = methods.passkeys.length === 1 && !methods.totp
  const remove = () =>
    askToConfirm({
      title: `Remove the passkey “${name}”?`,
      text: `It signs you in no more, and every other session of yours ends.${isLastFactor ? ' It is your only second factor: the recovery codes work no more.' : ''} Remove it from the device too.`,
      confirm: 'Remove it',
      cancel: 'Cancel',
      isDanger: true,
      onConfirm: () =>
        doIt({ run: () => call('removePasskey', { params: { id } }), done: 'It signs you in no more.' }),
    })
  return (
    <SettingsRow
      title={<b>{name}</b>}
      facts={`since ${formatMoment(createdAt)} · ${lastUsedAt === null ? 'not used yet' : `used ${formatAgo(lastUsedAt)}`}`}
    >
      {counterRefusedAt !== null && (
        <Alert color="red" variant="light" p="xs">
          Refused {formatAgo(counterRefusedAt)}: somebody may have a copy of it. Remove it.
        </Alert>
      )}
      {elsewhere !== null && (
        <Alert color="yellow" variant="light" p="xs">
          Made for {elsewhere}: it signs you in there alone. Add one here.
        </Alert>
      )}
      <Group gap={4} wrap="nowrap">
        <ActionIconButton
          label={`Rename ${name}`}
          icon={<IconPencil size={16} />}
          reason={null}
          onClick={onRename}
        />
        <ActionIconButton
          label={`Remove ${name}`}
          icon={<IconTrash size={16} />}
          reason={reasonOf(methods.actions, 'removePasskey')}
          onClick={remove}
        />
      </Group>
    </SettingsRow>
  )
}

function Rename({ passkey: { id, name: before }, onClose }: { passkey: Passkey; onClose: () => void }) {
  const [name, setName] = useState(before)
  const { doIt, isBusy } = useDeed()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    doIt({ run: () => call('renamePasskey', { params: { id }, body: { name } }), after: onClose })
  }
  return (
    <Modal opened onClose={onClose} title="Rename the passkey">
      <form onSubmit={submit}>
        <Stack gap="md">
          <TextInput
            label="Name"
            required
            withAsterisk={false}
            maxLength={60}
            data-autofocus
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={isBusy} disabled={name.trim() === ''}>
              Rename
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
