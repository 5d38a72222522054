import type { QueryClient } from '@tanstack/react-query'
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import type { Campaign, CampaignListItem } from '../../contract/campaign.ts'
import { call, etagOf } from '../client/call.ts'
import { findListed, listedOf, patchListed } from '../client/campaign-cache.ts'
import { firstStepsQuery } from '../client/first-steps-query.ts'
import { isLostRace, lineOf } from '../client/problem-words.ts'
import { findingWords } from '../ui/finding-words.ts'
import type { CellChange, CellValue, EditableKey } from '../ui/cell-edit.ts'
import { FIELD_NAMES, writeCell } from '../ui/cell-edit.ts'
import type { Undo } from './use-undo.tsx'

/** What is said in a cell. */
export interface CellNote {
  words: string
  /** What was typed and is not saved; null: it is saved, and the words are what preflight says of it. */
  typed: string | null
  /** Another cell says something since: this one keeps a mark, and its words for whoever comes back. */
  isOld?: boolean
}
export type RowNotes = Partial<Record<EditableKey, CellNote>>

export interface CellEdits {
  notes: ReadonlyMap<string, RowNotes>
  /** Shows the value at once, saves it, and puts back what was there where it cannot be saved. */
  save: (item: CampaignListItem, key: EditableKey, value: CellValue) => void
  note: (id: string, key: EditableKey, note: CellNote | null) => void
}

/** A value of somebody else that stands, because it was there first. */
class Overtaken extends Error {
  constructor(who: string | null, value: CellValue, key: EditableKey, typed: CellValue) {
    const theirs = value === null ? 'emptied it' : `saved “${writeCell(key, value)}”`
    super(
      `${who ?? 'Somebody'} ${theirs} meanwhile, and that stands. You typed “${writeCell(key, typed)}”: F2 brings it back.`,
    )
    this.name = 'Overtaken'
  }
}

export function useCellEdits({ done }: Undo): CellEdits {
  const queries = useQueryClient()
  const [notes, setNotes] = useState<ReadonlyMap<string, RowNotes>>(new Map())
  const [sender] = useState(() => makeSender(queries))

  const note = useCallback((id: string, key: EditableKey, next: CellNote | null) => {
    setNotes((before) => {
      if (next === null && before.get(id)?.[key] === undefined) return before
      const notes =
        next === null ? new Map(before) : new Map([...before].map(([row, old]) => [row, aged(old)]))
      const { [key]: _gone, ...others } = notes.get(id) ?? {}
      return notes.set(id, next === null ? others : { ...others, [key]: next })
    })
  }, [])
  const put = useCallback(
    async (item: CampaignListItem, key: EditableKey, value: CellValue) => {
      // A list that is on its way has the value of before.
      await queries.cancelQueries({ queryKey: ['campaigns', 'list'] })
      patchListed(queries, new Map([[item.id, { [key]: value }]]))
      try {
        const { saved, findings } = await sender(item, key, value)
        queries.setQueryData(['campaign', item.id], saved)
        void queries.invalidateQueries({ queryKey: ['campaign', item.id] })
        void queries.invalidateQueries({ queryKey: ['campaigns', 'totals'] })
        void queries.invalidateQueries({ queryKey: firstStepsQuery.queryKey })
        return findings
      } catch (error) {
        if (!(error instanceof Overtaken)) patchListed(queries, new Map([[item.id, { [key]: item[key] }]]))
        throw error
      }
    },
    [queries, sender],
  )
  const save = useCallback(
    (item: CampaignListItem, key: EditableKey, value: CellValue) => {
      note(item.id, key, null)
      const say = (findings: string): void =>
        note(item.id, key, findings === '' ? null : { words: findings, typed: null })
      const turn = async (from: CellValue, to: CellValue, words: string): Promise<string> => {
        const now = findListed(queries, item.id) ?? { ...item, [key]: from }
        if (now[key] !== from) return `${FIELD_NAMES[key]} was changed again since. It stays as it is.`
        say(await put(now, key, to))
        return `${FIELD_NAMES[key]} ${words}.`
      }
      const deed = {
        takeBack: async () => await turn(value, item[key], 'is as it was'),
        doAgain: async () => await turn(item[key], value, 'is changed again'),
      }
      put(item, key, value).then(
        (findings) => {
          say(findings)
          done(`${FIELD_NAMES[key]} changed.`, deed)
        },
        (error: unknown) => {
          const words =
            error instanceof Overtaken ? error.message : `${lineOf(error)} F2 brings back what you typed.`
          note(item.id, key, { words, typed: writeCell(key, value) })
        },
      )
    },
    [done, note, put, queries],
  )
  return { notes, save, note }
}

/** Of a row in which nothing was new, the same object: it is not drawn again. */
function aged(notes: RowNotes): RowNotes {
  const isNew = (note: CellNote): boolean => note.typed === null && note.isOld !== true
  if (!Object.values(notes).some(isNew)) return notes
  const older = Object.entries(notes).map(([key, note]) => [
    key,
    isNew(note) ? { ...note, isOld: true } : note,
  ])
  return Object.fromEntries(older) as RowNotes
}

interface SavedCell {
  saved: Campaign
  /** What preflight says of the cell as it is now; empty: nothing. */
  findings: string
}

/** Saves the cells of one campaign one after the other: each builds on the version that the one before it made. */
function makeSender(queries: QueryClient) {
  const running = new Map<string, Promise<unknown>>()
  const waiting = new Map<string, CellChange>()
  const without = (id: string, key: EditableKey): CellChange => {
    const { [key]: _sent, ...others } = waiting.get(id) ?? {}
    return others
  }
  return async (item: CampaignListItem, key: EditableKey, value: CellValue): Promise<SavedCell> => {
    const { id } = item
    waiting.set(id, { ...waiting.get(id), [key]: value })
    // What is typed and not yet sent stays on the screen.
    const adopt = (campaign: Campaign) =>
      patchListed(
        queries,
        new Map([[id, { ...listedOf(campaign), ...without(id, key) } as Partial<CampaignListItem>]]),
      )
    const turn = (running.get(id) ?? Promise.resolve())
      .catch(() => undefined)
      .then(async () => {
        const version = findListed(queries, id)?.version ?? item.version
        return await sendOne(item, key, value, version, adopt)
      })
      .finally(() => waiting.set(id, without(id, key)))
    running.set(id, turn)
    return await turn
  }
}

/** Saves one cell. Where somebody else was faster, it is saved beside what they changed, unless that was this very cell. */
async function sendOne(
  item: CampaignListItem,
  key: EditableKey,
  value: CellValue,
  version: number,
  adopt: (campaign: Campaign) => void,
): Promise<SavedCell> {
  const params = { id: item.id }
  const put = async (seen: number): Promise<SavedCell> => {
    // Before it is saved: only then the judge knows what this edit brings about in other fields.
    const findings = await findingsOf(item.id, key, value)
    const saved = await call('editCampaign', { params, body: { [key]: value }, ifMatch: etagOf(seen) })
    adopt(saved)
    return { saved, findings }
  }
  try {
    return await put(version)
  } catch (error) {
    if (!isLostRace(error)) throw error
  }
  const theirs = await call('readCampaign', { params })
  if (theirs[key] === item[key]) return await put(theirs.version)
  adopt(theirs)
  // The same value: of somebody who meant the same, or one's own, whose answer was lost on the way.
  if (theirs[key] === value) return { saved: theirs, findings: await findingsOf(item.id, key, value) }
  const { items } = await call('listRevisions', { params, query: { limit: 1 } }).catch(() => ({ items: [] }))
  throw new Overtaken(items[0]?.createdBy ?? null, theirs[key], key, value)
}

/** What the preview of many edits would say of this one. A cell is saved without it where the judge does not answer. */
async function findingsOf(id: string, key: EditableKey, value: CellValue): Promise<string> {
  const body = { edits: [{ id, set: { [key]: value } }], dryRun: true }
  const judged = await call('editCampaigns', { body }).catch(() => null)
  const field = judged?.items[0]?.fields.find((one) => one.field === key)
  return (field?.warnings ?? [])
    .map(findingWords)
    .map(({ message, fix }) => `${message} ${fix}`.trim())
    .join(' ')
}
