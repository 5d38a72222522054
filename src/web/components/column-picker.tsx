import { Popover, UnstyledButton, VisuallyHidden } from '@mantine/core'
import { IconColumns3 } from '@tabler/icons-react'
import { Suspense, useState } from 'react'
import { lazyPart } from '../client/load-part.ts'
import { WITHIN_THE_WINDOW } from '../theme.ts'
import classes from './campaign-filters.module.css'
import type { Columns } from './use-columns.ts'

const ColumnList = lazyPart(() => import('./column-list.tsx'), 'ColumnList')

/** Which columns the table shows, and in which order. */
export function ColumnPicker({ columns }: { columns: Columns }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <Popover
      position="bottom-end"
      width={280}
      trapFocus
      returnFocus
      opened={isOpen}
      onChange={setOpen}
      shadow="md"
      middlewares={WITHIN_THE_WINDOW}
    >
      <Popover.Target>
        <UnstyledButton className={classes.filter} visibleFrom="sm" onClick={() => setOpen((open) => !open)}>
          <IconColumns3 size={14} aria-hidden /> Columns
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown p={6} className={classes.columns}>
        <Suspense fallback={<VisuallyHidden>Loading</VisuallyHidden>}>
          <ColumnList columns={columns} />
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  )
}
