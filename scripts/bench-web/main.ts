// Measures the web interface in Chromium, in the largest workspace of a database of `npm run bench:seed`: what the first page
// loads, how long frames take while the table scrolls, and how long a change of filter or order takes to show its rows.
// node scripts/bench-web/main.ts [--rows 8000] [--changes 40] [--data bench-data | --url postgres://...]
import { parseArgs } from 'node:util'
import { startBenchServer } from '../bench/server.ts'
import { firstLoad, listChanges, scrolling } from './measure.ts'
import { openProduct } from './product.ts'

const { values: options } = parseArgs({
  options: {
    rows: { type: 'string', default: '8000' },
    changes: { type: 'string', default: '40' },
    data: { type: 'string' },
    url: { type: 'string' },
  },
})
/** Compressed JavaScript of the first page, in bytes; milliseconds of a frame, and from a click to its rows, at p95. */
const BUDGET = { script: 250_000, frameMs: 16, changeMs: 100 }

const server = await startBenchServer(options)
let failed = true
try {
  const product = await openProduct(server.url)
  try {
    const loaded = await firstLoad(product, '/campaigns')
    console.log(
      `First page: ${(loaded.script / 1000).toFixed(0)} kB of compressed JavaScript in ${loaded.files} files, rows after ${loaded.rowsMs.toFixed(0)} ms (${product.campaigns} campaigns in the workspace).`,
    )
    const frames = await scrolling(product, Number(options.rows))
    console.log(`Scrolling over ${frames.rows} rows, ${frames.times.count} frames: ${inWords(frames.times)}.`)
    const changes = await listChanges(product, Number(options.changes))
    console.log(`${changes.count} changes of filter and order, click to rows: ${inWords(changes)}.`)
    const over = [
      ...(loaded.script > BUDGET.script ? ['first page'] : []),
      ...(frames.times.p95 > BUDGET.frameMs ? ['frames'] : []),
      ...(changes.p95 > BUDGET.changeMs ? ['changes'] : []),
    ]
    console.log(over.length === 0 ? 'All within budget.' : `Over budget: ${over.join(', ')}.`)
    failed = over.length > 0
  } finally {
    await product.close()
  }
} finally {
  await server.stop()
}
process.exit(failed ? 1 : 0)

function inWords({
  p50,
  p95,
  p99,
  longest,
}: {
  p50: number
  p95: number
  p99: number
  longest: number
}): string {
  const [half, most, nearlyAll, all] = [p50, p95, p99, longest].map((ms) => ms.toFixed(1))
  return `p50 ${half} ms, p95 ${most}, p99 ${nearlyAll}, longest ${all}`
}
