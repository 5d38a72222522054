// Writes what is made from the migrated schema: migrations/schema.sql, src/store/generated/rows.ts and docs/schema.md.
// With --check it writes nothing, and fails when a file is not what the migrations make.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startThrowawayPostgres } from '../src/cli/throwaway-postgres.ts'
import { migrateUp } from '../src/store/migrate.ts'
import { generateSchemaFiles } from '../src/store/schema-files.ts'

const ROOT = fileURLToPath(new URL('..', import.meta.url))

const postgres = await startThrowawayPostgres()
try {
  await migrateUp(postgres.url)
  const files = await generateSchemaFiles(postgres.url)
  const changed = Object.entries(files).filter(([file, content]) => read(join(ROOT, file)) !== content)
  if (process.argv.includes('--check')) {
    for (const [file] of changed)
      console.log(`${file} is not what the migrations make. Run "node scripts/generate-schema.ts".`)
    if (changed.length > 0) process.exitCode = 1
  } else {
    for (const [file, content] of changed) {
      mkdirSync(dirname(join(ROOT, file)), { recursive: true })
      writeFileSync(join(ROOT, file), content)
      console.log(`Wrote ${file}.`)
    }
  }
} finally {
  await postgres.stop()
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}
