import { existsSync } from 'node:fs'
import { expect, it } from 'vitest'
import { PAGES, shotName, SHOWN_ON_PHONES } from './e2e/pages.ts'

const picture = (name: string): URL => new URL(`../docs/screenshots/${name}.png`, import.meta.url)

it.each(Object.keys(PAGES))('%s has its pictures in both themes; npm run screenshots takes them', (route) => {
  const kinds = SHOWN_ON_PHONES.includes(route) ? ['', '-phone'] : ['']
  const wanted = kinds.flatMap((kind) =>
    ['light', 'dark'].map((theme) => `${shotName(route)}${kind}-${theme}`),
  )
  expect(wanted.filter((name) => !existsSync(picture(name)))).toEqual([])
})

it('every page that is shown on phones is a page', () => {
  expect(SHOWN_ON_PHONES.filter((route) => PAGES[route] === undefined)).toEqual([])
})
