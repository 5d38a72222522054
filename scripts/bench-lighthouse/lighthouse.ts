import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { findChromium } from '../../test/chromium.ts'

const HERE = fileURLToPath(new URL('.', import.meta.url))
const PROGRAM = fileURLToPath(new URL('node_modules/lighthouse/cli/index.js', import.meta.url))

/** A page as Lighthouse opens it: throttled as it does by itself (simulated from a load without limits), so that a score is what people know. */
export interface Visit {
  name: string
  path: string
  device: 'desktop' | 'phone'
}

/** Scores out of 100, milliseconds, and how fast Lighthouse found this machine at that moment. */
export interface Report {
  scores: Record<string, number>
  metrics: Record<string, number>
  machine: number
}

/** It weighs more than the product: it is fetched for this measurement, and by nothing else. */
export function installLighthouse(): void {
  if (existsSync(PROGRAM)) return
  console.log('Fetching Lighthouse (npm ci in scripts/bench-lighthouse).')
  const options = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
  const { status } = spawnSync('npm', options, { cwd: HERE, stdio: 'inherit' })
  if (status !== 0) throw new Error('The npm package lighthouse could not be fetched: see npm above.')
}

/** In a browser of its own that was never here, signed in by the cookie. */
export async function visit(
  { url, cookie }: { url: string; cookie: string },
  { path, device }: Visit,
): Promise<Report> {
  const answer = await run([
    `${url}${path}`,
    '--quiet',
    '--output=json',
    '--only-categories=performance,accessibility,best-practices,seo',
    '--disable-full-page-screenshot',
    `--extra-headers=${JSON.stringify({ Cookie: cookie })}`,
    '--chrome-flags=--headless=new --no-sandbox --disable-gpu',
    ...(device === 'desktop' ? ['--preset=desktop'] : []),
  ])
  const { categories, audits, environment, runtimeError } = JSON.parse(answer) as LighthouseResult
  if (runtimeError !== undefined) throw new Error(`Lighthouse: ${runtimeError.message}`)
  return {
    scores: Object.fromEntries(
      Object.entries(categories).map(([name, { score }]) => [name, Math.round((score ?? 0) * 100)]),
    ),
    metrics: Object.fromEntries(
      Object.entries(audits).map(([name, { numericValue }]) => [name, numericValue ?? Number.NaN]),
    ),
    machine: environment.benchmarkIndex,
  }
}

interface LighthouseResult {
  categories: Record<string, { score: number | null }>
  audits: Record<string, { numericValue?: number }>
  environment: { benchmarkIndex: number }
  runtimeError?: { message: string }
}

async function run(options: readonly string[]): Promise<string> {
  const chromium = findChromium()
  if (chromium === undefined) throw new Error('There is no Chromium; set CHROMIUM_PATH.')
  const child = spawn(process.execPath, [PROGRAM, ...options], {
    env: { ...process.env, CHROME_PATH: chromium },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let answer = ''
  for await (const part of child.stdout.setEncoding('utf8')) answer += part
  return answer
}
