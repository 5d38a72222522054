import type { Client } from 'pg'

/** Answers when this connection waits for a lock of another one, which is asked of the server. */
export async function untilWaiting(owner: Client, waiting: Client): Promise<void> {
  if (!('processID' in waiting) || typeof waiting.processID !== 'number') throw new Error('Not connected.')
  await until(owner, `cardinality(pg_blocking_pids(${waiting.processID})) > 0`)
}

/** As `untilWaiting`, for whichever connection of this database it is. */
export async function untilSomebodyWaits(owner: Client): Promise<void> {
  const waits = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
  await until(owner, `exists (${waits})`)
}

async function until(owner: Client, condition: string): Promise<void> {
  const deadline = Date.now() + 10_000
  while (Date.now() < deadline) {
    const { rows } = await owner.query<{ is: boolean }>(`select ${condition} as "is"`)
    if (rows[0]!.is) return
  }
  throw new Error('It waits for nobody.')
}
