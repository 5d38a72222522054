import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useRef } from 'react'
import type { CampaignListItem } from '../../contract/campaign.ts'
import type { CampaignFilters, PageParam } from '../client/queries.ts'
import { campaignsQuery, FIRST_PAGE, readPage } from '../client/queries.ts'
import { findPlace, keepPlace } from '../ui/list-place.ts'
import type { ListRows } from '../ui/list-rows.ts'
import { itemsBetween, rowsOf } from '../ui/list-rows.ts'

/** A list of campaigns of which some pages are in memory: those around what is on the screen. */
export interface CampaignList {
  /** Says which list it is. */
  key: string
  rows: ListRows
  hasMore: boolean
  hasBefore: boolean
  loadMore: () => void
  loadBefore: () => void
  /** Begins anew with the first page, for somebody who jumps to the top. */
  loadTop: () => void
  /** The rows between two numbers, both within; those that are not in memory are read for this alone. */
  between: (top: number, bottom: number) => Promise<CampaignListItem[]>
  /** How far it was scrolled when somebody left it for another page. */
  top: number
  /** Keeps how far it was scrolled, and which row was at the top, in an entry of the window's history. */
  keep: (entry: string, top: number, row: number) => void
}

export function useCampaignList(filters: CampaignFilters) {
  const queries = useQueryClient()
  const key = JSON.stringify(filters)
  // Looked up once for each list: what is noted later is about leaving it.
  const place = useMemo(() => findPlace(key), [key])
  const options = campaignsQuery(filters, place?.page ?? FIRST_PAGE)
  const list = useInfiniteQuery(options)
  const { data, fetchNextPage, fetchPreviousPage, hasNextPage, hasPreviousPage } = list
  const rows = useMemo(() => rowsOf(data?.pages ?? [], hasPreviousPage), [data, hasPreviousPage])
  const isJumping = useRef(false)
  const latest = useRef({ filters, options, data, rows })
  useEffect(() => {
    latest.current = { filters, options, data, rows }
  })

  // The end of a reading anew draws the table, also where it found nothing new: a page that was asked for meanwhile is asked for again.
  void list.isRefetching
  // One at a time: another one would cancel what is on its way. Whether a page is, is not asked here: the table would be drawn for it.
  const loadMore = useCallback(() => void fetchNextPage({ cancelRefetch: false }), [fetchNextPage])
  const loadBefore = useCallback(() => void fetchPreviousPage({ cancelRefetch: false }), [fetchPreviousPage])
  const loadTop = useCallback(() => {
    if (isJumping.current) return
    isJumping.current = true
    const { filters, options } = latest.current
    void readPage(filters, FIRST_PAGE)
      .then((page) => queries.setQueryData(options.queryKey, { pages: [page], pageParams: [FIRST_PAGE] }))
      // What is in memory can still be scrolled to.
      .catch(() => undefined)
      .finally(() => (isJumping.current = false))
  }, [queries])
  const between = useCallback(async (top: number, bottom: number) => {
    const { filters, data, rows } = latest.current
    const here = itemsBetween(rows, top, bottom)
    const above = await readBeyond(filters, data?.pages[0]?.prevCursor ?? null, rows.first - top, 'before')
    const last = data?.pages.at(-1)?.nextCursor ?? null
    return [...above, ...here, ...(await readBeyond(filters, last, bottom + 1 - rows.end, 'after'))]
  }, [])
  const keep = useCallback(
    (entry: string, top: number, row: number) => {
      const { data, rows } = latest.current
      const page = pageAt(data, row - rows.first)
      if (page !== undefined) keepPlace({ entry, list: key, page, top })
    },
    [key],
  )
  const loaded: CampaignList = {
    key,
    rows,
    hasMore: hasNextPage,
    hasBefore: hasPreviousPage,
    loadMore,
    loadBefore,
    loadTop,
    between,
    top: place?.top ?? 0,
    keep,
  }
  return { list, loaded }
}

interface Loaded {
  pages: readonly { items: readonly unknown[]; first: number }[]
  pageParams: readonly unknown[]
}

/** How to read the page again that has the row at `index` of what is in memory. */
function pageAt(data: Loaded | undefined, index: number): PageParam | undefined {
  let passed = 0
  for (const [at, page] of (data?.pages ?? []).entries()) {
    passed += page.items.length
    if (index < passed) return data?.pageParams[at] as PageParam
  }
  return data?.pageParams.at(-1) as PageParam | undefined
}

/** Up to `count` rows beside those in memory, in the order of the list. */
async function readBeyond(
  filters: CampaignFilters,
  from: string | null,
  count: number,
  side: 'before' | 'after',
): Promise<CampaignListItem[]> {
  const found: CampaignListItem[] = []
  for (let cursor = from; cursor !== null && found.length < count; ) {
    const page = await readPage(filters, { cursor, from: 0 })
    if (side === 'before') found.unshift(...page.items)
    else found.push(...page.items)
    cursor = side === 'before' ? page.prevCursor : page.nextCursor
  }
  if (count <= 0) return []
  return side === 'before' ? found.slice(-count) : found.slice(0, count)
}
