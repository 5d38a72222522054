#!/usr/bin/env node
// Starts the program. CommonJS that any Node since 12 can read, because its first job is to notice an old Node:
// the program itself is TypeScript, which Node runs directly since 22.18. On an older one it runs itself again
// with the Node 24 that npm installed beside it.
'use strict'

const { spawn, spawnSync } = require('node:child_process')
const { existsSync } = require('node:fs')
const { enableCompileCache } = require('node:module')
const { constants } = require('node:os')
const { dirname, join } = require('node:path')
const { pathToFileURL } = require('node:url')

const ROOT = join(__dirname, '..')

if (process.argv[2] === '--build-web') {
  buildWeb()
} else if (runsTypeScript(process.versions.node)) {
  run()
} else {
  runWithPackagedNode()
}

function runsTypeScript(version) {
  const [major, minor] = version.split('.').map(Number)
  return major >= 24 || (major === 23 && minor >= 6) || (major === 22 && minor >= 18)
}

function run() {
  // What Node makes of our text is kept beside the packages, which halves the time to start. Where that cannot be written, nothing is.
  if (enableCompileCache) enableCompileCache(join(ROOT, 'node_modules/.cache/node'))
  silenceExperimentalWarnings()
  stopWithLauncher()
  import(pathToFileURL(join(ROOT, 'src/cli/main.ts')).href).catch((error) => {
    // A missing package is the user's to mend; anything else is a bug and keeps its stack.
    const missing =
      error && error.code === 'ERR_MODULE_NOT_FOUND' && /Cannot find package '([^']+)'/.exec(error.message)
    if (missing) fail(`gacm: the package "${missing[1]}" is not installed. Run "npm install" in ${ROOT}.`)
    process.stderr.write(`${(error && error.stack) || error}\n`)
    process.exit(1)
  })
}

/** Two features that we rely on and that Node still announces as experimental on some of its supported lines. */
function silenceExperimentalWarnings() {
  const emitWarning = process.emitWarning
  process.emitWarning = function (warning, ...rest) {
    const kind = typeof rest[0] === 'object' && rest[0] !== null ? rest[0].type : rest[0]
    if (kind === 'ExperimentalWarning' && /Type Stripping|SQLite/i.test(String(warning))) return
    emitWarning.call(process, warning, ...rest)
  }
}

/** A launcher that was killed with -9 cannot tell us. Its end of the channel closes, and then we end in order. */
function stopWithLauncher() {
  if (!process.env.GACM_LAUNCHED || !process.channel) return
  delete process.env.GACM_LAUNCHED
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'))
  process.channel.unref()
}

function runWithPackagedNode() {
  const node = packagedNode()
  if (!node) {
    fail(
      `gacm: Node ${process.versions.node} is too old. Install Node 22.18 or newer, or run "npm install" in ${ROOT} without --omit=optional, which brings one (Linux).`,
    )
  }
  const child = spawn(node, [__filename, ...process.argv.slice(2)], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: Object.assign({}, process.env, { GACM_LAUNCHED: '1' }),
  })
  child.on('error', (error) => fail(`gacm: ${node} does not start: ${error.message}`))
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT']) {
    // In a terminal Ctrl-C goes to every process of the group: sending it on would make it two.
    process.on(signal, () => {
      if (!(process.stdin.isTTY && (signal === 'SIGINT' || signal === 'SIGQUIT'))) child.kill(signal)
    })
  }
  child.on('exit', (code, signal) => process.exit(signal ? 128 + constants.signals[signal] : code))
}

function packagedNode() {
  if (process.platform !== 'linux') return undefined
  try {
    // By way of package.json: a package without "exports" lets any file be resolved, a later one might not.
    return join(dirname(require.resolve(`node-linux-${process.arch}/package.json`)), 'bin/node')
  } catch {
    return undefined
  }
}

/** Called by npm after every install. A missing tool is no reason to fail somebody's `npm install`. */
function buildWeb() {
  if (!existsSync(join(ROOT, 'src/web/index.html'))) return
  let vite
  try {
    vite = join(dirname(require.resolve('vite/package.json')), 'bin/vite.js')
  } catch {
    return
  }
  const node = runsTypeScript(process.versions.node) ? process.execPath : packagedNode()
  if (!node) return
  const build = spawnSync(node, [vite, 'build', '--logLevel', 'warn'], { cwd: ROOT, stdio: 'inherit' })
  if (build.status !== 0)
    process.stderr.write('gacm: the web interface was not built. "npm run build" shows why.\n')
}

function fail(line) {
  process.stderr.write(`${line}\n`)
  process.exit(1)
}
