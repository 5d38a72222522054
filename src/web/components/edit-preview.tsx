import { Alert, Button, Checkbox, Group, Loader, Modal, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { CampaignEditsResult } from '../../contract/campaign-edits.ts'
import { MAX_EDITED_CAMPAIGNS } from '../../contract/limits.ts'
import { call } from '../client/call.ts'
import { newId } from '../client/ids.ts'
import { lineOf } from '../client/problem-words.ts'
import type { EditPlan } from '../ui/edit-plan.ts'
import { editsOf } from '../ui/edit-plan.ts'
import { formatCount } from '../ui/format.ts'
import { useFocusBack } from '../ui/use-focus-back.ts'
import { EditVerdicts } from './edit-verdicts.tsx'
import { adoptEdits } from './adopt-edits.ts'
import { campaignsInWords, deedOfEdit } from './undo-edit.ts'
import type { Undo } from './use-undo.tsx'
import type { Verdict } from './verdicts.ts'
import { goodEdits, verdictsOf } from './verdicts.ts'

interface EditPreviewProps {
  plan: EditPlan
  undo: Undo
  onClose: () => void
}

/** What many changes would come to, cell by cell, and the button that makes those that are possible. */
export function EditPreview({ plan, undo, onClose }: EditPreviewProps) {
  useFocusBack()
  return (
    <Modal opened onClose={onClose} title={`${plan.title}: look at what changes`} size={900}>
      <Preview plan={plan} undo={undo} onClose={onClose} />
    </Modal>
  )
}

/** The judged plan with its button; for a dialog of its own and for the last step of another one. */
export function Preview({ plan, undo, onClose }: EditPreviewProps) {
  const [id] = useState(newId)
  const edits = editsOf(plan.cells)
  const isTooMuch = edits.length > MAX_EDITED_CAMPAIGNS
  const judged = useQuery({
    queryKey: ['edit-preview', id],
    queryFn: async ({ signal }): Promise<CampaignEditsResult | null> =>
      edits.length === 0 ? null : await call('editCampaigns', { body: { edits, dryRun: true }, signal }),
    enabled: !isTooMuch,
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  })
  if (isTooMuch) {
    return (
      <Closing onClose={onClose}>
        These are {formatCount(edits.length)} campaigns. At most {formatCount(MAX_EDITED_CAMPAIGNS)} can be
        edited at once: select fewer.
      </Closing>
    )
  }
  if (judged.isPending) {
    return (
      <Group role="status" gap="sm">
        <Loader size="sm" /> <Text size="sm">Asking the server about each cell</Text>
      </Group>
    )
  }
  if (judged.isError) return <Closing onClose={onClose}>{lineOf(judged.error)}</Closing>
  const verdicts = verdictsOf(plan, judged.data)
  if (verdicts.length === 0)
    return (
      <Closing onClose={onClose}>{plan.leftOut ?? 'Nothing changes: every cell says so already.'}</Closing>
    )
  return (
    <Judged
      plan={plan}
      verdicts={verdicts}
      result={judged.data}
      undo={undo}
      onClose={onClose}
      lookAgain={() => void judged.refetch()}
    />
  )
}

interface JudgedProps extends EditPreviewProps {
  verdicts: readonly Verdict[]
  result: CampaignEditsResult | null
  lookAgain: () => void
}

function Judged({ plan, verdicts, result, undo, onClose, lookAgain }: JudgedProps) {
  const queries = useQueryClient()
  const [refusedOnly, setRefusedOnly] = useState(false)
  const edits = goodEdits(verdicts, result)
  const good = verdicts.filter(({ refused }) => refused === null).length
  const apply = useMutation({
    mutationFn: async () => await call('editCampaigns', { body: { edits, note: plan.title } }),
    onSuccess: (done) => {
      onClose()
      adoptEdits(queries, done.items)
      if (done.editId !== null)
        undo.done(`${campaignsInWords(done.changed)} changed.`, deedOfEdit(queries, done.editId))
    },
    // What was looked at is not what would be done any more.
    onError: lookAgain,
  })
  return (
    <>
      {apply.isError && (
        <Alert color="red" mb="sm" title="Nothing was changed" role="alert">
          {lineOf(apply.error)} Look at it again: below is how it stands now.
        </Alert>
      )}
      <Group justify="space-between" mb="xs">
        <Text size="sm" role="status">
          {summary(good, verdicts.length - good)} {plan.leftOut}
        </Text>
        {good < verdicts.length && good > 0 && (
          <Checkbox
            size="xs"
            label="Refused ones only"
            checked={refusedOnly}
            onChange={(event) => setRefusedOnly(event.currentTarget.checked)}
          />
        )}
      </Group>
      <EditVerdicts verdicts={refusedOnly ? verdicts.filter(({ refused }) => refused !== null) : verdicts} />
      <Group justify="flex-end" gap="xs" mt="lg">
        <Button variant="default" onClick={onClose}>
          {good === 0 ? 'Close' : 'Cancel'}
        </Button>
        {good > 0 && (
          <Button loading={apply.isPending} onClick={() => apply.mutate()} autoFocus>
            {good === 1 ? 'Change one cell' : `Change ${formatCount(good)} cells`}
          </Button>
        )}
      </Group>
    </>
  )
}

function Closing({ onClose, children }: { onClose: () => void; children: React.ReactNode }) {
  return (
    <>
      <Text size="sm" role="status">
        {children}
      </Text>
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose} data-autofocus>
          Close
        </Button>
      </Group>
    </>
  )
}

function summary(good: number, refused: number): string {
  const cells = (count: number) => (count === 1 ? 'one cell' : `${formatCount(count)} cells`)
  if (good === 0) return `Nothing can be changed: ${cells(refused)} refused.`
  const changes = good === 1 ? 'One cell changes' : `${formatCount(good)} cells change`
  return refused === 0 ? `${changes}.` : `${changes}, ${cells(refused)} refused and left out.`
}
