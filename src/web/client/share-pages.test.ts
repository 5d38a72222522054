import { QueryClient } from '@tanstack/react-query'
import { expect, it } from 'vitest'
import { sharePages } from './share-pages.ts'

interface Page {
  first: number
  items: { id: string; name: string }[]
}
const HELD = 3
const PER_PAGE = 2

/** A list of which three pages are held, in a store of names that can be changed. */
async function openList(pages: number) {
  const names = new Map<string, string>()
  const nameOf = (id: string): string => names.get(id) ?? `Campaign ${id}`
  const client = new QueryClient()
  const options = {
    queryKey: ['campaigns'],
    queryFn: ({ pageParam }: { pageParam: number }): Page => ({
      first: pageParam,
      items: Array.from({ length: PER_PAGE }, (_, at) => String(pageParam + at)).map((id) => ({
        id,
        name: nameOf(id),
      })),
    }),
    initialPageParam: 0,
    maxPages: HELD,
    getNextPageParam: ({ first }: Page) => first + PER_PAGE,
    getPreviousPageParam: ({ first }: Page) => (first === 0 ? null : first - PER_PAGE),
    structuralSharing: sharePages,
  }
  await client.fetchInfiniteQuery({ ...options, pages })
  const query = client
    .getQueryCache()
    .find<{ pages: Page[]; pageParams: number[] }>({ queryKey: ['campaigns'] })!
  const read = async (direction?: 'forward' | 'backward'): Promise<void> => {
    await query.fetch(undefined, direction === undefined ? {} : { meta: { fetchMore: { direction } } })
  }
  const rows = () =>
    new Map(query.state.data!.pages.flatMap(({ items }) => items).map((item) => [item.id, item]))
  return { names, read, rows }
}

it('rows stay the same objects when a page comes at one end and another goes', async () => {
  const { read, rows } = await openList(HELD)
  for (const direction of ['forward', 'forward', 'backward'] as const) {
    const before = rows()
    await read(direction)
    const both = [...rows()].filter(([id]) => before.has(id))
    expect(both).toHaveLength((HELD - 1) * PER_PAGE)
    for (const [id, item] of both) expect(item, `row ${id}, ${direction}`).toBe(before.get(id))
  }
})

it('of rows that are read again, only those that changed are other objects', async () => {
  const { names, read, rows } = await openList(HELD)
  const before = rows()
  names.set('3', 'Renamed')
  await read()
  const changed = [...rows()].filter(([id, item]) => item !== before.get(id))
  expect(changed).toEqual([['3', { id: '3', name: 'Renamed' }]])
})
