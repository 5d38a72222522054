import type { BrowserContext } from 'playwright-core'
import { launchBrowser } from '../../test/e2e/browser.ts'
import { serveProduct, type Product as Served } from '../bench/product.ts'

/** Frames come as fast as they are made, so that the time between two is what one takes. */
const UNBOUND = ['--disable-frame-rate-limit', '--disable-gpu-vsync']

/** The product on a database, and a browser that is signed in to its largest workspace. */
export interface Product extends Served {
  context: BrowserContext
}

export async function openProduct(databaseUrl: string): Promise<Product> {
  const served = await serveProduct(databaseUrl)
  const browser = await launchBrowser(UNBOUND)
  const close = async (): Promise<void> => {
    await browser.close()
    await served.close()
  }
  try {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-US' })
    const [name, value] = served.cookie.split('=') as [string, string]
    await context.addCookies([{ name, value, url: served.url }])
    return { ...served, context, close }
  } catch (error) {
    await close()
    throw error
  }
}
