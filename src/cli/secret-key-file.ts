import { join } from 'node:path'
import { writePrivate } from './data-dir.ts'

/** In the data directory, where the settings name no key: keys with commas, the current one first. */
export const SECRET_KEY_FILE = 'secret-key'

/** Replaces the file, whole or not at all. */
export function writeSecretKeys(dataDir: string, keys: readonly string[]): void {
  writePrivate(join(dataDir, SECRET_KEY_FILE), `${keys.join(',')}\n`)
}
