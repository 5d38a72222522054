import { Badge, Button, Group, SegmentedControl, Skeleton, Text } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import { IconCrop, IconPhoto } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Suspense, useState } from 'react'
import type { Asset, LibraryAsset } from '../../contract/asset.ts'
import { classifyImage, fitsField, MAX_IMAGE_BYTES } from '../../contract/images.ts'
import { lazyPart } from '../client/load-part.ts'
import { assetsQuery } from '../client/queries.ts'
import { ImageIntake } from '../components/image-intake.tsx'
import { useImageSearch } from '../components/image-search.tsx'
import { ImageUses, RemoveImage } from '../components/image-uses.tsx'
import { PageError } from '../components/page-state.tsx'
import { reasonOf } from '../components/use-deed.ts'
import { formatAgo, formatBytes, formatMoment } from '../ui/format.ts'
import { isUnused } from '../ui/image-uses.ts'
import { IMAGE_LABELS } from '../ui/part-labels.ts'
import { Notice } from '../ui/notice.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import classes from './images-page.module.css'

const CropDialog = lazyPart(() => import('../components/crop-dialog.tsx'), 'CropDialog')

const SKELETONS = Array.from({ length: 10 }, (_, index) => index)

export function ImagesPage() {
  useDocumentTitle('Images')
  const [which, setWhich] = useState<'all' | 'unused'>('all')
  const { q, box, clear } = useImageSearch()
  const list = useInfiniteQuery(assetsQuery(which, q))
  const items = list.data?.pages.flatMap((page) => page.items) ?? []
  const actions = list.data?.pages[0]?.actions
  const mayNotAdd = reasonOf(actions, 'create')
  const may = { crop: reasonOf(actions, 'crop') === null, remove: reasonOf(actions, 'remove') === null }
  return (
    <div className={classes.page}>
      <PageHeader title="Images" under="Kept once in this workspace, used by any of its ads." />
      {mayNotAdd === null ? (
        <ImageIntake onAdded={() => setWhich('all')} />
      ) : (
        <Text size="sm" c="dimmed">
          {mayNotAdd}
        </Text>
      )}
      <Group gap="sm" mt="sm">
        <SegmentedControl
          size="xs"
          aria-label="Which images"
          data={[
            { value: 'all', label: 'All' },
            { value: 'unused', label: 'Not used' },
          ]}
          value={which}
          onChange={setWhich}
        />
        {box}
      </Group>
      {list.isPending && (
        <div className={classes.grid} aria-busy="true" role="status" aria-label="Loading images">
          {SKELETONS.map((index) => (
            <Skeleton key={index} h={210} radius="md" />
          ))}
        </div>
      )}
      {list.isError && <PageError error={list.error} reset={() => void list.refetch()} />}
      {list.isSuccess && items.length === 0 && !list.hasNextPage && q !== '' && (
        <Notice
          icon={<IconPhoto size={30} stroke={1.4} />}
          title="No image is called so"
          text="Look for another part of its name."
          action={
            <Button variant="default" onClick={clear}>
              Clear the search
            </Button>
          }
        />
      )}
      {list.isSuccess && items.length === 0 && !list.hasNextPage && q === '' && (
        <Notice
          icon={<IconPhoto size={30} stroke={1.4} />}
          title={which === 'all' ? 'No images yet' : 'Every image is used'}
          text={
            which === 'all'
              ? mayNotAdd === null
                ? 'Drop some above. Each is checked for its shape and size at once.'
                : 'Who may edit campaigns adds them here.'
              : 'A campaign or a template shows each of them.'
          }
          action={
            which === 'unused' ? (
              <Button variant="default" onClick={() => setWhich('all')}>
                All images
              </Button>
            ) : undefined
          }
        />
      )}
      <ul className={classes.grid}>
        {items.map((asset) => (
          <ImageCard key={asset.id} asset={asset} may={may} />
        ))}
      </ul>
      {list.hasNextPage && (
        <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          Show more
        </Button>
      )}
    </div>
  )
}

function ImageCard({ asset, may }: { asset: LibraryAsset; may: Record<'crop' | 'remove', boolean> }) {
  const [isCropping, setCropping] = useState(false)
  return (
    <li className={classes.card}>
      <a className={classes.frame} href={asset.url} target="_blank" rel="noreferrer">
        <img src={asset.url} alt={asset.name} loading="lazy" />
      </a>
      <div className={classes.words}>
        <span className={classes.name} title={asset.name}>
          {asset.name}
        </span>
        <span className={classes.facts} title={`Added ${formatMoment(asset.createdAt)}`}>
          {asset.width} × {asset.height} · {asset.format} · {formatBytes(asset.bytes)} ·{' '}
          {formatAgo(asset.createdAt)}
        </span>
        <span className={classes.badges}>
          <Fits asset={asset} />
        </span>
        <ImageUses asset={asset} />
        <Group gap={6} mt={4}>
          {may.crop && (
            <Button
              variant="default"
              size="compact-xs"
              leftSection={<IconCrop size={13} aria-hidden />}
              aria-label={`Crop ${asset.name}`}
              onClick={() => setCropping(true)}
            >
              Crop
            </Button>
          )}
          {may.remove && isUnused(asset.usedBy) && <RemoveImage asset={asset} />}
        </Group>
        {isCropping && (
          <Suspense fallback={null}>
            <CropDialog asset={asset} onClose={() => setCropping(false)} />
          </Suspense>
        )}
      </div>
    </li>
  )
}

/** Where the image can stand in an ad, or why nowhere. */
function Fits({ asset }: { asset: Asset }) {
  const shapes = classifyImage(asset)
  const fitting = shapes.filter((field) => fitsField(asset, field))
  if (fitting.length > 0) {
    return fitting.map((field) => (
      <Badge key={field} size="sm" variant="light" color="gray">
        {IMAGE_LABELS[field].label} {IMAGE_LABELS[field].ratio}
      </Badge>
    ))
  }
  return (
    <Badge size="sm" variant="light" color="orange">
      {whyNot(asset, shapes.length > 0)}
    </Badge>
  )
}

function whyNot(asset: Asset, hasShape: boolean): string {
  if (asset.animated) return 'Animated: fits no ad'
  if (asset.cmyk) return 'CMYK: fits no ad'
  if (asset.bytes > MAX_IMAGE_BYTES) return 'Too heavy for Google'
  return hasShape ? 'Too small for Google' : 'Fits no shape: crop it'
}
