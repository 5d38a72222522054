import { readFileSync } from 'node:fs'
import { dirname, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
/** The build leaves its schemas out: see vite.config.ts. */
const TABLE = 'src/contract/routes.ts'

/** Every file that comes with the first page: what is imported, and not only for its types or when it is asked for. */
function withFirstPage(): Map<string, string> {
  const found = new Map<string, string>()
  const open = [resolve(ROOT, 'src/web/main.tsx')]
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    const name = relative(ROOT, path)
    if (found.has(name) || !/\.tsx?$/.test(name)) continue
    const text = readFileSync(path, 'utf8')
    found.set(name, text)
    if (name === TABLE) continue
    for (const [, target] of text.matchAll(/^(?:import|export|\}) (?!type\b)[^'\n]*'(\.[^']+)'/gm))
      open.push(resolve(dirname(path), target!))
  }
  return found
}

it('the first page comes without schemas, which are a seventh of what it would weigh', () => {
  const files = withFirstPage()
  expect(files.size, 'the imports are found').toBeGreaterThan(60)
  const heavy = [...files].filter(([name, text]) => name !== TABLE && /from 'zod'/.test(text))
  expect(heavy.map(([name]) => name)).toEqual([])
})

it('the library for passkeys comes with the first question to a device', () => {
  const eager = [...withFirstPage()].filter(([, text]) => /^import (?!type\b).*'@simplewebauthn/m.test(text))
  expect(eager.map(([name]) => name)).toEqual([])
})
