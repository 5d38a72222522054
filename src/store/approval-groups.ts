import { type KeptSummary, SUMMARY } from './approvals.ts'
import type { Database } from './db.ts'
import { statement } from './statement.ts'

export type GroupedRequest = KeptSummary & { approverIds: string[] }

const LIST = statement<{ json: GroupedRequest }>(
  'approval_group_list',
  `select json_build_object(${SUMMARY},
     'approverIds', (select coalesce(json_agg(a.user_id), '[]') from approvals a
                      where a.workspace_id = r.workspace_id and a.request_id = r.id and a.user_id is not null)) as json
     from approval_requests r where r.workspace_id = $1 and r.group_id = $2 order by r.id limit $3`,
  { json: 'json' },
)

/** The requests that were made together, in their order. */
export async function listGroupedRequests(
  db: Database,
  workspaceId: string,
  groupId: string,
  limit: number,
): Promise<GroupedRequest[]> {
  return (await db.many({ workspaceId }, LIST, [workspaceId, groupId, limit])).map(({ json }) => json)
}
