import { Button, Group, Loader, Modal, Switch, Text, UnstyledButton } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Asset } from '../../contract/asset.ts'
import { fitsField } from '../../contract/images.ts'
import type { ImageField } from '../../contract/words.ts'
import { assetsQuery } from '../client/queries.ts'
import { usesInShort } from '../ui/image-uses.ts'
import { IMAGE_LABELS } from '../ui/part-labels.ts'
import { Notice } from '../ui/notice.tsx'
import { useFocusBack } from '../ui/use-focus-back.ts'
import classes from './image-library.module.css'
import { ButtonLink } from './button-link.tsx'
import { PageError } from './page-state.tsx'

interface ImageLibraryProps {
  field: ImageField | 'any'
  onChoose: (assets: Asset[]) => void
  onClose: () => void
}

/** Picks images of the library, for one field or for wherever their shape puts them. */
export function ImageLibrary({ field, onChoose, onClose }: ImageLibraryProps) {
  const list = useInfiniteQuery(assetsQuery())
  useFocusBack()
  const [chosen, setChosen] = useState<readonly Asset[]>([])
  const [onlyFitting, setOnlyFitting] = useState(true)
  const all = list.data?.pages.flatMap((page) => page.items) ?? []
  const shown = field === 'any' || !onlyFitting ? all : all.filter((asset) => fitsField(asset, field))
  const toggle = (asset: Asset) =>
    setChosen((before) =>
      before.some(({ id }) => id === asset.id)
        ? before.filter(({ id }) => id !== asset.id)
        : [...before, asset],
    )
  const words = field === 'any' ? null : IMAGE_LABELS[field]
  return (
    <Modal
      opened
      onClose={onClose}
      size="xl"
      title={words === null ? 'Choose images' : `Choose: ${words.label.toLowerCase()} (${words.ratio})`}
    >
      {field !== 'any' && (
        <Switch
          size="xs"
          mb="sm"
          label="Only images that fit"
          checked={onlyFitting}
          onChange={(event) => setOnlyFitting(event.currentTarget.checked)}
        />
      )}
      {list.isPending ? (
        <Loader size="sm" m="lg" />
      ) : list.isError && all.length === 0 ? (
        <PageError error={list.error} reset={() => void list.refetch()} />
      ) : shown.length === 0 ? (
        <Notice
          title={all.length === 0 ? 'The library is empty' : 'No image fits here'}
          text={words === null ? 'Upload one first.' : `It needs ${words.ratio}, ${words.need}.`}
          action={
            <ButtonLink variant="default" to="/images" target="_blank">
              Add images in a new window
            </ButtonLink>
          }
        />
      ) : (
        <div className={classes.grid}>
          {shown.map((asset) => (
            <UnstyledButton
              key={asset.id}
              className={classes.tile}
              aria-pressed={chosen.some(({ id }) => id === asset.id)}
              onClick={() => toggle(asset)}
            >
              <span className={classes.frame}>
                <img src={asset.url} alt="" loading="lazy" />
              </span>
              <span className={classes.name}>{asset.name}</span>
              <span className={classes.facts}>
                {asset.width} × {asset.height} · {usesInShort(asset.usedBy)}
              </span>
            </UnstyledButton>
          ))}
        </div>
      )}
      <Group justify="space-between" mt="md">
        {list.hasNextPage ? (
          <Button
            variant="default"
            loading={list.isFetchingNextPage}
            onClick={() => void list.fetchNextPage()}
          >
            Show more
          </Button>
        ) : (
          <Text size="xs" c="dimmed">
            {all.length} in the library
          </Text>
        )}
        <Button disabled={chosen.length === 0} onClick={() => onChoose([...chosen])}>
          {chosen.length < 2 ? 'Use image' : `Use ${chosen.length} images`}
        </Button>
      </Group>
    </Modal>
  )
}
