import type { ApprovalPolicy } from '../contract/approvals.ts'
import type { Database, Tx } from './db.ts'
import { statement } from './statement.ts'

const LIST = statement<{ json: ApprovalPolicy }>(
  'approval_policy_list',
  `select json_build_object('accountId', p.account_id, 'approvals', p.approvals, 'thresholdMicros', p.threshold_micros::text,
            'currencyCode', p.currency_code, 'clientsCount', p.clients_count, 'number', p.number, 'inherits', p.inherits,
            'setBy', p.set_by, 'setAt', p.created_at) as json
     from (select distinct on (account_id) * from approval_policies
            where workspace_id = $1 order by account_id desc, number desc) p`,
  { json: 'json' },
)
const INSERT = statement(
  'approval_policy_insert',
  `insert into approval_policies (workspace_id, id, account_id, number, inherits, approvals, threshold_micros, currency_code,
     clients_count, set_by)
   select $1, $2, $3, $4 + 1, $5, $6, $7, $8, $9, $10
    where coalesce((select max(number) from approval_policies
                     where workspace_id = $1 and account_id is not distinct from $3), 0) = $4`,
)

/** The policies that were ever set and count now: the workspace's, and those of accounts. */
export async function listApprovalPolicies(db: Database, workspaceId: string): Promise<ApprovalPolicy[]> {
  return (await db.many({ workspaceId }, LIST, [workspaceId])).map(({ json }) => json)
}

export interface NewApprovalPolicy
  extends Pick<
    ApprovalPolicy,
    'accountId' | 'number' | 'inherits' | 'approvals' | 'thresholdMicros' | 'currencyCode' | 'clientsCount'
  > {
  id: string
  setBy: string
}

/** Sets a policy after the one of this number; false where that is no longer the last. */
export async function insertApprovalPolicy(
  tx: Tx,
  workspaceId: string,
  policy: NewApprovalPolicy,
): Promise<boolean> {
  const { id, accountId, number, inherits, approvals, thresholdMicros, currencyCode, clientsCount, setBy } =
    policy
  const values = [
    id,
    accountId,
    number,
    inherits,
    approvals,
    thresholdMicros,
    currencyCode,
    clientsCount,
    setBy,
  ]
  return (await tx.run(INSERT, [workspaceId, ...values])) === 1
}
