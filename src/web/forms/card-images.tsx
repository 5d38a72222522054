import { ActionIcon, Text } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import type { Asset } from '../../contract/asset.ts'
import type { AdCard } from '../../contract/campaign-parts.ts'
import { classifyImage } from '../../contract/images.ts'
import type { ImageField } from '../../contract/words.ts'
import { IMAGE_LABELS } from '../ui/part-labels.ts'
import classes from './carousel-cards.module.css'
import { Advice } from './fields.tsx'
import { useField, useForm } from './form-context.tsx'

export type CardImageProperty = 'marketingImage' | 'squareMarketingImage' | 'portraitMarketingImage'

/** Puts images where their shape belongs: into the first card that has none of it, or into a new card. */
export function withCardImages(
  cards: readonly AdCard[],
  assets: readonly Pick<Asset, 'id' | 'width' | 'height'>[],
  max: number,
): AdCard[] {
  const filled = [...cards]
  for (const asset of assets) {
    const property = propertyFor(asset)
    const at = filled.findIndex((card) => card[property] === null)
    if (at >= 0) filled[at] = { ...filled[at]!, [property]: asset.id }
    else if (filled.length < max) {
      const none = { marketingImage: null, squareMarketingImage: null, portraitMarketingImage: null }
      filled.push({ headline: '', callToAction: null, ...none, [property]: asset.id })
    }
  }
  return filled
}

function propertyFor(asset: Pick<Asset, 'width' | 'height'>): CardImageProperty {
  const fields = classifyImage(asset)
  if (fields.includes('SQUARE_MARKETING_IMAGE')) return 'squareMarketingImage'
  return fields.includes('PORTRAIT_MARKETING_IMAGE') ? 'portraitMarketingImage' : 'marketingImage'
}

interface CardImageProps {
  path: string
  field: ImageField
  number: number
  id: string | null
  onOpen: () => void
  onClear: () => void
}

/** One image of a card: a place to fill, or what fills it. */
export function CardImage({ path, field, number, id, onOpen, onClear }: CardImageProps) {
  const { assets } = useForm()
  const { error, advice, 'data-field': ownPath } = useField(path, 'within')
  const { label, ratio } = IMAGE_LABELS[field]
  const asset = id === null ? undefined : assets.get(id)
  const name = `${label} image of card ${number}`
  return (
    <div className={classes.image} data-field={ownPath} data-bad={error !== undefined || undefined}>
      <button
        type="button"
        className={classes.slot}
        style={{ aspectRatio: ratio.replace(':', '/') }}
        aria-label={`${id === null ? 'Choose' : 'Change'} the ${name.toLowerCase()}`}
        onClick={onOpen}
      >
        {asset !== undefined && <img src={asset.url} alt={asset.name} loading="lazy" />}
        {asset === undefined && <span aria-hidden>{id === null ? '+' : '?'}</span>}
      </button>
      <span className={classes.caption}>
        {label} {ratio}
        {id !== null && (
          <ActionIcon
            variant="subtle"
            color="gray"
            size={18}
            aria-label={`Take out the ${name.toLowerCase()}`}
            onClick={onClear}
          >
            <IconX size={11} />
          </ActionIcon>
        )}
      </span>
      {error !== undefined && (
        <Text size="xs" c="var(--mantine-color-error)" maw={160}>
          {error}
        </Text>
      )}
      <Advice text={advice} />
    </div>
  )
}
