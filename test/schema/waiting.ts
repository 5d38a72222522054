import type { Client } from 'pg'

/** Answers when this connection waits for a lock of another one, which is asked of the server. */
export async function untilWaiting(owner: Client, waiting: Client): Promise<void> {
  const deadline = Date.now() + 10_000
  while (Date.now() < deadline) {
    const { rows } = await owner.query<{ waits: boolean }>(
      'select cardinality(pg_blocking_pids($1)) > 0 as waits',
      [pidOf(waiting)],
    )
    if (rows[0]!.waits) return
  }
  throw new Error('It waits for nobody.')
}

function pidOf(client: Client): number {
  if (!('processID' in client) || typeof client.processID !== 'number') throw new Error('Not connected.')
  return client.processID
}
