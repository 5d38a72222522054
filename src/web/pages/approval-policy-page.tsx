import { Group, NumberInput, Stack, Switch, Text, TextInput } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { ApprovalPolicies, ApprovalPolicy } from '../../contract/approvals.ts'
import { parseMoney } from '../../contract/money.ts'
import { approvalPoliciesQuery } from '../client/approval-queries.ts'
import { call } from '../client/call.ts'
import { accountsQuery } from '../client/queries.ts'
import { PageError, PagePending } from '../components/page-state.tsx'
import { SettingsFrame } from '../components/settings-frame.tsx'
import { ActionButton } from '../components/action-button.tsx'
import { reasonOf, useDeed } from '../components/use-deed.ts'
import { formatAmount, formatMoment } from '../ui/format.ts'
import { Section } from '../ui/section.tsx'

/** How many people have to agree before anything is published. */
export function ApprovalPolicyPage() {
  const policies = useQuery(approvalPoliciesQuery)
  const accounts = useQuery(accountsQuery)
  if (policies.isPending || accounts.isPending) return <PagePending />
  if (policies.isError) return <PageError error={policies.error} reset={() => void policies.refetch()} />
  if (accounts.isError) return <PageError error={accounts.error} reset={() => void accounts.refetch()} />
  const nameOf = (id: string | null) => accounts.data.find((account) => account.id === id)
  const { workspace, accounts: own } = policies.data
  return (
    <SettingsFrame
      title="Approvals"
      under="How many people agree before something is published. A pause never waits."
    >
      <Section title="The workspace" text="For every account that has no policy of its own.">
        <PolicyForm
          key={`workspace ${workspace.number}`}
          policy={workspace}
          currency={null}
          all={policies.data}
        />
      </Section>
      {own.map((policy) => (
        <Section key={policy.accountId} title={nameOf(policy.accountId)?.name ?? 'Account'} text="">
          <PolicyForm
            key={`${policy.accountId} ${policy.number}`}
            policy={policy}
            currency={nameOf(policy.accountId)?.currencyCode ?? ''}
            all={policies.data}
          />
        </Section>
      ))}
    </SettingsFrame>
  )
}

interface PolicyFormProps {
  policy: ApprovalPolicy
  /** Of the account; null: the workspace's policy, whose currency is chosen. */
  currency: string | null
  all: ApprovalPolicies
}

function PolicyForm({ policy, currency, all }: PolicyFormProps) {
  const queries = useQueryClient()
  const { doIt, isBusy } = useDeed()
  const [inherits, setInherits] = useState(policy.inherits)
  const [approvals, setApprovals] = useState(policy.approvals)
  const [amount, setAmount] = useState(
    policy.thresholdMicros === null ? '' : formatAmount(policy.thresholdMicros),
  )
  const [code, setCode] = useState(policy.currencyCode ?? '')
  const [clientsCount, setClientsCount] = useState(policy.clientsCount)
  const unit = currency ?? code
  const parsed =
    amount.trim() === '' || approvals === 0 ? null : parseMoney(amount, unit === '' ? 'USD' : unit)
  const problem = parsed !== null && !parsed.ok ? parsed.message : null
  const save = () =>
    doIt({
      run: () =>
        call('setApprovalPolicy', {
          body: {
            accountId: policy.accountId,
            number: policy.number,
            inherits,
            approvals: inherits ? 0 : approvals,
            thresholdMicros: inherits || parsed === null || !parsed.ok ? null : parsed.micros,
            currencyCode: currency === null && parsed !== null && code !== '' ? code : null,
            clientsCount: !inherits && clientsCount,
          },
        }),
      done: 'The policy counts from now on.',
      after: () => void queries.invalidateQueries({ queryKey: ['approvals'] }),
    })
  const reason = reasonOf(all.actions, 'change') ?? problem
  return (
    <Stack gap="sm" maw={420}>
      {policy.accountId !== null && (
        <Switch
          label="As the workspace"
          checked={inherits}
          onChange={(event) => setInherits(event.currentTarget.checked)}
        />
      )}
      {!inherits && (
        <>
          <NumberInput
            label="Approvals"
            description="0: none are needed"
            min={0}
            max={5}
            allowDecimal={false}
            value={approvals}
            onChange={(value) => setApprovals(Number(value))}
          />
          {approvals > 0 && (
            <>
              <Group gap="xs" align="flex-start" grow>
                <TextInput
                  label={`Only above, on the worst day${currency === null ? '' : ` (${currency})`}`}
                  description="Empty: always"
                  value={amount}
                  error={problem}
                  onChange={(event) => setAmount(event.currentTarget.value)}
                />
                {currency === null && (
                  <TextInput
                    label="Currency"
                    description="Others always need them"
                    value={code}
                    maxLength={3}
                    onChange={(event) => setCode(event.currentTarget.value.toUpperCase())}
                  />
                )}
              </Group>
              <Switch
                label="A client’s approval counts as one"
                description="Through a review link of somebody who may approve it and is no author"
                checked={clientsCount}
                onChange={(event) => setClientsCount(event.currentTarget.checked)}
              />
            </>
          )}
        </>
      )}
      <Group gap="sm">
        <ActionButton
          label="Save"
          icon={<IconCheck size={16} />}
          reason={reason}
          loading={isBusy}
          onClick={save}
        />
        {policy.setBy !== null && policy.setAt !== null && (
          <Text size="xs" c="dimmed">
            set by {policy.setBy}, {formatMoment(policy.setAt)}
          </Text>
        )}
      </Group>
    </Stack>
  )
}
