import { AppError } from '../base/errors.ts'
import type { startEmulator } from '../emulator/server.ts'

type Options = Parameters<typeof startEmulator>[0]
type Emulator = Awaited<ReturnType<typeof startEmulator>>

/** Starts the emulator. A port or a folder that cannot be had is a line that names the setting, not a stack. */
export async function openEmulator(options: Options, portSetting: string): Promise<Emulator> {
  const { startEmulator } = await import('../emulator/server.ts')
  try {
    return await startEmulator(options)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (code === 'EADDRINUSE')
      throw misconfigured(`its port is taken. Set ${portSetting} to another one`, error)
    if (/^E[A-Z]+$/.test(code)) throw misconfigured((error as Error).message, error)
    // Its own refusals, such as another emulator on the same folder, name themselves.
    if (error instanceof Error && /\bemulator\b/i.test(error.message))
      throw new AppError('misconfigured', error.message, { cause: error })
    throw error
  }
}

function misconfigured(reason: string, cause: unknown): AppError {
  return new AppError('misconfigured', `The emulator cannot start: ${reason}.`, { cause })
}
