import { readFileSync, globSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { AUDIT_WORDS, auditWords } from '../src/contract/audit-actions.ts'

const known = Object.values<Record<string, string>>(AUDIT_WORDS).flatMap((group) => Object.keys(group))
/** What is put together from a part that is written, and one that is not. */
const COMPOSED = [
  'campaign.archive',
  'campaign.delete',
  'template.create',
  'template.delete',
  'template.edit',
]

/** Every text like `campaign.edit` in what writes the log, with the functions of the database. */
function written(): Set<string> {
  const files = globSync('src/{api,cli,domain,store,worker}/**/*.ts').filter(
    (file) => !/\.test\.ts$|generated|domain.plan/.test(file),
  )
  const text = [...files, 'migrations/schema.sql'].map((file) => readFileSync(file, 'utf8')).join('\n')
  return new Set([...text.matchAll(/'([a-z][a-z_]*\.[a-z][a-z_]*)'/g)].map(([, code]) => code!))
}

describe('the words of the audit log', () => {
  it('are there for every action that is written, and for no other', () => {
    const kinds = new Set(known.map((code) => code.split('.')[0]))
    const codes = [...written()].filter((code) => kinds.has(code.split('.')[0]))
    expect(new Set([...codes, ...COMPOSED])).toEqual(new Set(known))
  })

  it('are there for what the database writes itself', () => {
    const schema = readFileSync('migrations/schema.sql', 'utf8')
    const codes = schema
      .split('insert into audit_log')
      .slice(1)
      .map((statement) => /'([a-z_]+\.[a-z_]+)'/.exec(statement)?.[1])
    expect(codes).toEqual(['approval.void', 'demo.delete'])
    expect(known).toEqual(expect.arrayContaining(codes))
  })

  it('say each thing once', () => {
    const words = known.map(auditWords)
    expect(words.filter((each, index) => words.indexOf(each) !== index)).toEqual([])
    expect(auditWords('campaign.pause')).toBe('Paused the campaign')
    expect(auditWords('of.another_version')).toBe('of.another_version')
  })
})
