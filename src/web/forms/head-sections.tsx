import { Anchor, Group, NumberInput, Radio, Select, SimpleGrid, Stack, Text } from '@mantine/core'
import type { BiddingStrategy } from '../../contract/words.ts'
import { formatMicros, monthMicros, worstDayMicros } from '../../contract/money.ts'
import { BIDDING } from '../../contract/rules/demand-gen.ts'
import { BIDDING_STRATEGIES } from '../../contract/words.ts'
import type { Account } from '../../contract/session.ts'
import { formatCustomerId, formatDate } from '../ui/format.ts'
import { BIDDING_LABELS } from '../ui/labels.ts'
import { Section } from '../ui/section.tsx'
import { Advice, MoneyField, TextField } from './fields.tsx'
import { useField, useForm } from './form-context.tsx'

interface CampaignSectionProps {
  accounts: readonly Account[]
  /** Only while nothing is saved: an account is for good. */
  onAccount: ((id: string) => void) | null
}

export function CampaignSection({ accounts, onAccount }: CampaignSectionProps) {
  const { document, change, account } = useForm()
  return (
    <Section id="campaign" title="Campaign">
      <TextField
        path="name"
        label="Campaign name"
        autoFocus={onAccount !== null}
        value={document.name}
        onChange={(name) => change((before) => ({ ...before, name: name ?? '' }))}
      />
      {onAccount === null ? (
        <Text size="sm">
          <Text component="span" fw={500} size="sm">
            Account:
          </Text>{' '}
          {account.name}, <span className="tabular">{formatCustomerId(account.customerId)}</span>{' '}
          <Text component="span" size="sm" c="dimmed">
            in {account.currencyCode}, {account.timeZone}
          </Text>
        </Text>
      ) : (
        <AccountSelect accounts={accounts} onAccount={onAccount} />
      )}
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
        <TextField
          path="objective"
          label="Objective"
          placeholder="Sales, leads, awareness"
          hint="In your team's words; Google has no such field."
          value={document.objective}
          onChange={(objective) => change((before) => ({ ...before, objective }))}
        />
        <TextField
          path="campaignGoal"
          label="Goal"
          placeholder="500 sign-ups in March"
          value={document.campaignGoal}
          onChange={(campaignGoal) => change((before) => ({ ...before, campaignGoal }))}
        />
      </SimpleGrid>
    </Section>
  )
}

function AccountSelect({
  accounts,
  onAccount,
}: {
  accounts: readonly Account[]
  onAccount: (id: string) => void
}) {
  const { document, account } = useForm()
  const { error, 'data-field': field } = useField('accountId')
  return (
    <Select
      data-field={field}
      error={error}
      label="Account"
      allowDeselect={false}
      description={`${account.currencyCode}, ${account.timeZone}. It cannot be changed once the draft is saved.`}
      inputWrapperOrder={['label', 'input', 'error', 'description']}
      data={accounts.map(({ id, name, customerId }) => ({
        value: id,
        label: `${name} (${formatCustomerId(customerId)})`,
      }))}
      value={document.accountId}
      onChange={(id) => id !== null && onAccount(id)}
    />
  )
}

export function BudgetSection() {
  const { document, change, account } = useForm()
  const { dailyBudgetMicros: budget } = document
  const money = (micros: string) => formatMicros(micros, account.currencyCode)
  return (
    <Section
      id="budget"
      title="Budget and dates"
      text={`Dates are days in ${account.timeZone}, where it is ${formatDate(account.today)} now.`}
    >
      <MoneyField
        path="dailyBudgetMicros"
        label="Daily budget"
        micros={budget}
        onChange={(dailyBudgetMicros) => change((before) => ({ ...before, dailyBudgetMicros }))}
        aside={
          budget === null ? (
            'Google may spend up to twice the daily budget on one day, and 30.4 times in a month.'
          ) : (
            <Group gap="md">
              <span>
                Worst day <b className="tabular">{money(worstDayMicros(budget))}</b>
              </span>
              <span>
                Month at most <b className="tabular">{money(monthMicros(budget))}</b>
              </span>
            </Group>
          )
        }
      />
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
        <TextField
          path="startDate"
          label="Start date"
          type="date"
          hint={
            document.startDate === null
              ? 'Empty: as soon as it is live.'
              : 'From the first minute of that day.'
          }
          value={document.startDate}
          onChange={(startDate) => change((before) => ({ ...before, startDate }))}
        />
        <TextField
          path="endDate"
          label="End date"
          type="date"
          hint={document.endDate === null ? 'Empty: until you pause it.' : 'To the last minute of that day.'}
          value={document.endDate}
          onChange={(endDate) => change((before) => ({ ...before, endDate }))}
        />
      </SimpleGrid>
    </Section>
  )
}

export function BiddingSection() {
  const { document, change } = useForm()
  const { advice, ...field } = useField('biddingStrategy')
  const { advice: roasAdvice, ...roas } = useField('targetRoas')
  const rule = BIDDING[document.biddingStrategy] ?? {}
  const target = rule.needs ?? rule.allows
  const choose = (biddingStrategy: BiddingStrategy) =>
    change((before) => {
      const next = BIDDING[biddingStrategy] ?? {}
      const kept = next.needs ?? next.allows
      // A target of another strategy would only be refused: it goes with the strategy.
      return {
        ...before,
        biddingStrategy,
        targetCpaMicros: kept === 'targetCpaMicros' ? before.targetCpaMicros : null,
        targetCpcMicros: kept === 'targetCpcMicros' ? before.targetCpcMicros : null,
        targetRoas: kept === 'targetRoas' ? before.targetRoas : null,
      }
    })
  const optional = rule.needs === undefined ? ' (optional)' : ''
  return (
    <Section id="bidding" title="Bidding">
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
        <Select
          {...field}
          label="Bidding strategy"
          allowDeselect={false}
          inputWrapperOrder={['label', 'input', 'error', 'description']}
          description={
            advice === undefined ? BIDDING_LABELS[document.biddingStrategy].hint : <Advice text={advice} />
          }
          data={BIDDING_STRATEGIES.map((value) => ({ value, label: BIDDING_LABELS[value].label }))}
          value={document.biddingStrategy}
          onChange={(value) => {
            const strategy = BIDDING_STRATEGIES.find((each) => each === value)
            if (strategy !== undefined) choose(strategy)
          }}
        />
        {target === 'targetCpaMicros' && (
          <MoneyField
            path="targetCpaMicros"
            label={`Target cost per action${optional}`}
            micros={document.targetCpaMicros}
            onChange={(targetCpaMicros) => change((before) => ({ ...before, targetCpaMicros }))}
          />
        )}
        {target === 'targetCpcMicros' && (
          <MoneyField
            path="targetCpcMicros"
            label={`Target cost per click${optional}`}
            micros={document.targetCpcMicros}
            onChange={(targetCpcMicros) => change((before) => ({ ...before, targetCpcMicros }))}
          />
        )}
        {target === 'targetRoas' && (
          <NumberInput
            {...roas}
            label={`Target return on ad spend${optional}`}
            inputWrapperOrder={['label', 'input', 'error', 'description']}
            description={
              roasAdvice === undefined ? (
                '350 % means 3.50 back for every 1.00 spent.'
              ) : (
                <Advice text={roasAdvice} />
              )
            }
            suffix=" %"
            hideControls
            decimalScale={1}
            value={document.targetRoas === null ? '' : Math.round(document.targetRoas * 1000) / 10}
            onChange={(value) =>
              change((before) => ({
                ...before,
                targetRoas: typeof value === 'number' && value > 0 ? Math.round(value * 10) / 1000 : null,
              }))
            }
          />
        )}
      </SimpleGrid>
    </Section>
  )
}

const DECLARATION = { yes: true, no: false } as const

export function DeclarationSection() {
  const { document, change } = useForm()
  const { advice, error, ...field } = useField('containsEuPoliticalAdvertising')
  const said = document.containsEuPoliticalAdvertising
  return (
    <Section id="declaration" title="EU political advertising">
      <Radio.Group
        {...field}
        label="Does this campaign contain European Union political advertising?"
        description="Your legal declaration to Google. Nobody can make it for you, so nothing is chosen beforehand."
        error={error}
        value={said === null ? null : said ? 'yes' : 'no'}
        onChange={(value) => {
          if (value !== 'yes' && value !== 'no') return
          change((before) => ({ ...before, containsEuPoliticalAdvertising: DECLARATION[value] }))
        }}
      >
        <Stack gap={8} mt="xs">
          <Radio value="no" label="No, it does not" />
          <Radio
            value="yes"
            label="Yes, it does"
            description="Google does not show it in the European Union."
          />
        </Stack>
      </Radio.Group>
      <Advice text={advice} />
      {said !== null && (
        <Text size="xs">
          <Anchor
            component="button"
            type="button"
            size="xs"
            onClick={() => change((before) => ({ ...before, containsEuPoliticalAdvertising: null }))}
          >
            Take the answer back
          </Anchor>
        </Text>
      )}
    </Section>
  )
}

export function AdvancedSection() {
  const { document, change } = useForm()
  return (
    <Section id="advanced" title="More">
      <TextField
        path="trackingUrlTemplate"
        label="Tracking template"
        placeholder="https://tracker.example/?url={lpurl}"
        hint="Where a click goes first. {lpurl} stands for the landing page."
        value={document.trackingUrlTemplate}
        onChange={(trackingUrlTemplate) => change((before) => ({ ...before, trackingUrlTemplate }))}
      />
      <TextField
        path="finalUrlSuffix"
        label="URL suffix"
        placeholder="utm_source=google&utm_campaign=spring"
        hint="Added to the landing page of every click."
        value={document.finalUrlSuffix}
        onChange={(finalUrlSuffix) => change((before) => ({ ...before, finalUrlSuffix }))}
      />
    </Section>
  )
}
