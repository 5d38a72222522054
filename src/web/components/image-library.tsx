import { Button, Group, Loader, Modal, Switch, Text, UnstyledButton } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
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
import { useImageSearch } from './image-search.tsx'
import { PageError } from './page-state.tsx'

interface ImageLibraryProps {
  field: ImageField | 'any'
  onChoose: (assets: Asset[]) => void
  onClose: () => void
}

/** Picks images of the library, for one field or for wherever their shape puts them. */
export function ImageLibrary({ field, onChoose, onClose }: ImageLibraryProps) {
  const { q, box } = useImageSearch()
  const list = useInfiniteQuery(assetsQuery('all', q))
  useFocusBack()
  const [chosen, setChosen] = useState<readonly Asset[]>([])
  const [onlyFitting, setOnlyFitting] = useState(true)
  const all = list.data?.pages.flatMap((page) => page.items) ?? []
  const shown = field === 'any' || !onlyFitting ? all : all.filter((asset) => fitsField(asset, field))
  // A search answers before it has looked at every name, and a page may hold nothing that fits: with nothing to show it goes on.
  const { hasNextPage, isFetching, isError, fetchNextPage } = list
  const isSearching = shown.length === 0 && hasNextPage && !isError
  useEffect(() => {
    if (isSearching && !isFetching) void fetchNextPage()
  }, [isSearching, isFetching, fetchNextPage])
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
      <Group gap="md" mb="sm">
        {box}
        {field !== 'any' && (
          <Switch
            size="xs"
            label="Only images that fit"
            checked={onlyFitting}
            onChange={(event) => setOnlyFitting(event.currentTarget.checked)}
          />
        )}
      </Group>
      {list.isPending || isSearching ? (
        <Loader size="sm" m="lg" />
      ) : list.isError && all.length === 0 ? (
        <PageError error={list.error} reset={() => void list.refetch()} />
      ) : shown.length === 0 ? (
        <Notice
          title={
            all.length > 0
              ? 'No image fits here'
              : q === ''
                ? 'The library is empty'
                : 'No image is called so'
          }
          text={
            q !== '' && all.length === 0
              ? 'Look for another part of its name.'
              : words === null
                ? 'Upload one first.'
                : `It needs ${words.ratio}, ${words.need}.`
          }
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
            {all.length} {q === '' ? 'in the library' : 'found'}
          </Text>
        )}
        <Button disabled={chosen.length === 0} onClick={() => onChoose([...chosen])}>
          {chosen.length < 2 ? 'Use image' : `Use ${chosen.length} images`}
        </Button>
      </Group>
    </Modal>
  )
}
