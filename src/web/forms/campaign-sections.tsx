import { Radio, SimpleGrid, Stack, Switch, Text } from '@mantine/core'
import type { NegativeKeyword } from '../../contract/campaign-parts.ts'
import { Section } from '../ui/section.tsx'
import { Advice, DigitsField, TextField } from './fields.tsx'
import { useField, useForm } from './form-context.tsx'
import { KeywordEditor } from './keyword-editor.tsx'

/** Where else than on Google's own pages of results. Search alone. */
export function NetworksSection() {
  const { document, change } = useForm()
  const { error, advice } = useField('targetContentNetwork')
  return (
    <Section id="networks" title="Networks" text="The ads always show on Google’s pages of results.">
      <Stack gap={10}>
        <Switch
          label="Search partners"
          description="Other sites that search with Google, and parts of YouTube."
          data-field="targetSearchNetwork"
          checked={document.targetSearchNetwork}
          onChange={(event) => {
            const targetSearchNetwork = event.currentTarget.checked
            change((before) => ({ ...before, targetSearchNetwork }))
          }}
        />
        <Switch
          label="Display Network"
          description="Websites and apps, with what the searches leave of the budget."
          data-field="targetContentNetwork"
          error={error}
          checked={document.targetContentNetwork}
          onChange={(event) => {
            const targetContentNetwork = event.currentTarget.checked
            change((before) => ({ ...before, targetContentNetwork }))
          }}
        />
        <Advice text={advice} />
      </Stack>
    </Section>
  )
}

/** Products of a Merchant Center account: Demand Gen product ads need them, Performance Max may have them. */
export function ProductsSection() {
  const { document, change, isPublished } = useForm()
  const isMax = document.campaignType === 'PERFORMANCE_MAX'
  return (
    <Section
      id="products"
      title="Products"
      text={
        isMax
          ? 'Only if you sell products of a Merchant Center account that is linked with this account.'
          : 'Only for product ads: the Merchant Center account that is linked with this account.'
      }
    >
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
        <DigitsField
          path="merchantId"
          label="Merchant Center id"
          placeholder="123456789"
          hint={
            isPublished
              ? 'Google never changes it once the campaign is published.'
              : 'A number. It cannot be changed once published.'
          }
          unreadable="The id is a number, as Merchant Center shows it."
          value={document.merchantId}
          onChange={(merchantId) => change((before) => ({ ...before, merchantId }))}
        />
        <TextField
          path="feedLabel"
          label="Feed label"
          placeholder="US"
          hint="Empty: all feeds."
          value={document.feedLabel}
          onChange={(feedLabel) => change((before) => ({ ...before, feedLabel }))}
        />
      </SimpleGrid>
    </Section>
  )
}

/** What none of the ads is shown for. */
export function NegativesSection() {
  const { document, change } = useForm()
  return (
    <Section
      id="negatives"
      title="Negative keywords"
      text="Searches for which nothing of this campaign is shown."
    >
      <KeywordEditor
        path="negativeKeywords"
        onlyNegative
        keywords={document.negativeKeywords.map(asKeyword)}
        onChange={(edit) =>
          change((before) => ({
            ...before,
            negativeKeywords: edit(before.negativeKeywords.map(asKeyword)).map(({ text, matchType }) => ({
              text,
              matchType,
            })),
          }))
        }
      />
    </Section>
  )
}

const asKeyword = (keyword: NegativeKeyword) => ({ ...keyword, negative: true, cpcBidMicros: null })

/** Whose name and logos: the campaign's, or each asset group's. */
export function BrandChoice() {
  const { document, change, isPublished } = useForm()
  const { error, 'data-field': field } = useField('brandGuidelines')
  return (
    <Radio.Group
      data-field={field}
      error={error}
      label="Business name and logos"
      description={
        isPublished
          ? 'Fixed since it was published: Google never changes this.'
          : 'It cannot be changed once the campaign is published.'
      }
      value={document.brandGuidelines ? 'campaign' : 'groups'}
      onChange={(value) => change((before) => ({ ...before, brandGuidelines: value === 'campaign' }))}
    >
      <Stack gap={8} mt="xs">
        <Radio
          value="campaign"
          label="The same in all of the campaign (brand guidelines)"
          description="With colours and a font, if you like."
          disabled={isPublished && !document.brandGuidelines}
        />
        <Radio
          value="groups"
          label="Each asset group has its own"
          disabled={isPublished && document.brandGuidelines}
        />
      </Stack>
      {!document.brandGuidelines && (
        <Text size="xs" c="dimmed" mt={6}>
          Write them in the asset group below.
        </Text>
      )}
    </Radio.Group>
  )
}
