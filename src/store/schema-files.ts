import { readCatalog } from './schema-catalog.ts'
import { formatSchemaDocs } from './schema-docs.ts'
import { formatSchema } from './schema-dump.ts'
import { formatRowTypes } from './schema-types.ts'

/** The files that are made from the migrated schema, by their path in the repository. */
export async function generateSchemaFiles(url: string): Promise<Record<string, string>> {
  const catalog = await readCatalog(url)
  return {
    'migrations/schema.sql': formatSchema(catalog),
    'src/store/generated/rows.ts': formatRowTypes(catalog),
    'docs/schema.md': formatSchemaDocs(catalog),
  }
}
