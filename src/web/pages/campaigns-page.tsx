import { Skeleton } from '@mantine/core'
import { useDocumentTitle, useMediaQuery } from '@mantine/hooks'
import { IconFilterOff, IconPlus, IconSpeakerphone } from '@tabler/icons-react'
import { useSearch } from '@tanstack/react-router'
import { Suspense, useCallback, useEffect, useMemo, useState } from 'react'
import { lazyPart } from '../client/load-part.ts'
import { refusalAnywhere } from '../../contract/actions.ts'
import { ActionButton } from '../components/action-button.tsx'
import { ButtonLink } from '../components/button-link.tsx'
import { CampaignCards } from '../components/campaign-cards.tsx'
import { CampaignFilters } from '../components/campaign-filters.tsx'
import { CampaignTable } from '../components/campaign-table.tsx'
import { FirstSteps } from '../components/first-steps.tsx'
import { PickedBar } from '../components/picked-bar.tsx'
import { TotalsBar } from '../components/totals-bar.tsx'
import type { Columns } from '../components/use-columns.ts'
import { useColumns } from '../components/use-columns.ts'
import { useCampaignList } from '../components/use-campaign-list.ts'
import { usePicking } from '../components/use-picking.ts'
import { PageError } from '../components/page-state.tsx'
import { useSession } from '../components/use-session.ts'
import { UndoContext, useUndo, useUndoKeys } from '../components/use-undo.tsx'
import { InSlices } from '../ui/in-slices.tsx'
import { Notice } from '../ui/notice.tsx'
import { filtersOf } from '../ui/filters.ts'
import { keepList } from '../ui/list-left.ts'
import type { EditPlan } from '../ui/edit-plan.ts'
import { PageHeader } from '../ui/page-header.tsx'
import classes from './campaigns-page.module.css'

const EditPreview = lazyPart(() => import('../components/edit-preview.tsx'), 'EditPreview')

const SKELETON_ROWS = Array.from({ length: 12 }, (_, index) => index)

function NewCampaign() {
  const { workspace } = useSession()
  const icon = <IconPlus size={15} aria-hidden />
  const reason = refusalAnywhere(workspace, 'edit')
  if (reason !== null)
    return <ActionButton label="New campaign" icon={icon} reason={reason} onClick={() => undefined} />
  return (
    <ButtonLink to="/campaigns/new" leftSection={icon}>
      New campaign
    </ButtonLink>
  )
}

export function CampaignsPage() {
  useDocumentTitle('Campaigns')
  const columns = useColumns()
  const { firstSteps } = useSession()
  return (
    <div className={classes.page}>
      <PageHeader title="Campaigns" actions={<NewCampaign />} />
      {firstSteps && <FirstSteps />}
      <CampaignFilters columns={columns} />
      <CampaignList columns={columns} />
    </div>
  )
}

function CampaignList({ columns }: { columns: Columns }) {
  const search = useSearch({ from: '/app/campaigns' })
  const filters = filtersOf(search)
  const { sort } = search
  const { workspace } = useSession()
  useEffect(() => keepList(workspace.id, search), [workspace.id, search])
  const { list, loaded } = useCampaignList({ ...filters, sort })
  const narrow = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false })
  const { items } = loaded.rows
  const { loadMore } = loaded
  const order = useMemo(() => items.map(({ id }) => id), [items])
  const picking = usePicking(order)
  const undo = useUndo()
  useUndoKeys(undo)
  const [plan, setPlan] = useState<EditPlan | null>(null)
  const closePlan = useCallback(() => setPlan(null), [])
  // A search answers before it has looked at every name: with nothing to show yet, it goes on by itself.
  const searching = items.length === 0 && loaded.hasMore && !list.isError
  // Each answer draws this again.
  useEffect(() => {
    if (searching) loadMore()
  })

  if (list.isPending || searching) return <Loading />
  if (list.isError && items.length === 0)
    return <PageError error={list.error} reset={() => void list.refetch()} />
  if (items.length === 0)
    return <Empty filtered={Object.values(filters).some((value) => value !== undefined)} />
  if (narrow) {
    return (
      <InSlices meanwhile={<Loading />}>
        <CampaignCards list={loaded} loading={list.isFetching} />
      </InSlices>
    )
  }
  return (
    <InSlices meanwhile={<Loading />}>
      <UndoContext value={undo}>
        <CampaignTable
          list={loaded}
          columns={columns}
          stale={list.isPlaceholderData}
          picking={picking}
          undo={undo}
          onPlan={setPlan}
        />
        <TotalsBar filters={filters} undo={undo} />
        <PickedBar picking={picking} filters={{ ...filters, sort }} items={items} undo={undo} />
        <Suspense fallback={null}>
          {plan !== null && <EditPreview plan={plan} undo={undo} onClose={closePlan} />}
        </Suspense>
      </UndoContext>
    </InSlices>
  )
}

function Empty({ filtered }: { filtered: boolean }) {
  if (filtered) {
    return (
      <Notice
        icon={<IconFilterOff size={30} stroke={1.4} />}
        title="No campaign fits"
        text="Nothing matches the search and the filters together."
        action={
          <ButtonLink to="/campaigns" variant="default">
            Clear search and filters
          </ButtonLink>
        }
      />
    )
  }
  return (
    <Notice
      icon={<IconSpeakerphone size={30} stroke={1.4} />}
      title="No campaigns yet"
      text="Draft one here. Google hears of it when you publish, and not before."
      action={<NewCampaign />}
    />
  )
}

function Loading() {
  return (
    <div aria-busy="true" role="status" aria-label="Loading campaigns" style={{ padding: '0 16px' }}>
      <Skeleton h={33} mb={1} radius={0} visible={false} />
      {SKELETON_ROWS.map((row) => (
        <div key={row} style={{ display: 'flex', gap: 24, alignItems: 'center', height: 41 }}>
          <Skeleton h={12} w={`${22 + ((row * 7) % 13)}%`} />
          <Skeleton h={12} w="8%" />
          <Skeleton h={12} w="8%" />
          <Skeleton h={12} w="10%" />
          <Skeleton h={12} w="16%" />
        </div>
      ))}
    </div>
  )
}
