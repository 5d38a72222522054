import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { lintMigrations } from '../../scripts/lint-migrations.ts'

let dir: string

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'gacm-lint-'))
})
afterEach(() => rmSync(dir, { recursive: true }))

function rulesOf(up: string, down = 'select 1;\n'): string[] {
  writeFileSync(join(dir, '0001_planted.up.sql'), up)
  writeFileSync(join(dir, '0001_planted.down.sql'), down)
  return lintMigrations(dir).map(({ rule }) => rule)
}

it('our own migrations are safe, or say why they may do what they do', () => {
  expect(lintMigrations()).toEqual([])
})

describe('an unsafe file is caught:', () => {
  it.each([
    ['adding-required-field', 'alter table campaigns add column owner text not null;'],
    ['constraint-missing-not-valid', 'alter table campaigns add constraint c check (name is not null);'],
    [
      'constraint-missing-not-valid',
      'alter table campaigns add constraint c check (name is not null) not valid;\nalter table campaigns validate constraint c;',
    ],
    ['changing-column-type', 'alter table campaigns alter column version type bigint;'],
    ['renaming-column', 'alter table campaigns rename column name to title;'],
    ['require-concurrent-index-creation', 'create index campaigns_x_idx on campaigns (version);'],
    ['ban-drop-column', 'alter table campaigns drop column name;'],
    ['adding-not-nullable-field', 'alter table campaigns alter column objective set not null;'],
    ['ban-whole-table-write', `update campaigns set objective = 'x';`],
    ['ban-whole-table-write', 'delete from campaigns;'],
    ['ban-rewrite', '-- no-transaction\nvacuum full campaigns;'],
  ])('%s', (rule, sql) => {
    expect(rulesOf(`${sql}\n`)).toContain(rule)
    expect(rulesOf('select 1;\n', `${sql}\n`)).toContain(rule)
  })
})

it('a file with a transaction for each statement is judged statement by statement', () => {
  const add = 'alter table campaigns add constraint c check (name is not null) not valid;\n'
  const each = `-- transaction-per-statement\n${add}alter table campaigns validate constraint c;\n`
  expect(rulesOf(each)).toEqual([])
  expect(rulesOf(`${each}alter table campaigns drop column name;\n`)).toEqual(['ban-drop-column'])
})

it('a file may say what it does and why', () => {
  const sql = 'alter table campaigns drop column name;\n'
  expect(
    rulesOf(`-- squawk-ignore ban-drop-column -- nobody reads it since the last release\n${sql}`),
  ).toEqual([])
  expect(rulesOf(`-- squawk-ignore ban-drop-column\n${sql}`)).toEqual(['ban-drop-column'])
  expect(rulesOf('-- squawk-ignore ban-drop-table -- of no use here\nselect 1;\n')).toEqual([
    'ban-drop-table',
  ])
})
