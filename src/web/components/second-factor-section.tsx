import { Stack } from '@mantine/core'
import { IconRefresh, IconTrash } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { SignInMethods } from '../../contract/sign-in.ts'
import { call } from '../client/call.ts'
import { askToConfirm } from '../ui/confirm.ts'
import { Section } from '../ui/section.tsx'
import { ActionButton } from './action-button.tsx'
import { RecoveryCodes } from './recovery-codes.tsx'
import { SettingsRow } from './settings-list.tsx'
import classes from './settings.module.css'
import { TotpSetUp } from './totp-set-up.tsx'
import { reasonOf, useDeed } from './use-deed.ts'

/** The app that gives codes, and the codes that stand in for it and for passkeys. */
export function SecondFactorSection({ methods }: { methods: SignInMethods }) {
  const queries = useQueryClient()
  // It stays until the recovery codes are kept, though the app is on by then.
  const [isSettingUp, setIsSettingUp] = useState(!methods.totp)
  const done = () => {
    setIsSettingUp(false)
    void queries.invalidateQueries({ queryKey: ['people'] })
  }
  return (
    <Section
      title="Second factor"
      text="A code that an app on your telephone shows, asked for after the password. A stolen password alone then opens nothing."
    >
      <Stack gap="md">
        {isSettingUp ? (
          <TotpSetUp onDone={done} reason={reasonOf(methods.actions, 'addTotp')} />
        ) : (
          <App methods={methods} onRemoved={() => setIsSettingUp(true)} />
        )}
        {(methods.totp || methods.passkeys.length > 0) && <RecoveryCodesLeft methods={methods} />}
      </Stack>
    </Section>
  )
}

function App({ methods, onRemoved }: { methods: SignInMethods; onRemoved: () => void }) {
  const { doIt } = useDeed()
  const rest =
    methods.passkeys.length === 0
      ? 'Your password alone signs you in then. The recovery codes work no more.'
      : 'After your password a passkey is asked for then.'
  const remove = () =>
    askToConfirm({
      title: 'Remove the app?',
      text: rest,
      confirm: 'Remove it',
      cancel: 'Cancel',
      isDanger: true,
      onConfirm: () =>
        doIt({ run: () => call('removeTotp'), done: 'No code is asked for any more.', after: onRemoved }),
    })
  return (
    <ul className={classes.list}>
      <SettingsRow title={<b>An app gives you codes</b>} facts="A new one every 30 seconds">
        <ActionButton
          label="Remove the app"
          icon={<IconTrash size={15} aria-hidden />}
          variant="default"
          reason={reasonOf(methods.actions, 'removeTotp')}
          onClick={remove}
        />
      </SettingsRow>
    </ul>
  )
}

function RecoveryCodesLeft({ methods: { recoveryCodes: left, actions } }: { methods: SignInMethods }) {
  const queries = useQueryClient()
  const renew = useMutation({
    mutationFn: () => call('renewRecoveryCodes'),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['people'] }),
  })
  if (renew.data !== undefined)
    return <RecoveryCodes codes={renew.data.recoveryCodes} onDone={() => renew.reset()} />
  const renewAll = () =>
    askToConfirm({
      title: 'Make new recovery codes?',
      text: 'Those that you have kept work no more.',
      confirm: 'Make new ones',
      cancel: 'Cancel',
      isDanger: false,
      onConfirm: () => renew.mutate(),
    })
  return (
    <ul className={classes.list}>
      <SettingsRow
        title={<b>For the day on which you have none at hand</b>}
        facts={left === 1 ? 'One recovery code is left' : `${left} recovery codes are left`}
      >
        <ActionButton
          label="New recovery codes"
          icon={<IconRefresh size={15} aria-hidden />}
          variant="default"
          reason={reasonOf(actions, 'renewRecoveryCodes')}
          onClick={renewAll}
        />
      </SettingsRow>
    </ul>
  )
}
