import type { Socket } from 'node:net'
import { newId } from '../base/ids.ts'
import { plainProblem } from './errors.ts'
import { BARE_HEADERS } from './security.ts'

/** Answers what is not HTTP enough to become a request, and hangs up. */
export function answerClientError(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return
  }
  const [status, detail] = meaningOf(error.code)
  const { problem, headers } = plainProblem(status, 'invalid_request', detail, newId())
  const body = JSON.stringify(problem)
  const lines = Object.entries({
    ...BARE_HEADERS,
    ...headers,
    'content-length': Buffer.byteLength(body),
    connection: 'close',
  })
  const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')
  socket.end(`HTTP/1.1 ${status} ${problem.title}\r\n${head}\r\n${body}`)
}

function meaningOf(code: string | undefined): [status: number, detail: string] {
  if (code === 'HPE_HEADER_OVERFLOW') return [431, 'The headers are larger than 16 KB.']
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return [408, 'The request did not arrive in time.']
  return [400, 'This is not a well-formed HTTP request.']
}
