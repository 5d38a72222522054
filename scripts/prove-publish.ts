// Proves that publishing makes one tree at Google and no second one, whatever dies or fails on the way.
// node scripts/prove-publish.ts [--runs 600] [--seed 1] [--only TEXT] [--skip-controls] [--verbose]
// Each run is one case: all of the matrix and the stories, then drawn ones; of fewer runs than those, a choice by the seed.
import { parseArgs } from 'node:util'
import Table from 'cli-table3'
import { areTelling, runControls } from './prove-publish/controls.ts'
import { Random } from './prove-publish/campaigns.ts'
import { drawn, MATRIX } from './prove-publish/cases.ts'
import { startProofDatabase } from './prove-publish/database.ts'
import type { Case } from './prove-publish/play.ts'
import { runCase, type Result } from './prove-publish/run-case.ts'
import { createStage } from './prove-publish/stage.ts'
import { STORIES } from './prove-publish/stories.ts'

const { values: options } = parseArgs({
  options: {
    runs: { type: 'string', default: '600' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string', default: '' },
    'skip-controls': { type: 'boolean', default: false },
    verbose: { type: 'boolean', default: false },
  },
})
const [runs, seed] = [Number(options.runs), Number(options.seed)]
const started = Date.now()
const database = await startProofDatabase()
const results: Result[] = []
let failed = false
try {
  const stage = await createStage({ databaseUrl: database.url, restartDatabase: database.restart })
  const chosen = casesOf(new Random(seed)).filter(({ group, name }) =>
    `${group}: ${name}`.includes(options.only),
  )
  for (const [index, one] of chosen.entries()) {
    const result = await runCase(stage, one, seed + index)
    results.push(result)
    for (const line of result.wrong) console.log(`WRONG  ${one.name}: ${line}`)
    if (options.verbose)
      console.log(`${result.wrong.length === 0 ? 'ok   ' : 'WRONG'}  ${one.name} (${result.ms} ms)`)
  }
  await stage.close()
  console.log(tableOf(results))
  console.log(`${results.length} runs, seed ${seed}, ${Math.round((Date.now() - started) / 1000)} s.`)
  const sum = (pick: (result: Result) => number): number =>
    results.reduce((total, result) => total + pick(result), 0)
  console.log(
    `Saved by the look-up: ${sum((result) => result.savedByLookUp)}. Saved by a refusal of Google and the look-up after it: ${sum((result) => result.savedByRefusal)}.`,
  )
  failed = results.length === 0 || results.some(({ wrong }) => wrong.length > 0)
  if (!options['skip-controls'] && options.only === '') {
    const rows = await runControls(database.url, seed)
    const table = new Table({
      head: ['control', 'runs', 'right', 'made twice', 'stuck'],
      style: { head: [], border: [], compact: true },
    })
    for (const { what, runs: played, right, twice, stuck } of rows)
      table.push([what, played, right, twice, stuck])
    console.log(table.toString())
    if (!areTelling(rows)) {
      console.log('The controls do not tell: the harness would not notice a protocol that is wrong.')
      failed = true
    }
  }
} finally {
  await database.stop()
}
process.exit(failed ? 1 : 0)

function casesOf(random: Random): Case[] {
  const known = [...MATRIX, ...STORIES]
  while (known.length > runs) known.splice(random.below(known.length), 1)
  return [...known, ...Array.from({ length: runs - known.length }, () => drawn(random))]
}

function tableOf(all: readonly Result[]): string {
  const table = new Table({
    head: ['case', 'runs', 'to kill', 'killed', 'right', 'wrong'],
    style: { head: [], border: [], compact: true },
  })
  for (const group of new Set(all.map((result) => result.group))) {
    const rows = all.filter((result) => result.group === group)
    const count = (pick: (result: Result) => number): number =>
      rows.reduce((total, row) => total + pick(row), 0)
    const wrong = rows.filter((row) => row.wrong.length > 0).length
    table.push([
      group,
      rows.length,
      count((row) => row.planned),
      count((row) => row.fired),
      rows.length - wrong,
      wrong,
    ])
  }
  return table.toString()
}
