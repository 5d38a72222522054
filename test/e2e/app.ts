import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const LAUNCHER = fileURLToPath(new URL('../../bin/gacm.cjs', import.meta.url))
const START_TIMEOUT_MS = 90_000
const STOP_TIMEOUT_MS = 30_000

/** The whole product as a user runs it: `gacm start` in a process of its own. */
export interface App {
  url: string
  /** The one-time link that it printed; empty where somebody is set up already. */
  setUpUrl: string
  emulatorUrl: string
  dataDir: string
  output(): string
  /** As Ctrl-C. Answers the exit code. */
  stop(): Promise<number | null>
  /** As a power cut, for this process and not for its database. */
  kill(): Promise<void>
  /** Starts again on the same data. */
  restart(): Promise<App>
  /** Stops and removes the data. */
  remove(): Promise<void>
}

export interface AppOptions {
  dataDir?: string
  env?: Record<string, string>
  demo?: boolean
}

/** Starts the product on a data directory of its own and waits until it says where it is. */
export async function startApp({ dataDir, env = {}, demo = false }: AppOptions = {}): Promise<App> {
  const dir = dataDir ?? mkdtempSync(join(tmpdir(), 'gacm-e2e-'))
  const child = spawn(process.execPath, [LAUNCHER, 'start', ...(demo ? [] : ['--no-demo'])], {
    env: { ...process.env, PORT: '0', GACM_DATA_DIR: dir, DATABASE_URL: '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const app: App = {
    url: '',
    setUpUrl: '',
    emulatorUrl: '',
    dataDir: dir,
    output: () => output,
    stop: async () => await end(child, 'SIGINT'),
    kill: async () => void (await end(child, 'SIGKILL')),
    restart: async () => await startApp({ dataDir: dir, env, demo }),
    remove: async () => {
      await end(child, 'SIGINT')
      rmSync(dir, { recursive: true, force: true })
    },
  }
  await printed(
    child,
    () => /Stop\s+Ctrl-C/.test(output),
    () => output,
  )
  const [open = ''] = /http:\/\/\S+/.exec(output.slice(output.indexOf('Open'))) ?? []
  app.url = new URL(open).origin
  app.setUpUrl = open.includes('token=') ? open : ''
  app.emulatorUrl = /emulator at (http:\/\/[\d.]+:\d+)/.exec(output)?.[1] ?? ''
  return app
}

async function printed(child: ChildProcess, isThere: () => boolean, output: () => string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error(`It did not start in time:\n${output()}`)),
      START_TIMEOUT_MS,
    )
    const check = (): void => {
      if (!isThere()) return
      clearTimeout(timer)
      resolve()
    }
    child.stdout?.on('data', check)
    child.once('exit', (code) => {
      clearTimeout(timer)
      reject(new Error(`It ended with ${code}:\n${output()}`))
    })
  })
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode
  return await new Promise((resolve) => {
    const timer = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS)
    child.once('exit', (code) => {
      clearTimeout(timer)
      resolve(code)
    })
    child.kill(signal)
  })
}
