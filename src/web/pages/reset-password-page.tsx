import { Alert, Anchor, Button, PasswordInput, Stack, Text } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { FormEvent } from 'react'
import { useState } from 'react'
import { newPassword } from '../../contract/people.ts'
import { call } from '../client/call.ts'
import { wordsOf } from '../client/problem-words.ts'
import { AuthFrame } from '../components/auth-frame.tsx'
import { useLinkToken } from '../components/use-link-token.ts'

/** Where somebody who forgot their password chooses a new one, by a link that they were handed. */
export function ResetPasswordPage() {
  useDocumentTitle('New password')
  const token = useLinkToken()
  if (token === undefined)
    return (
      <AuthFrame title="The link is not complete" text="Copy the whole link that you were handed.">
        <ToSignIn />
      </AuthFrame>
    )
  return <Chosen key={token} token={token} />
}

function Chosen({ token }: { token: string }) {
  const [chosen, setChosen] = useState('')
  const [tooShort, setTooShort] = useState<string | null>(null)
  const reset = useMutation({
    mutationFn: () => call('resetPassword', { body: { token, newPassword: chosen } }),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const problem = newPassword.safeParse(chosen).error?.issues[0]?.message ?? null
    setTooShort(problem)
    if (problem === null) reset.mutate()
  }
  if (reset.isSuccess)
    return (
      <AuthFrame title="Your new password is set" text="You are signed out everywhere. Sign in with it now.">
        <ToSignIn />
      </AuthFrame>
    )
  const failure = reset.error === null ? null : wordsOf(reset.error)
  const atField = failure?.fields.find(({ path }) => path === 'newPassword')?.message ?? null
  return (
    <AuthFrame title="Choose a new password" text="The link works once, within an hour of being made.">
      <form onSubmit={submit}>
        <Stack gap="md">
          {failure !== null && atField === null && (
            <Alert color="red" variant="light" role="alert">
              {failure.fields[0]?.message ?? failure.detail}
            </Alert>
          )}
          <PasswordInput
            label="New password"
            description="At least 12 characters. A few words in a row are easy to keep in mind."
            autoComplete="new-password"
            autoFocus
            required
            withAsterisk={false}
            value={chosen}
            error={tooShort ?? atField}
            onChange={(event) => setChosen(event.currentTarget.value)}
          />
          <Button type="submit" size="sm" loading={reset.isPending}>
            Set the password
          </Button>
          <Text size="xs" c="dimmed">
            Every browser in which you are signed in is signed out. A second factor stays as it is.
          </Text>
        </Stack>
      </form>
    </AuthFrame>
  )
}

function ToSignIn() {
  return (
    <Anchor component={Link} to="/sign-in">
      To the sign-in page
    </Anchor>
  )
}
