import { NativeSelect, Radio, Stack, Text, TextInput } from '@mantine/core'
import type { AskedLimits } from '../../contract/people.ts'
import { ACCOUNT_ROLES, type AccountRole } from '../../contract/words.ts'
import { formatCustomerId } from '../ui/format.ts'
import { ROLE_LABELS } from '../ui/roles.ts'
import classes from './limit-choice.module.css'
import { useAccountSearch } from './use-account-search.ts'

const READS_ONLY = { value: '', label: 'Reads only' }
const HERE = [READS_ONLY, ...ACCOUNT_ROLES.map((role) => ({ value: role, label: ROLE_LABELS[role].label }))]

interface LimitChoiceProps {
  value: AskedLimits
  onChange: (value: AskedLimits) => void
  /** Why there is nothing to choose; null: there is. */
  reason: string | null
}

/** All accounts, or only some with a role in each. */
export function LimitChoice({ value, onChange, reason }: LimitChoiceProps) {
  return (
    <Stack gap="sm">
      <Radio.Group
        label="Where"
        description={
          reason ?? 'Limits are about changing things. Reading stays open in all accounts of the workspace.'
        }
        value={value === null ? 'all' : 'some'}
        onChange={(chosen) => onChange(chosen === 'all' ? null : [])}
      >
        <Stack gap={6} mt={8}>
          <Radio value="all" label="All accounts" disabled={reason !== null} />
          <Radio value="some" label="Only these accounts" disabled={reason !== null} />
        </Stack>
      </Radio.Group>
      {value !== null && reason === null && <Roles value={value} onChange={onChange} />}
    </Stack>
  )
}

function Roles({
  value,
  onChange,
}: {
  value: NonNullable<AskedLimits>
  onChange: (value: AskedLimits) => void
}) {
  const { found, box } = useAccountSearch()
  const change = (accountId: string, role: string) => {
    const others = value.filter((limit) => limit.accountId !== accountId)
    onChange(role === '' ? others : [...others, { accountId, role: role as AccountRole }])
  }
  return (
    <>
      {box !== null && (
        <TextInput
          type="search"
          size="xs"
          aria-label="Search accounts"
          placeholder="Search accounts"
          {...box}
        />
      )}
      <ul className={classes.accounts}>
        {found.map(({ id, name, customerId }) => (
          <li key={id}>
            <span className={classes.name}>
              {name} <small className="tabular">{formatCustomerId(customerId)}</small>
            </span>
            <NativeSelect
              aria-label={`Role in ${name}`}
              data={HERE}
              value={value.find(({ accountId }) => accountId === id)?.role ?? ''}
              onChange={(event) => change(id, event.currentTarget.value)}
            />
          </li>
        ))}
      </ul>
      {value.length === 0 && (
        <Text size="xs" c="dimmed">
          No role in any account: they only read.
        </Text>
      )}
    </>
  )
}
