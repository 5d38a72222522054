// `npm test`: everything. With arguments (`npm test -- src/store`) only the tests whose path contains one of them.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { constants } from 'node:os'
import { delimiter, join, relative } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { AppError } from '../src/base/errors.ts'
import { findBinaries } from '../src/cli/postgres-binaries.ts'
import { findChromium } from '../test/chromium.ts'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const CACHE = join(ROOT, 'node_modules/.cache')
const CONTRACT = 'test/google-contract'
/** What the build of the web interface is made of, beside the files in src. */
const SOURCES_OF_WEB = ['src', 'package-lock.json', 'postcss.config.cjs', 'vite.config.ts']

interface Report {
  numPassedTests: number
  numFailedTests: number
  testResults: {
    name: string
    status: string
    message: string
    assertionResults: { status: string; fullName: string; failureMessages: string[] }[]
  }[]
}

const filters = process.argv.slice(2)
const environment = prepare()
let failedChecks = 0
const failures: string[] = []
const isWhole = filters.length === 0
const needsWeb = isWhole || filters.some((filter) => filter.includes('e2e'))
for (const [command, ...args] of [
  ...(needsWeb && !isBuilt() ? [['vite', 'build', '--logLevel', 'warn'] as const] : []),
  ...(isWhole ? [['npm', 'run', '--silent', 'check'] as const] : []),
]) {
  if ((await run(command, args)) === 0) continue
  failures.push(`"${[command, ...args].join(' ')}" failed.`)
  failedChecks += 1
}
// What all the others sent to the emulator, and what it answered, is held against Google's own definitions at the end.
const runs =
  filters.length > 0
    ? [await runTests(filters)]
    : [await runTests([`--exclude=${CONTRACT}/**`]), await runTests([CONTRACT])]
if (filters.length === 0) rmSync(environment['GACM_TEST_EXCHANGES']!, { recursive: true })
const tests = {
  passed: runs.reduce((sum, { passed }) => sum + passed, 0),
  failed: runs.reduce((sum, { failed }) => sum + failed, 0),
}
// The run is long: what failed in its first part is said again where somebody reads.
for (const failure of failures) console.log(failure)
console.log(`${tests.passed} passed, ${tests.failed + failedChecks} failed`)
process.exit(tests.failed + failedChecks === 0 ? 0 : 1)

/** Makes sure of what the tests need and npm cannot bring. Ends with one line where it cannot. */
function prepare(): NodeJS.ProcessEnv {
  try {
    if (!process.env['TEST_DATABASE_URL']) findBinaries()
  } catch (error) {
    stop(error instanceof AppError ? error.message : String(error))
  }
  const chromium = findChromium() ?? installChromium()
  installDefinitions()
  return {
    ...process.env,
    ...(filters.length === 0 ? recording() : {}),
    CHROMIUM_PATH: chromium,
    // Every file of tests is a process: what Node makes of their text is kept, as the program does for its own.
    NODE_COMPILE_CACHE: join(CACHE, 'node'),
    PATH: [join(ROOT, 'node_modules/.bin'), process.env['PATH']].join(delimiter),
  }
}

/** Whether the web interface is built of what is here: installing builds it too. */
function isBuilt(): boolean {
  const built = statSync(join(ROOT, 'dist/web/index.html'), { throwIfNoEntry: false })?.mtimeMs ?? 0
  // A folder is as new as the last file that came into it or went.
  return [
    ...SOURCES_OF_WEB,
    ...readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' }).map((path) => join('src', path)),
  ].every((path) => statSync(join(ROOT, path)).mtimeMs < built)
}

/** Google's definitions weigh more than the product: they are fetched for the tests, and by nothing else. */
function installDefinitions(): void {
  if (existsSync(join(ROOT, CONTRACT, 'node_modules/google-ads-node'))) return
  console.log("Fetching Google's definitions of its API for the tests (npm ci in test/google-contract).")
  const options = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
  const { status } = spawnSync('npm', options, { cwd: join(ROOT, CONTRACT), stdio: 'inherit' })
  if (status !== 0)
    stop('The tests need the npm package google-ads-node, and it could not be fetched: see npm above.')
}

/** Every process of the run keeps what its emulator hears. */
function recording(): NodeJS.ProcessEnv {
  mkdirSync(CACHE, { recursive: true })
  const recorder = pathToFileURL(join(ROOT, CONTRACT, 'record.mjs')).href
  return {
    GACM_TEST_EXCHANGES: mkdtempSync(join(CACHE, 'exchanges-')),
    NODE_OPTIONS: [process.env['NODE_OPTIONS'], `--import=${recorder}`].filter(Boolean).join(' '),
  }
}

function installChromium(): string {
  const wanted = process.env['CHROMIUM_PATH']
  if (wanted) stop(`CHROMIUM_PATH names ${wanted}, which is not there.`)
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
    stop(
      'The browser tests need Chromium: install it (Debian: "sudo apt-get install chromium") or set CHROMIUM_PATH.',
    )
  }
  console.log('Installing Chromium for the browser tests (apt-get install chromium).')
  const options = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }, encoding: 'utf8' } as const
  const packages = ['chromium', 'fonts-liberation']
  spawnSync('apt-get', ['-qq', 'update'], options)
  const install = spawnSync(
    'apt-get',
    ['-qq', '-y', '--no-install-recommends', 'install', ...packages],
    options,
  )
  const found = findChromium()
  if (found !== undefined) return found
  return stop(
    `Chromium could not be installed: ${install.stderr.trim().split('\n').at(-1) ?? 'apt-get failed'}`,
  )
}

async function runTests(options: readonly string[]): Promise<{ passed: number; failed: number }> {
  const file = join(CACHE, `test-report-${process.pid}.json`)
  const status = await run('vitest', [
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
    ...options,
  ])
  if (!existsSync(file)) {
    failures.push(`vitest ${options.join(' ')}: ended with ${status} and no report.`)
    return { passed: 0, failed: 1 }
  }
  const report = JSON.parse(readFileSync(file, 'utf8')) as Report
  rmSync(file)
  // A file that cannot even be loaded has no failed test in it.
  const broken = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && assertionResults.every((one) => one.status !== 'failed'),
  ).length
  failures.push(...report.testResults.flatMap(failuresOf))
  const failed = report.numFailedTests + broken
  if (failed > 0 || status === 0) return { passed: report.numPassedTests, failed }
  failures.push(`vitest ${options.join(' ')}: an error outside any test, see "Unhandled Errors" above.`)
  return { passed: report.numPassedTests, failed: 1 }
}

/** Where it failed, the first line of why, and the line of the test. */
function failuresOf({ name, status, message, assertionResults }: Report['testResults'][number]): string[] {
  const failed = assertionResults.filter((one) => one.status === 'failed')
  const line = (title: string, why: string): string => {
    const at = why.split('\n').find((frame) => /^\s+at /.test(frame) && frame.includes(name))
    return [`FAILED ${relative(ROOT, name)}${title}`, `  ${why.split('\n')[0]}`, at]
      .filter(Boolean)
      .join('\n')
  }
  if (failed.length === 0) return status === 'failed' ? [line('', message)] : []
  return failed.map(({ fullName, failureMessages }) => line(` > ${fullName}`, failureMessages[0] ?? ''))
}

/** Runs a command to its end. Ctrl-C ends the command, which clears up behind itself, and then us. */
async function run(command: string, args: readonly string[]): Promise<number> {
  const child = spawn(command, args, { cwd: ROOT, env: environment, stdio: 'inherit' })
  let interrupted: NodeJS.Signals | undefined
  const listeners = (['SIGINT', 'SIGTERM', 'SIGHUP'] as const).map((signal) => {
    const listener = (): void => {
      interrupted = signal
      // A terminal has told the child as well.
      // Vitest clears up on a SIGTERM, and not on a SIGHUP.
      if (!process.stdin.isTTY || signal !== 'SIGINT') child.kill(signal === 'SIGHUP' ? 'SIGTERM' : signal)
    }
    process.on(signal, listener)
    return { signal, listener }
  })
  const status = await new Promise<number>((resolve) => {
    child.once('error', (error) => stop(`${command} does not start: ${error.message}`))
    child.once('exit', (code, signal) => resolve(code ?? 128 + constants.signals[signal!]))
  })
  for (const { signal, listener } of listeners) process.off(signal, listener)
  if (interrupted !== undefined) process.exit(128 + constants.signals[interrupted])
  return status
}

function stop(line: string): never {
  console.log(line)
  process.exit(1)
}
