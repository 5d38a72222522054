import { Alert, Button, Stack, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { useState } from 'react'
import type { SignInMethods } from '../../contract/sign-in.ts'
import { addPasskey } from '../client/passkeys.ts'
import { wordsOf } from '../client/problem-words.ts'
import { isPlaceOfPasskeys, PasskeyPlace } from './passkey-place.tsx'
import { RecoveryCodes } from './recovery-codes.tsx'
import { reasonOf } from './use-deed.ts'

/** Adds a passkey of the device that the person has at hand. `onDone` once it is there, and the recovery codes are kept. */
export function AddPasskey({ methods, onDone }: { methods: SignInMethods; onDone: () => void }) {
  const [name, setName] = useState('')
  const add = useMutation({
    mutationFn: async () => await addPasskey(name),
    onSuccess: ({ recoveryCodes }) => {
      setName('')
      if (recoveryCodes === null) onDone()
    },
  })
  const codes = add.data?.recoveryCodes ?? null
  const done = () => {
    add.reset()
    onDone()
  }
  if (codes !== null) return <RecoveryCodes codes={codes} onDone={done} />
  if (!isPlaceOfPasskeys(methods.passkeyPlace)) return <PasskeyPlace place={methods.passkeyPlace} />
  const reason = reasonOf(methods.actions, 'addPasskey')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    add.mutate()
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="sm" maw={360} align="stretch">
        {add.error !== null && (
          <Alert color="red" variant="light" role="alert">
            {wordsOf(add.error).detail}
          </Alert>
        )}
        <TextInput
          label="Name of the passkey"
          description="Such as telephone, or blue key. Without one, it is called after this browser."
          maxLength={60}
          disabled={reason !== null}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Button
          type="submit"
          size="sm"
          disabled={reason !== null}
          loading={add.isPending}
          style={{ alignSelf: 'flex-start' }}
        >
          Add a passkey
        </Button>
      </Stack>
    </form>
  )
}
