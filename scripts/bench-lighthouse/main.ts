// What Lighthouse says of the list and of the editor, on a desktop and on a phone, over a database of `npm run bench:seed`. Ends
// with 1 where a category is below the target in the median of the runs.
// node scripts/bench-lighthouse/main.ts [--runs 3] [--only "editor, phone"] [--data bench-data | --url postgres://...]
//   [--beside DIRECTORY]: another build of the web interface, measured in turns with this one
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { serveProduct, WEB_DIR } from '../bench/product.ts'
import { startBenchServer } from '../bench/server.ts'
import { installLighthouse, type Report, type Visit, visit } from './lighthouse.ts'
import { CATEGORIES, median, tableOf } from './table.ts'

const { values: options } = parseArgs({
  options: {
    runs: { type: 'string', default: '3' },
    only: { type: 'string', multiple: true },
    data: { type: 'string' },
    url: { type: 'string' },
    beside: { type: 'string' },
  },
})
const TARGET = 95
const builds = [WEB_DIR, ...(options.beside === undefined ? [] : [resolve(options.beside)])]

installLighthouse()
const server = await startBenchServer(options)
let isShort = true
try {
  const products = []
  try {
    for (const build of builds) products.push(await serveProduct(server.url, build))
    const { url, cookie } = products[0]!
    const visits = visitsOf(await draftOf(url, cookie)).filter(
      ({ name }) => options.only?.includes(name) ?? true,
    )
    const reports: { build: string; visit: string; report: Report }[] = []
    for (let run = 0; run < Number(options.runs); run++)
      for (const planned of visits)
        for (const [at, product] of products.entries())
          reports.push({ build: builds[at]!, visit: planned.name, report: await visit(product, planned) })
    for (const build of builds) {
      const of = (name: string) =>
        reports.filter((one) => one.build === build && one.visit === name).map(({ report }) => report)
      const lines = visits.map(({ name }) => ({ name, reports: of(name) }))
      console.log(`${build === WEB_DIR ? '' : `\n${build}\n`}${tableOf(lines)}`)
      if (build === WEB_DIR)
        isShort = lines.some(({ reports: all }) =>
          CATEGORIES.some((category) => median(all.map(({ scores }) => scores[category])) < TARGET),
        )
    }
    console.log(isShort ? `Below ${TARGET} in a category.` : `${TARGET} or more in every category.`)
  } finally {
    for (const product of products) await product.close()
  }
} finally {
  await server.stop()
}
process.exit(isShort ? 1 : 0)

function visitsOf(draft: string): Visit[] {
  return [
    { page: 'list', path: '/campaigns' },
    { page: 'editor', path: `/campaigns/${draft}/edit` },
  ].flatMap(({ page, path }) => [
    { name: `${page}, desktop`, path, device: 'desktop' as const },
    { name: `${page}, phone`, path, device: 'phone' as const },
  ])
}

async function draftOf(url: string, cookie: string): Promise<string> {
  const answer = await fetch(`${url}/api/v1/campaigns?status=DRAFT&limit=1`, { headers: { cookie } })
  const { items } = (await answer.json()) as { items: { id: string }[] }
  if (items[0] === undefined) throw new Error('There is no draft in the largest workspace.')
  return items[0].id
}
