import type { AuditAction } from '../contract/audit-actions.ts'
import type { Database, Tx } from './db.ts'
import { statement } from './statement.ts'

const INSERT = statement(
  'audit_insert',
  `insert into audit_log (workspace_id, actor, door, action, entity_kind, entity_id, detail, request_id)
   values ($1, $2, $3, $4, $5, $6, $7, $8)`,
)

export interface AuditEntry {
  actor: string
  door: string
  action: AuditAction
  entityKind: string
  entityId: string | null
  detail: Record<string, unknown>
  requestId: string | null
}

/**
 * Adds a link to the workspace's chain. Always the last statement of its transaction: it holds the chain's head until
 * the end, and every other lock is taken before it.
 */
export async function insertAudit(tx: Tx, workspaceId: string, entry: AuditEntry): Promise<void> {
  const { actor, door, action, entityKind, entityId, detail, requestId } = entry
  await tx.run(INSERT, [
    workspaceId,
    actor,
    door,
    action,
    entityKind,
    entityId,
    JSON.stringify(detail),
    requestId,
  ])
}

const HAS = statement<{ found: boolean }>(
  'audit_exists',
  // By the thing, of which there are few entries, and never by the deed, of which there may be millions: that is what offset 0 is for.
  `select exists (select 1 from (select action from audit_log where workspace_id = $1 and entity_id = $2 offset 0) l
                   where l.action = $3) as found`,
  { found: 'bool' },
)

/** Whether this was ever done to this. */
export async function hasAudit(
  db: Database,
  workspaceId: string,
  { entityId, action }: { entityId: string; action: string },
): Promise<boolean> {
  return (await db.one({ workspaceId }, HAS, [workspaceId, entityId, action]))?.found ?? false
}

const HEAD = statement<{ seq: string; hash: Buffer }>(
  'audit_head_find',
  `select seq, hash from audit_heads where workspace_id = $1`,
  { seq: 'int8', hash: 'bytea' },
)
/** Looks at up to $4 links after $2, whose hash is $3. `problem` is the first one that is not as it was written. */
const WALK = statement<{
  links: string
  seq: string
  hash: Buffer | null
  broken: string | null
  problem: string | null
}>(
  'audit_walk',
  `with links as (
     select l.seq, l.hash, l.previous_hash, audit_row_hash(l) as expected,
            lag(l.seq, 1, $2::bigint) over (order by l.seq) as seq_before,
            lag(l.hash, 1, $3::bytea) over (order by l.seq) as hash_before
       from (select * from audit_log where workspace_id = $1 and seq > $2 and seq <= $5 order by seq limit $4) l),
   judged as (
     select seq, case when seq <> seq_before + 1 then 'missing'
                      when previous_hash <> hash_before then 'unlinked'
                      when hash <> expected then 'changed' end as problem,
            seq_before + 1 as due
       from links)
   select (select count(*) from links) as links, coalesce((select max(seq) from links), $2) as seq,
          (select hash from links order by seq desc limit 1) as hash,
          first.broken, first.problem
     from (select 1) one
     left join lateral (select case problem when 'missing' then due else seq end as broken, problem
                          from judged where problem is not null order by seq limit 1) first on true`,
  { links: 'int8', seq: 'int8', hash: 'bytea', broken: 'int8', problem: 'text' },
)

/** Where a chain is broken first, and how. */
export interface BrokenLink {
  seq: bigint
  /**
   * `missing`: there is no such row. `unlinked`: it does not name the hash of the row before. `changed`: its fields are
   * not those that were hashed. `head`: the last row is not the one that the head of the chain names.
   */
  problem: 'missing' | 'unlinked' | 'changed' | 'head'
}

export interface ChainReport {
  /** Links that were found good. */
  links: bigint
  /** Hex of the last one's hash. Kept somewhere else, it shows later that the whole was not made anew. */
  head: string
  broken: BrokenLink | null
}

const LINKS_PER_STATEMENT = 10_000
const NO_HASH = Buffer.alloc(32)

/**
 * Walks the chain of a workspace from its first row to where it ends now, and names the first broken link. Rows that
 * are added meanwhile are left for the next time. What it cannot see is a chain made anew as a whole, head included.
 */
export async function verifyAuditChain(
  db: Database,
  workspaceId: string,
  linksPerStatement = LINKS_PER_STATEMENT,
): Promise<ChainReport> {
  const scope = { workspaceId }
  const head = await db.one(scope, HEAD, [workspaceId])
  const end = BigInt(head?.seq ?? 0)
  let at = 0n
  let hash: Buffer = NO_HASH
  for (;;) {
    // Without a head the log must be empty, so what is there is looked at too.
    const until = head === undefined ? '9223372036854775807' : String(end)
    const values = [workspaceId, String(at), hash, linksPerStatement, until]
    const found = (await db.one(scope, WALK, values))!
    const report = (links: bigint, broken: BrokenLink | null): ChainReport => {
      return { links, head: hash.toString('hex'), broken }
    }
    if (found.problem !== null) {
      const seq = BigInt(found.broken!)
      return report(seq - 1n, { seq, problem: found.problem as BrokenLink['problem'] })
    }
    at = BigInt(found.seq)
    hash = found.hash ?? hash
    if (Number(found.links) === linksPerStatement) continue
    if (at < end) return report(at, { seq: at + 1n, problem: 'missing' })
    if (!hash.equals(head?.hash ?? NO_HASH)) return report(at, { seq: at, problem: 'head' })
    return report(at, null)
  }
}
