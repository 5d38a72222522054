import { ActionIcon, Menu, Tooltip } from '@mantine/core'
import { IconArrowBarToLeft, IconDots, IconReplace, IconTrash } from '@tabler/icons-react'
import classes from './ad-images.module.css'
import { useField, useForm } from './form-context.tsx'

interface AdImageTileProps {
  id: string
  path: string
  isFirst: boolean
  onRemove: () => void
  onFirst: () => void
  swap: { label: string; run: () => void } | null
}

export function AdImageTile({ id, path, isFirst, onRemove, onFirst, swap }: AdImageTileProps) {
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
              variant="default"
              size={22}
              className={classes.menu}
              aria-label={`More for ${asset?.name ?? 'this image'}`}
            >
              <IconDots size={13} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {!isFirst && (
              <Menu.Item leftSection={<IconArrowBarToLeft size={14} aria-hidden />} onClick={onFirst}>
                Put first
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
      </div>
    </Tooltip>
  )
}
