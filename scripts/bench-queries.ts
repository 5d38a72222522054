// Measures the hot queries in a database of `npm run bench:seed`, beside pgbench, and what writes cost.
// node scripts/bench-queries.ts [--seconds 1] [--clients 1,8,32] [--imports 100000] [--sweep 1]
//   [--data bench-data | --url postgres://...]
import { cpus } from 'node:os'
import { parseArgs } from 'node:util'
import Table from 'cli-table3'
import { type BenchResult, runQueries } from './bench/run-queries.ts'
import { startBenchServer } from './bench/server.ts'
import { MAX_IMPORT_BATCH } from '../src/store/import-campaigns.ts'

const { values: options } = parseArgs({
  options: {
    seconds: { type: 'string', default: '1' },
    clients: { type: 'string', default: '1,8,32' },
    imports: { type: 'string', default: '100000' },
    sweep: { type: 'string', default: '1' },
    data: { type: 'string' },
    url: { type: 'string' },
  },
})
const clients = options.clients.split(',').map(Number)
if (!clients.includes(1)) clients.unshift(1)
/** Times the half-way time of COPY, at most. */
const IMPORT_BUDGET = 2
const started = Date.now()
const server = await startBenchServer(options)
let failed = true
try {
  const result = await runQueries(server.url, {
    seconds: Number(options.seconds),
    clients,
    imports: Number(options.imports),
    sweep: Number(options.sweep),
    log: (line) => process.stderr.write(`${line}\n`),
  })
  print(result)
  failed =
    result.plans.length > 0 ||
    result.queries.some(({ over }) => over) ||
    result.swept.some(({ lists }) => lists.some(isOver)) ||
    result.imported.importMs > IMPORT_BUDGET * (result.imported.copyMs ?? Infinity)
} finally {
  await server.stop()
}
process.exit(failed ? 1 : 0)

function isOver({ ms, budgetMs }: { ms: number; budgetMs: number }): boolean {
  return ms > budgetMs
}

function printSweep({ workspace, lists }: BenchResult['swept'][number]): void {
  for (const budgetMs of new Set(lists.map((list) => list.budgetMs))) {
    const alike = lists.filter((list) => list.budgetMs === budgetMs)
    const times = alike.map(({ ms }) => ms).sort((a, b) => a - b)
    const at = (share: number): string => times[Math.floor((times.length - 1) * share)]!.toFixed(2)
    console.log(
      `Sweep of the ${workspace} workspace, ${alike.length} lists with a budget of ${budgetMs} ms: half take ${at(0.5)}, 99 of 100 ${at(0.99)}, the slowest ${at(1)}; over: ${alike.filter(isOver).length}`,
    )
    for (const { title, ms } of alike.slice(0, 5)) console.log(`  ${ms.toFixed(2)} ${title}`)
  }
}

function print(result: BenchResult): void {
  const { queries, plans, rls, inserts, imported, withPgbench } = result
  const head = ['query', 'workspace', 'budget', 'server', '']
  const perClients = clients.flatMap((count) => [
    `store ${count}`,
    ...(withPgbench ? [`pgbench ${count}`, 'ratio'] : []),
  ])
  const table = new Table({ head: [...head, ...perClients], style: { head: [], border: [], compact: true } })
  for (const { query, workspace, budgetMs, serverMs, over, store, pgbench } of queries) {
    const times = clients.flatMap((count) => {
      const [own, bare] = [store.get(count), pgbench.get(count)]
      if (own === undefined) return withPgbench ? ['', '', ''] : ['']
      const shown = `${own.p50.toFixed(2)} / ${own.p99.toFixed(2)}`
      return bare === undefined
        ? [shown]
        : [shown, `${bare.p50.toFixed(2)} / ${bare.p99.toFixed(2)}`, (own.p50 / bare.p50).toFixed(2)]
    })
    table.push([query.title, workspace, budgetMs, serverMs.toFixed(2), over ? 'OVER' : 'ok', ...times])
  }
  console.log(
    `Milliseconds, p50 / p99 of a transaction; server: of the statement alone. ${cpus().length} cores.`,
  )
  console.log(`${result.settings}. Everything was warmed before.`)
  console.log(table.toString())
  for (const sweep of result.swept) printSweep(sweep)
  for (const { title, on, off } of rls)
    console.log(
      `Row level security, ${title}: ${on.p50.toFixed(2)} ms with, ${off.p50.toFixed(2)} without, ratio ${(on.p50 / off.p50).toFixed(2)}`,
    )
  const all = inserts[0]![1]
  for (const [title, ms] of inserts)
    console.log(`Inserting campaigns, ${title}: ${ms.toFixed(0)} ms, ratio ${(ms / all).toFixed(2)}`)
  const { campaigns, rows, importMs, copyMs, bareCopyMs } = imported
  const perSecond = Math.round(Math.min(campaigns, MAX_IMPORT_BATCH) / (importMs / 1000))
  console.log(
    `Import: ${campaigns} campaigns (${rows} rows), ${importMs.toFixed(0)} ms for a batch, ${perSecond} campaigns/s`,
  )
  const beside = (title: string, ms: number | undefined): void => {
    if (ms !== undefined)
      console.log(
        `COPY of the same rows ${title}: ${ms.toFixed(0)} ms; the import has ${((ms / importMs) * 100).toFixed(0)} % of its speed.`,
      )
  }
  beside('into the same tables', copyMs)
  beside('without foreign keys and triggers', bareCopyMs)
  for (const line of plans) console.log(`PLAN  ${line}`)
  console.log(`Measured in ${Math.round((Date.now() - started) / 1000)} s.`)
}
