import { pino, type Logger } from 'pino'

export type Log = Logger

/**
 * The program's logger: one JSON line per event on stderr, so that stdout stays free for answers of the CLI.
 * Anything that could be a credential is cut out by name, whichever object it hides in.
 */
export function createLog(level: string): Log {
  return pino(
    {
      level,
      base: null,
      redact: {
        paths: [
          'authorization',
          '*.authorization',
          'req.headers.authorization',
          'req.headers.cookie',
          '*.refresh_token',
          '*.access_token',
          '*.client_secret',
          '*.password',
        ],
        censor: '[redacted]',
      },
    },
    pino.destination({ dest: 2, sync: false }),
  )
}
