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
      serializers: { err: told },
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

/**
 * Not told of an error: the whole client of a lost connection (kilobytes of its inside, and the key to cancel its statements), and
 * what PostgreSQL quotes of the row or statement that it refused, a hash of a password among it. The constraint is named anyway.
 */
const UNTOLD = new Set(['client', 'detail', 'where', 'internalQuery'])

function told(error: unknown): unknown {
  const found: unknown = pino.stdSerializers.err(error as Error)
  return typeof found === 'object' && found !== null ? withoutUntold(found) : found
}

function withoutUntold(error: object): object {
  const kept = Object.entries(error).filter(([name]) => !UNTOLD.has(name))
  return Object.fromEntries(
    kept.map(([name, value]) => [
      name,
      name === 'aggregateErrors' && Array.isArray(value) ? value.map(withoutUntold) : value,
    ]),
  )
}
