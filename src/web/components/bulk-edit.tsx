import { Button, Group, Modal, Select, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { CampaignListItem } from '../../contract/campaign.ts'
import { parseMoney } from '../../contract/money.ts'
import { lineOf } from '../client/problem-words.ts'
import type { BulkEdit, EditPlan } from '../ui/edit-plan.ts'
import { planBulk } from '../ui/edit-plan.ts'
import { useFocusBack } from '../ui/use-focus-back.ts'
import { Preview } from './edit-preview.tsx'
import type { WrittenReplace } from './replace-fields.tsx'
import { NOTHING_WRITTEN, ReplaceFields, wrongWith } from './replace-fields.tsx'
import { ReplacePreview } from './replace-preview.tsx'
import { usePickedItems } from './use-picked-items.ts'
import { usePlanContext } from './use-plan-context.ts'
import { useAccounts } from './use-session.ts'
import type { Undo } from './use-undo.tsx'

const DEEDS = {
  budget: 'Set the budget',
  percent: 'Raise the budget by percent',
  raise: 'Raise the budget by an amount',
  lower: 'Lower the budget by an amount',
  startDate: 'Set the start date',
  endDate: 'Set the end date',
  replace: 'Find and replace',
} as const
type Deed = keyof typeof DEEDS

interface BulkEditDialogProps {
  ids: readonly string[]
  /** What is loaded of the list; what is picked beside it is read when it is needed. */
  items: readonly CampaignListItem[]
  undo: Undo
  onClose: () => void
}

/** One change for all campaigns that are picked: said, looked at, done. */
export function BulkEditDialog({ ids, items, undo, onClose }: BulkEditDialogProps) {
  useFocusBack()
  const [plan, setPlan] = useState<EditPlan | null>(null)
  const [replace, setReplace] = useState<WrittenReplace | null>(null)
  const title = ids.length === 1 ? 'Edit one campaign' : `Edit ${ids.length} campaigns`
  const shown = plan?.title ?? (replace === null ? null : DEEDS.replace)
  return (
    <Modal
      opened
      onClose={onClose}
      title={shown === null ? title : `${shown}: look at what changes`}
      size={shown === null ? 560 : 900}
    >
      {plan !== null ? (
        <Preview plan={plan} undo={undo} onClose={onClose} />
      ) : replace !== null ? (
        <ReplacePreview of={{ ids }} written={replace} undo={undo} onClose={onClose} />
      ) : (
        <Form ids={ids} items={items} onPlan={setPlan} onReplace={setReplace} onClose={onClose} />
      )}
    </Modal>
  )
}

interface Written {
  deed: Deed
  value: string
  replace: WrittenReplace
}

interface FormProps extends Pick<BulkEditDialogProps, 'ids' | 'items' | 'onClose'> {
  onPlan: (plan: EditPlan) => void
  onReplace: (written: WrittenReplace) => void
}

function Form({ ids, items, onPlan, onReplace, onClose }: FormProps) {
  const [written, setWritten] = useState<Written>({ deed: 'budget', value: '', replace: NOTHING_WRITTEN })
  const [wrong, setWrong] = useState<string | null>(null)
  const picked = usePickedItems(ids, items)
  const context = usePlanContext()
  const first = picked.data?.[0]?.accountId
  const currency = context.accounts.find(({ id }) => id === first)?.currencyCode ?? ''
  const write = (part: Partial<Written>) => {
    setWrong(null)
    setWritten((before) => ({ ...before, ...part }))
  }
  const submit = (event: React.FormEvent) => {
    event.preventDefault()
    if (written.deed === 'replace') {
      const problem = wrongWith(written.replace)
      return problem === null ? onReplace(written.replace) : setWrong(problem)
    }
    const edit = editOf(written, currency)
    if (typeof edit === 'string') return setWrong(edit)
    const cells = planBulk(edit, picked.data ?? [], context)
    onPlan({ title: DEEDS[written.deed], cells, leftOut: null })
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <Select
          label="What to change"
          data={Object.entries(DEEDS).map(([value, label]) => ({ value, label }))}
          value={written.deed}
          allowDeselect={false}
          onChange={(deed) => write({ deed: (deed ?? 'budget') as Deed, value: '' })}
        />
        <Fields written={written} wrong={wrong} write={write} />
        <Currencies items={picked.data ?? []} deed={written.deed} />
        {picked.isError && (
          <Text size="sm" c="red" role="alert">
            {lineOf(picked.error)}
          </Text>
        )}
      </Stack>
      <Group justify="flex-end" gap="xs" mt="lg">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button type="submit" loading={picked.isPending}>
          Look at the changes
        </Button>
      </Group>
    </form>
  )
}

interface FieldsProps {
  written: Written
  wrong: string | null
  write: (part: Partial<Written>) => void
}

function Fields({ written: { deed, value, replace }, wrong, write }: FieldsProps) {
  const field = {
    value,
    error: wrong,
    autoComplete: 'off',
    onChange: (event: React.ChangeEvent<HTMLInputElement>) => write({ value: event.currentTarget.value }),
  }
  switch (deed) {
    case 'replace':
      return (
        <ReplaceFields
          written={replace}
          wrong={wrong}
          write={(part) => write({ replace: { ...replace, ...part } })}
        />
      )
    case 'startDate':
    case 'endDate':
      return <TextInput {...field} type="date" label="Date" description="Empty takes the date away." />
    case 'percent':
      return (
        <TextInput
          {...field}
          label="Percent"
          inputMode="decimal"
          description="10 raises by a tenth, -10 lowers."
        />
      )
    default:
      return <TextInput {...field} label="Amount" inputMode="decimal" />
  }
}

/** Where accounts count in several currencies, one number is several amounts. */
function Currencies({ items, deed }: { items: readonly CampaignListItem[]; deed: Deed }) {
  const accounts = useAccounts()
  const used = new Set(
    items.map(({ accountId }) => accounts.find(({ id }) => id === accountId)?.currencyCode),
  )
  if (used.size < 2 || !['budget', 'raise', 'lower'].includes(deed)) return null
  return (
    <Text size="sm" c="var(--gacm-warn)">
      The campaigns are in several currencies ({[...used].join(', ')}). The amount is meant in each one’s own.
    </Text>
  )
}

/** What is meant, or what is wrong with it. Each campaign's own currency reads the amount once more. */
function editOf({ deed, value }: Written, currency: string): BulkEdit | string {
  switch (deed) {
    case 'startDate':
    case 'endDate':
      return { kind: 'date', field: deed, date: value }
    case 'percent': {
      const percent = Number(value.replace(',', '.').replace(/\s*%$/, ''))
      if (value.trim() === '' || !Number.isFinite(percent)) return 'Write a number, like 10 or -7.5.'
      return percent <= -100 || percent > 10_000
        ? 'More than -100 and at most 10,000.'
        : { kind: 'percent', percent }
    }
    default: {
      const money = parseMoney(value, currency)
      if (!money.ok) return money.message
      return deed === 'budget'
        ? { kind: 'budget', amount: value }
        : { kind: 'raise', amount: value, isLess: deed === 'lower' }
    }
  }
}
