import { Command, InvalidArgumentError } from 'commander'
import { untilSignalled } from './context.ts'
import { openEmulator } from './open-emulator.ts'

const DEFAULT_PORT = 4190

/** `gacm emulator`: the Google Ads API on this machine, for any client. */
export function emulatorCommand(): Command {
  return new Command('emulator')
    .description('a local Google Ads API that spends nothing; any REST client can be tested against it')
    .option('--host <address>', 'where to listen', '127.0.0.1')
    .option('--port <port>', 'port; 0 takes a free one', port, DEFAULT_PORT)
    .option('--data-dir <path>', 'where its state is kept; without it the state ends with the program')
    .action(async (options: { host: string; port: number; dataDir?: string }) => {
      const { host, dataDir } = options
      const emulator = await openEmulator({ host, port: options.port, dataDir }, '--port')
      process.stdout.write(`Google Ads emulator: ${emulator.url}\nTokens: ${emulator.url}/token\n`)
      await untilSignalled()
      await emulator.close()
    })
}

function port(text: string): number {
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535)
    throw new InvalidArgumentError('A port is a number up to 65535.')
  return Number(text)
}
