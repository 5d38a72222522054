import { Alert, Anchor, Loader, Stack } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import { useMutation } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { call } from '../client/call.ts'
import { wordsOf } from '../client/problem-words.ts'
import { takeKept } from '../client/provider.ts'
import { AuthFrame } from '../components/auth-frame.tsx'
import { useSignedIn } from '../components/use-signed-in.ts'

/** Where the identity provider sends the browser back to. */
export function ProviderReturnPage() {
  useDocumentTitle('Sign in')
  const { code, state, iss, error } = useSearch({ from: '/sign-in/return' })
  const goOn = useSignedIn()
  const finish = useMutation({
    mutationFn: async () => {
      const { next, invitation } = takeKept()
      const body = { code, state, iss, error, invitation }
      await goOn(await call('finishProviderSignIn', { body }), { next, joined: invitation !== undefined })
    },
  })
  // What came back works once.
  const begun = useRef(false)
  const { mutate } = finish
  useEffect(() => {
    if (begun.current) return
    begun.current = true
    mutate()
  }, [mutate])
  if (finish.error === null) {
    return (
      <AuthFrame title="Signing you in" text="One moment.">
        <Stack align="center" role="status" aria-label="Signing you in">
          <Loader size="sm" />
        </Stack>
      </AuthFrame>
    )
  }
  return (
    <AuthFrame title="You are not signed in" text="">
      <Stack gap="md">
        <Alert color="red" variant="light" role="alert">
          {wordsOf(finish.error).fields[0]?.message ?? wordsOf(finish.error).detail}
        </Alert>
        <Anchor component={Link} to="/sign-in">
          Back to the sign-in page
        </Anchor>
      </Stack>
    </AuthFrame>
  )
}
