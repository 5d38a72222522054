import { Alert, Button, Group, Modal, SegmentedControl, Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type PointerEvent, useRef, useState } from 'react'
import type { Asset, CropRequest } from '../../contract/asset.ts'
import { IMAGE_LIMITS, isAtLeast, type PixelSize } from '../../contract/images.ts'
import type { ImageField } from '../../contract/words.ts'
import { call } from '../client/call.ts'
import { lineOf } from '../client/problem-words.ts'
import { IMAGE_LABELS } from '../ui/part-labels.ts'
import { useFocusBack } from '../ui/use-focus-back.ts'
import classes from './crop-dialog.module.css'
import { type Frame, moved, partOf, WHOLE } from './crop-frame.ts'

/** A square image is a logo too. */
const SHAPES = [
  'MARKETING_IMAGE',
  'SQUARE_MARKETING_IMAGE',
  'PORTRAIT_MARKETING_IMAGE',
  'TALL_PORTRAIT_MARKETING_IMAGE',
  'LANDSCAPE_LOGO',
] as const satisfies readonly ImageField[]

const PERCENT = 100
const SMALLEST = 10

interface CropDialogProps {
  asset: Asset
  /** Which shapes there are to choose from. */
  shapes?: readonly ImageField[]
  /** The shape that is needed. */
  shape?: ImageField
  /** Who takes the new image, and for which place; it closes then. Without it, it stays open: one picture gives several. */
  onMade?: (made: Asset, field: ImageField) => void
  onClose: () => void
}

/** Makes new images of parts of one, in the shapes that ads have. */
export function CropDialog({ asset, shapes = SHAPES, shape, onMade, onClose }: CropDialogProps) {
  const [field, setField] = useState<ImageField>(shape ?? 'MARKETING_IMAGE')
  const [frame, setFrame] = useState<Frame>(WHOLE)
  // As the browser shows it: a photograph may lie on its side in the file.
  const [image, setImage] = useState<PixelSize>({ width: asset.width, height: asset.height })
  const [made, setMade] = useState<string | null>(null)
  const queries = useQueryClient()
  useFocusBack()
  const { ratio, minimum } = IMAGE_LIMITS[field]
  const part = partOf(image, ratio, frame)
  const saving = useMutation({
    mutationFn: async (body: CropRequest) => await call('cropAsset', { params: { id: asset.id }, body }),
    onMutate: () => setMade(null),
    onSuccess: (saved) => {
      setMade(`Saved: ${saved.name}. Another shape?`)
      void queries.invalidateQueries({ queryKey: ['assets'] })
      onMade?.(saved, field)
    },
  })
  const choose = (shape: ImageField) => {
    setField(shape)
    setFrame(WHOLE)
    setMade(null)
    saving.reset()
  }
  return (
    <Modal opened onClose={onClose} title={`Crop ${asset.name}`} size="lg">
      {shapes.length > 1 && (
        <SegmentedControl
          fullWidth
          orientation="horizontal"
          aria-label="Shape"
          style={{ flexWrap: 'wrap' }}
          withItemsBorders={false}
          value={field}
          onChange={choose}
          data={shapes.map((each) => ({ value: each, label: IMAGE_LABELS[each].ratio }))}
        />
      )}
      <Picture
        asset={asset}
        image={image}
        part={part}
        onImage={setImage}
        onMove={(by) => setFrame((before) => moved(image, ratio, before, by))}
      />
      <Controls image={image} part={part} frame={frame} onChange={setFrame} />
      <Text size="xs" mt="sm" c={isAtLeast(part, minimum) ? 'dimmed' : 'var(--gacm-warn)'}>
        {IMAGE_LABELS[field].label} {IMAGE_LABELS[field].ratio}: {part.width} × {part.height} pixels.{' '}
        {isAtLeast(part, minimum)
          ? `Google takes ${IMAGE_LABELS[field].need}.`
          : `Too small: Google takes ${IMAGE_LABELS[field].need}.`}
      </Text>
      {saving.isError && (
        <Alert color="red" variant="light" title="Not saved" mt="sm">
          {lineOf(saving.error)}
        </Alert>
      )}
      <Group justify="space-between" gap="xs" mt="md">
        <p role="status" className={classes.made}>
          {made}
        </p>
        <Group gap="xs">
          <Button variant="default" onClick={onClose}>
            {onMade === undefined ? 'Done' : 'Cancel'}
          </Button>
          <Button loading={saving.isPending} onClick={() => saving.mutate(part)}>
            {onMade === undefined
              ? 'Save as a new image'
              : field === shape
                ? 'Use this part'
                : `Add as a ${IMAGE_LIMITS[field].noun}`}
          </Button>
        </Group>
      </Group>
    </Modal>
  )
}

interface PictureProps {
  asset: Asset
  image: PixelSize
  part: CropRequest
  onImage: (image: PixelSize) => void
  /** In pixels of the image. */
  onMove: (by: { x: number; y: number }) => void
}

/** The picture with the frame over it, which follows the pointer. By keys it is moved with the sliders below. */
function Picture({ asset, image, part, onImage, onMove }: PictureProps) {
  const last = useRef<{ x: number; y: number } | null>(null)
  const drag = (event: PointerEvent<HTMLDivElement>) => {
    if (last.current === null) return
    const shown = event.currentTarget.parentElement!.getBoundingClientRect()
    const scale = image.width / shown.width
    onMove({ x: (event.clientX - last.current.x) * scale, y: (event.clientY - last.current.y) * scale })
    last.current = { x: event.clientX, y: event.clientY }
  }
  const share = (pixels: number, of: number) => `${(pixels / of) * PERCENT}%`
  return (
    <div className={classes.stage}>
      <img
        src={asset.url}
        alt={asset.name}
        draggable={false}
        onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) =>
          onImage({ width: naturalWidth, height: naturalHeight })
        }
      />
      <div
        className={classes.frame}
        data-testid="crop-frame"
        style={{
          left: share(part.left, image.width),
          top: share(part.top, image.height),
          width: share(part.width, image.width),
          height: share(part.height, image.height),
        }}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId)
          last.current = { x: event.clientX, y: event.clientY }
        }}
        onPointerMove={drag}
        onPointerUp={() => (last.current = null)}
        onPointerCancel={() => (last.current = null)}
      />
    </div>
  )
}

interface ControlsProps {
  image: PixelSize
  part: CropRequest
  frame: Frame
  onChange: (frame: Frame) => void
}

function Controls({ image, part, frame, onChange }: ControlsProps) {
  const rows = [
    {
      key: 'size',
      label: 'Size',
      words: `${Math.round(frame.size * PERCENT)} %`,
      min: SMALLEST,
      fixed: false,
    },
    {
      key: 'x',
      label: 'From the left',
      words: `${part.left} pixels`,
      min: 0,
      fixed: part.width === image.width,
    },
    {
      key: 'y',
      label: 'From the top',
      words: `${part.top} pixels`,
      min: 0,
      fixed: part.height === image.height,
    },
  ] as const
  return (
    <div className={classes.controls}>
      {rows.map(({ key, label, words, min, fixed }) => (
        <label key={key}>
          {label}
          <input
            type="range"
            min={min}
            max={PERCENT}
            step={1}
            disabled={fixed}
            value={Math.round(frame[key] * PERCENT)}
            aria-valuetext={words}
            onChange={(event) => onChange({ ...frame, [key]: Number(event.currentTarget.value) / PERCENT })}
          />
        </label>
      ))}
    </div>
  )
}
