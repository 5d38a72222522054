import { Progress, TextInput } from '@mantine/core'
import { IconDeviceFloppy, IconHandStop } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { parseMoney } from '../../contract/money.ts'
import { SPEND_PERIODS, type SpendLedger, type SpendPeriod } from '../../contract/spend.ts'
import { call } from '../client/call.ts'
import { spendQuery } from '../client/spend-queries.ts'
import { activeStopsQuery } from '../client/stop-queries.ts'
import { ActionButton } from '../components/action-button.tsx'
import { SettingsFrame } from '../components/settings-frame.tsx'
import { SettingsList } from '../components/settings-list.tsx'
import { StopDialog } from '../components/stop-dialog.tsx'
import { SubmitButton } from '../components/submit-button.tsx'
import { reasonOf, useDeed } from '../components/use-deed.ts'
import { useSession } from '../components/use-session.ts'
import { Section } from '../ui/section.tsx'
import { CAP_LABELS, capOwner, usedPercent, usesWords } from '../ui/spend-words.ts'
import classes from './spend-page.module.css'
import { formatAmount, formatMoney } from '../ui/format.ts'

/** Caps on what everything that is live may cost at worst. */
export function SpendPage() {
  const { workspace } = useSession()
  const spend = useQuery(spendQuery)
  return (
    <SettingsFrame title="Spend" under={`What may be spent in ${workspace.name}, and what is in use.`}>
      <Section
        title="Caps"
        text="Google may spend twice a daily budget on one day and 30.4 times in a month. Everything that is live, or about to be, counts with that; what asks for more than a cap leaves is refused before anything is sent."
      >
        <SettingsList query={spend} itemsOf={({ items }) => items} empty="Connect an account first.">
          {(ledger) => (
            <CapsRow
              key={`${ledger.scopeId} ${ledger.currencyCode} ${ledger.version}`}
              ledger={ledger}
              reason={reasonOf(spend.data?.actions, 'setCaps')}
            />
          )}
        </SettingsList>
      </Section>
      <StopSection />
    </SettingsFrame>
  )
}

function StopSection() {
  const { data: stops } = useQuery(activeStopsQuery)
  const navigate = useNavigate()
  // In the address, so that the palette can begin it from anywhere.
  const { deed } = useSearch({ from: '/app/settings/spend' })
  const begin = (next: typeof deed) => void navigate({ to: '.', search: { deed: next }, replace: true })
  const reason = reasonOf(stops?.actions, 'create')
  return (
    <Section
      title="Emergency stop"
      text="Pauses everything that is live at once, in the workspace or in one account, and lets nothing begin until somebody restores it. Restoring resumes exactly what ran."
    >
      <ActionButton
        label="Stop everything…"
        color="red.9"
        icon={<IconHandStop size={15} aria-hidden />}
        reason={reason}
        onClick={() => begin('stop')}
      />
      {deed === 'stop' && reason === null && <StopDialog onClose={() => begin(undefined)} />}
    </Section>
  )
}

const capOf = (ledger: SpendLedger, period: SpendPeriod): string | null =>
  period === 'day' ? ledger.dayCapMicros : ledger.monthCapMicros
const usedOf = (ledger: SpendLedger, period: SpendPeriod): string =>
  period === 'day' ? ledger.dayMicros : ledger.monthMicros

function CapsRow({ ledger, reason }: { ledger: SpendLedger; reason: string | null }) {
  const { scopeId, currencyCode, version, campaigns } = ledger
  const queries = useQueryClient()
  const { doIt, isBusy } = useDeed()
  const [typed, setTyped] = useState<Record<SpendPeriod, string>>({
    day: ledger.dayCapMicros === null ? '' : formatAmount(ledger.dayCapMicros),
    month: ledger.monthCapMicros === null ? '' : formatAmount(ledger.monthCapMicros),
  })
  const [problems, setProblems] = useState<Partial<Record<SpendPeriod, string>>>({})
  const owner = capOwner(ledger)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (reason !== null) return
    const read = { day: readCap(typed.day, currencyCode), month: readCap(typed.month, currencyCode) }
    setProblems({
      ...(read.day.ok ? {} : { day: read.day.message }),
      ...(read.month.ok ? {} : { month: read.month.message }),
    })
    if (!read.day.ok || !read.month.ok) return
    const body = { dayCapMicros: read.day.micros, monthCapMicros: read.month.micros }
    doIt({
      run: async () => {
        const ifMatch = `"${version}"`
        await call('setSpendCaps', { params: { scopeId, currencyCode }, body, ifMatch }).finally(
          () => void queries.invalidateQueries({ queryKey: ['spend'] }),
        )
      },
      done: `The caps of ${owner} are saved.`,
    })
  }
  return (
    <li className={classes.row}>
      <div className={classes.head}>
        <b>{owner}</b>
        <span className={classes.facts}>
          {currencyCode} · {campaigns === 1 ? 'one campaign counts' : `${campaigns} campaigns count`}
          {ledger.updatedBy !== null && ` · caps set by ${ledger.updatedBy}`}
        </span>
      </div>
      <form className={classes.form} onSubmit={submit} noValidate aria-label={`Caps of ${owner}`}>
        {SPEND_PERIODS.map((period) => (
          <div key={period} className={classes.cap}>
            <TextInput
              label={`${CAP_LABELS[period]}, ${currencyCode}`}
              description={<Use ledger={ledger} period={period} />}
              inputWrapperOrder={['label', 'input', 'description', 'error']}
              placeholder="No cap"
              inputMode="decimal"
              autoComplete="off"
              disabled={reason !== null}
              value={typed[period]}
              error={problems[period]}
              onChange={(event) => setTyped({ ...typed, [period]: event.currentTarget.value })}
            />
          </div>
        ))}
        <SubmitButton
          label="Save"
          icon={<IconDeviceFloppy size={15} aria-hidden />}
          reason={reason}
          loading={isBusy}
        />
      </form>
    </li>
  )
}

function Use({ ledger, period }: { ledger: SpendLedger; period: SpendPeriod }) {
  const cap = capOf(ledger, period)
  const used = usedOf(ledger, period)
  if (cap === null) return <>{formatMoney(used, ledger.currencyCode)} in use</>
  const isOver = BigInt(used) > BigInt(cap)
  return (
    <>
      {usesWords(used, cap, ledger.currencyCode, period)}
      {isOver && <b>: over the cap</b>}
      <Progress
        component="span"
        display="flex"
        mt={4}
        size="sm"
        color={isOver ? 'red' : 'iris'}
        value={usedPercent(used, cap)}
        aria-label={`Used of the ${CAP_LABELS[period].toLowerCase()}`}
      />
    </>
  )
}

type ReadCap = { ok: true; micros: string | null } | { ok: false; message: string }

function readCap(typed: string, currencyCode: string): ReadCap {
  return typed.trim() === '' ? { ok: true, micros: null } : parseMoney(typed, currencyCode)
}
