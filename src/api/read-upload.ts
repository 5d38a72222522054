import type { FastifyRequest } from 'fastify'
import type { Readable } from 'node:stream'
import { AppError } from '../base/errors.ts'
import { MAX_UPLOAD_BYTES } from '../contract/images.ts'
import type { UploadBudget } from './upload-budget.ts'

export interface UploadedFile {
  name: string
  content: Buffer
}

/**
 * How much of a file that is too large is read and thrown away, so that its sender comes to read our answer; one that
 * sends still more is cut off.
 */
export const MAX_DRAIN_BYTES = 64 * 1024 * 1024

const EXPECTED = 'Send exactly one part: the image, in a field named "file".'

/** Reads the one file of a multipart request into memory, up to the limit and to what all together may take. */
export async function readUpload(request: FastifyRequest, budget: UploadBudget): Promise<UploadedFile> {
  if (Number(request.headers['content-length'] ?? 0) > MAX_DRAIN_BYTES) throw tooLarge()
  let file: UploadedFile | undefined
  try {
    for await (const part of request.parts()) {
      if (part.type !== 'file' || part.fieldname !== 'file') {
        if (part.type === 'file') part.file.resume()
        throw malformed(part.fieldname, `Unknown field "${part.fieldname.slice(0, 100)}". ${EXPECTED}`)
      }
      file = {
        name: part.filename ?? '',
        content: await readAll(part.file, (bytes) => budget.take(request, bytes)),
      }
    }
  } catch (error) {
    throw error instanceof AppError
      ? error
      : malformed('file', `The multipart body is broken. ${EXPECTED}`, error)
  }
  if (file === undefined) throw malformed('file', `There is no file. ${EXPECTED}`)
  return file
}

async function readAll(stream: Readable, take: (bytes: number) => void): Promise<Buffer> {
  let chunks: Buffer[] = []
  let size = 0
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > MAX_DRAIN_BYTES) throw tooLarge()
    if (size > MAX_UPLOAD_BYTES) {
      chunks = []
      continue
    }
    take(chunk.length)
    chunks.push(chunk)
  }
  if (size > MAX_UPLOAD_BYTES) throw tooLarge()
  return Buffer.concat(chunks)
}

function tooLarge(): AppError {
  const message = 'The file is larger than 10 MB. Google takes images of at most 5,120 KB.'
  return new AppError('too_large', message, { errors: [{ path: 'file', code: 'image_too_large', message }] })
}

function malformed(path: string, message: string, cause?: unknown): AppError {
  return new AppError('invalid_request', message, {
    errors: [{ path, code: 'bad_upload', message }],
    ...(cause === undefined ? {} : { cause }),
  })
}
