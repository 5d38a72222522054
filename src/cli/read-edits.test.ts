import { describe, expect, it } from 'vitest'
import { readEdits } from './read-edits.ts'

const A = '018b882e-f260-7110-8e18-bd9966eea98e'
const read = (text: string) => readEdits(text, 'edits.csv')

describe('a file of edits', () => {
  it('is a table: empty cells change nothing, null clears, lines of nothing are passed over', () => {
    const text = `id,version,name,dailyBudgetMicros,endDate\r\n${A},3,Spring,,null\r\n${A},,,5000000,\r\n${A},,,,\r\n\r\n`
    expect(read(text)).toEqual([
      { id: A, version: 3, set: { name: 'Spring', endDate: null } },
      { id: A, set: { dailyBudgetMicros: '5000000' } },
    ])
  })

  it('may have quotes, other separators, a mark of its encoding and no last line break', () => {
    expect(read(`\uFEFFid;name;campaignGoal\n${A};"Spring; ""early""";"two\nlines"`)).toEqual([
      { id: A, set: { name: 'Spring; "early"', campaignGoal: 'two\nlines' } },
    ])
    expect(read(`id\tname\n${A}\t Spring, early \n`)).toEqual([{ id: A, set: { name: 'Spring, early' } }])
  })

  it('is JSON, as the API takes it, whole or the list alone', () => {
    const edits = [{ id: A, set: { name: null } }]
    expect(read(JSON.stringify({ edits }))).toEqual(edits)
    expect(read(JSON.stringify(edits))).toEqual(edits)
  })

  it.each([
    ['id,budget\nx,1', /no field "budget"/],
    ['name\nx', /no column "id"/],
    ['', /no field ""/],
    ['[{', /is not JSON/],
  ])('%j is refused in words', (text, words) => {
    expect(() => read(text)).toThrow(words)
  })
})
