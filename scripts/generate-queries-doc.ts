// Writes docs/queries.md: every statement of the store with its purpose, its indexes and its budget.
import { writeFileSync } from 'node:fs'
import { allStatements } from './bench/all-statements.ts'
import { queriesDoc } from './bench/queries-doc.ts'

writeFileSync(new URL('../docs/queries.md', import.meta.url), queriesDoc(await allStatements()))
console.log('Wrote docs/queries.md.')
