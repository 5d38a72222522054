import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Keeps a second emulator out of a folder. The lock of a process that was killed counts for nothing. */
export function lockFolder(folder: string): () => void {
  const path = join(folder, 'emulator.lock')
  const mine = `${process.pid} ${startOf(process.pid)}`
  try {
    writeFileSync(path, mine, { flag: 'wx' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    const holder = readFileSync(path, 'utf8')
    if (isAlive(holder))
      throw new Error(`Another emulator (process ${holder.split(' ')[0]}) uses ${folder}.`, { cause: error })
    writeFileSync(path, mine)
  }
  return () => rmSync(path, { force: true })
}

/** Alive, and the same process: after a crash its number may belong to another one. */
function isAlive(holder: string): boolean {
  const [pid, ...start] = holder.split(' ')
  try {
    process.kill(Number(pid), 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
  return start.join(' ') === startOf(Number(pid))
}

/** When a process began, where the system tells; empty elsewhere. */
function startOf(pid: number): string {
  const path = `/proc/${pid}/stat`
  if (!existsSync(path)) return ''
  // The name in parentheses may hold spaces; the start is the 20th value after it.
  return (
    readFileSync(path, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')[19] ?? ''
  )
}
