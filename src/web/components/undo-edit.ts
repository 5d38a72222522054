import type { QueryClient } from '@tanstack/react-query'
import { call } from '../client/call.ts'
import { formatCount } from '../ui/format.ts'
import { adoptEdits } from './adopt-edits.ts'
import type { Deed } from './use-undo.tsx'

/** How an edit of many is taken back and done again: an undo is an edit too, and taking it back is to do it again. */
export function deedOfEdit(queries: QueryClient, first: string): Deed {
  let id = first
  const turn = async (how: string): Promise<string> => {
    const back = await call('undoCampaignEdit', { params: { id } })
    adoptEdits(queries, back.items)
    if (back.editId !== null) id = back.editId
    const left = back.items.filter(({ outcome }) => outcome === 'REFUSED').length
    const texts = back.items
      .filter(({ outcome }) => outcome !== 'REFUSED')
      .flatMap((item) => item.texts ?? [])
      .filter(({ error }) => error !== null).length
    const kept = [
      left === 0 ? '' : ` ${campaignsInWords(left)} changed again since stay as they are.`,
      texts === 0
        ? ''
        : ` ${texts === 1 ? 'One text' : `${formatCount(texts)} texts`} changed again since stay.`,
    ]
    return `${campaignsInWords(back.changed)} ${how}.${kept.join('')}`
  }
  return { takeBack: async () => await turn('as before'), doAgain: async () => await turn('changed again') }
}

export const campaignsInWords = (campaigns: number): string =>
  campaigns === 1 ? 'One campaign' : `${formatCount(campaigns)} campaigns`
