import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { ReplacedItem, ReplaceTextsResult } from '../../contract/replace-texts.ts'
import { call } from '../client/call.ts'
import type { WrittenReplace } from './replace-fields.tsx'
import { lineKeyOf } from './replace-verdicts.tsx'

/** Somebody who leaves several lines out is asked about once. */
const PAUSE_MS = 300

export const NOTHING_LEFT: ReadonlySet<string> = new Set()

interface JudgedTicks {
  /** The lines as they were judged first, each with its verdict beside those that are left out now. */
  items: readonly ReplacedItem[]
  /** What is said is not yet of these ticks. */
  isAsking: boolean
  error: Error | null
}

/**
 * What one text becomes decides about others of its campaign, so what is left out is judged anew: only the campaigns in which
 * something is left out, on the versions that were seen. Until the answer is there the verdicts before it stay.
 */
export function useJudgedTicks(
  id: string,
  written: WrittenReplace,
  judged: ReplaceTextsResult | undefined,
  left: ReadonlySet<string>,
): JudgedTicks {
  const [settled] = useDebouncedValue(left, PAUSE_MS)
  const first = judged?.items ?? []
  const campaigns = askedOf(first, settled)
  const again = useQuery({
    queryKey: ['replace-preview', id, 'ticks', campaigns],
    queryFn: async ({ signal }) =>
      await call('replaceTexts', {
        body: { ...written, in: [...written.in], campaigns, dryRun: true },
        signal,
      }),
    enabled: campaigns.length > 0,
    placeholderData: keepPreviousData,
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  })
  const isAsking = settled !== left || (campaigns.length > 0 && (again.isFetching || again.isPlaceholderData))
  const fresh = campaigns.length === 0 ? undefined : again.data
  return { items: withVerdicts(first, fresh), isAsking, error: campaigns.length === 0 ? null : again.error }
}

/** The campaigns of which a part is left out; of one that is left out as a whole there is nothing to judge. */
function askedOf(items: readonly ReplacedItem[], left: ReadonlySet<string>) {
  return items.flatMap(({ id, version, outcome, texts }) => {
    const leave = texts.map(({ path }) => path).filter((path) => left.has(lineKeyOf(id, path)))
    const isPart = leave.length > 0 && leave.length < texts.length
    return isPart && outcome === 'CHANGED' && version !== null ? [{ id, version, leave }] : []
  })
}

/** Every line stays, in its place: of those that are left out the verdict before it. */
function withVerdicts(
  items: readonly ReplacedItem[],
  fresh: ReplaceTextsResult | undefined,
): readonly ReplacedItem[] {
  if (fresh === undefined) return items
  const now = new Map(fresh.items.map((item) => [item.id, item]))
  return items.map((item) => {
    const again = now.get(item.id)
    if (again === undefined) return item
    if (again.error !== null) return { ...item, outcome: again.outcome, error: again.error }
    const texts = new Map(again.texts.map((text) => [text.path, text]))
    return { ...item, texts: item.texts.map((text) => texts.get(text.path) ?? text) }
  })
}
