import { Alert, Button, Divider, Stack } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { waysInQuery } from '../client/people-queries.ts'
import { wordsOf } from '../client/problem-words.ts'
import { goToProvider, type Kept } from '../client/provider.ts'

/** Signs in with the identity provider, where the server has one; else nothing. */
export function ProviderButton({ verb, kept }: { verb: string; kept: Kept }) {
  const ways = useQuery(waysInQuery)
  const go = useMutation({ mutationFn: () => goToProvider(kept) })
  const provider = ways.data?.provider ?? null
  if (provider === null) return null
  return (
    <Stack gap="md">
      <Divider label="or" />
      {go.error !== null && (
        <Alert color="red" variant="light" role="alert">
          {wordsOf(go.error).detail}
        </Alert>
      )}
      <Button variant="default" loading={go.isPending || go.isSuccess} onClick={() => go.mutate()}>
        {verb} with {provider.name}
      </Button>
    </Stack>
  )
}
