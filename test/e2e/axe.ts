import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults, RunOptions } from 'axe-core'
import type { Page } from 'playwright-core'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/**
 * What axe finds wrong with a page: each rule with its elements. It runs in the page itself and answers no more than that: the
 * library for Playwright opens another tab for every look, which costs ten times as much as the look.
 */
export async function violationsOf(page: Page, options: RunOptions = {}): Promise<string[]> {
  if (await page.evaluate(() => window.axe === undefined)) await page.evaluate(AXE)
  return await page.evaluate(async (asked) => {
    const { violations } = await window.axe!.run(document, {
      ...asked,
      resultTypes: ['violations'],
      selectors: false,
    })
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
  }, options)
}

declare global {
  interface Window {
    axe?: { run(on: Document, options: RunOptions): Promise<AxeResults> }
  }
}
