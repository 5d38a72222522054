import { ActionIcon, Menu, Tooltip } from '@mantine/core'
import {
  IconArrowBarToLeft,
  IconArrowLeft,
  IconArrowRight,
  IconCrop,
  IconDots,
  IconReplace,
  IconTrash,
} from '@tabler/icons-react'
import { Suspense, useRef, useState } from 'react'
import type { Asset } from '../../contract/asset.ts'
import type { ImageField } from '../../contract/words.ts'
import { lazyPart } from '../client/load-part.ts'
import { cropPlaces } from './ad-image-places.ts'
import classes from './ad-images.module.css'
import { useField, useForm } from './form-context.tsx'

const CropDialog = lazyPart(() => import('../components/crop-dialog.tsx'), 'CropDialog')

interface AdImageTileProps {
  id: string
  path: string
  /** Where it stands, and in how many. */
  at: number
  count: number
  /** The place of the ad that it stands in. */
  place: ImageField
  /** All places there are. */
  places: readonly ImageField[]
  onRemove: () => void
  onMove: (to: number) => void
  /** A part of the picture is for this place, where it stands instead, or for another one. */
  onCropped: (made: Asset, to: ImageField) => void
  swap: { label: string; run: () => void } | null
}

export function AdImageTile(props: AdImageTileProps) {
  const { id, path, at, count, place, places, onRemove, onMove, onCropped, swap } = props
  const [isCropping, setCropping] = useState(false)
  const more = useRef<HTMLButtonElement>(null)
  const { assets } = useForm()
  const { advice, error, 'data-field': field } = useField(path, 'within')
  const asset = assets.get(id)
  const words = error ?? advice
  return (
    <Tooltip
      label={words ?? ''}
      disabled={words === undefined}
      events={{ hover: true, focus: true, touch: true }}
    >
      <div
        className={classes.tile}
        data-field={field}
        data-bad={error !== undefined || undefined}
        data-advice={advice !== undefined || undefined}
        tabIndex={-1}
      >
        {asset === undefined ? (
          <span className={classes.missing}>Image is missing</span>
        ) : (
          <img src={asset.url} alt={asset.name} width={asset.width} height={asset.height} loading="lazy" />
        )}
        <span className={classes.size}>{asset === undefined ? '' : `${asset.width} × ${asset.height}`}</span>
        {words !== undefined && <span className="visually-hidden">{words}</span>}
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon
              ref={more}
              variant="default"
              size={22}
              className={classes.menu}
              aria-label={`More for ${asset?.name ?? 'this image'}`}
            >
              <IconDots size={13} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {at > 1 && (
              <Menu.Item leftSection={<IconArrowBarToLeft size={14} aria-hidden />} onClick={() => onMove(0)}>
                Put first
              </Menu.Item>
            )}
            {at > 0 && (
              <Menu.Item leftSection={<IconArrowLeft size={14} aria-hidden />} onClick={() => onMove(at - 1)}>
                Move before
              </Menu.Item>
            )}
            {at < count - 1 && (
              <Menu.Item
                leftSection={<IconArrowRight size={14} aria-hidden />}
                onClick={() => onMove(at + 1)}
              >
                Move after
              </Menu.Item>
            )}
            {asset !== undefined && (
              <Menu.Item
                leftSection={<IconCrop size={14} aria-hidden />}
                onClick={() => {
                  // Where the dialog gives the focus back to: the menu is gone by then.
                  more.current?.focus({ preventScroll: true })
                  setCropping(true)
                }}
              >
                {error === undefined ? 'Crop' : 'Crop to the shape'}
              </Menu.Item>
            )}
            {swap !== null && (
              <Menu.Item leftSection={<IconReplace size={14} aria-hidden />} onClick={swap.run}>
                {swap.label}
              </Menu.Item>
            )}
            <Menu.Item leftSection={<IconTrash size={14} aria-hidden />} onClick={onRemove}>
              Remove from the ad
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
        {isCropping && asset !== undefined && (
          <Suspense fallback={null}>
            <CropDialog
              asset={asset}
              shapes={cropPlaces(place, places)}
              shape={place}
              onClose={() => setCropping(false)}
              onMade={(made, to) => {
                setCropping(false)
                onCropped(made, to)
              }}
            />
          </Suspense>
        )}
      </div>
    </Tooltip>
  )
}
