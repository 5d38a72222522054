import type { Statement } from '../../src/store/statement.ts'
import { QUERIES } from './query-catalogue.ts'

const HEAD = `# Queries

Every statement that the program sends, by name. Written by \`npm run docs:queries\` from the store and from
\`scripts/bench/query-catalogue.ts\`: do not edit.

Each is prepared under its name, runs under the role \`gacm_app\` with row level security (a worker's under \`gacm_worker\`), and
names the workspace. The budget is server time in milliseconds, for half of the calls, in the largest workspace of 1,000,000 campaigns;
\`npm run bench:queries\` holds the hot ones to it, and a test the plan of each. *Indexes* are those that it reads; an insert
reads none.

| name | budget | indexes | purpose |
| --- | ---: | --- | --- |
`

/** The text of docs/queries.md. */
export function queriesDoc(statements: ReadonlyMap<string, Statement<unknown>>): string {
  const known = [...statements.values()].filter(({ name }) => QUERIES.has(name))
  const rows = known.map(({ name }) => {
    const { budgetMs, indexes, purpose, because } = QUERIES.get(name)!
    return `| [${name}](#${name}) | ${budgetMs} | ${indexes.join(', ')} | ${purpose}${because === undefined ? '' : ` ${because}`} |`
  })
  const texts = known.map(
    ({ name, text }) =>
      `<details id="${name}"><summary>${name}</summary>\n\n\`\`\`sql\n${outdented(text)}\n\`\`\`\n\n</details>\n`,
  )
  return `${HEAD}${rows.join('\n')}\n\n## Texts\n\n${texts.join('\n')}`
}

function outdented(text: string): string {
  const lines = text
    .trim()
    .split('\n')
    .map((line) => line.trimEnd())
  const indents = lines
    .slice(1)
    .filter((line) => line !== '')
    .map((line) => line.search(/\S/))
  const least = Math.min(...indents)
  return lines.map((line, index) => (index === 0 ? line : line.slice(least))).join('\n')
}
