import { Loader, Stack, Text } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { call } from '../client/call.ts'
import { lineOf } from '../client/problem-words.ts'
import { ButtonLink } from '../components/button-link.tsx'
import classes from '../components/settings.module.css'
import { PageHeader } from '../ui/page-header.tsx'

const route = getRouteApi('/app/connect/callback')

/** Where Google sends people back to: hands on what came along, once, and goes on to the accounts. */
export function ConnectCallbackPage() {
  useDocumentTitle('Connecting Google Ads')
  const { state, code, error } = route.useSearch()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const finish = useMutation({
    mutationFn: () =>
      call('finishAuthorization', {
        body: { state: state ?? '-', ...(code === undefined ? { error: error ?? 'refused' } : { code }) },
      }),
    onSuccess: async ({ id }) => {
      await queries.invalidateQueries({ queryKey: ['people', 'google-connections'] })
      // In place of this page: what stands in its address is of no use any more.
      await navigate({ to: '/connect/$connectionId', params: { connectionId: id }, replace: true })
    },
  })
  const sent = useRef(false)
  const { mutate } = finish
  useEffect(() => {
    if (sent.current) return
    sent.current = true
    mutate()
  }, [mutate])
  return (
    <div className={classes.page}>
      <PageHeader title="Connecting Google Ads" />
      {finish.isError ? (
        <Stack gap="sm" align="flex-start" role="alert">
          <Text size="sm">{lineOf(finish.error)}</Text>
          <ButtonLink to="/connect" variant="default">
            Begin again
          </ButtonLink>
        </Stack>
      ) : (
        <Stack gap="sm" align="flex-start" aria-busy="true">
          <Loader size="sm" />
          <Text size="sm">Google has sent you back. A moment.</Text>
        </Stack>
      )}
    </div>
  )
}
