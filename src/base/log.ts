import { type DestinationStream, pino, type Logger } from 'pino'

export type Log = Logger

/**
 * The program's logger: one JSON line per event on stderr, so that stdout stays free for answers of the CLI.
 * Anything that could be a credential is cut out by name, whichever object it hides in.
 */
export function createLog(
  level: string,
  destination: DestinationStream = pino.destination({ dest: 2, sync: false }),
): Log {
  return pino(
    {
      level,
      base: null,
      serializers: { err: withoutClient },
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
    destination,
  )
}

/** An error of a lost database connection carries the whole client: kilobytes of its inside, and the key to cancel its statements. */
function withoutClient(error: unknown): unknown {
  const told: unknown = pino.stdSerializers.err(error as Error)
  if (typeof told !== 'object' || told === null) return told
  return Object.fromEntries(Object.entries(told).filter(([name]) => name !== 'client'))
}
