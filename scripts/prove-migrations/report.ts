import Table from 'cli-table3'
import type { Tally } from './clients.ts'
import { EVERY_MS, type LockTime } from './locks.ts'
import type { Proof, ProofOptions } from './run.ts'

/** The proof as text, to be read from top to bottom. */
export function report(proof: Proof, options: ProofOptions): string {
  const { steps, failures, wrong } = proof
  const requests = [...proof.migrating.values()].reduce((sum, { requests: count }) => sum + count, 0)
  return [
    requestTable(proof),
    stepTable(proof),
    versionLines(proof),
    `${steps.length} migrations ran under ${options.clients} clients; ${requests} requests met them, ${failures.length} failed.`,
    ...[...new Set(failures)].slice(0, 20).map((line) => `FAILED  ${line}`),
    ...wrong.map((line) => `WRONG  ${line}`),
    failures.length + wrong.length === 0
      ? 'Nothing failed and the books are right.'
      : 'The proof has failed.',
  ].join('\n')
}

/** Whether the proof proves it. */
export function holds({ failures, wrong, migrating, needs }: Proof): boolean {
  // A kind that never ran would prove nothing.
  return failures.length === 0 && wrong.length === 0 && [...needs.keys()].every((kind) => migrating.has(kind))
}

function requestTable({ quiet, migrating, needs }: Proof): string {
  const table = makeTable([
    'request',
    'from version',
    'quiet',
    'p99 ms',
    'longest ms',
    'migrating',
    'p99 ms',
    'longest ms',
  ])
  for (const [kind, version] of needs)
    table.push([kind, version, ...cellsOf(quiet.get(kind)), ...cellsOf(migrating.get(kind))])
  return table.toString()
}

function cellsOf(tally: Tally | undefined): (string | number)[] {
  if (tally === undefined) return [0, '-', '-']
  const sorted = tally.durations.toSorted((a, b) => a - b)
  return [tally.requests, ms(sorted[Math.floor(sorted.length * 0.99)]!), ms(tally.longestMs)]
}

function stepTable({ steps }: Proof): string {
  const table = makeTable([
    'migration',
    'ms',
    'gave way',
    'held longest',
    'waited longest',
    'longest request',
  ])
  for (const { name, ms: took, gaveWay, held, waited, longest } of steps) {
    const request = longest === undefined ? 'under 20 ms' : `${ms(longest.ms)} ms, ${longest.kind}`
    table.push([name, Math.round(took), gaveWay, lockWords(held), lockWords(waited), request])
  }
  return table.toString()
}

function lockWords(time: LockTime | undefined): string {
  if (time === undefined) return 'not seen'
  return `${time.ms < EVERY_MS ? `under ${EVERY_MS}` : ms(time.ms)} ms ${time.mode} ${time.relation}`
}

function versionLines({ first }: Proof): string {
  const counts = new Map<number, number>()
  for (const version of first.values()) counts.set(version, (counts.get(version) ?? 0) + 1)
  const list = [...counts]
    .sort(([a], [b]) => a - b)
    .map(([version, count]) => `${count} from ${version}`)
    .join(', ')
  return [
    `A statement needs the schema that it was written for. Of the catalogue, by preparing each at each version: ${list}.`,
    'A kind of request is stopped before the version that it needs is taken away, and starts again when it is there, as a',
    'deployment does: the program goes back before the schema. What can run at every version never stops. Lists need the',
    'indexes that were made for them as well.',
    'The roles have their rights from version 6 on; for this proof they may read and write all tables below it too.',
  ].join('\n')
}

function makeTable(head: string[]): InstanceType<typeof Table> {
  return new Table({ head, style: { head: [], border: [], compact: true } })
}

function ms(value: number): string {
  return value < 10 ? value.toFixed(1) : String(Math.round(value))
}
