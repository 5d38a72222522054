import { Alert, Anchor, Button, Divider, Skeleton, Stack, TextInput } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import type { FormEvent } from 'react'
import { useState } from 'react'
import type { Session } from '../../contract/session.ts'
import type { WaysIn } from '../../contract/sign-in.ts'
import { call } from '../client/call.ts'
import { answerByPasskey } from '../client/passkeys.ts'
import { secondFactorQuery, waysInQuery } from '../client/people-queries.ts'
import { wordsOf } from '../client/problem-words.ts'
import { AuthFrame } from '../components/auth-frame.tsx'
import { isPlaceOfPasskeys, PasskeyPlace } from '../components/passkey-place.tsx'
import { useSignedIn } from '../components/use-signed-in.ts'

/** The second half of signing in. */
export function SecondFactorPage() {
  useDocumentTitle('Sign in')
  const { next } = useSearch({ from: '/sign-in/code' })
  const question = useQuery(secondFactorQuery)
  const ways = useQuery(waysInQuery)
  const goOn = useSignedIn()
  const [code, setCode] = useState('')
  const answer = useMutation({
    mutationFn: () => call('answerSecondFactor', { body: { code } }),
    onSuccess: (session) => goOn(session, { next }),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    answer.mutate()
  }
  const failure = answer.error === null ? null : wordsOf(answer.error)
  if (question.isError) {
    return (
      <AuthFrame title="Sign in again" text={wordsOf(question.error).detail}>
        <Anchor component={Link} to="/sign-in">
          Back to the sign-in page
        </Anchor>
      </AuthFrame>
    )
  }
  // Nothing is asked before all of it is known: what came later would take the focus from what is being typed.
  if (question.isPending || ways.isPending) {
    return (
      <AuthFrame title="One thing more" text="A second factor, beside your password.">
        <Skeleton h={120} aria-busy />
      </AuthFrame>
    )
  }
  const { code: hasApp, recoveryCode, passkey, passkeysElsewhere: elsewhere } = question.data
  const place = ways.data?.passkeys
  const takesCode = hasApp || recoveryCode
  return (
    <AuthFrame title="One thing more" text={wordsFor({ hasApp, recoveryCode, passkey, elsewhere })}>
      <Stack gap="md">
        {passkey && place && <ByPasskey place={place} onSignedIn={(session) => goOn(session, { next })} />}
        {passkey && takesCode && <Divider label="or" />}
        {takesCode && (
          <form onSubmit={submit}>
            <Stack gap="md">
              <TextInput
                label="Code"
                autoComplete="one-time-code"
                autoCapitalize="none"
                spellCheck={false}
                required
                withAsterisk={false}
                autoFocus={!passkey}
                value={code}
                error={failure === null ? null : (failure.fields[0]?.message ?? failure.detail)}
                onChange={(event) => setCode(event.currentTarget.value)}
              />
              <Button
                type="submit"
                size="sm"
                variant={passkey ? 'default' : 'filled'}
                loading={answer.isPending}
              >
                Sign in
              </Button>
            </Stack>
          </form>
        )}
        <Anchor component={Link} to="/sign-in" size="sm">
          Begin again
        </Anchor>
      </Stack>
    </AuthFrame>
  )
}

interface Ways {
  hasApp: boolean
  recoveryCode: boolean
  passkey: boolean
  elsewhere: string | null
}

function wordsFor({ hasApp, recoveryCode, passkey, elsewhere }: Ways): string {
  if (!passkey && elsewhere !== null) {
    const instead = hasApp
      ? 'Say the code that your app shows now, or a recovery code.'
      : recoveryCode
        ? 'Say a recovery code, then add a passkey here.'
        : 'Have your second factor taken away by an administrator, or by whoever runs this server.'
    return `Your passkeys were made for ${elsewhere} and cannot answer at this address. ${instead}`
  }
  if (!passkey)
    return 'Say the code that your app shows now. If you do not have it at hand, a recovery code will do.'
  if (hasApp) return 'Use a passkey, or say the code that your app shows now, or a recovery code.'
  return recoveryCode
    ? 'Use a passkey. If you do not have it at hand, a recovery code will do.'
    : 'Use a passkey.'
}

interface ByPasskeyProps {
  place: WaysIn['passkeys']
  onSignedIn: (session: Session) => Promise<void>
}

/** Answers by a passkey, where they work on this page; else says where they do. */
function ByPasskey({ place, onSignedIn }: ByPasskeyProps) {
  const answer = useMutation({ mutationFn: answerByPasskey, onSuccess: onSignedIn })
  if (!isPlaceOfPasskeys(place)) return <PasskeyPlace place={place} />
  return (
    <>
      {answer.error !== null && (
        <Alert color="red" variant="light" role="alert">
          {wordsOf(answer.error).detail}
        </Alert>
      )}
      <Button autoFocus size="sm" loading={answer.isPending} onClick={() => answer.mutate()}>
        Use a passkey
      </Button>
    </>
  )
}
