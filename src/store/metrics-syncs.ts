import type { Environment } from '../contract/words.ts'
import type { Database, Reader, Tx } from './db.ts'
import { statement } from './statement.ts'
import type { DueAccount } from './sync.ts'

const DUE = statement<DueAccount>(
  'metrics_sync_list_due',
  `select a.workspace_id, a.id from accounts a
     left join metrics_syncs s on s.workspace_id = a.workspace_id and s.account_id = a.id
    where a.environment = $1 and (s.next_at is null or s.next_at <= clock_timestamp())
    order by s.next_at nulls first, a.workspace_id, a.id limit $2`,
  { workspace_id: 'uuid', id: 'uuid' },
)

/** Accounts of all workspaces whose metrics are to be read, longest due first. */
export async function listDueMetrics(
  db: Database,
  environment: Environment,
  limit: number,
): Promise<DueAccount[]> {
  return await db.many('worker', DUE, [environment, limit])
}

/** A reading of an account's metrics that was taken on. */
export interface MetricsClaim {
  /** Grows with every claim: only the newest may write. */
  claims: string
  /** The last day that was read before; null: none was. */
  read_through: string | null
  failures: number
}

const CLAIM = statement<MetricsClaim>(
  'metrics_sync_claim',
  `insert into metrics_syncs as s (workspace_id, account_id, claims, next_at)
   values ($1, $2, 1, clock_timestamp() + make_interval(secs => $3))
   on conflict (workspace_id, account_id) do update
     set claims = s.claims + 1, next_at = excluded.next_at where s.next_at <= clock_timestamp()
   returning claims, read_through::text as read_through, failures`,
  { claims: 'int8', read_through: 'text', failures: 'int4' },
)

/** Takes the reading of an account on for so long; undefined where another worker has it, or it is not due. */
export async function claimMetrics(
  db: Database,
  workspaceId: string,
  accountId: string,
  leaseSeconds: number,
): Promise<MetricsClaim | undefined> {
  return await db.one({ workspaceId }, CLAIM, [workspaceId, accountId, leaseSeconds])
}

const LOCK = statement<{ claims: string }>(
  'metrics_sync_lock',
  'select claims from metrics_syncs where workspace_id = $1 and account_id = $2 for no key update',
  { claims: 'int8' },
)

/** Holds the account's metrics for this transaction; false where a newer claim has overtaken this one. */
export async function lockMetrics(
  tx: Tx,
  workspaceId: string,
  accountId: string,
  { claims }: Pick<MetricsClaim, 'claims'>,
): Promise<boolean> {
  return (await tx.one(LOCK, [workspaceId, accountId]))?.claims === claims
}

const FINISH = statement(
  'metrics_sync_finish',
  `update metrics_syncs set read_from = least(read_from, $4::date), read_through = $5::date,
          synced_at = clock_timestamp(), next_at = clock_timestamp() + make_interval(secs => $6), failures = 0, message = null
    where workspace_id = $1 and account_id = $2 and claims = $3`,
)

/** Notes that all days of the range are read, and when to read again. */
export async function finishMetrics(
  db: Database,
  workspaceId: string,
  accountId: string,
  claim: Pick<MetricsClaim, 'claims'>,
  { from, to, againSeconds }: { from: string; to: string; againSeconds: number },
): Promise<void> {
  await db.run({ workspaceId }, FINISH, [workspaceId, accountId, claim.claims, from, to, againSeconds])
}

const FAIL = statement(
  'metrics_sync_fail',
  `update metrics_syncs set failures = failures + 1, message = left($4, 1000),
          next_at = clock_timestamp() + make_interval(secs => $5)
    where workspace_id = $1 and account_id = $2 and claims = $3`,
)

/** Notes why a reading failed, and when to try again. */
export async function failMetrics(
  db: Database,
  workspaceId: string,
  accountId: string,
  claim: Pick<MetricsClaim, 'claims'>,
  { message, againSeconds }: { message: string; againSeconds: number },
): Promise<void> {
  await db.run({ workspaceId }, FAIL, [workspaceId, accountId, claim.claims, message, againSeconds])
}

/** How fresh an account's metrics are. */
export interface MetricsFreshness {
  account_id: string
  /** When everything up to `read_through` was last read; null: never. */
  synced_at: string | null
  read_from: string | null
  read_through: string | null
  /** Why the last reading failed, in words; null: it did not. */
  message: string | null
}

const FRESHNESS = statement<MetricsFreshness>(
  'metrics_sync_list',
  `select account_id, to_json(synced_at) #>> '{}' as synced_at, read_from::text as read_from,
          read_through::text as read_through, message
     from metrics_syncs where workspace_id = $1 order by account_id`,
  { account_id: 'uuid', synced_at: 'text', read_from: 'text', read_through: 'text', message: 'text' },
)

/** The freshness of every account of a workspace that was ever read. */
export async function listMetricsFreshness(db: Reader, workspaceId: string): Promise<MetricsFreshness[]> {
  return await db.many({ workspaceId }, FRESHNESS, [workspaceId])
}
