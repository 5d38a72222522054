import { notifications } from '@mantine/notifications'
import type { QueryClient } from '@tanstack/react-query'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useRouter } from '@tanstack/react-router'
import type { Campaign, CampaignListItem } from '../../contract/campaign.ts'
import type { Publication } from '../../contract/publication.ts'
import { call, etagOf } from '../client/call.ts'
import { patchListed } from '../client/campaign-cache.ts'
import { lineOf } from '../client/problem-words.ts'
import { isOpen, publicationQuery } from '../client/queries.ts'
import { willTellHere } from '../client/told-here.ts'
import { ASKED_FOR, removalOf } from '../ui/campaign-state.ts'
import { askToConfirm } from '../ui/confirm.ts'
import { dropPicked } from '../ui/picked.ts'
import { useSession } from './use-session.ts'
import { type Deed, useDone } from './use-undo.tsx'

/** A list item or a whole campaign: what an action needs of it. */
type Target = Pick<
  CampaignListItem,
  'id' | 'name' | 'version' | 'status' | 'googleCampaignId' | 'lastPublication'
>

const WATCH_MS = 60_000

export function useCampaignActions() {
  const queries = useQueryClient()
  const navigate = useNavigate()
  const router = useRouter()
  const { workspace } = useSession()
  const done = useDone()
  const refresh = (id: string) =>
    Promise.all([
      queries.invalidateQueries({ queryKey: ['campaigns'] }),
      queries.invalidateQueries({ queryKey: ['campaign', id] }),
    ])

  const setLive = useMutation({
    mutationFn: async ({ target, kind }: { target: Target; kind: 'PAUSE' | 'RESUME' }) =>
      call(kind === 'PAUSE' ? 'pauseCampaign' : 'resumeCampaign', { params: { id: target.id } }),
    // Shown at once as under way, never as done: only Google's answer is the result.
    onMutate: ({ target, kind }) => {
      const before = target.lastPublication
      const { id } = target
      showPublication(queries, id, {
        id: ASKED_FOR,
        kind,
        state: 'QUEUED',
        createdAt: new Date().toISOString(),
      })
      return { takeBack: () => showPublication(queries, id, before) }
    },
    onSuccess: async ({ publicationId }, { target, kind }) => {
      await refresh(target.id)
      void tellResult(queries, publicationId, target, kind, () => refresh(target.id), done)
    },
    onError: (error, { target, kind }, context) => {
      // Without a connection nobody else says how it stands.
      context?.takeBack()
      void refresh(target.id)
      failed(kind === 'PAUSE' ? 'Not paused' : 'Not resumed', error)
    },
  })

  const duplicate = useMutation({
    mutationFn: (target: Target) => call('duplicateCampaign', { params: { id: target.id } }),
    onSuccess: async (copy) => {
      queries.setQueryData(['campaign', copy.id], copy)
      void queries.invalidateQueries({ queryKey: ['campaigns'] })
      notifications.show({ message: `Copied as “${copy.name}”.` })
      await navigate({ to: '/campaigns/$campaignId/edit', params: { campaignId: copy.id } })
    },
    onError: (error) => failed('Not duplicated', error),
  })

  const remove = useMutation({
    mutationFn: (target: Target) =>
      call('deleteCampaign', { params: { id: target.id }, ifMatch: etagOf(target.version) }),
    onSuccess: async (_, target) => {
      dropPicked(workspace.id, [target.id])
      // In the list its search and filters stay.
      if (router.state.location.pathname !== '/campaigns') await navigate({ to: '/campaigns' })
      queries.removeQueries({ queryKey: ['campaign', target.id] })
      await queries.invalidateQueries({ queryKey: ['campaigns'] })
      if (removalOf(target) === 'archive')
        done(
          `“${target.name}” is archived.`,
          deedOfArchive(target, () => refresh(target.id)),
        )
      else notifications.show({ message: `“${target.name}” is deleted.` })
      // Its row had the focus and has gone with it.
      requestAnimationFrame(() => {
        if (document.activeElement === document.body) document.getElementById('main')?.focus()
      })
    },
    onError: (error, target) => {
      void refresh(target.id)
      failed(removalOf(target) === 'archive' ? 'Not archived' : 'Not deleted', error)
    },
  })

  const unarchive = useMutation({
    mutationFn: (target: Target) => call('unarchiveCampaign', { params: { id: target.id } }),
    onSuccess: async (_, target) => {
      await refresh(target.id)
      notifications.show({ message: `“${target.name}” is back in the list.`, color: 'green' })
    },
    onError: (error, target) => {
      void refresh(target.id)
      failed('Not brought back', error)
    },
  })

  const askToRemove = (target: Target) => {
    const archive = removalOf(target) === 'archive'
    askToConfirm({
      title: archive ? 'Archive this campaign?' : 'Delete this draft?',
      text: archive
        ? `“${target.name}” leaves the list and stays at Google as it is. It can be brought back.`
        : `“${target.name}” has never been at Google. Deleting it cannot be undone.`,
      confirm: archive ? 'Archive' : 'Delete',
      cancel: 'Keep it',
      isDanger: !archive,
      onConfirm: () => remove.mutate(target),
    })
  }

  return {
    pause: (target: Target) => setLive.mutate({ target, kind: 'PAUSE' }),
    resume: (target: Target) => setLive.mutate({ target, kind: 'RESUME' }),
    duplicate: (target: Target) => duplicate.mutate(target),
    askToRemove,
    unarchive: (target: Target) => unarchive.mutate(target),
    busy: setLive.isPending || duplicate.isPending || remove.isPending || unarchive.isPending,
  }
}

function failed(title: string, error: unknown): void {
  notifications.show({ color: 'red', title, message: lineOf(error), autoClose: 9000 })
}

/** Puts "Pausing", or what was there before, into every answer that shows this campaign, until the server's own arrives. */
function showPublication(
  queries: QueryClient,
  id: string,
  lastPublication: Campaign['lastPublication'],
): void {
  queries.setQueryData<Campaign>(['campaign', id], (campaign) =>
    campaign === undefined ? campaign : { ...campaign, lastPublication },
  )
  patchListed(queries, new Map([[id, { lastPublication }]]))
}

/** Waits until a publication has ended or needs somebody, for a minute at most; answers what is known of it then. */
export async function endOf(queries: QueryClient, publicationId: string): Promise<Publication | undefined> {
  const until = Date.now() + WATCH_MS
  willTellHere(publicationId)
  let publication: Publication | undefined
  while (Date.now() < until) {
    publication = await queries.fetchQuery(publicationQuery(publicationId)).catch(() => undefined)
    if (publication !== undefined && (!isOpen(publication.state) || publication.state === 'NEEDS_ATTENTION'))
      break
    await new Promise((resolve) => setTimeout(resolve, 700))
  }
  return publication
}

/** What a publication says of its failure. */
export const whyFailed = ({ message, errors }: Publication): string =>
  message ?? errors[0]?.message ?? 'Open the publication to see why.'

/** Waits for the end of a pause or a resume, and says how it went. */
async function tellResult(
  queries: QueryClient,
  publicationId: string,
  target: Target,
  kind: 'PAUSE' | 'RESUME',
  refresh: () => Promise<unknown>,
  done: (words: string, deed: Deed) => void,
): Promise<void> {
  const publication = await endOf(queries, publicationId)
  void refresh()
  if (publication?.state === 'SUCCEEDED') {
    const turn = (to: 'PAUSE' | 'RESUME') => async () => await turnAt(queries, target, to, refresh)
    const other = kind === 'PAUSE' ? 'RESUME' : 'PAUSE'
    done(statusWords(target, kind), { takeBack: turn(other), doAgain: turn(kind) })
  } else if (publication?.state === 'FAILED' || publication?.state === 'NEEDS_ATTENTION') {
    notifications.show({
      color: 'red',
      title: kind === 'PAUSE' ? 'Not paused' : 'Not resumed',
      message: whyFailed(publication),
      autoClose: false,
    })
  }
}

const statusWords = ({ name }: Target, kind: 'PAUSE' | 'RESUME'): string =>
  `“${name}” is ${kind === 'PAUSE' ? 'paused' : 'live again'} at Google.`

/** Pauses or resumes, and waits for what Google says: what is undone is undone only then. */
async function turnAt(
  queries: QueryClient,
  target: Target,
  kind: 'PAUSE' | 'RESUME',
  refresh: () => Promise<unknown>,
): Promise<string> {
  const { publicationId } = await call(kind === 'PAUSE' ? 'pauseCampaign' : 'resumeCampaign', {
    params: { id: target.id },
  })
  void refresh()
  const publication = await endOf(queries, publicationId)
  void refresh()
  if (publication?.state === 'SUCCEEDED') return statusWords(target, kind)
  throw new Error(
    publication === undefined || isOpen(publication.state)
      ? 'Google has not answered yet: the list says how it stands.'
      : whyFailed(publication),
  )
}

/** How an archived campaign comes back, and goes again. */
function deedOfArchive(target: Target, refresh: () => Promise<unknown>): Deed {
  const params = { id: target.id }
  let { version } = target
  return {
    takeBack: async () => {
      version = (await call('unarchiveCampaign', { params })).version
      await refresh()
      return `“${target.name}” is back in the list.`
    },
    doAgain: async () => {
      await call('deleteCampaign', { params, ifMatch: etagOf(version) })
      await refresh()
      return `“${target.name}” is archived again.`
    },
  }
}
