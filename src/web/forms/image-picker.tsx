import { Button } from '@mantine/core'
import { IconPhotoSearch } from '@tabler/icons-react'
import { Suspense, useState } from 'react'
import { lazyPart } from '../client/load-part.ts'
import type { Asset } from '../../contract/asset.ts'
import type { ImageField } from '../../contract/words.ts'
import { ImageIntake } from '../components/image-intake.tsx'
import { useForm } from './form-context.tsx'

const ImageLibrary = lazyPart(() => import('../components/image-library.tsx'), 'ImageLibrary')

interface ImagePickerOptions {
  /** Of the place where images are dropped. */
  label: string
  /** Whether images on the clipboard come here: one of several on a page. */
  takesPaste: boolean
  onPicked: (assets: readonly Asset[], field: ImageField | 'any') => void
}

interface ImagePicker {
  open: (field: ImageField | 'any') => void
  /** The dialog, where it is open. */
  dialog: React.ReactNode
  /** Every way in for images that are sorted by their shape. */
  intake: React.ReactNode
}

/** Takes images in and hands them on: each for the place that was asked for, or for wherever its shape puts it. */
export function useImagePicker({ label, takesPaste, onPicked }: ImagePickerOptions): ImagePicker {
  const { addAssets } = useForm()
  const [field, setField] = useState<ImageField | 'any' | null>(null)
  const pick = (assets: readonly Asset[], to: ImageField | 'any') => {
    addAssets(assets)
    onPicked(assets, to)
  }
  const dialog = (
    <Suspense fallback={null}>
      {field !== null && (
        <ImageLibrary
          field={field}
          onClose={() => setField(null)}
          onChoose={(assets) => {
            pick(assets, field)
            setField(null)
          }}
        />
      )}
    </Suspense>
  )
  const intake = (
    <ImageIntake
      label={label}
      takesPaste={takesPaste}
      onAdded={(assets) => pick(assets, 'any')}
      extra={
        <Button
          variant="default"
          leftSection={<IconPhotoSearch size={15} aria-hidden />}
          onClick={() => setField('any')}
        >
          From library
        </Button>
      }
    />
  )
  return { open: setField, dialog, intake }
}
