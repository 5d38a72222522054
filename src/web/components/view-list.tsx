import { Menu } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import {
  IconArrowBackUp,
  IconCheck,
  IconDeviceFloppy,
  IconHome,
  IconPencil,
  IconPlus,
  IconTrash,
} from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { SavedView, SavedViewDefinition, SavedViewPatch } from '../../contract/saved-views.ts'
import { call, etagOf } from '../client/call.ts'
import { lineOf } from '../client/problem-words.ts'
import { askToConfirm } from '../ui/confirm.ts'
import { reasonOf } from './use-deed.ts'
import { layoutOf, searchOf } from './table-view.ts'
import type { Columns } from './use-columns.ts'

interface ViewListProps {
  views: readonly SavedView[] | undefined
  /** Why they could not be read; null: they were, or are on their way. */
  failure: Error | null
  onRetry: () => void
  /** The one that the table is in. */
  view: SavedView | undefined
  isChanged: boolean
  now: SavedViewDefinition
  columns: Columns
  onKeep: () => void
  onChange: () => void
}

/** One's own views, the team's, and what can be done with the one that is open. */
export function ViewList({
  views = [],
  failure,
  onRetry,
  view,
  isChanged,
  now,
  columns,
  onKeep,
  onChange,
}: ViewListProps) {
  const navigate = useNavigate({ from: '/campaigns' })
  const { save, remove } = useViewDeeds()
  const tick = (isOn: boolean) => (isOn ? <IconCheck size={14} aria-hidden /> : undefined)
  const open = (kept: SavedView) => {
    columns.change(() => layoutOf(kept.definition))
    void navigate({ search: searchOf(kept) })
  }
  const itemOf = (each: SavedView) => (
    <Menu.Item key={each.id} rightSection={tick(each.id === view?.id)} onClick={() => open(each)}>
      {each.name}
    </Menu.Item>
  )
  const may = {
    edit: reasonOf(view?.actions, 'edit') === null,
    delete: reasonOf(view?.actions, 'delete') === null,
  }
  const own = views.filter(({ team }) => !team)
  const shared = views.filter(({ team }) => team)
  return (
    <>
      <Menu.Item rightSection={tick(view === undefined)} onClick={() => void navigate({ search: {} })}>
        All campaigns
      </Menu.Item>
      {failure !== null && (
        <>
          <Menu.Label role="alert">The views could not be read. {lineOf(failure)}</Menu.Label>
          <Menu.Item closeMenuOnClick={false} onClick={onRetry}>
            Try again
          </Menu.Item>
        </>
      )}
      {own.length > 0 && <Menu.Label>Yours</Menu.Label>}
      {own.map(itemOf)}
      {shared.length > 0 && <Menu.Label>The team’s</Menu.Label>}
      {shared.map(itemOf)}
      <Menu.Divider />
      {view !== undefined && isChanged && may.edit && (
        <Menu.Item
          leftSection={<IconDeviceFloppy size={14} aria-hidden />}
          onClick={() => save.mutate({ view, patch: { definition: now } })}
        >
          Save changes to “{view.name}”
        </Menu.Item>
      )}
      {view !== undefined && isChanged && (
        <Menu.Item leftSection={<IconArrowBackUp size={14} aria-hidden />} onClick={() => open(view)}>
          Back to “{view.name}” as it was kept
        </Menu.Item>
      )}
      {view !== undefined && may.edit && (
        <Menu.Item
          leftSection={<IconHome size={14} aria-hidden />}
          rightSection={tick(view.isDefault)}
          onClick={() => save.mutate({ view, patch: { isDefault: !view.isDefault } })}
        >
          {view.team ? 'Open the team’s table with it' : 'Open the table with it'}
        </Menu.Item>
      )}
      {view !== undefined && may.edit && (
        <Menu.Item leftSection={<IconPencil size={14} aria-hidden />} onClick={onChange}>
          Rename, or change who sees it…
        </Menu.Item>
      )}
      <Menu.Item leftSection={<IconPlus size={14} aria-hidden />} onClick={onKeep}>
        Keep as a new view…
      </Menu.Item>
      {view !== undefined && may.delete && (
        <Menu.Item
          leftSection={<IconTrash size={14} aria-hidden />}
          onClick={() => askToRemove(view, remove.mutate)}
        >
          Delete “{view.name}”
        </Menu.Item>
      )}
    </>
  )
}

function useViewDeeds() {
  const queries = useQueryClient()
  const navigate = useNavigate({ from: '/campaigns' })
  const onSettled = async () => await queries.invalidateQueries({ queryKey: ['saved-views'] })
  const onError = (error: unknown) =>
    notifications.show({
      color: 'red',
      title: 'The view is as it was',
      message: lineOf(error),
      autoClose: 9000,
    })
  const save = useMutation({
    mutationFn: async ({ view, patch }: { view: SavedView; patch: SavedViewPatch }) =>
      await call('editSavedView', {
        params: { id: view.id },
        body: patch,
        ifMatch: etagOf(view.version),
      }),
    onError,
    onSettled,
  })
  const remove = useMutation({
    mutationFn: async (view: SavedView) =>
      await call('deleteSavedView', { params: { id: view.id }, ifMatch: etagOf(view.version) }),
    onSuccess: async () => await navigate({ search: ({ view: _gone, ...search }) => search, replace: true }),
    onError,
    onSettled,
  })
  return { save, remove }
}

function askToRemove(view: SavedView, remove: (view: SavedView) => void): void {
  askToConfirm({
    title: 'Delete this view?',
    text: `“${view.name}” goes${view.team ? ' for the whole team' : ''}. No campaign is touched.`,
    confirm: 'Delete',
    cancel: 'Keep it',
    isDanger: true,
    onConfirm: () => remove(view),
  })
}
