import { Anchor, Button, Skeleton, Stack, Tabs, Text } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { call } from '../client/call.ts'
import { signInMethodsQuery } from '../client/people-queries.ts'
import { sessionQuery } from '../client/queries.ts'
import { rememberWorkspace } from '../client/workspace.ts'
import { AddPasskey } from '../components/add-passkey.tsx'
import { AuthFrame } from '../components/auth-frame.tsx'
import { PageError } from '../components/page-state.tsx'
import { SignInAgain } from '../components/sign-in-again.tsx'
import { TotpSetUp } from '../components/totp-set-up.tsx'
import { reasonOf } from '../components/use-deed.ts'
import { ownPath } from '../ui/own-path.ts'

/** For members of a workspace that asks everybody for a second factor, who have none yet. */
export function SecondFactorNeededPage() {
  useDocumentTitle('Set up a second factor')
  const { next } = useSearch({ from: '/sign-in/set-up' })
  const queries = useQueryClient()
  const session = useQuery(sessionQuery)
  const methods = useQuery(signInMethodsQuery)
  const goTo = (path: string) => {
    queries.clear()
    window.location.assign(path)
  }
  const goOn = () => goTo(ownPath(next, window.location.origin) ?? '/campaigns')
  const signOut = useMutation({ mutationFn: () => call('signOut'), onSuccess: () => goTo('/sign-in') })
  const others = session.data?.workspaces.filter(({ id }) => id !== session.data.workspace.id) ?? []
  return (
    <AuthFrame
      title="Set up a second factor"
      text={`${session.data?.workspace.name ?? 'This workspace'} asks everybody for one: codes of an app on your telephone, or a passkey. It takes a minute.`}
    >
      <Stack gap="md">
        {methods.isPending && <Skeleton h={180} aria-busy />}
        {methods.isError && <PageError error={methods.error} reset={() => void methods.refetch()} />}
        {methods.data?.fresh === false && <SignInAgain next={next ?? '/campaigns'} />}
        {methods.data !== undefined && (
          <Tabs defaultValue="app" keepMounted={false}>
            <Tabs.List grow mb="md">
              <Tabs.Tab value="app">An app</Tabs.Tab>
              <Tabs.Tab value="passkey">A passkey</Tabs.Tab>
            </Tabs.List>
            <Tabs.Panel value="app">
              <TotpSetUp reason={reasonOf(methods.data.actions, 'addTotp')} onDone={goOn} />
            </Tabs.Panel>
            <Tabs.Panel value="passkey">
              <AddPasskey methods={methods.data} onDone={goOn} />
            </Tabs.Panel>
          </Tabs>
        )}
        {others.map(({ id, name }) => (
          <Anchor
            key={id}
            component="button"
            type="button"
            size="sm"
            ta="left"
            onClick={() => {
              rememberWorkspace(id)
              goTo('/campaigns')
            }}
          >
            Go to {name} instead
          </Anchor>
        ))}
        <Text size="sm" component="div">
          <Button
            variant="subtle"
            size="compact-sm"
            loading={signOut.isPending}
            onClick={() => signOut.mutate()}
          >
            Sign out
          </Button>
        </Text>
      </Stack>
    </AuthFrame>
  )
}
