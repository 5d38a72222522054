import { writeFileSync } from 'node:fs'
import { openApiDocument } from '../src/api/openapi.ts'

/** Writes docs/openapi.json. A test fails while the file is not what the routes say. */
writeFileSync(
  new URL('../docs/openapi.json', import.meta.url),
  `${JSON.stringify(openApiDocument(), null, 2)}\n`,
)
