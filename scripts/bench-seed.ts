// Fills a database with campaigns, their trees, histories and daily metrics, for `npm run bench:queries`.
// node scripts/bench-seed.ts [--campaigns 1000000] [--workspaces 1000] [--metrics 20000000] [--seed 1]
//   [--data bench-data | --url postgres://...]
import { parseArgs } from 'node:util'
import { seed } from './bench/seed.ts'
import { startBenchServer } from './bench/server.ts'

const { values: options } = parseArgs({
  options: {
    campaigns: { type: 'string', default: '1000000' },
    workspaces: { type: 'string', default: '1000' },
    metrics: { type: 'string', default: '20000000' },
    seed: { type: 'string', default: '1' },
    data: { type: 'string' },
    url: { type: 'string' },
  },
})
const started = Date.now()
const server = await startBenchServer(options)
try {
  await seed(server.url, {
    campaigns: Number(options.campaigns),
    workspaces: Number(options.workspaces),
    metrics: Number(options.metrics),
    seed: Number(options.seed),
    log: (line) => console.log(line),
  })
  console.log(`Seeded in ${Math.round((Date.now() - started) / 1000)} s.`)
} finally {
  await server.stop()
}
