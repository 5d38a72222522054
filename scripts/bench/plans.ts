import type { Client } from 'pg'
import type { Statement } from '../../src/store/statement.ts'

interface PlanNode {
  'Node Type': string
  'Relation Name'?: string
  'Index Name'?: string
  'Index Cond'?: string
  Filter?: string
  Plans?: PlanNode[]
}

/** What a plan does that matters at scale. */
export interface PlanShape {
  /** Every index that is read, each once, in order of name. */
  indexes: string[]
  /** Tables that are read from end to end. */
  scans: string[]
  /** Indexes that are read without saying which workspace: a scan of everybody's rows. */
  bare: string[]
  /** Indexes that are walked up to the place of a page, since the comparison of rows is no condition of theirs. */
  walked: string[]
  /** Whether rows are sorted with no limit above the sort. */
  sortsAll: boolean
}

/**
 * The plan that a statement has once and for all: generic, as a prepared statement ends up with, under the program's role
 * and row level security. `seqscan` false shows what the indexes are good for where tables are too small to tell.
 */
export async function planOf(
  client: Client,
  { text }: Statement<unknown>,
  { role = 'gacm_app', seqscan = true }: { role?: string; seqscan?: boolean } = {},
): Promise<PlanShape> {
  await client.query('begin')
  try {
    await client.query(`set local plan_cache_mode = force_generic_plan`)
    // Without values every month would be left out.
    await client.query('set local enable_partition_pruning = off')
    if (!seqscan) await client.query('set local enable_seqscan = off')
    await client.query(`select set_config('role', $1, true), set_config('app.workspace_id', $2, true)`, [
      role,
      '00000000-0000-7000-8000-000000000000',
    ])
    await client.query(`prepare shown as ${text}`)
    const { rows } = await client.query<{ count: number }>(
      `select cardinality(parameter_types) as count from pg_prepared_statements where name = 'shown'`,
    )
    const nulls = Array.from({ length: rows[0]!.count }, () => 'null').join(', ')
    const shown = await client.query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(
      `explain (format json) execute shown${nulls === '' ? '' : `(${nulls})`}`,
    )
    return shapeOf(shown.rows[0]!['QUERY PLAN'][0].Plan)
  } finally {
    await client.query('rollback')
    await client.query('deallocate all')
  }
}

/** Policies about other things than the tenant: a person's memberships, a worker's queue. */
const OF_TENANT = /workspace_id/

function shapeOf(root: PlanNode): PlanShape {
  const shape = {
    indexes: new Set<string>(),
    scans: new Set<string>(),
    bare: new Set<string>(),
    walked: new Set<string>(),
    sortsAll: false,
  }
  visit(root, false)
  return {
    indexes: [...shape.indexes].sort(),
    scans: [...shape.scans].sort(),
    bare: [...shape.bare].sort(),
    walked: [...shape.walked].sort(),
    sortsAll: shape.sortsAll,
  }

  function visit(node: PlanNode, limited: boolean): void {
    const type = node['Node Type']
    const index = node['Index Name']
    if (index !== undefined) {
      shape.indexes.add(index)
      if (!OF_TENANT.test(node['Index Cond'] ?? '')) shape.bare.add(index)
      if (node.Filter?.includes('ROW(') === true) shape.walked.add(index)
    }
    if (type === 'Seq Scan') shape.scans.add(node['Relation Name'] ?? '?')
    if (type === 'Sort' && !limited) shape.sortsAll = true
    const under = type === 'Limit' || (limited && !['Aggregate', 'Subquery Scan'].includes(type))
    for (const child of node.Plans ?? []) visit(child, under)
  }
}
