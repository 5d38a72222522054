import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { AppError } from '../base/errors.ts'

const FAST_MS = 60_000
const AT_ONCE_MS = 10_000

/**
 * Ends what an earlier gacm that was killed left running on this cluster, and clears the pid file that would keep
 * a new server from starting. Call it while holding the data directory: then whatever runs here has no owner.
 * Committed data is safe with every signal used; SIGKILL only makes the next start replay its log.
 */
export async function clearOrphans(cluster: string): Promise<void> {
  for (const [signal, waitMs] of [
    ['SIGINT', FAST_MS],
    ['SIGQUIT', AT_ONCE_MS],
    ['SIGKILL', AT_ONCE_MS],
  ] as const) {
    const server = serverOf(cluster)
    // Without their server the others know no fast end, so they get the stronger signal at once.
    if (server === undefined && signal === 'SIGINT') continue
    for (const pid of signal === 'SIGINT' ? [server!] : processesOf(cluster)) send(pid, signal)
    if (await gone(cluster, waitMs)) break
  }
  if (processesOf(cluster).length > 0) {
    throw new AppError(
      'misconfigured',
      `The database processes of ${cluster} do not end: ${processesOf(cluster).join(', ')}.`,
    )
  }
  // Its number may belong to an unrelated process by now, and PostgreSQL would then refuse to start.
  rmSync(join(cluster, 'postmaster.pid'), { force: true })
}

async function gone(cluster: string, waitMs: number): Promise<boolean> {
  const deadline = Date.now() + waitMs
  while (processesOf(cluster).length > 0) {
    if (Date.now() > deadline) return false
    await pause(50)
  }
  return true
}

/** The pid of the server in its own words, checked against the processes that really run here. */
function serverOf(cluster: string): number | undefined {
  const pid = writtenPid(cluster)
  return pid !== undefined && processesOf(cluster).includes(pid) ? pid : undefined
}

/** Every process of the server works in the cluster's directory, and nothing else does. */
function processesOf(cluster: string): number[] {
  if (process.platform === 'linux') {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name) && isPostgresIn(name, cluster))
      .map(Number)
  }
  const pid = writtenPid(cluster)
  if (pid === undefined) return []
  const command = spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout ?? ''
  return command.includes(cluster) ? [pid] : []
}

function isPostgresIn(pid: string, cluster: string): boolean {
  try {
    // A shell that somebody opened in the directory is none of ours.
    return (
      readlinkSync(`/proc/${pid}/cwd`) === cluster &&
      readFileSync(`/proc/${pid}/comm`, 'utf8').startsWith('postgres')
    )
  } catch {
    return false
  }
}

function writtenPid(cluster: string): number | undefined {
  const file = join(cluster, 'postmaster.pid')
  const pid = existsSync(file) ? Number.parseInt(readFileSync(file, 'utf8'), 10) : Number.NaN
  return Number.isSafeInteger(pid) && pid > 1 ? pid : undefined
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch {
    // Ended in the meantime.
  }
}
