import type { Asset } from '../../contract/asset.ts'
import type { Ad } from '../../contract/campaign-parts.ts'
import type { ImageField } from '../../contract/words.ts'
import { IMAGE_PROPERTY } from '../../contract/words.ts'
import { Section } from '../ui/section.tsx'
import { fieldFor, withImage } from './ad-image-places.ts'
import classes from './ad-images.module.css'
import { AD_SHAPES } from './ad-shapes.ts'
import { AdAutomation } from './automation-switches.tsx'
import { useForm } from './form-context.tsx'
import { ImageFieldList } from './image-field.tsx'
import { useImagePicker } from './image-picker.tsx'

interface AdImagesProps {
  ad: Ad
  path: string
  onChange: (edit: (ad: Ad) => Ad) => void
}

/** The images of one ad, by the place that their shape gives them. */
export function AdImages({ ad, path, onChange }: AdImagesProps) {
  const { document } = useForm()
  const shape = AD_SHAPES[ad.adType]
  // With brand guidelines the logos belong to the campaign, and stand in its own section.
  const hasBrand = ad.adType === 'ASSET_GROUP' && document.brandGuidelines
  const shown = shape.images.filter(({ field }) => !hasBrand || !field.endsWith('LOGO'))
  const places = shown.map(({ field }) => field)
  const place = (assets: readonly Asset[], field: ImageField | 'any') =>
    onChange((before) =>
      assets.reduce(
        (next, asset) => withImage(next, field === 'any' ? fieldFor(asset, next, shown) : field, asset.id),
        before,
      ),
    )
  const { open, dialog, intake } = useImagePicker({
    label: 'Add images',
    // The cards of a carousel take them.
    takesPaste: !shape.cards,
    onPicked: place,
  })
  if (shown.length === 0 && shape.automations.length === 0) return null
  return (
    <Section
      id="images"
      title="Images"
      text={hasBrand ? `${shape.imagesText} The logos are the brand’s, further up.` : shape.imagesText}
    >
      {intake}
      <div className={classes.groups}>
        {shown.map(({ field, min, max }) => {
          const property = IMAGE_PROPERTY[field]
          return (
            <ImageFieldList
              key={field}
              field={field}
              places={places}
              path={`${path}.${property}`}
              ids={ad[property]}
              min={min}
              max={max}
              onChange={(ids) => onChange((before) => ({ ...before, [property]: ids }))}
              onAdd={() => open(field)}
              onAddTo={(asset, to) => place([asset], to)}
              swapTo={swapFor(field, shown, (id, other) =>
                onChange((before) =>
                  withImage(
                    { ...before, [property]: before[property].filter((each) => each !== id) },
                    other,
                    id,
                  ),
                ),
              )}
            />
          )
        })}
      </div>
      <AdAutomation ad={ad} path={path} automations={shape.automations} onChange={onChange} />
      {dialog}
    </Section>
  )
}

/** A square image may be the logo, and a logo a square image, where the ad has both. */
function swapFor(
  field: ImageField,
  shown: readonly { field: ImageField }[],
  run: (id: string, other: ImageField) => void,
): { label: string; run: (id: string) => void } | null {
  const other =
    field === 'LOGO' ? 'SQUARE_MARKETING_IMAGE' : field === 'SQUARE_MARKETING_IMAGE' ? 'LOGO' : null
  if (other === null || !shown.some((each) => each.field === other)) return null
  const label = other === 'LOGO' ? 'Use as logo' : 'Use as square image'
  return { label, run: (id) => run(id, other) }
}
