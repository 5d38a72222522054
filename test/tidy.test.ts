import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { LEADING, PAGES, pathsOf } from './e2e/pages.ts'

const SRC = fileURLToPath(new URL('../src', import.meta.url))

/** Which layer may import which. The emulator stands apart: it must not inherit our client's misunderstandings. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  contract: [],
  base: [],
  store: ['base', 'contract'],
  google: ['base', 'contract'],
  domain: ['store', 'google', 'base', 'contract'],
  api: ['domain', 'base', 'contract'],
  worker: ['domain', 'base', 'contract'],
  emulator: [],
  web: ['contract'],
  cli: ['api', 'worker', 'domain', 'store', 'google', 'emulator', 'base', 'contract'],
}

const MAX_LINES = 400

interface Source {
  path: string
  layer: string
  text: string
}

const sources = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path) && !path.includes('generated'))
  .map((path): Source => ({ path, layer: path.split('/')[0]!, text: readFileSync(join(SRC, path), 'utf8') }))
const code = sources.filter(({ path }) => !/\.test\.tsx?$/.test(path))

function importsOf({ path, text }: Source): string[] {
  return [...text.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)].map(([, target]) =>
    relative(SRC, resolve(SRC, dirname(path), target!)),
  )
}

it('knows every layer', () => {
  expect(new Set(sources.map(({ layer }) => layer)).difference(new Set(Object.keys(MAY_IMPORT)))).toEqual(
    new Set(),
  )
  expect(code.length).toBeGreaterThan(100)
})

it('layers import only what stands below them', () => {
  const wrong = code.flatMap((source) =>
    importsOf(source)
      .map((target) => target.split('/')[0]!)
      .filter((layer) => layer !== source.layer && !MAY_IMPORT[source.layer]!.includes(layer))
      .map((layer) => `${source.path} imports ${layer}`),
  )
  expect(wrong).toEqual([])
})

it('imports name files that exist', () => {
  const wrong = sources.flatMap((source) =>
    importsOf(source)
      .filter((target) => /\.(ts|tsx)$/.test(target) && !existsSync(join(SRC, target)))
      .map((target) => `${source.path} imports ${target}`),
  )
  expect(wrong).toEqual([])
})

it('SQL stands in the store alone', () => {
  const sql = /[`'"]\s*(select\s[\s\S]{0,200}\sfrom\s|insert\s+into\s|update\s+\w+\s+set\s|delete\s+from\s)/
  // GAQL, Google's query language, begins with SELECT too, and the lock of the data directory is SQLite's.
  const ours = code.filter(
    ({ layer, text }) => !['store', 'emulator'].includes(layer) && !/sqlite/.test(text),
  )
  const wrong = ours.filter(({ text }) => sql.test(text))
  expect(wrong.map(({ path }) => path)).toEqual([])
})

it('the driver of the database is used by the store alone', () => {
  const wrong = code.filter(({ layer, text }) => layer !== 'store' && /from 'pg'/.test(text))
  expect(wrong.map(({ path }) => path)).toEqual([])
})

it('no file is longer than 400 lines', () => {
  const long = sources
    .map(({ path, text }) => ({ path, lines: text.split('\n').length - 1 }))
    .filter(({ lines }) => lines > MAX_LINES)
  expect(long).toEqual([])
})

it('nothing is exported by default and no folder has a barrel', () => {
  expect(code.filter(({ text }) => /^export default /m.test(text)).map(({ path }) => path)).toEqual([])
  expect(sources.filter(({ path }) => /(^|\/)index\.tsx?$/.test(path)).map(({ path }) => path)).toEqual([])
})

it('every page of the web interface is in the list that the stories of all pages go through', () => {
  const told = [...Object.keys(PAGES), ...LEADING].sort()
  expect(told).toEqual(pathsOf(readFileSync(join(SRC, 'web/routes.tsx'), 'utf8')).toSorted())
})
