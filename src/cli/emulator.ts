import { Command, InvalidArgumentError, Option } from 'commander'
import { untilSignalled } from './context.ts'
import { parseDuration } from './duration.ts'
import { DEFAULT_PORT } from './emulator-client.ts'
import { addEmulatorCommands } from './emulator-commands.ts'
import { openEmulator } from './open-emulator.ts'

interface ServerOptions {
  host: string
  port: number
  dataDir?: string
  seed?: string
  at?: number
  quota?: 'TEST' | 'EXPLORER' | 'BASIC' | 'STANDARD'
  latency?: number
}

/** `gacm emulator`: the Google Ads API on this machine, for any client; and commands on one that runs. */
export function emulatorCommand(): Command {
  const command = new Command('emulator')
    .description('a local Google Ads API that spends nothing; any REST client can be tested against it')
    .option('--host <address>', 'where to listen', '127.0.0.1')
    .option('--port <port>', 'port; 0 takes a free one', port, DEFAULT_PORT)
    .option('--data-dir <path>', 'where its state is kept; without it the state ends with the program')
    .option('--seed <text>', 'the same ids and request ids in every run with the same calls')
    .option('--at <time>', 'its time stands still at this moment until it is moved on', moment)
    .addOption(
      new Option('--quota <level>', 'access level of the project: operations a day').choices([
        'TEST',
        'EXPLORER',
        'BASIC',
        'STANDARD',
      ]),
    )
    .option('--latency <duration>', 'let every request wait so long, like 200ms', parseDuration)
    .action(serve)
  addEmulatorCommands(command)
  return command
}

async function serve({
  host,
  port: wanted,
  dataDir,
  seed,
  at,
  quota,
  latency,
}: ServerOptions): Promise<void> {
  const options = {
    host,
    port: wanted,
    dataDir,
    idSeed: seed,
    accessLevel: quota,
    latencyMs: latency,
    ...(at === undefined ? {} : { now: () => at }),
  }
  const emulator = await openEmulator(options, '--port')
  process.stdout.write(`Google Ads emulator: ${emulator.url}\nTokens: ${emulator.url}/token\n`)
  await untilSignalled()
  await emulator.close()
}

function port(text: string): number {
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535)
    throw new InvalidArgumentError('A port is a number up to 65535.')
  return Number(text)
}

function moment(text: string): number {
  const atMs = Date.parse(text)
  if (Number.isNaN(atMs)) throw new InvalidArgumentError('A moment is written like 2026-12-01T09:00:00Z.')
  return atMs
}
