import { Text } from '@mantine/core'
import { useRef } from 'react'
import type { Asset } from '../../contract/asset.ts'
import type { ImageField } from '../../contract/words.ts'
import { IMAGE_LABELS } from '../ui/part-labels.ts'
import classes from './ad-images.module.css'
import { AdImageTile } from './ad-image-tile.tsx'
import { Advice } from './fields.tsx'
import { useField, useForm } from './form-context.tsx'
import { useRemoval } from './use-removal.ts'

interface ImageFieldListProps {
  field: ImageField
  /** All places there are, this one among them. */
  places: readonly ImageField[]
  /** Of the list of ids. */
  path: string
  ids: readonly string[]
  min: number
  max: number
  onChange: (ids: string[]) => void
  onAdd: () => void
  /** A part of an image here goes to another place. */
  onAddTo: (asset: Asset, field: ImageField) => void
  /** Another place that takes an image of this shape. */
  swapTo: { label: string; run: (id: string) => void } | null
}

/** The images that stand in one place of an ad or of a brand, in order. */
export function ImageFieldList(props: ImageFieldListProps) {
  const { field, places, path, ids, min, max, onChange, onAdd, onAddTo, swapTo } = props
  const { advice, error, 'data-field': ownPath } = useField(path)
  const { addAssets } = useForm()
  const { label, ratio, need } = IMAGE_LABELS[field]
  const root = useRef<HTMLDivElement>(null)
  const takeOut = useRemoval(ids, onChange)
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
        <Text size="xs" c="dimmed" className="tabular">
          {need} · {ids.length} of {min === 0 || min === max ? max : `${min}–${max}`}
        </Text>
      </div>
      <div className={classes.tiles}>
        {ids.map((id, index) => (
          <AdImageTile
            key={id}
            id={id}
            path={`${path}[${index}]`}
            at={index}
            count={ids.length}
            place={field}
            places={places}
            onRemove={() => {
              takeOut(index, 'Image')
              root.current?.focus({ preventScroll: true })
            }}
            onMove={(to) => onChange(ids.filter((each) => each !== id).toSpliced(to, 0, id))}
            onCropped={(made, to) => {
              addAssets([made])
              if (to !== field) return onAddTo(made, to)
              // A part that stands here already stays where it is.
              const others = ids.filter((each) => each !== made.id)
              onChange(others.map((each) => (each === id ? made.id : each)))
              root.current?.focus({ preventScroll: true })
            }}
            swap={swapTo === null ? null : { label: swapTo.label, run: () => swapTo.run(id) }}
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
