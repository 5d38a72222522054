import { Anchor, Button, Stack, TextInput } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import type { FormEvent } from 'react'
import { useState } from 'react'
import { call } from '../client/call.ts'
import { secondFactorQuery } from '../client/people-queries.ts'
import { wordsOf } from '../client/problem-words.ts'
import { AuthFrame } from '../components/auth-frame.tsx'
import { useSignedIn } from '../components/use-signed-in.ts'

/** The second half of signing in. */
export function SecondFactorPage() {
  useDocumentTitle('Sign in')
  const { next } = useSearch({ from: '/sign-in/code' })
  const question = useQuery(secondFactorQuery)
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
  return (
    <AuthFrame
      title="One thing more"
      text="Say the code that your app shows now. If you do not have it at hand, a recovery code will do."
    >
      <form onSubmit={submit}>
        <Stack gap="md">
          <TextInput
            label="Code"
            autoComplete="one-time-code"
            autoCapitalize="none"
            spellCheck={false}
            required
            withAsterisk={false}
            autoFocus
            value={code}
            error={failure === null ? null : (failure.fields[0]?.message ?? failure.detail)}
            onChange={(event) => setCode(event.currentTarget.value)}
          />
          <Button type="submit" size="sm" loading={answer.isPending}>
            Sign in
          </Button>
          <Anchor component={Link} to="/sign-in" size="sm">
            Begin again
          </Anchor>
        </Stack>
      </form>
    </AuthFrame>
  )
}
