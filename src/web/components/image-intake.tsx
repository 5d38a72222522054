import '@mantine/dropzone/styles.css'
import { Button, Group, Loader, Popover, Text, TextInput } from '@mantine/core'
import { Dropzone } from '@mantine/dropzone'
import { useDisclosure } from '@mantine/hooks'
import { IconLink, IconPhotoPlus } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useEffect, useRef, useState } from 'react'
import type { Asset } from '../../contract/asset.ts'
import classes from './image-intake.module.css'
import { useUploads } from './use-uploads.ts'

const ACCEPT = ['image/jpeg', 'image/png', 'image/gif']

interface ImageIntakeProps {
  onAdded: (assets: Asset[]) => void
  /** More ways to add, beside the file picker and the address. */
  extra?: ReactNode
  /** Of the place where images are dropped, where a page has several. */
  label?: string
  /** Whether images on the clipboard come here. */
  takesPaste?: boolean
}

/** Every way in for an image: drop, pick, paste, or an address. */
export function ImageIntake({ onAdded, extra, label = 'Add images', takesPaste = true }: ImageIntakeProps) {
  const { addFiles, addUrl, waiting } = useUploads(onAdded)
  const open = useRef<() => void>(null)
  usePastedImages(takesPaste ? addFiles : null)
  return (
    <Dropzone
      openRef={open}
      onDrop={(files) => void addFiles(files)}
      accept={ACCEPT}
      activateOnClick={false}
      enablePointerEvents
      className={classes.zone}
      p="xs"
      inputProps={{ 'aria-label': `${label}: files` }}
      tabIndex={-1}
      role="group"
      aria-label={label}
    >
      <Group justify="space-between" gap="xs">
        <Text size="sm" c="dimmed" role="status">
          {waiting > 0 ? (
            <>
              <Loader size={12} mr={8} aria-hidden />
              Adding {waiting === 1 ? 'one image' : `${waiting} images`}
            </>
          ) : (
            `Drop ${takesPaste ? 'or paste ' : ''}images here. JPEG, PNG or GIF.`
          )}
        </Text>
        <Group gap={6}>
          {extra}
          <AddByUrl onAdd={addUrl} />
          <Button
            variant="default"
            leftSection={<IconPhotoPlus size={15} aria-hidden />}
            onClick={() => open.current?.()}
          >
            Upload
          </Button>
        </Group>
      </Group>
    </Dropzone>
  )
}

function AddByUrl({ onAdd }: { onAdd: (url: string) => Promise<boolean> }) {
  const [opened, popover] = useDisclosure(false)
  const [url, setUrl] = useState('')
  const add = () => {
    popover.close()
    // What was not taken in stays written, to be mended.
    void onAdd(url.trim()).then((isAdded) => {
      if (isAdded) setUrl((now) => (now === url ? '' : now))
      else popover.open()
    })
  }
  return (
    <Popover opened={opened} onChange={popover.toggle} width={340} position="bottom-end" trapFocus>
      <Popover.Target>
        <Button variant="default" leftSection={<IconLink size={15} aria-hidden />} onClick={popover.toggle}>
          By address
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <form
          onSubmit={(event) => {
            event.preventDefault()
            event.stopPropagation()
            if (url.trim() !== '') add()
          }}
        >
          <TextInput
            label="Address of the image"
            description="A public https address. The server fetches and keeps a copy."
            placeholder="https://www.example.com/image.jpg"
            type="url"
            value={url}
            onChange={(event) => setUrl(event.currentTarget.value)}
          />
          <Button mt="xs" type="submit" disabled={url.trim() === ''}>
            Add
          </Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  )
}

/** An image on the clipboard is meant for the library, unless text is being pasted into a field. */
function usePastedImages(add: ((files: File[]) => Promise<unknown>) | null): void {
  const latest = useRef(add)
  useEffect(() => {
    latest.current = add
  })
  useEffect(() => {
    const onPaste = (event: ClipboardEvent) => {
      const files = [...(event.clipboardData?.files ?? [])].filter(({ type }) => ACCEPT.includes(type))
      if (files.length === 0 || latest.current === null) return
      event.preventDefault()
      void latest.current(files)
    }
    window.addEventListener('paste', onPaste)
    return () => window.removeEventListener('paste', onPaste)
  }, [])
}
