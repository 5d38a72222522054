import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync, renameSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { asAccount } from './postgres-account.ts'
import type { PostgresBinaries } from './postgres-binaries.ts'
import { serverEnvironment } from './postgres-cluster.ts'
import type { PostgresPlace } from './postgres-place.ts'

/** A server that was started; it may not answer yet. */
export interface PostgresProcess {
  /** Settles when the server has ended, with what its log said last. */
  ended: Promise<string>
  stop: () => Promise<void>
}

const LOG_KEPT_BYTES = 10_000_000
const FAST_MS = 60_000

/** Modest, durable, and reachable from this machine alone. The last three keep rows and statements out of the log. */
const SETTINGS: Record<string, string> = {
  listen_addresses: '127.0.0.1',
  // TCP only: a socket's path is limited to some 100 characters, and every tool understands host and port.
  unix_socket_directories: '',
  max_connections: '60',
  shared_buffers: '128MB',
  timezone: 'UTC',
  log_timezone: 'UTC',
  jit: 'off',
  cluster_name: 'gacm',
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
  log_statement: 'none',
}

/** For tests: as fast as it gets, and worthless after a power cut. */
export const THROWAWAY_SETTINGS: Record<string, string> = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_connections: '200',
}

/** Starts the server. `settings` come on top of ours. */
export function spawnPostgres(
  place: PostgresPlace,
  binaries: PostgresBinaries,
  logFile: string,
  settings: Record<string, string>,
): PostgresProcess {
  const log = openLog(logFile)
  const options = Object.entries({ ...SETTINGS, ...settings }).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ])
  const server = spawn(join(binaries.path, 'bin/postgres'), ['-D', place.cluster, ...options], {
    ...asAccount(place.account),
    env: serverEnvironment(),
    stdio: ['ignore', log.fd, log.fd],
    // In a group of its own: Ctrl-C in a terminal must reach us first, so that the API ends before its database.
    detached: true,
  })
  closeSync(log.fd)
  const watchdog = watchOver(server, place)
  const ended = new Promise<string>((resolve) => {
    server.once('error', (error) => resolve(error.message))
    server.once('exit', () => resolve(lastWords(logFile, log.offset)))
  })
  // Before the server's number can belong to another process.
  void ended.then(() => watchdog?.kill('SIGKILL'))
  return { ended, stop: async () => await stopServer(server, ended) }
}

/** A port that is free now: the one of last time if possible, so that a saved psql command keeps working. */
export async function freePort(preferred: number): Promise<number> {
  return await new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', (error) => (preferred === 0 ? reject(error) : resolve(freePort(0))))
    probe.listen({ host: '127.0.0.1', port: preferred }, () => {
      const address = probe.address()
      const port = typeof address === 'object' && address !== null ? address.port : 0
      probe.close(() => resolve(port))
    })
  })
}

async function stopServer(server: ChildProcess, ended: Promise<string>): Promise<void> {
  if (server.pid === undefined || server.exitCode !== null || server.signalCode !== null) return
  server.kill('SIGINT')
  const slow = setTimeout(() => server.kill('SIGQUIT'), FAST_MS)
  await ended
  clearTimeout(slow)
}

/**
 * A shell that waits for the end of a pipe that only we hold open. However we end, it then stops the server; so a
 * gacm that was killed leaves nothing running, and nothing to clear up unless the shell was killed as well.
 */
function watchOver(server: ChildProcess, { account }: PostgresPlace): ChildProcess | undefined {
  if (server.pid === undefined) return undefined
  const watchdog = spawn(
    '/bin/sh',
    ['-c', 'read -r _; kill -INT "$1"', 'gacm-watchdog', String(server.pid)],
    {
      ...asAccount(account),
      stdio: ['pipe', 'ignore', 'ignore'],
      detached: true,
    },
  )
  // Without a shell the next start still clears up.
  watchdog.on('error', () => {})
  watchdog.stdin?.on('error', () => {})
  watchdog.unref()
  if (watchdog.stdin && 'unref' in watchdog.stdin && typeof watchdog.stdin.unref === 'function')
    watchdog.stdin.unref()
  return watchdog
}

function openLog(file: string): { fd: number; offset: number } {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0
  if (size > LOG_KEPT_BYTES) renameSync(file, `${file}.1`)
  return { fd: openSync(file, 'a', 0o600), offset: size > LOG_KEPT_BYTES ? 0 : size }
}

/** The reason the server gave for ending, from what it logged since it was started. */
function lastWords(file: string, offset: number): string {
  const lines = readFileSync(file).subarray(offset).toString('utf8').trim().split('\n')
  const fatal = lines.findLast((line) => /FATAL|PANIC/.test(line)) ?? lines.at(-1) ?? ''
  return fatal.replace(/^.*?(FATAL|PANIC|LOG|HINT):\s*/, '').trim() || 'it gave no reason'
}
