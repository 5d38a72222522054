import { infiniteQueryOptions } from '@tanstack/react-query'
import { call, fetchFile } from './call.ts'

/** What is searched for, as it stands in the address of the page. `from` and `to` are days, both of them meant. */
export interface AuditSearch {
  actor?: string
  action?: string
  door?: string
  entityId?: string
  requestId?: string
  from?: string
  to?: string
}

/** Days are those of whoever looks. */
function filterOf({ from, to, ...search }: AuditSearch) {
  const start = (day: string, later = 0): string => {
    const date = new Date(`${day}T00:00`)
    date.setDate(date.getDate() + later)
    return date.toISOString()
  }
  return {
    ...search,
    ...(from === undefined ? {} : { from: start(from) }),
    ...(to === undefined ? {} : { to: start(to, 1) }),
  } as object
}

export const auditQuery = (search: AuditSearch) =>
  infiniteQueryOptions({
    queryKey: ['audit', search],
    queryFn: ({ pageParam, signal }) =>
      call('listAudit', {
        query: { ...filterOf(search), ...(pageParam === '' ? {} : { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor,
  })

/** Hands the entries that are searched for to the browser as a file. */
export async function downloadAudit(search: AuditSearch, format: 'csv' | 'ndjson'): Promise<void> {
  const url = URL.createObjectURL(await fetchFile('exportAudit', { query: { ...filterOf(search), format } }))
  const link = document.createElement('a')
  link.href = url
  link.download = `audit.${format}`
  link.click()
  URL.revokeObjectURL(url)
}
