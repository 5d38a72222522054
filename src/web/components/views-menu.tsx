import { Menu, UnstyledButton, VisuallyHidden } from '@mantine/core'
import { IconLayoutList } from '@tabler/icons-react'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { Suspense, useState } from 'react'
import { lazyPart } from '../client/load-part.ts'
import { call } from '../client/call.ts'
import { filtersOf } from '../ui/filters.ts'
import classes from './campaign-filters.module.css'
import { definitionOf, isSameView } from './table-view.ts'
import type { Columns } from './use-columns.ts'
import { reasonOf } from './use-deed.ts'

const ViewList = lazyPart(() => import('./view-list.tsx'), 'ViewList')
const KeepView = lazyPart(() => import('./keep-view.tsx'), 'KeepView')
const ChangeView = lazyPart(() => import('./change-view.tsx'), 'ChangeView')

export const viewsQuery = queryOptions({
  queryKey: ['saved-views'],
  queryFn: ({ signal }) => call('listSavedViews', { signal }),
})

/** The view that the table is in, with a dot where it was changed since, and the way to the others. */
export function ViewsMenu({ columns }: { columns: Columns }) {
  const [isOpen, setOpen] = useState(false)
  const [isKeeping, setKeeping] = useState(false)
  const [isChanging, setChanging] = useState(false)
  const search = useSearch({ from: '/app/campaigns' })
  const { view: id, sort } = search
  const now = definitionOf({ ...filtersOf(search), sort }, columns.layout)
  const kept = useQuery({ ...viewsQuery, enabled: isOpen || isKeeping || id !== undefined })
  const views = kept.data?.items
  const teamRefusal = reasonOf(kept.data?.actions, 'createForTeam')
  const view = views?.find((one) => one.id === id)
  const isChanged = view !== undefined && !isSameView(view.definition, now)
  return (
    <>
      <Menu position="bottom-end" width={300} opened={isOpen} onChange={setOpen}>
        <Menu.Target>
          <UnstyledButton
            className={classes.filter}
            aria-label={isChanged ? `${view.name}, changed since it was kept` : undefined}
          >
            <IconLayoutList size={14} aria-hidden /> {view === undefined ? 'Views' : view.name}
            {isChanged && <span className={classes.changed} title="Changed since it was kept" />}
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          <Suspense fallback={<VisuallyHidden>Loading</VisuallyHidden>}>
            <ViewList
              views={views}
              failure={kept.isError ? kept.error : null}
              onRetry={() => void kept.refetch()}
              view={view}
              isChanged={isChanged}
              now={now}
              columns={columns}
              onKeep={() => setKeeping(true)}
              onChange={() => setChanging(true)}
            />
          </Suspense>
        </Menu.Dropdown>
      </Menu>
      <Suspense fallback={null}>
        {isKeeping && (
          <KeepView definition={now} teamRefusal={teamRefusal} onClose={() => setKeeping(false)} />
        )}
        {isChanging && view !== undefined && (
          <ChangeView view={view} teamRefusal={teamRefusal} onClose={() => setChanging(false)} />
        )}
      </Suspense>
    </>
  )
}
