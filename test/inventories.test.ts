import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

// docs/inventories.md is held against the schema and the code.

const text = readFileSync('docs/inventories.md', 'utf8')
const chapter = (title: string): string => text.split(`\n## ${title}\n`)[1]!.split('\n## ')[0]!
const quoted = (of: string): string[] => [...of.matchAll(/`([a-z_0-9.]+)`/g)].map(([, word]) => word!)

const schema = readFileSync('migrations/schema.sql', 'utf8')
const tables = [...schema.matchAll(/^create table (\w+) \(\n([^]*?)^\)/gm)].map(([, name, body]) => ({
  name: name!,
  columns: [...body!.matchAll(/^ {2}(?!constraint )(\w+) /gm)].map(([, column]) => `${name}.${column}`),
}))

test('every table of the schema has one level, and nothing else has one', () => {
  const rows = chapter('Data, by level').split('| Level | Tables |')[1]!.split('\n\n')[0]!
  expect(tables.length).toBeGreaterThan(60)
  expect(quoted(rows).toSorted()).toEqual(tables.map(({ name }) => name).toSorted())
})

test('every column that may hold a secret stands among the keys and secrets, or among what is none', () => {
  const may =
    /\.(key|secret|sealed|token|verifier|hash|public_key|sha256)$|_(key|hash|sha256|token|secret)$|\.\w*password\w*$/
  const columns = tables.flatMap(({ columns: of }) => of).filter((column) => may.test(column))
  const told = quoted(chapter('Keys and secrets')).filter(
    (word) => word.includes('.') && !word.endsWith('.json'),
  )
  expect(columns).toContain('totp_secrets.sealed')
  expect(told.toSorted()).toEqual(columns.toSorted())
})

test('every line of the log is told of, at its level', () => {
  const files = globSync('src/{api,cli,domain,store,worker}/**/*.ts').filter(
    (file) => !/\.test\.ts$|cli\/demo/.test(file),
  )
  const code = files.map((file) => readFileSync(file, 'utf8')).join('\n')
  const written = [
    ...code.matchAll(/\blog\??\.(info|warn|error|fatal)\(\s*(?:[^']|\n){0,200}?'([^'\n]+)'/g),
  ].map(([, level, words]) => `${level}: ${words}`)
  const rows = [...chapter('Logs').matchAll(/^\| (error|warn|info) \| (.*) \|$/gm)]
  const told = rows.flatMap(([, level, lines]) => lines!.split(' · ').map((line) => `${level}: ${line}`))
  expect(told.length).toBeGreaterThan(15)
  expect(new Set(written)).toEqual(new Set(told))
})
