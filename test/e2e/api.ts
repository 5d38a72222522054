import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { App } from './app.ts'

const LAUNCHER = fileURLToPath(new URL('../../bin/gacm.cjs', import.meta.url))

/** A call of the API with a key. */
export type Call = <Answer>(
  method: string,
  path: string,
  body?: unknown,
  headers?: Record<string, string>,
) => Promise<Answer>

/** Calls the API with a new key of an administrator. */
export async function apiOf(app: App, workspace: string): Promise<Call> {
  const key = await makeKey(app, workspace)
  return async (method, path, body, headers = {}) =>
    await answerOf(
      await fetch(`${app.url}/api/v1${path}`, {
        method,
        headers: {
          authorization: `Bearer ${key}`,
          ...(body instanceof FormData || body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: body instanceof FormData ? body : JSON.stringify(body) }),
      }),
    )
}

export async function answerOf<Answer>(response: Response): Promise<Answer> {
  const text = await response.text()
  if (!response.ok) throw new Error(`${response.url} answered ${response.status}: ${text}`)
  return (text === '' ? undefined : JSON.parse(text)) as Answer
}

async function makeKey(app: App, workspace: string): Promise<string> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [LAUNCHER, 'api-key', 'create', '--workspace', workspace, '--role', 'admin', '--name', 'Colleague'],
    { env: { ...process.env, GACM_DATA_DIR: app.dataDir, DATABASE_URL: '' } },
  )
  return stdout.trim()
}
