import { Alert, Button, PasswordInput, Stack, Text, TextInput } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import type { FormEvent } from 'react'
import { useState } from 'react'
import { call } from '../client/call.ts'
import { waysInQuery } from '../client/people-queries.ts'
import { isSignedOut, wordsOf } from '../client/problem-words.ts'
import { AuthFrame } from '../components/auth-frame.tsx'
import { isPlaceOfPasskeys, PasskeyPlace } from '../components/passkey-place.tsx'
import { ProviderButton } from '../components/provider-button.tsx'
import { usePasskeySignIn } from '../components/use-passkey-sign-in.ts'
import { useSignedIn } from '../components/use-signed-in.ts'

export function SignInPage() {
  useDocumentTitle('Sign in')
  const { next } = useSearch({ from: '/sign-in' })
  const goOn = useSignedIn()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const signIn = useMutation({
    mutationFn: () => call('signIn', { body: { email, password } }),
    onSuccess: (session) => goOn(session, { next }),
  })
  const place = useQuery(waysInQuery).data?.passkeys
  // Where this page is another one than that of passkeys, whoever has one is told where to go.
  const isElsewhere = place?.origin != null && place.origin !== window.location.origin
  const isOffered = place !== undefined && isPlaceOfPasskeys(place)
  const passkey = usePasskeySignIn(isOffered, async (session) => await goOn(session, { next }))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    passkey.forget()
    signIn.mutate()
  }
  const askDevice = () => {
    signIn.reset()
    passkey.ask()
  }
  const error = passkey.error ?? signIn.error
  const failure = error === null ? null : wordsOf(error)
  return (
    <AuthFrame
      title="Sign in"
      text={
        next === undefined
          ? 'First time here? Open the set-up link that the server printed when it started.'
          : 'Then you go on where you were.'
      }
    >
      <form onSubmit={submit}>
        <Stack gap="md">
          {failure !== null && (
            <Alert color="red" variant="light" role="alert">
              {error === signIn.error && isSignedOut(error)
                ? 'This e-mail address and password do not go together.'
                : failure.detail}
            </Alert>
          )}
          <TextInput
            label="E-mail"
            type="email"
            autoComplete="username webauthn"
            required
            withAsterisk={false}
            autoFocus
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <PasswordInput
            label="Password"
            autoComplete="current-password"
            required
            withAsterisk={false}
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          <Button type="submit" size="sm" loading={signIn.isPending}>
            Sign in
          </Button>
          {isOffered && (
            <Button variant="default" loading={passkey.isBusy} onClick={askDevice}>
              Sign in with a passkey
            </Button>
          )}
          <ProviderButton verb="Sign in" kept={{ next }} />
          <Forgotten />
          {isElsewhere && <PasskeyPlace place={place} />}
        </Stack>
      </form>
    </AuthFrame>
  )
}

function Forgotten() {
  return (
    <Text size="xs" c="dimmed">
      Forgotten the password? An administrator makes you a link for a new one, on the page of the members. If
      you are the only one, whoever runs the server does: gacm member reset-password.
    </Text>
  )
}
