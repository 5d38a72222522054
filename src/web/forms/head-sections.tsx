import { Anchor, Radio, Select, SimpleGrid, Stack, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useAccountOptions } from '../components/use-account-options.ts'
import { formatCustomerId } from '../ui/format.ts'
import { TYPE_LABELS } from '../ui/labels.ts'
import { Section } from '../ui/section.tsx'
import { Advice, TextField } from './fields.tsx'
import { useField, useForm } from './form-context.tsx'
import { UrlBuilderButton } from './url-builder-button.tsx'

interface CampaignSectionProps {
  /** Only while nothing is saved: an account is for good. */
  onAccount: ((id: string) => void) | null
}

export function CampaignSection({ onAccount }: CampaignSectionProps) {
  const { document, change, account } = useForm()
  return (
    <Section id="campaign" title="Campaign">
      <TypeLine isNew={onAccount !== null} />
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
        <AccountSelect onAccount={onAccount} />
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

/** Said before anything is typed: this is for good. */
function TypeLine({ isNew }: { isNew: boolean }) {
  const { document, isPublished } = useForm()
  const { error, 'data-field': field } = useField('campaignType')
  return (
    <Text size="sm" component="div" data-field={field} tabIndex={-1}>
      <Text component="span" fw={500} size="sm">
        Type:
      </Text>{' '}
      {TYPE_LABELS[document.campaignType]} ·{' '}
      <Text component="span" size="sm" c="dimmed">
        {isNew ? (
          <>
            It stays once the draft is saved.{' '}
            <Link to="/campaigns/new" search={{ account: document.accountId }}>
              Choose another
            </Link>
          </>
        ) : isPublished ? (
          'Google never changes the type of a campaign.'
        ) : (
          'It cannot be changed; a campaign of another type is a new one.'
        )}
      </Text>
      {error !== undefined && (
        <Text size="xs" c="var(--mantine-color-error)">
          {error}
        </Text>
      )}
    </Text>
  )
}

function AccountSelect({ onAccount }: { onAccount: (id: string) => void }) {
  const { document, account } = useForm()
  const { options } = useAccountOptions()
  const { error, 'data-field': field } = useField('accountId')
  return (
    <Select
      data-field={field}
      error={error}
      label="Account"
      allowDeselect={false}
      description={`${account.currencyCode}, ${account.timeZone}. It cannot be changed once the draft is saved.`}
      inputWrapperOrder={['label', 'input', 'error', 'description']}
      data={options}
      value={document.accountId}
      onChange={(id) => id !== null && onAccount(id)}
    />
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
      <UrlBuilderButton
        kind="template"
        text={document.trackingUrlTemplate}
        onUse={(trackingUrlTemplate) => change((before) => ({ ...before, trackingUrlTemplate }))}
      />
      <TextField
        path="finalUrlSuffix"
        label="URL suffix"
        placeholder="utm_source=google&utm_campaign=spring"
        hint="Added to the landing page of every click."
        value={document.finalUrlSuffix}
        onChange={(finalUrlSuffix) => change((before) => ({ ...before, finalUrlSuffix }))}
      />
      <UrlBuilderButton
        kind="suffix"
        text={document.finalUrlSuffix}
        onUse={(finalUrlSuffix) => change((before) => ({ ...before, finalUrlSuffix }))}
      />
    </Section>
  )
}
