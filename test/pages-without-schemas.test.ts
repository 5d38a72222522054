import { existsSync, readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const WEB = fileURLToPath(new URL('../src/web', import.meta.url))
/** Its schemas are left out when the interface is built: vite.config.ts. */
const TABLE = /\/contract\/routes\.ts$/
const IMPORT = /^(?:import|export)\s+((?!type\b)[^;'"]*?)\s*from\s*'([^']+)'/gm

/** Files that reach the library of schemas, each with the one that imports it. */
function waysToSchemas(start: string): string[] {
  const reached = new Set([start])
  const found: string[] = []
  for (const file of reached) {
    if (TABLE.test(file)) continue
    for (const [, names = '', target = ''] of readFileSync(file, 'utf8').matchAll(IMPORT)) {
      const isTypes = /^\{(\s*type \w+,?)*\s*\}$/.test(names)
      if (isTypes) continue
      if (target === 'zod') found.push(file)
      const path = resolve(dirname(file), target)
      if (target.startsWith('.') && /\.tsx?$/.test(path) && existsSync(path)) reached.add(path)
    }
  }
  return found
}

it.each(['main.tsx', 'pages/campaign-edit-page.tsx', 'pages/campaign-new-page.tsx'])(
  '%s comes without the library of schemas',
  (page) => expect(waysToSchemas(resolve(WEB, page))).toEqual([]),
)

it('a page that checks what is typed by a schema is seen to', () => {
  expect(waysToSchemas(resolve(WEB, 'pages/set-up-page.tsx'))).not.toEqual([])
})
