import { Select, SimpleGrid } from '@mantine/core'
import type { CampaignDocument } from '../../contract/campaign.ts'
import { classifyImage } from '../../contract/images.ts'
import { FONT_FAMILIES, type ImageField } from '../../contract/words.ts'
import { Section } from '../ui/section.tsx'
import classes from './ad-images.module.css'
import { BUSINESS_NAME_WIDTH } from './ad-shapes.ts'
import { BrandChoice } from './campaign-sections.tsx'
import { ColourField } from './colour-field.tsx'
import { TextField } from './fields.tsx'
import { useField, useForm } from './form-context.tsx'
import { ImageFieldList } from './image-field.tsx'
import { useImagePicker } from './image-picker.tsx'

type LogoProperty = 'brandLogoImages' | 'brandLandscapeLogoImages'

const LOGOS: readonly { field: 'LOGO' | 'LANDSCAPE_LOGO'; property: LogoProperty; min: number }[] = [
  { field: 'LOGO', property: 'brandLogoImages', min: 1 },
  { field: 'LANDSCAPE_LOGO', property: 'brandLandscapeLogoImages', min: 0 },
]

const LOGO_PLACES = LOGOS.map(({ field }) => field)

const logoPropertyOf = (field: ImageField | 'any'): LogoProperty =>
  field === 'LANDSCAPE_LOGO' ? 'brandLandscapeLogoImages' : 'brandLogoImages'

/** How the brand looks in all that Google makes of a Performance Max campaign. */
export function BrandSection() {
  const { document } = useForm()
  return (
    <Section id="brand" title="Brand">
      <BrandChoice />
      {document.brandGuidelines && <BrandFields />}
    </Section>
  )
}

function BrandFields() {
  const { document, change } = useForm()
  const { advice: _, ...font } = useField('brandFontFamily')
  const set = (edit: Partial<CampaignDocument>) => change((before) => ({ ...before, ...edit }))
  const addLogo = (property: LogoProperty, id: string) =>
    change((before) =>
      before[property].includes(id) ? before : { ...before, [property]: [...before[property], id] },
    )
  const { open, dialog, intake } = useImagePicker({
    label: 'Add logos of the brand',
    takesPaste: false,
    onPicked: (assets, to) => {
      for (const asset of assets) {
        const isLandscape = to === 'any' && classifyImage(asset).includes('LANDSCAPE_LOGO')
        addLogo(logoPropertyOf(isLandscape ? 'LANDSCAPE_LOGO' : to), asset.id)
      }
    },
  })
  return (
    <>
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
        <TextField
          path="brandBusinessName"
          label="Business name"
          width={BUSINESS_NAME_WIDTH}
          value={document.brandBusinessName}
          onChange={(brandBusinessName) => set({ brandBusinessName })}
        />
        <Select
          {...font}
          label="Font"
          placeholder="Google chooses"
          clearable
          data={[...FONT_FAMILIES]}
          value={document.brandFontFamily}
          onChange={(value) =>
            set({ brandFontFamily: FONT_FAMILIES.find((family) => family === value) ?? null })
          }
        />
        <ColourField
          path="brandMainColor"
          label="Main colour"
          value={document.brandMainColor}
          onChange={(brandMainColor) => set({ brandMainColor })}
        />
        <ColourField
          path="brandAccentColor"
          label="Accent colour"
          value={document.brandAccentColor}
          onChange={(brandAccentColor) => set({ brandAccentColor })}
        />
      </SimpleGrid>
      {intake}
      <div className={classes.groups}>
        {LOGOS.map(({ field, property, min }) => (
          <ImageFieldList
            key={field}
            field={field}
            places={LOGO_PLACES}
            path={property}
            ids={document[property]}
            min={min}
            max={5}
            onChange={(ids) => set({ [property]: ids })}
            onAdd={() => open(field)}
            onAddTo={({ id }, to) => addLogo(logoPropertyOf(to), id)}
            swapTo={null}
          />
        ))}
      </div>
      {dialog}
    </>
  )
}
