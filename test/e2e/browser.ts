import { chromium, type Browser } from 'playwright-core'
import { findChromium } from '../chromium.ts'

/** Background traffic off: the test machine may have no network, and every refused look-up would be an error on the page. */
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/**
 * Chromium draws the list under its address bar with a page of its own, in every window and for nobody: more work than the
 * page that is looked at. The last list of an argument's kind counts, so what Playwright switches off stands here too.
 */
const FEATURES_OFF = [
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  'AimEnabled',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsFirstBalancedModeAutoEnable',
  'HttpsUpgrades',
  'LensOverlay',
  'MediaRouter',
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
  'PaintHolding',
  'PreconnectToSearch',
  'ThirdPartyStoragePartitioning',
]

/** The machine's own Chromium, headless. */
export async function launchBrowser(more: readonly string[] = []): Promise<Browser> {
  const executablePath = findChromium()
  if (executablePath === undefined) throw new Error('There is no Chromium; set CHROMIUM_PATH.')
  return await chromium.launch({
    executablePath,
    args: [...ARGUMENTS, `--disable-features=${FEATURES_OFF.join()}`, ...more],
  })
}
