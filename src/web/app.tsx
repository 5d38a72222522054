import { MantineProvider } from '@mantine/core'
import { MutationCache, QueryCache, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { isSecondFactorNeeded, isSignedOut } from './client/problem-words.ts'
import { makeQueryClient } from './client/queries.ts'
import { ConfirmHost } from './components/confirm-host.tsx'
import { ToastHost } from './components/toast-host.tsx'
import { makeRouter } from './routes.tsx'
import { styleNonce } from './style-nonce.ts'
import { cssVariables, theme } from './theme.ts'

const onError = (error: unknown) => {
  if (isSecondFactorNeeded(error)) return void sendToSetUp()
  if (!isSignedOut(error)) return
  const { pathname, searchStr } = router.state.location
  if (pathname.startsWith('/sign-in') || pathname === '/setup') return
  void router.navigate({ to: '/sign-in', search: { next: `${pathname}${searchStr}` } })
}

/** An administrator has just asked everybody for a second factor. */
async function sendToSetUp(): Promise<void> {
  const { pathname, searchStr } = router.state.location
  if (pathname.startsWith('/sign-in')) return
  await router.navigate({ to: '/sign-in/set-up', search: { next: `${pathname}${searchStr}` } })
}

export const queries = makeQueryClient(new QueryCache({ onError }), new MutationCache({ onError }))
export const router = makeRouter(queries)

export function App() {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      defaultColorScheme="auto"
      getStyleNonce={() => styleNonce}
    >
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
        <ConfirmHost />
        <ToastHost />
      </QueryClientProvider>
    </MantineProvider>
  )
}
