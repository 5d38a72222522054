import { queryOptions } from '@tanstack/react-query'
import { call } from './call.ts'

export const membersQuery = queryOptions({
  queryKey: ['people', 'members'],
  queryFn: ({ signal }) => call('listMembers', { signal }),
})

export const invitationsQuery = queryOptions({
  queryKey: ['people', 'invitations'],
  queryFn: ({ signal }) => call('listInvitations', { signal }),
})

export const sessionsQuery = queryOptions({
  queryKey: ['people', 'sessions'],
  queryFn: async ({ signal }) => (await call('listSessions', { signal })).items,
})

export const signInMethodsQuery = queryOptions({
  queryKey: ['people', 'sign-in-methods'],
  queryFn: ({ signal }) => call('listSignInMethods', { signal }),
})

export const waysInQuery = queryOptions({
  queryKey: ['ways-in'],
  queryFn: ({ signal }) => call('readWaysIn', { signal }),
  staleTime: 60_000,
})

export const secondFactorQuery = queryOptions({
  queryKey: ['second-factor'],
  queryFn: ({ signal }) => call('readSecondFactor', { signal }),
})

export const apiKeysQuery = queryOptions({
  queryKey: ['people', 'api-keys'],
  queryFn: ({ signal }) => call('listApiKeys', { signal }),
})

export const invitationQuery = (token: string) =>
  queryOptions({
    queryKey: ['invitation', token],
    queryFn: ({ signal }) => call('openInvitation', { body: { token }, signal }),
    staleTime: Number.POSITIVE_INFINITY,
  })
