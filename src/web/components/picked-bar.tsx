import { Button, Group, Text } from '@mantine/core'
import { IconPencil, IconPlayerPause, IconPlayerPlay, IconRocket } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Suspense, useEffect, useState } from 'react'
import { lazyPart } from '../client/load-part.ts'
import { refusalAnywhere } from '../../contract/actions.ts'
import type { CampaignListItem } from '../../contract/campaign.ts'
import { MAX_BATCH } from '../../contract/limits.ts'
import { call } from '../client/call.ts'
import { lineOf } from '../client/problem-words.ts'
import type { CampaignFilters } from '../client/queries.ts'
import { formatCount } from '../ui/format.ts'
import { ActionButton } from './action-button.tsx'
import classes from './picked-bar.module.css'
import type { Picking } from './use-picking.ts'
import type { Undo } from './use-undo.tsx'
import { useSession } from './use-session.ts'

const BulkEdit = lazyPart(() => import('./bulk-edit.tsx'), 'BulkEditDialog')

const StatusChange = lazyPart(() => import('./status-change.tsx'), 'StatusChangeDialog')

const PAGE = 200

interface PickedBarProps {
  picking: Picking
  filters: CampaignFilters
  /** What is loaded of the list. */
  items: readonly CampaignListItem[]
  undo: Undo
}

/** What can be done with the campaigns that are picked. */
export function PickedBar({ picking, filters, items, undo }: PickedBarProps) {
  const [isEditing, setEditing] = useState(false)
  const [changing, setChanging] = useState<'pause' | 'resume' | null>(null)
  const { workspace } = useSession()
  const navigate = useNavigate()
  const everything = useMutation({
    mutationFn: () => idsOf(filters),
    onSuccess: picking.replace,
  })
  const count = picking.picked.size
  useEffect(() => {
    document.body.toggleAttribute('data-under-toasts', count > 0)
    return () => document.body.removeAttribute('data-under-toasts')
  }, [count])
  if (count === 0) return null
  return (
    <section className={classes.bar} aria-label="Picked campaigns">
      <Group gap="xs">
        <Text size="sm" fw={560} role="status">
          {count === 1 ? 'One campaign picked' : `${formatCount(count)} campaigns picked`}
        </Text>
        <Button
          size="compact-sm"
          variant="default"
          loading={everything.isPending}
          onClick={() => everything.mutate()}
        >
          Pick all of this list, up to {MAX_BATCH}
        </Button>
        {everything.isError && (
          <Text size="sm" c="red" role="alert">
            {lineOf(everything.error)}
          </Text>
        )}
      </Group>
      <Group gap="xs">
        <Button variant="subtle" color="gray" onClick={picking.clear}>
          Drop all
        </Button>
        <ActionButton
          label="Edit…"
          variant="default"
          icon={<IconPencil size={15} aria-hidden />}
          reason={refusalAnywhere(workspace, 'edit')}
          onClick={() => setEditing(true)}
        />
        {(['pause', 'resume'] as const).map((action) => (
          <ActionButton
            key={action}
            label={action === 'pause' ? 'Pause…' : 'Resume…'}
            variant="default"
            icon={action === 'pause' ? <IconPlayerPause size={15} /> : <IconPlayerPlay size={15} />}
            reason={refusalAnywhere(workspace, action)}
            onClick={() => setChanging(action)}
          />
        ))}
        <ActionButton
          label="Publish…"
          icon={<IconRocket size={15} aria-hidden />}
          reason={refusalAnywhere(workspace, 'publish')}
          onClick={() => void navigate({ to: '/batches/new' })}
        />
      </Group>
      <Suspense fallback={null}>
        {changing !== null && (
          <StatusChange
            action={changing}
            ids={[...picking.picked]}
            items={items}
            onClose={() => setChanging(null)}
          />
        )}
        {isEditing && (
          <BulkEdit ids={[...picking.picked]} items={items} undo={undo} onClose={() => setEditing(false)} />
        )}
      </Suspense>
    </section>
  )
}

/** The ids of everything that the filter lets through, in the order of the list. */
async function idsOf({ archived, ...filters }: CampaignFilters): Promise<string[]> {
  const ids: string[] = []
  for (let cursor: string | null | undefined; cursor !== null && ids.length < MAX_BATCH; ) {
    const page: { items: { id: string }[]; nextCursor: string | null } = await call('listCampaigns', {
      query: {
        ...filters,
        archived: archived === true ? 'true' : 'false',
        limit: PAGE,
        ...(cursor === undefined ? {} : { cursor }),
      },
    })
    ids.push(...page.items.map(({ id }) => id))
    cursor = page.nextCursor
  }
  return ids
}
