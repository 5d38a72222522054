import { Select, SimpleGrid } from '@mantine/core'
import type { CampaignDocument } from '../../contract/campaign.ts'
import { IMPRESSION_SHARE_LOCATIONS } from '../../contract/words.ts'
import { BIDDING_LABELS, IMPRESSION_SHARE_LABELS } from '../ui/part-labels.ts'
import { Section } from '../ui/section.tsx'
import { biddingChoice, biddingChoices, type BiddingField, withStrategy } from './bidding-choices.ts'
import { Advice, MoneyField, PercentField } from './fields.tsx'
import { useField, useForm } from './form-context.tsx'

/** What Google bids for, with the targets of that strategy and no others. */
export function BiddingSection() {
  const { document, change } = useForm()
  const { advice, ...field } = useField('biddingStrategy')
  const { campaignType: type, biddingStrategy } = document
  const { needs, allows } = biddingChoice(type, biddingStrategy)
  const choices = biddingChoices(type).map(({ strategy }) => strategy)
  // One that this type cannot have, from an import say, is shown as it is, with its finding.
  const shown = choices.includes(biddingStrategy) ? choices : [...choices, biddingStrategy]
  const set = (edit: Partial<CampaignDocument>) => change((before) => ({ ...before, ...edit }))
  return (
    <Section id="bidding" title="Bidding">
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
        <Select
          {...field}
          label="Bidding strategy"
          allowDeselect={false}
          inputWrapperOrder={['label', 'input', 'error', 'description']}
          description={advice === undefined ? BIDDING_LABELS[biddingStrategy].hint : <Advice text={advice} />}
          data={shown.map((value) => ({ value, label: BIDDING_LABELS[value].label }))}
          value={biddingStrategy}
          onChange={(value) => {
            const strategy = shown.find((each) => each === value)
            if (strategy !== undefined) change((before) => withStrategy(before, strategy))
          }}
        />
        {[...needs, ...allows].map((each) => (
          <Target
            key={each}
            field={each}
            optional={allows.includes(each)}
            document={document}
            onChange={set}
          />
        ))}
      </SimpleGrid>
    </Section>
  )
}

interface TargetProps {
  field: BiddingField
  optional: boolean
  document: CampaignDocument
  onChange: (edit: Partial<CampaignDocument>) => void
}

const MONEY_LABELS = {
  targetCpaMicros: 'Target cost per action',
  targetCpcMicros: 'Target cost per click',
  cpcBidCeilingMicros: 'Highest bid per click',
} as const

function Target({ field, optional, document, onChange }: TargetProps) {
  const end = optional ? ' (optional)' : ''
  if (field === 'targetRoas') {
    return (
      <PercentField
        path="targetRoas"
        label={`Target return on ad spend${end}`}
        hint="350 % means 3.50 back for every 1.00 spent."
        max={100_000}
        value={document.targetRoas}
        onChange={(targetRoas) => onChange({ targetRoas })}
      />
    )
  }
  if (field === 'impressionShareFraction') {
    return (
      <PercentField
        path="impressionShareFraction"
        label={`Share of impressions${end}`}
        hint="Of all the times that the ads could be seen."
        max={100}
        value={document.impressionShareFraction}
        onChange={(impressionShareFraction) => onChange({ impressionShareFraction })}
      />
    )
  }
  if (field === 'impressionShareLocation') return <ImpressionPlace document={document} onChange={onChange} />
  return (
    <MoneyField
      path={field}
      label={`${MONEY_LABELS[field]}${end}`}
      micros={document[field]}
      onChange={(micros) => onChange({ [field]: micros })}
    />
  )
}

function ImpressionPlace({ document, onChange }: Pick<TargetProps, 'document' | 'onChange'>) {
  const { advice: _, ...field } = useField('impressionShareLocation')
  return (
    <Select
      {...field}
      label="Place on the page"
      allowDeselect={false}
      data={IMPRESSION_SHARE_LOCATIONS.map((value) => ({ value, label: IMPRESSION_SHARE_LABELS[value] }))}
      value={document.impressionShareLocation}
      onChange={(value) => {
        const impressionShareLocation = IMPRESSION_SHARE_LOCATIONS.find((each) => each === value)
        if (impressionShareLocation !== undefined) onChange({ impressionShareLocation })
      }}
    />
  )
}
