import { Button, Group, Stack, Switch, Text } from '@mantine/core'
import { IconPhotoSearch } from '@tabler/icons-react'
import { lazy, Suspense, useCallback, useRef, useState } from 'react'
import type { Asset } from '../../contract/asset.ts'
import type { Ad } from '../../contract/campaign-parts.ts'
import { classifyImage, IMAGE_LIMITS, nearestMarketingField } from '../../contract/images.ts'
import type { ImageField } from '../../contract/words.ts'
import { ASSET_AUTOMATIONS, IMAGE_FIELDS, IMAGE_PROPERTY } from '../../contract/words.ts'
import { ImageIntake } from '../components/image-intake.tsx'
import { AUTOMATION_LABELS, IMAGE_LABELS } from '../ui/labels.ts'
import { Section } from '../ui/section.tsx'
import classes from './ad-images.module.css'
import { AdImageTile } from './ad-image-tile.tsx'
import { Advice } from './fields.tsx'
import { useField, useForm } from './form-context.tsx'

const ImageLibrary = lazy(async () => ({
  default: (await import('../components/image-library.tsx')).ImageLibrary,
}))

interface AdImagesProps {
  ad: Ad
  path: string
  onChange: (edit: (ad: Ad) => Ad) => void
}

/** Where a new image goes by its shape. A square one is a logo where it is called so or is too small for more. */
export function fieldFor(asset: Asset, ad: Ad): ImageField {
  const fields = classifyImage(asset)
  if (!fields.includes('LOGO')) return fields[0] ?? nearestMarketingField(asset)
  const { minimum } = IMAGE_LIMITS.SQUARE_MARKETING_IMAGE
  const looksLikeLogo = /logo|icon|brand/i.test(asset.name) || asset.width < minimum.width
  return looksLikeLogo && ad.logoImages.length < 5 ? 'LOGO' : 'SQUARE_MARKETING_IMAGE'
}

function withImage(ad: Ad, field: ImageField, id: string): Ad {
  const property = IMAGE_PROPERTY[field]
  return ad[property].includes(id) ? ad : { ...ad, [property]: [...ad[property], id] }
}

/** The images of one ad, by the place that their shape gives them. */
export function AdImages({ ad, path, onChange }: AdImagesProps) {
  const { addAssets } = useForm()
  /** Which field the library is open for; `any` sorts by shape. */
  const [library, setLibrary] = useState<ImageField | 'any' | null>(null)

  const place = useCallback(
    (assets: readonly Asset[], field: ImageField | 'any') => {
      addAssets(assets)
      onChange((before) =>
        assets.reduce(
          (next, asset) => withImage(next, field === 'any' ? fieldFor(asset, next) : field, asset.id),
          before,
        ),
      )
    },
    [addAssets, onChange],
  )

  return (
    <Section
      id="images"
      title="Images"
      text="Sorted by shape. Google needs a landscape or a square image, and a logo."
    >
      <ImageIntake
        onAdded={(assets) => place(assets, 'any')}
        extra={
          <Button
            variant="default"
            leftSection={<IconPhotoSearch size={15} aria-hidden />}
            onClick={() => setLibrary('any')}
          >
            From library
          </Button>
        }
      />
      <div className={classes.groups}>
        {IMAGE_FIELDS.map((field) => (
          <FieldImages
            key={field}
            field={field}
            ad={ad}
            path={path}
            onChange={onChange}
            onAdd={() => setLibrary(field)}
          />
        ))}
      </div>
      <Automations ad={ad} path={path} onChange={onChange} />
      <Suspense fallback={null}>
        {library !== null && (
          <ImageLibrary
            field={library}
            onClose={() => setLibrary(null)}
            onChoose={(assets) => {
              place(assets, library)
              setLibrary(null)
            }}
          />
        )}
      </Suspense>
    </Section>
  )
}

interface FieldImagesProps extends AdImagesProps {
  field: ImageField
  onAdd: () => void
}

function FieldImages({ field, ad, path, onChange, onAdd }: FieldImagesProps) {
  const property = IMAGE_PROPERTY[field]
  const { advice, error, 'data-field': ownPath } = useField(`${path}.${property}`)
  const ids = ad[property]
  const { label, ratio, need } = IMAGE_LABELS[field]
  const root = useRef<HTMLDivElement>(null)
  const set = (next: string[]) => onChange((before) => ({ ...before, [property]: next }))
  return (
    <div
      ref={root}
      role="group"
      aria-label={`${label} images`}
      className={classes.group}
      data-field={ownPath}
      tabIndex={-1}
    >
      <div className={classes.head}>
        <Text size="sm" fw={560}>
          {label} <span className={classes.ratio}>{ratio}</span>
        </Text>
        <Text size="xs" c="dimmed">
          {need}
        </Text>
      </div>
      <div className={classes.tiles}>
        {ids.map((id, index) => (
          <AdImageTile
            key={id}
            id={id}
            path={`${path}.${property}[${index}]`}
            isFirst={index === 0}
            onRemove={() => {
              set(ids.filter((_, at) => at !== index))
              root.current?.focus({ preventScroll: true })
            }}
            onFirst={() => set([id, ...ids.filter((each) => each !== id)])}
            swap={swapFor(field, () => {
              const other = field === 'LOGO' ? 'SQUARE_MARKETING_IMAGE' : 'LOGO'
              onChange((before) =>
                withImage(
                  { ...before, [property]: before[property].filter((each) => each !== id) },
                  other,
                  id,
                ),
              )
            })}
          />
        ))}
        <button
          type="button"
          className={classes.add}
          style={{ aspectRatio: ratio.replace(':', '/') }}
          onClick={onAdd}
        >
          <span aria-hidden>+</span>
          <span className="visually-hidden">Add {label.toLowerCase()}</span>
        </button>
      </div>
      {error !== undefined && (
        <Text size="xs" c="var(--mantine-color-error)">
          {error}
        </Text>
      )}
      <Advice text={advice} />
    </div>
  )
}

/** A square image may be the logo, and a logo a square image. */
function swapFor(field: ImageField, run: () => void): { label: string; run: () => void } | null {
  if (field === 'LOGO') return { label: 'Use as square image', run }
  if (field === 'SQUARE_MARKETING_IMAGE') return { label: 'Use as logo', run }
  return null
}

function Automations({ ad, path, onChange }: AdImagesProps) {
  return (
    <Stack gap={8} data-field={`${path}.assetAutomationOptOuts`} mt={4}>
      <Text size="sm" fw={560}>
        What Google may make of your images and texts
      </Text>
      <Group gap="lg" align="flex-start">
        {ASSET_AUTOMATIONS.map((automation) => {
          const { label, hint } = AUTOMATION_LABELS[automation]
          return (
            <Switch
              key={automation}
              size="xs"
              label={label}
              description={hint}
              maw={230}
              checked={!ad.assetAutomationOptOuts.includes(automation)}
              onChange={(event) => {
                const allowed = event.currentTarget.checked
                onChange((before) => ({
                  ...before,
                  assetAutomationOptOuts: ASSET_AUTOMATIONS.filter((each) =>
                    each === automation ? !allowed : before.assetAutomationOptOuts.includes(each),
                  ),
                }))
              }}
            />
          )
        })}
      </Group>
    </Stack>
  )
}
