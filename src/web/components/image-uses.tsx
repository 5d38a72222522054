import { Anchor, Button, List, Loader, Modal, Stack, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconTrash } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { LibraryAsset } from '../../contract/asset.ts'
import { call } from '../client/call.ts'
import { lineOf, wordsOf } from '../client/problem-words.ts'
import { askToConfirm } from '../ui/confirm.ts'
import { isUnused, usesInShort } from '../ui/image-uses.ts'
import { STATUS_LABELS } from '../ui/labels.ts'
import { useFocusBack } from '../ui/use-focus-back.ts'

/** How much an image is used; a click says by what. */
export function ImageUses({ asset }: { asset: LibraryAsset }) {
  const [isOpen, setOpen] = useState(false)
  if (isUnused(asset.usedBy)) {
    return (
      <Text size="xs" c="dimmed">
        Not used
      </Text>
    )
  }
  const words = `Used in ${usesInShort(asset.usedBy)}`
  return (
    <>
      <Anchor
        component="button"
        type="button"
        size="xs"
        ta="start"
        aria-label={`${words}: ${asset.name}`}
        onClick={() => setOpen(true)}
      >
        {words}
      </Anchor>
      {isOpen && <UsesDialog asset={asset} onClose={() => setOpen(false)} />}
    </>
  )
}

/** Takes an image that nothing shows out of the library, after a question. */
export function RemoveImage({ asset }: { asset: LibraryAsset }) {
  const askToRemove = useRemoval()
  return (
    <Button
      variant="default"
      size="compact-xs"
      leftSection={<IconTrash size={13} aria-hidden />}
      aria-label={`Remove ${asset.name} from the library`}
      onClick={() => askToRemove(asset)}
    >
      Remove
    </Button>
  )
}

function UsesDialog({ asset, onClose }: { asset: LibraryAsset; onClose: () => void }) {
  useFocusBack()
  const uses = useQuery({
    queryKey: ['asset-uses', asset.id],
    queryFn: ({ signal }) => call('readAssetUses', { params: { id: asset.id }, signal }),
  })
  return (
    <Modal opened onClose={onClose} title={`What shows ${asset.name}`}>
      {uses.isPending && <Loader size="sm" />}
      {uses.isError && (
        <Text size="sm" role="alert">
          {wordsOf(uses.error).detail}
        </Text>
      )}
      {uses.isSuccess && (
        <Stack gap="sm">
          {uses.data.campaigns.length > 0 && (
            <List size="sm" spacing={4} aria-label="Campaigns">
              {uses.data.campaigns.map(({ id, name, status, archived }) => (
                <List.Item key={id}>
                  <Link to="/campaigns/$campaignId" params={{ campaignId: id }}>
                    {name}
                  </Link>{' '}
                  <Text span size="xs" c="dimmed">
                    {archived ? 'Archived' : STATUS_LABELS[status]}
                  </Text>
                </List.Item>
              ))}
            </List>
          )}
          {uses.data.templates.length > 0 && (
            <List size="sm" spacing={4} aria-label="Templates">
              {uses.data.templates.map(({ id, name }) => (
                <List.Item key={id}>
                  <Link to="/templates">{name}</Link>{' '}
                  <Text span size="xs" c="dimmed">
                    Template
                  </Text>
                </List.Item>
              ))}
            </List>
          )}
          {uses.data.isMore && (
            <Text size="xs" c="dimmed">
              There are more than are listed here.
            </Text>
          )}
        </Stack>
      )}
    </Modal>
  )
}

function useRemoval(): (asset: LibraryAsset) => void {
  const queries = useQueryClient()
  const remove = useMutation({
    mutationFn: async ({ id }: LibraryAsset) => await call('removeAsset', { params: { id } }),
    onSuccess: (_, { name }) => notifications.show({ message: `${name} is out of the library.` }),
    onError: (error) =>
      notifications.show({ color: 'red', title: 'Not removed', message: lineOf(error), autoClose: 9000 }),
    onSettled: async () => await queries.invalidateQueries({ queryKey: ['assets'] }),
  })
  return (asset) =>
    askToConfirm({
      title: 'Remove this image from the library?',
      text: `Nothing shows ${asset.name} now. Earlier states of campaigns keep it, and uploading it again brings it back.`,
      confirm: 'Remove',
      cancel: 'Keep it',
      isDanger: true,
      onConfirm: () => remove.mutate(asset),
    })
}
