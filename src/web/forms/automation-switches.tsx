import { Group, Stack, Switch, Text } from '@mantine/core'
import type { CampaignDocument } from '../../contract/campaign.ts'
import type { Ad } from '../../contract/campaign-parts.ts'
import { TYPES } from '../../contract/rules/campaign-types.ts'
import type { AssetAutomation } from '../../contract/words.ts'
import { AUTOMATION_LABELS, CAMPAIGN_AUTOMATION_LABELS } from '../ui/part-labels.ts'
import { Section } from '../ui/section.tsx'
import { Advice } from './fields.tsx'
import { useField, useForm } from './form-context.tsx'

interface SwitchesProps<Word extends string> {
  path: string
  words: readonly Word[]
  labels: Record<Word, { label: string; hint: string }>
  optOuts: readonly Word[]
  onChange: (optOuts: Word[]) => void
}

/** What Google may make by itself: on is Google's default, off is kept as an opt-out. */
function Switches<Word extends string>({ path, words, labels, optOuts, onChange }: SwitchesProps<Word>) {
  const { error, advice, 'data-field': field } = useField(path, 'within')
  return (
    <Stack gap={8} data-field={field}>
      <Group gap="lg" align="flex-start">
        {words.map((word) => (
          <Switch
            key={word}
            size="xs"
            label={labels[word].label}
            description={labels[word].hint}
            maw={230}
            checked={!optOuts.includes(word)}
            onChange={(event) => {
              const allowed = event.currentTarget.checked
              onChange(words.filter((each) => (each === word ? !allowed : optOuts.includes(each))))
            }}
          />
        ))}
      </Group>
      {error !== undefined && (
        <Text size="xs" c="var(--mantine-color-error)">
          {error}
        </Text>
      )}
      <Advice text={advice} />
    </Stack>
  )
}

interface AdAutomationProps {
  ad: Ad
  path: string
  automations: readonly AssetAutomation[]
  onChange: (edit: (ad: Ad) => Ad) => void
}

export function AdAutomation({ ad, path, automations, onChange }: AdAutomationProps) {
  if (automations.length === 0) return null
  return (
    <Stack gap={8} mt={4}>
      <Text size="sm" fw={560}>
        What Google may make of{' '}
        {ad.adType === 'DEMAND_GEN_VIDEO_RESPONSIVE' ? 'your videos and page' : 'your images and texts'}
      </Text>
      <Switches
        path={`${path}.assetAutomationOptOuts`}
        words={automations}
        labels={AUTOMATION_LABELS}
        optOuts={ad.assetAutomationOptOuts}
        onChange={(assetAutomationOptOuts) => onChange((before) => ({ ...before, assetAutomationOptOuts }))}
      />
    </Stack>
  )
}

/** What Google may make for all of a campaign: Search and Performance Max. */
export function AutomationSection() {
  const { document, change } = useForm()
  const set = (assetAutomationOptOuts: CampaignDocument['assetAutomationOptOuts']) =>
    change((before) => ({ ...before, assetAutomationOptOuts }))
  return (
    <Section
      id="automation"
      title="Automation"
      text="What Google may make by itself. Switched off is an opt-out."
    >
      <Switches
        path="assetAutomationOptOuts"
        words={TYPES[document.campaignType].automations}
        labels={CAMPAIGN_AUTOMATION_LABELS}
        optOuts={document.assetAutomationOptOuts}
        onChange={set}
      />
    </Section>
  )
}
