import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openDataDir, readRunFile } from './data-dir.ts'

let parent: string

beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'gacm-data-dir-'))
})

afterEach(() => {
  rmSync(parent, { recursive: true })
})

test('is made with its parents, and tells who holds it', () => {
  const path = join(parent, 'a/b')
  const dataDir = openDataDir(path)
  dataDir.writeRunFile({ url: 'http://127.0.0.1:4180' })
  expect(readRunFile(path)).toMatchObject({ pid: process.pid, url: 'http://127.0.0.1:4180' })
  expect(statSync(join(path, 'run.json')).mode & 0o777).toBe(0o600)
  expect(() => openDataDir(path)).toThrow(`in use by gacm, process ${process.pid} at http://127.0.0.1:4180`)
  dataDir.release()
  expect(readRunFile(path)).toBeUndefined()
  openDataDir(path).release()
})

test('is free again when its holder was killed', async () => {
  const path = join(parent, 'data')
  const program = `const { openDataDir } = await import(${JSON.stringify(new URL('./data-dir.ts', import.meta.url).href)})
    openDataDir(${JSON.stringify(path)}); gc(); console.log('held'); process.stdin.resume()`
  const holder = spawn(process.execPath, ['--expose-gc', '--input-type=module', '-e', program], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  await once(holder.stdout, 'data')
  expect(readRunFile(path)).toMatchObject({ pid: holder.pid })
  expect(() => openDataDir(path)).toThrow(`process ${holder.pid}`)
  holder.kill('SIGKILL')
  await once(holder, 'exit')
  expect(readRunFile(path)).toBeUndefined()
  openDataDir(path).release()
})

test('keeps a secret from its first use, for its owner alone', () => {
  const dataDir = openDataDir(join(parent, 'data'))
  expect(dataDir.secret('key', () => 'first')).toBe('first')
  expect(dataDir.secret('key', () => 'second')).toBe('first')
  expect(statSync(join(dataDir.path, 'key')).mode & 0o777).toBe(0o600)
  dataDir.release()
})

test('that is a file, or below one, is refused in one line', () => {
  const file = join(parent, 'file')
  writeFileSync(file, '')
  expect(() => openDataDir(file)).toThrow(
    /^The data directory .*file cannot be used: it is a file\. Set GACM_DATA_DIR .*$/,
  )
  expect(() => openDataDir(join(file, 'x'))).toThrow('cannot be used')
})

test.runIf(process.platform === 'linux')('where nothing can be made is refused, not tried for ever', () => {
  expect(() => openDataDir('/proc/gacm/data')).toThrow('cannot be used')
})
