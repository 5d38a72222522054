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

const ViewList = lazyPart(() => import('./view-list.tsx'), 'ViewList')
const KeepView = lazyPart(() => import('./keep-view.tsx'), 'KeepView')

export const viewsQuery = queryOptions({
  queryKey: ['saved-views'],
  queryFn: async ({ signal }) => (await call('listSavedViews', { signal })).items,
})

/** The view that the table is in, with a dot where it was changed since, and the way to the others. */
export function ViewsMenu({ columns }: { columns: Columns }) {
  const [isOpen, setOpen] = useState(false)
  const [isKeeping, setKeeping] = useState(false)
  const search = useSearch({ from: '/app/campaigns' })
  const { view: id, sort } = search
  const now = definitionOf({ ...filtersOf(search), sort }, columns.layout)
  const { data: views } = useQuery({ ...viewsQuery, enabled: isOpen || isKeeping || id !== undefined })
  const view = views?.find((one) => one.id === id)
  const isChanged = view !== undefined && !isSameView(view.definition, now)
  return (
    <>
      <Menu position="bottom-end" width={260} opened={isOpen} onChange={setOpen}>
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
              view={view}
              isChanged={isChanged}
              now={now}
              columns={columns}
              onKeep={() => setKeeping(true)}
            />
          </Suspense>
        </Menu.Dropdown>
      </Menu>
      <Suspense fallback={null}>
        {isKeeping && <KeepView definition={now} onClose={() => setKeeping(false)} />}
      </Suspense>
    </>
  )
}
