import { Alert, Anchor, Button, PasswordInput, Skeleton, Stack, Text, TextInput } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { FormEvent } from 'react'
import { useState } from 'react'
import { call } from '../client/call.ts'
import { invitationQuery } from '../client/people-queries.ts'
import { wordsOf } from '../client/problem-words.ts'
import { AuthFrame } from '../components/auth-frame.tsx'
import { ProviderButton } from '../components/provider-button.tsx'
import { useLinkToken } from '../components/use-link-token.ts'
import { useSignedIn } from '../components/use-signed-in.ts'
import { formatMoment } from '../ui/format.ts'
import { ROLE_LABELS } from '../ui/roles.ts'

export function InvitePage() {
  useDocumentTitle('Invitation')
  const token = useLinkToken()
  if (token === undefined) return <Unusable text="The link is not complete. Copy the whole of it." />
  return <Opened key={token} token={token} />
}

function Unusable({ text }: { text: string }) {
  return (
    <AuthFrame title="This invitation cannot be used" text={text}>
      <Anchor component={Link} to="/sign-in">
        Sign in instead
      </Anchor>
    </AuthFrame>
  )
}

function Opened({ token }: { token: string }) {
  const invitation = useQuery(invitationQuery(token))
  if (invitation.isPending) {
    return (
      <AuthFrame title="Invitation" text="One moment.">
        <Skeleton h={120} />
      </AuthFrame>
    )
  }
  if (invitation.isError) return <Unusable text={wordsOf(invitation.error).detail} />
  const { workspace, email, role, invitedBy, expiresAt } = invitation.data
  const { label, hint } = ROLE_LABELS[role]
  return (
    <AuthFrame
      title={`Join ${workspace}`}
      text={`${invitedBy} invites you as ${label.toLowerCase()}. ${hint} The link works once, until ${formatMoment(expiresAt)}.`}
    >
      <AcceptForm token={token} email={email} />
    </AuthFrame>
  )
}

/** The same form for everybody: the page is not told whether this address has an account here. */
function AcceptForm({ token, email }: { token: string; email: string }) {
  const goOn = useSignedIn()
  const [name, setName] = useState('')
  const [password, setPassword] = useState('')
  const accept = useMutation({
    mutationFn: () => {
      const called = name.trim()
      return call('acceptInvitation', {
        body: { token, password, ...(called === '' ? {} : { name: called }) },
      })
    },
    onSuccess: (session) => goOn(session, { joined: true }),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    accept.mutate()
  }
  const failure = accept.error === null ? null : wordsOf(accept.error)
  const at = (path: string) => failure?.fields.find((field) => field.path === path)?.message ?? null
  const isElsewhere = failure !== null && at('name') === null && at('password') === null
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        {isElsewhere && (
          <Alert color="red" variant="light" role="alert">
            {failure.fields[0]?.message ?? failure.detail}
          </Alert>
        )}
        <TextInput label="E-mail" type="email" autoComplete="username" value={email} readOnly />
        <TextInput
          label="Your name"
          description="If you have an account on this server, leave it empty: your name stays."
          autoComplete="name"
          autoFocus
          value={name}
          error={at('name')}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <PasswordInput
          label="Password"
          description="The one that you sign in with here. If you have no account on this server, choose one: at least 12 characters, for example a few words in a row."
          autoComplete="current-password"
          required
          withAsterisk={false}
          value={password}
          error={at('password')}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <Button type="submit" size="sm" loading={accept.isPending}>
          Join
        </Button>
        <ProviderButton verb="Join" kept={{ invitation: token }} />
        <Text size="xs" c="dimmed">
          Everything stays on this server: no e-mail is sent.
        </Text>
      </Stack>
    </form>
  )
}
