import { readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const WEB = join(ROOT, 'src/web')
const PACKAGES = join(ROOT, 'node_modules/@mantine')
const STYLES = join(PACKAGES, 'core/styles')
/** What belongs to no component. */
const FOR_ALL = ['default-css-variables', 'baseline', 'global']

const read = (path: string): string => readFileSync(path, 'utf8')
const classesOf = (text: string): string[] => text.match(/\bm_[0-9a-f]+/g) ?? []
const filesIn = (folder: string, ending: RegExp): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => ending.test(name))
    .map((name) => join(folder, name))

/** The names that a file takes from a package, and not only as types. */
function namesFrom(text: string, from: string): string[] {
  const imports = [...text.matchAll(/^import \{([^}]*)\} from ['"]([^'"]+)['"]/gm)]
  return imports
    .filter(([, , source]) => source === from)
    .flatMap(([, names]) => names!.split(','))
    .map((name) => name.trim().split(' as ')[0]!)
    .filter((name) => name !== '' && !name.startsWith('type '))
}

/** The files of classes that come with these names of the kit: a Select brings those of its Input and its Popover. */
function classFilesOf(names: readonly string[]): Set<string> {
  const index = read(join(PACKAGES, 'core/esm/index.mjs'))
  const homes = new Map(
    [...index.matchAll(/^import \{([^}]*)\} from "(\.[^"]+)"/gm)].flatMap(([, exported, file]) =>
      exported!.split(',').map((name) => [name.trim(), join(PACKAGES, 'core/esm', file!)] as const),
    ),
  )
  const open = names.flatMap((name) => homes.get(name) ?? [])
  const seen = new Set(open)
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    for (const [, target] of read(path).matchAll(/^import [^"\n]*"(\.[^"]+)"/gm)) {
      const next = resolve(dirname(path), target!)
      if (seen.has(next)) continue
      seen.add(next)
      open.push(next)
    }
  }
  return new Set([...seen].filter((path) => path.endsWith('.module.mjs')))
}

it('every control of the kit that the interface uses brings its styles, and no other does', () => {
  const sources = filesIn(WEB, /\.tsx?$/).map(read)
  const kits = new Set(sources.flatMap((text) => text.match(/(?<=from '@mantine\/)(?!core|hooks)\w+/g) ?? []))
  const files = [
    ...sources,
    ...[...kits].flatMap((kit) => filesIn(join(PACKAGES, kit, 'esm'), /\.mjs$/).map(read)),
  ]
  const names = [...new Set(files.flatMap((text) => namesFrom(text, '@mantine/core')))]
  expect(names.length, 'the controls are found').toBeGreaterThan(40)

  const used = new Set([...classFilesOf(names)].flatMap((path) => classesOf(read(path))))
  const wanted = readdirSync(STYLES)
    .filter((file) => file.endsWith('.css') && !file.endsWith('.layer.css'))
    .filter((file) => classesOf(read(join(STYLES, file))).some((name) => used.has(name)))
    .map((file) => basename(file, '.css'))
  const brought = [...read(join(WEB, 'mantine.css')).matchAll(/styles\/([\w-]+)\.css/g)].map(
    ([, name]) => name!,
  )
  expect(brought.toSorted()).toEqual([...FOR_ALL, ...wanted].toSorted())
})

it('they stand in the order of the kit, by which one of them wins over another', () => {
  const whole = read(join(PACKAGES, 'core/styles.css'))
  const places = [...read(join(WEB, 'mantine.css')).matchAll(/styles\/([\w-]+)\.css/g)]
    .map(([, name]) => name!)
    .filter((name) => !FOR_ALL.includes(name))
    .map((name) => whole.indexOf(/\.m_[0-9a-f]+/.exec(read(join(STYLES, `${name}.css`)))![0]))
  expect(places).toEqual(places.toSorted((a, b) => a - b))
})
