import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { Campaign } from '../../contract/campaign.ts'
import { call, etagOf } from '../client/call.ts'
import { wordsOf } from '../client/problem-words.ts'
import { pathWords } from '../ui/field-path.ts'

/** Going back to what a campaign was. Both ways make a new revision, so nothing is lost by them. */
export function useRevisionActions(campaign: Campaign) {
  const queries = useQueryClient()
  const navigate = useNavigate()
  const back = useMutation({
    mutationFn: ({ way, number }: { way: 'undoRevision' | 'restoreRevision'; number: number }) =>
      call(way, { params: { id: campaign.id, number }, ifMatch: etagOf(campaign.version) }),
    onSuccess: async (now, { way, number }) => {
      const words = way === 'undoRevision' ? `Revision ${number} is undone` : `Revision ${number} is restored`
      queries.setQueryData(['campaign', campaign.id], now)
      await Promise.all([
        queries.invalidateQueries({ queryKey: ['campaign', campaign.id] }),
        queries.invalidateQueries({ queryKey: ['campaigns'] }),
      ])
      notifications.show({
        message:
          now.version === campaign.version ? 'It is so already.' : `${words}, as revision ${now.version}.`,
      })
      await navigate({
        to: '/campaigns/$campaignId',
        params: { campaignId: campaign.id },
        search: { tab: 'history', revision: now.version },
        replace: true,
      })
    },
    onError: (error, { way }) => {
      void queries.invalidateQueries({ queryKey: ['campaign', campaign.id] })
      const { detail, fields } = wordsOf(error)
      const about = fields.map(({ path }) => pathWords(path)).join('; ')
      notifications.show({
        color: 'red',
        title: way === 'undoRevision' ? 'Not undone' : 'Not restored',
        message: about === '' ? detail : `${detail} It is about: ${about}.`,
        autoClose: 12_000,
      })
    },
  })
  return {
    undo: (number: number) => back.mutate({ way: 'undoRevision', number }),
    restore: (number: number) => back.mutate({ way: 'restoreRevision', number }),
    busy: back.isPending,
  }
}
