import { Alert, Button, Code, Stack, Text, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { useState } from 'react'
import { call } from '../client/call.ts'
import { wordsOf } from '../client/problem-words.ts'
import { QrCode } from '../ui/qr-code.tsx'
import { RecoveryCodes } from './recovery-codes.tsx'

/** Sets an app up that gives codes: scan, say a first code, keep the recovery codes. `onDone` once they are kept. */
export function TotpSetUp({ onDone, reason }: { onDone: () => void; reason: string | null }) {
  const [code, setCode] = useState('')
  const begin = useMutation({ mutationFn: () => call('beginTotp') })
  const confirm = useMutation({ mutationFn: () => call('confirmTotp', { body: { code } }) })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    confirm.mutate()
  }
  if (confirm.data !== undefined) return <RecoveryCodes codes={confirm.data.recoveryCodes} onDone={onDone} />
  if (begin.data === undefined) {
    return (
      <Stack gap="sm" align="flex-start">
        {begin.error !== null && <Refusal error={begin.error} />}
        <Button size="sm" disabled={reason !== null} loading={begin.isPending} onClick={() => begin.mutate()}>
          Set up an app
        </Button>
      </Stack>
    )
  }
  const { uri, secret } = begin.data
  const failure = confirm.error === null ? null : wordsOf(confirm.error)
  return (
    <form onSubmit={submit}>
      <Stack gap="sm" maw={420}>
        <Text size="sm">
          Scan this with an app for codes, such as Google Authenticator, 1Password or Aegis; then say the code
          that it shows.
        </Text>
        <QrCode text={uri} label="QR code for the app" />
        <Text size="xs" c="dimmed" component="div">
          Cannot scan? Type this into the app:
          <Code block mt={4} style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
            {secret.match(/.{1,4}/g)?.join(' ')}
          </Code>
        </Text>
        <TextInput
          label="Code"
          inputMode="numeric"
          autoComplete="one-time-code"
          required
          withAsterisk={false}
          autoFocus
          maw={200}
          value={code}
          error={failure === null ? null : (failure.fields[0]?.message ?? failure.detail)}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        <Button type="submit" size="sm" loading={confirm.isPending} style={{ alignSelf: 'flex-start' }}>
          Turn it on
        </Button>
      </Stack>
    </form>
  )
}

function Refusal({ error }: { error: Error }) {
  return (
    <Alert color="red" variant="light" role="alert">
      {wordsOf(error).detail}
    </Alert>
  )
}
