import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { Campaign, CampaignDocument } from '../../contract/campaign.ts'
import { documentOf } from '../../contract/empty-campaign.ts'
import { call, etagOf } from '../client/call.ts'
import { onceBack } from '../client/connection.ts'
import { newId } from '../client/ids.ts'
import { guardSignOut } from '../client/leaving.ts'
import type { FieldError } from '../client/problem-words.ts'
import { isLostRace, isSignedOut, wordsOf } from '../client/problem-words.ts'
import { useSession } from '../components/use-session.ts'
import { normalizePath } from '../ui/field-path.ts'
import type { DraftField, KnownIds } from './draft.ts'
import type { KeptWords, WordsOf, WordsOwner } from './kept-words.ts'
import { forgetWords, keepWords, keptWords } from './kept-words.ts'
import {
  changedFields,
  createBodyOf,
  forForm,
  idsOf,
  learnIds,
  mergeEdits,
  patchOf,
  withServerIds,
} from './draft.ts'

const AUTOSAVE_MS = 900
const RECONNECT_MS = 10_000

export type SaveState =
  | { kind: 'new'; touched: boolean }
  | { kind: 'saved'; at: string }
  | { kind: 'unsaved' }
  | { kind: 'saving' }
  | { kind: 'failed'; title: string; detail: string; offline: boolean }
  /** Nothing can be saved until somebody signs in; the words wait in this tab. */
  | { kind: 'signed-out' }
  | { kind: 'clash'; theirs: Campaign; fields: DraftField[] }

export interface Editor {
  document: CampaignDocument
  change: (edit: (document: CampaignDocument) => CampaignDocument) => void
  state: SaveState
  /** What the server said about single fields at the last save. */
  serverErrors: readonly FieldError[]
  dirty: boolean
  /** As `dirty`, at this very moment and not at the last rendering. */
  hasUnsaved: () => boolean
  /** Whether leaving loses nothing, because the words wait in this tab for the next sign-in. */
  isKept: () => boolean
  /** Keeps the words in this tab for the next sign-in; false: a browser may forbid it. */
  keep: () => boolean
  /** Whether it began with words of a new campaign that nobody had saved. */
  isRestored: boolean
  /** Throws away what is kept in this tab. */
  forget: () => void
  /** Saves now; the saved campaign, or null where it could not be saved. */
  save: () => Promise<Campaign | null>
  /** Takes theirs for these of the fields that both changed, and keeps mine in the others. */
  resolve: (theirs: readonly DraftField[]) => void
  /** What was given up for theirs last; null: nothing, or it is back. */
  givenUp: readonly DraftField[] | null
  takeBack: () => void
}

interface Held {
  document: CampaignDocument
  campaign: Campaign | null
  known: KnownIds
  running: Promise<Campaign | null> | null
  /** What two people changed differently, until one of them chooses. */
  clash: { theirs: Campaign; fields: DraftField[] } | null
  /** The key of a create that may have arrived, and what it said: the same words go under the same key. */
  create: { key: string; body: string } | null
  kept: boolean
}

export type EditorStart = { campaign: Campaign } | { document: CampaignDocument }

/**
 * The state of the campaign form: what is typed, what the server has, and the saving between them. An existing
 * campaign saves itself a moment after the last key; a new one is created by the first `save`.
 */
export function useEditor(start: EditorStart): Editor {
  const queries = useQueryClient()
  const { email, workspace } = useSession()
  const [owner] = useState<WordsOwner>({ email, workspaceId: workspace.id })
  const [first] = useState(() => beginning(owner, start))
  const [document, setDocument] = useState(first.held.document)
  const [state, setState] = useState<SaveState>(first.state)
  const [serverErrors, setServerErrors] = useState<readonly FieldError[]>([])
  const held = useRef<Held>(first.held)
  const [mine] = useState(() => wordsOfStart(start))
  const forget = useCallback(() => forgetWords(owner, mine), [owner, mine])
  // Read by now: whoever opens the page of a saved campaign again starts from what is saved.
  useEffect(() => ('id' in mine ? forget() : undefined), [forget, mine])

  const show = useCallback((next: CampaignDocument) => {
    held.current.document = next
    setDocument(next)
  }, [])

  const adopt = useCallback(
    (saved: Campaign, sent: CampaignDocument) => {
      const now = held.current
      now.known = learnIds(now.known, sent, saved)
      now.campaign = saved
      queries.setQueryData(['campaign', saved.id], saved)
      void queries.invalidateQueries({ queryKey: ['campaigns'] })
      setServerErrors([])
      const more = changedFields(saved, now.document, now.known).length > 0
      setState(more ? { kind: 'unsaved' } : { kind: 'saved', at: saved.updatedAt })
    },
    [queries],
  )

  const keep = useCallback(() => {
    const now = held.current
    now.kept = keepWords(owner, {
      campaign: now.campaign,
      document: withServerIds(now.document, now.known),
    })
    return now.kept
  }, [owner])

  const save = useCallback(async (): Promise<Campaign | null> => {
    const now = held.current
    if (now.running !== null) await now.running
    // Both people's words are on the screen: saving now would choose for them.
    if (now.clash !== null) return null
    const attempt = async (racesLeft: number): Promise<Campaign | null> => {
      const sent = now.document
      try {
        const saved = await sendChanges(now, sent, setState)
        adopt(saved, sent)
        return saved
      } catch (error) {
        const lost = isLostRace(error) && now.campaign !== null && racesLeft > 0
        try {
          if (!lost) throw error
          const merged = await joinTheirs(now, show)
          if (now.clash === null) return await attempt(racesLeft - 1)
          setState({ kind: 'clash', ...merged })
        } catch (final) {
          if (isSignedOut(final)) {
            keep()
            setState({ kind: 'signed-out' })
            return null
          }
          const words = wordsOf(final)
          setServerErrors(words.fields.map((field) => ({ ...field, path: normalizePath(field.path) })))
          const detail = words.fields[0]?.message ?? words.detail
          setState({ kind: 'failed', title: words.title, detail, offline: words.code === 'offline' })
        }
        return null
      }
    }
    now.running = attempt(3).finally(() => {
      now.running = null
    })
    return now.running
  }, [adopt, keep, show])

  const change = useCallback<Editor['change']>(
    (edit) => {
      show(edit(held.current.document))
      setState((before) => {
        if (before.kind === 'clash' || before.kind === 'saving' || before.kind === 'signed-out') return before
        return held.current.campaign === null ? { kind: 'new', touched: true } : { kind: 'unsaved' }
      })
    },
    [show],
  )

  const choice = useClashChoice(held, { show, change, setState })
  const hasUnsaved = useCallback(() => {
    const { campaign, document: latest, known } = held.current
    return campaign === null || changedFields(campaign, latest, known).length > 0
  }, [])
  const isKept = useCallback(() => held.current.kept, [])

  const dirty = state.kind === 'new' ? state.touched : state.kind !== 'saved'
  useKeptDraft(held, { document, dirty, isSaved: state.kind === 'saved' }, owner, forget)
  useAutosave(state, save)
  useRetryWhenBack(state, save)
  useWarningBeforeUnload(state)
  useSignOutGuard(held, dirty, save)
  const isRestored = first.held.campaign === null && first.state.kind === 'new' && first.state.touched
  const answers = { serverErrors, dirty, hasUnsaved, isKept, isRestored }
  return { document, change, state, ...answers, keep, forget, save, ...choice }
}

interface Choosing {
  show: (document: CampaignDocument) => void
  change: Editor['change']
  setState: (state: SaveState) => void
}

/** Whose words stand in the fields that two people changed, and the way back. */
function useClashChoice(
  held: React.RefObject<Held>,
  { show, change, setState }: Choosing,
): Pick<Editor, 'resolve' | 'givenUp' | 'takeBack'> {
  const [before, setBefore] = useState<Partial<CampaignDocument> | null>(null)
  const resolve = useCallback<Editor['resolve']>(
    (fields) => {
      const now = held.current
      const theirs = endClash(now)
      if (theirs === null) return
      setBefore(fields.length === 0 ? null : picked(now.document, fields))
      if (fields.length > 0) show(forForm({ ...now.document, ...picked(theirs, fields) }))
      setState({ kind: 'unsaved' })
    },
    [held, setState, show],
  )
  const takeBack = useCallback(() => {
    if (before === null) return
    setBefore(null)
    change((now) => forForm({ ...now, ...before }))
  }, [before, change])
  const givenUp = useMemo(() => (before === null ? null : (Object.keys(before) as DraftField[])), [before])
  return { resolve, givenUp, takeBack }
}

/** The question is answered: theirs, which is there no more. */
function endClash(now: Held): Campaign | null {
  const theirs = now.clash?.theirs ?? null
  now.clash = null
  return theirs
}

const picked = (document: CampaignDocument, fields: readonly DraftField[]): Partial<CampaignDocument> =>
  Object.fromEntries(fields.map((field) => [field, document[field]]))

function wordsOfStart(start: EditorStart): WordsOf {
  return 'campaign' in start ? { id: start.campaign.id } : { type: start.document.campaignType }
}

/** What the editor starts with: the campaign as it is saved, or the words that an ended session left behind. */
function beginning(owner: WordsOwner, start: EditorStart): { held: Held; state: SaveState } {
  const none = { running: null, clash: null, create: null, kept: false }
  if (!('campaign' in start)) {
    const words = keptWords(owner, wordsOfStart(start))
    const document = forForm(words?.document ?? start.document)
    const held = { ...none, document, campaign: null, known: new Map<string, string>() }
    return { held, state: { kind: 'new', touched: words !== null } }
  }
  const { campaign } = start
  const known = idsOf(campaign)
  const words = keptWords(owner, wordsOfStart(start))
  if (words?.campaign == null) {
    const held = { ...none, document: forForm(documentOf(campaign)), campaign, known }
    return { held, state: { kind: 'saved', at: campaign.updatedAt } }
  }
  return rejoined(campaign, { ...words, campaign: words.campaign }, known)
}

/** Kept words over a campaign that others may have changed meanwhile. */
function rejoined(
  theirs: Campaign,
  words: KeptWords & { campaign: Campaign },
  known: KnownIds,
): { held: Held; state: SaveState } {
  const merge = mergeEdits(words.campaign, words.document, theirs, known)
  const { document, clashes } = merge
  const clash = clashes.length === 0 ? null : { theirs: merge.theirs, fields: clashes }
  const held = { document, campaign: theirs, known, running: null, clash, create: null, kept: false }
  return { held, state: clash === null ? { kind: 'unsaved' } : { kind: 'clash', ...clash } }
}

async function sendChanges(
  now: Held,
  sent: CampaignDocument,
  setState: (state: SaveState) => void,
): Promise<Campaign> {
  if (now.campaign === null) {
    setState({ kind: 'saving' })
    const body = createBodyOf(sent)
    const words = JSON.stringify(body)
    if (now.create?.body !== words) now.create = { key: newId(), body: words }
    return call('createCampaign', { body, idempotencyKey: now.create.key })
  }
  const change = patchOf(now.campaign, sent, now.known)
  if (change === null) return now.campaign
  setState({ kind: 'saving' })
  const { id, version } = now.campaign
  return call('editCampaign', { params: { id }, body: change.patch, ifMatch: etagOf(version) })
}

/** Somebody saved first: fields that only one side changed are joined; the rest is put before the person. */
async function joinTheirs(
  now: Held,
  show: (document: CampaignDocument) => void,
): Promise<{ theirs: Campaign; fields: DraftField[] }> {
  const base = now.campaign!
  const theirs = await call('readCampaign', { params: { id: base.id } })
  const merge = mergeEdits(base, now.document, theirs, now.known)
  const theirIds = idsOf(theirs)
  // An id that they removed is no id any more: what we keep of it is sent as new.
  now.known = new Map([...[...now.known].filter(([, id]) => theirIds.has(id)), ...theirIds])
  now.campaign = theirs
  const clash = { theirs: merge.theirs, fields: merge.clashes }
  if (merge.clashes.length > 0) now.clash = clash
  show(merge.document)
  return clash
}

/** Every change makes a new `unsaved` state, so each one starts the pause anew. */
function useAutosave(state: SaveState, save: () => Promise<Campaign | null>): void {
  useEffect(() => {
    if (state.kind !== 'unsaved') return undefined
    const timer = setTimeout(() => void save(), AUTOSAVE_MS)
    return () => clearTimeout(timer)
  }, [state, save])
}

/** Silence ends some day: nobody should have to press a button for that. */
function useRetryWhenBack(state: SaveState, save: () => Promise<Campaign | null>): void {
  useEffect(() => {
    if (state.kind !== 'failed' || !state.offline) return undefined
    const retry = () => void save()
    const stop = onceBack(retry)
    // Where the connection was never found gone, nobody tells that it is back.
    const timer = setTimeout(retry, RECONNECT_MS)
    return () => {
      stop()
      clearTimeout(timer)
    }
  }, [state, save])
}

/** The browser's own question: between the last key and the save, and before a tab closes over a draft that nobody saved. */
function useWarningBeforeUnload(state: SaveState): void {
  useEffect(() => {
    if (state.kind === 'saved' || state.kind === 'signed-out') return undefined
    if (state.kind === 'new' && !state.touched) return undefined
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [state])
}

/** A new campaign saves nothing by itself: what is typed outlives a reload in this tab, until it is saved. */
function useKeptDraft(
  held: React.RefObject<Held>,
  { document, dirty, isSaved }: { document: CampaignDocument; dirty: boolean; isSaved: boolean },
  owner: WordsOwner,
  forget: () => void,
): void {
  useEffect(() => {
    const { campaign, known } = held.current
    if (campaign === null && dirty) {
      keepWords(owner, { campaign: null, document: withServerIds(document, known) })
    }
  }, [dirty, document, held, owner])
  // A saved campaign keeps words only where the session has ended.
  useEffect(() => {
    if (isSaved) forget()
  }, [forget, isSaved])
}

/** Nobody's words go with a sign-out unseen: a saved campaign is saved once more, a draft that never was is asked about. */
function useSignOutGuard(
  held: React.RefObject<Held>,
  dirty: boolean,
  save: () => Promise<Campaign | null>,
): void {
  useEffect(
    () =>
      guardSignOut(async () => {
        if (!dirty) return true
        if (held.current.campaign !== null && (await save()) !== null) return true
        return window.confirm('Your last changes are not saved. Sign out and lose them?')
      }),
    [dirty, held, save],
  )
}
