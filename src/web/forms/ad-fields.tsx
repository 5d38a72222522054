import { Select, SimpleGrid } from '@mantine/core'
import type { Ad } from '../../contract/campaign-parts.ts'
import { CALL_TO_ACTION_TEXT } from '../../contract/reference/calls-to-action.ts'
import { BUSINESS_NAME, TEXT_RULES } from '../../contract/rules/demand-gen.ts'
import { CALLS_TO_ACTION } from '../../contract/words.ts'
import { Section } from '../ui/section.tsx'
import { TextField } from './fields.tsx'
import { useField } from './form-context.tsx'
import { TextList } from './text-list.tsx'

interface AdFieldsProps {
  ad: Ad
  path: string
  onChange: (edit: (ad: Ad) => Ad) => void
}

/** The words of one ad. */
export function AdFields({ ad, path, onChange }: AdFieldsProps) {
  const { advice: _, ...callToAction } = useField(`${path}.callToAction`)
  return (
    <Section
      id="ad"
      title="Ad"
      text="Google combines headlines, descriptions and images. Each should make sense beside any other."
    >
      {TEXT_RULES.filter(({ until }) => until === undefined).map((rule) => (
        <TextList
          key={rule.property}
          path={`${path}.${rule.property}`}
          rule={rule}
          texts={ad[rule.property]}
          onChange={(texts) => onChange((before) => ({ ...before, [rule.property]: texts }))}
        />
      ))}
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
        <TextField
          path={`${path}.businessName`}
          label="Business name"
          width={BUSINESS_NAME.width}
          value={ad.businessName}
          onChange={(businessName) => onChange((before) => ({ ...before, businessName }))}
        />
        <Select
          {...callToAction}
          label="Call to action"
          placeholder="Google chooses"
          clearable
          searchable
          data={CALLS_TO_ACTION.map((value) => ({ value, label: CALL_TO_ACTION_TEXT[value] }))}
          value={ad.callToAction}
          onChange={(value) =>
            onChange((before) => ({
              ...before,
              callToAction: CALLS_TO_ACTION.find((each) => each === value) ?? null,
            }))
          }
        />
        <TextField
          path={`${path}.finalUrl`}
          label="Final URL"
          type="url"
          placeholder="https://www.example.com/spring"
          value={ad.finalUrl}
          onChange={(finalUrl) => onChange((before) => ({ ...before, finalUrl }))}
        />
        <TextField
          path={`${path}.name`}
          label="Internal name of the ad"
          placeholder="Only your team sees it"
          value={ad.name}
          onChange={(name) => onChange((before) => ({ ...before, name: name ?? '' }))}
        />
      </SimpleGrid>
    </Section>
  )
}
