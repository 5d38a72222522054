import { AppError } from '../base/errors.ts'
import { withClient } from './migration-connection.ts'

interface Server {
  recovering: boolean
  system: string
}

/**
 * Throws `misconfigured` where the second server is no streaming replica of the first: reads would show what nobody wrote.
 * One that cannot be reached is let pass: the program works without it and comes back to it.
 */
export async function assertReplica(primaryUrl: string, replicaUrl: string): Promise<void> {
  let replica: Server
  try {
    replica = await serverAt(replicaUrl)
  } catch (error) {
    if (error instanceof AppError && error.code === 'unavailable') return
    throw misconfigured(error instanceof Error ? error.message : String(error), error)
  }
  if (!replica.recovering)
    throw misconfigured(
      'that server is not a replica: it takes writes of its own (pg_is_in_recovery is false).',
    )
  const primary = await serverAt(primaryUrl)
  if (primary.system !== replica.system)
    throw misconfigured('that server is a replica of another one than that of DATABASE_URL.')
}

async function serverAt(url: string): Promise<Server> {
  return await withClient(url, async (client) => {
    const { rows } = await client.query<Server>(
      'select pg_is_in_recovery() as recovering, system_identifier::text as system from pg_control_system()',
    )
    return rows[0]!
  })
}

function misconfigured(reason: string, cause?: unknown): AppError {
  return new AppError(
    'misconfigured',
    `DATABASE_REPLICA_URL: ${reason}`,
    cause === undefined ? {} : { cause },
  )
}
