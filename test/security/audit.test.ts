import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { afterEach, beforeEach, expect, test } from 'vitest'

// The real npm against a registry of our own, which knows of a hole in one package, or of nothing at all.

const SCRIPT = fileURLToPath(new URL('../../scripts/audit.ts', import.meta.url))

let registry: Server | undefined
/** npm keeps what it has worked out of an advisory. */
let cache: string
beforeEach(() => {
  cache = mkdtempSync(join(tmpdir(), 'gacm-npm-'))
})
afterEach(() => {
  registry?.close()
  rmSync(cache, { recursive: true })
})

async function startRegistry(severity: string | undefined): Promise<string> {
  registry = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      if (severity === undefined) return response.writeHead(405).end()
      // What versions there are is asked for as well.
      if (request.method === 'GET') return response.writeHead(404).end('{}')
      const body = Buffer.concat(chunks)
      const asked = JSON.parse((body[0] === 0x1f ? gunzipSync(body) : body).toString()) as object
      const advisory = {
        id: 1,
        url: 'https://example.com/advisory',
        title: 'A hole',
        severity,
        vulnerable_versions: '*',
        cwe: [],
        cvss: { score: 0, vectorString: null },
      }
      response.writeHead(200, { 'content-type': 'application/json' })
      return response.end(JSON.stringify('fastify' in asked ? { fastify: [advisory] } : {}))
    })
  })
  registry.listen(0, '127.0.0.1')
  await once(registry, 'listening')
  return `http://127.0.0.1:${(registry.address() as AddressInfo).port}/`
}

async function audit(severity: string | undefined): Promise<[code: number, output: string]> {
  const child = spawn(process.execPath, [
    SCRIPT,
    `--registry=${await startRegistry(severity)}`,
    `--cache=${cache}`,
  ])
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const [code] = (await once(child, 'close')) as [number]
  return [code, output]
}

test('a hole that is high fails it, and is named', async () => {
  const [code, output] = await audit('high')
  expect([code, output]).toEqual([1, expect.stringContaining('high: fastify')])
})

test('one that is low is named', async () => {
  const [code, output] = await audit('low')
  expect([code, output]).toEqual([0, expect.stringContaining('low: fastify')])
})

test('a registry without advisories is said', async () => {
  const [code, output] = await audit(undefined)
  expect([code, output]).toEqual([0, expect.stringContaining('gives no advisories')])
})
