import { MantineProvider } from '@mantine/core'
import { MutationCache, QueryCache, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { isSignedOut } from './client/problem-words.ts'
import { makeQueryClient } from './client/queries.ts'
import { ConfirmHost } from './components/confirm-host.tsx'
import { makeRouter } from './routes.tsx'
import { cssVariables, theme } from './theme.ts'

const Toasts = lazy(async () => ({ default: (await import('./components/toasts.tsx')).Toasts }))

const onError = (error: unknown) => {
  if (!isSignedOut(error)) return
  const { pathname, searchStr } = router.state.location
  if (pathname === '/sign-in' || pathname === '/setup') return
  void router.navigate({ to: '/sign-in', search: { next: `${pathname}${searchStr}` } })
}

const queries = makeQueryClient(new QueryCache({ onError }), new MutationCache({ onError }))
const router = makeRouter(queries)

export function App() {
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
        <ConfirmHost />
        <Suspense fallback={null}>
          <Toasts />
        </Suspense>
      </QueryClientProvider>
    </MantineProvider>
  )
}
