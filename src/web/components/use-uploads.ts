import { notifications } from '@mantine/notifications'
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import type { Asset } from '../../contract/asset.ts'
import { MAX_UPLOAD_BYTES } from '../../contract/images.ts'
import { call } from '../client/call.ts'
import { lineOf } from '../client/problem-words.ts'
import { formatBytes } from '../ui/format.ts'

/**
 * Sends images to the library, one after the other; a failed one is told and does not stop the rest. Each answers
 * whether all were taken in.
 */
export function useUploads(onAdded: (assets: Asset[]) => void) {
  const queries = useQueryClient()
  const [waiting, setWaiting] = useState(0)

  const run = useCallback(
    async (jobs: readonly { name: string; send: () => Promise<Asset> }[]) => {
      setWaiting((before) => before + jobs.length)
      const added: Asset[] = []
      for (const job of jobs) {
        try {
          added.push(await job.send())
        } catch (error) {
          notifications.show({
            color: 'red',
            title: `Not added: ${job.name}`,
            message: lineOf(error),
            autoClose: 9000,
          })
        } finally {
          setWaiting((before) => before - 1)
        }
      }
      if (added.length > 0) {
        onAdded(added)
        void queries.invalidateQueries({ queryKey: ['assets'] })
      }
      return added.length === jobs.length
    },
    [onAdded, queries],
  )

  const addFiles = (files: readonly File[]) => {
    const tooLarge = files.filter(({ size }) => size > MAX_UPLOAD_BYTES)
    for (const { name, size } of tooLarge) {
      const message = `The file has ${formatBytes(size)}; at most ${formatBytes(MAX_UPLOAD_BYTES)} are taken in.`
      notifications.show({ color: 'red', title: `Not added: ${name}`, message, autoClose: 9000 })
    }
    const jobs = files
      .filter((file) => !tooLarge.includes(file))
      .map((file) => ({
        name: file.name,
        send: () => {
          const body = new FormData()
          body.append('file', file)
          return call('createAsset', { body })
        },
      }))
    return run(jobs)
  }
  const addUrl = (url: string) => run([{ name: url, send: () => call('createAsset', { body: { url } }) }])

  return { addFiles, addUrl, waiting }
}
