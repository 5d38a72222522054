import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { Command } from 'commander'
import { type Config, parseConfig, secretKeysOf } from '../base/config.ts'
import { AppError } from '../base/errors.ts'
import { KeyRing, newRingKey } from '../base/secrets.ts'
import { forEachSealed } from '../store/sealed.ts'
import { SECRET_KEY_FILE, writeSecretKeys } from './secret-key-file.ts'
import { readRunFile } from './data-dir.ts'
import { withDatabase } from './with-database.ts'

/** `gacm secrets status|new-key|rotate`: the keys with which secrets in the database are sealed. */
export function secretsCommand(): Command {
  const command = new Command('secrets').description('what secrets in the database are sealed with')
  command
    .command('status')
    .description('how many secrets there are, and how many are sealed with an older key')
    .option('--json', 'as JSON')
    .action(async ({ json }: { json?: true }) => {
      const ring = new KeyRing(keysOf(parseConfig(process.env)))
      const found = await withDatabase((db) => countOlder(db, ring))
      if (json) return void process.stdout.write(`${JSON.stringify(found)}\n`)
      process.stdout.write(
        `${found.secrets} secrets, ${found.older} of them sealed with an older key, ${found.lost} with one that is not here.\n`,
      )
    })
  command
    .command('new-key')
    .description('begin to turn the ring: a new key, in front of the others')
    .action(() => {
      const config = parseConfig(process.env)
      const keys = [newRingKey(), ...keysOf(config)]
      if (config.secretKeys !== undefined) {
        process.stdout.write(
          `Set this on all processes, start them again, then run "gacm secrets rotate":\nGACM_SECRET_KEY=${keys.join(',')}\n`,
        )
        return
      }
      writeSecretKeys(config.dataDir, keys)
      process.stdout.write(
        `The new key is in ${join(config.dataDir, SECRET_KEY_FILE)}. Start gacm again, then run "gacm secrets rotate".\n`,
      )
    })
  command
    .command('rotate')
    .description(
      'seal everything with the first key, so that the others can be dropped; can be run again at any time',
    )
    .option('--json', 'as JSON')
    .action(async ({ json }: { json?: true }) => {
      const config = parseConfig(process.env)
      const keys = keysOf(config)
      if (keys.length > 1) assertSameRing(config)
      const ring = new KeyRing(keys)
      const { seen, written } = await withDatabase((db) =>
        forEachSealed(db, (place, sealed) =>
          ring.isCurrent(sealed) ? undefined : ring.seal(ring.open(sealed, place), place),
        ),
      )
      // Only what the file itself holds: settings are somebody else's to change.
      const isOurs = config.secretKeys === undefined
      if (isOurs && keys.length > 1) writeSecretKeys(config.dataDir, keys.slice(0, 1))
      if (json)
        return void process.stdout.write(`${JSON.stringify({ secrets: seen, sealedAnew: written })}\n`)
      const drop = isOurs
        ? 'Older keys were dropped.'
        : 'GACM_SECRET_KEY can be cut down to its first key now, on all processes.'
      process.stdout.write(`${written} of ${seen} secrets were sealed anew. ${drop}\n`)
    })
  return command
}

async function countOlder(
  db: Parameters<typeof forEachSealed>[0],
  ring: KeyRing,
): Promise<{ secrets: number; older: number; lost: number }> {
  let [older, lost] = [0, 0]
  const { seen } = await forEachSealed(db, (place, sealed) => {
    if (ring.isCurrent(sealed)) return undefined
    try {
      ring.open(sealed, place)
      older += 1
    } catch {
      lost += 1
    }
    return undefined
  })
  return { secrets: seen, older, lost }
}

/** Of the settings, or of the file that `gacm start` made in its data directory. */
function keysOf(config: Config): readonly string[] {
  if (config.secretKeys !== undefined) return config.secretKeys
  const file = join(config.dataDir, SECRET_KEY_FILE)
  if (existsSync(file)) return secretKeysOf(readFileSync(file, 'utf8').trim(), file)
  throw new AppError(
    'misconfigured',
    `GACM_SECRET_KEY is not set, and there is no ${file}: no secret was sealed from here.`,
  )
}

/** A program that was started before the file was written does not know its first key, and could open nothing any more. */
function assertSameRing(config: Config): void {
  if (config.secretKeys !== undefined) return
  const running = readRunFile(config.dataDir)
  const writtenMs = statSync(join(config.dataDir, SECRET_KEY_FILE)).mtimeMs
  if (running !== undefined && Date.parse(running.startedAt) < writtenMs)
    throw new AppError(
      'conflict',
      'The gacm that runs here was started before the new key. Start it again first.',
    )
}
