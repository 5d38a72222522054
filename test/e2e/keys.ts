import type { Locator, Page } from 'playwright-core'
import { until } from './stage.ts'

/** What somebody sees who has no mouse. */

export const hasFocus = async (locator: Locator): Promise<boolean> =>
  await locator.evaluate((element) => element === document.activeElement).catch(() => false)

/** Whether something on the page has the focus, and shows it. */
export async function focusIsSeen(page: Page): Promise<boolean> {
  return await page.evaluate(() => {
    const element = document.activeElement
    if (!(element instanceof HTMLElement) || element === document.body) return false
    if (element.id === 'main' || element.getAttribute('role') === 'dialog') return true
    const ring = getComputedStyle(document.documentElement).getPropertyValue('--mantine-primary-color-filled')
    const probe = document.createElement('i')
    probe.style.color = ring
    document.body.append(probe)
    const colour = getComputedStyle(probe).color
    probe.remove()
    // A box of several choices draws its ring around the text field, a radio or a switch beside it, a cell of the table within.
    const cell = element.closest('td[data-active], th[data-active]')
    if (cell !== null && getComputedStyle(cell).boxShadow.includes(colour)) return true
    const around = [
      element,
      element.nextElementSibling,
      element.closest('.mantine-Input-input, .mantine-PillsInput-input, .mantine-MultiSelect-input'),
    ]
    return around.some((each) => {
      if (each == null) return false
      const { outlineStyle, outlineWidth, borderColor } = getComputedStyle(each)
      return (outlineStyle !== 'none' && outlineWidth !== '0px') || borderColor === colour
    })
  })
}

/** Presses Tab until the element has the focus, which is on the page and visible all the way. */
export async function tabTo(page: Page, locator: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  for (let steps = 0; steps < 80; steps += 1) {
    if (await hasFocus(locator)) return
    await page.keyboard.press(key)
    if (await focusIsSeen(page)) continue
    const where = await page.evaluate(() => document.activeElement?.outerHTML.slice(0, 200))
    await until(`the focus is seen on ${where}`, async () => await focusIsSeen(page))
  }
  throw new Error(`Tab never came to ${locator.toString()}.`)
}
