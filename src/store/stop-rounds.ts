import type { Database, Tx } from './db.ts'
import { statement } from './statement.ts'

/** What workers go through, again and again, until a stop is over. */

const FIRST_ID = '00000000-0000-0000-0000-000000000000'

export interface ActiveStop {
  workspace_id: string
  id: string
  scope_id: string
}

const ACTIVE = statement<ActiveStop>(
  'stop_list_active',
  `select workspace_id, id, scope_id from spend_stops
    where state <> 'OVER' and (workspace_id, scope_id) > ($1, $2) order by workspace_id, scope_id limit $3`,
  { workspace_id: 'uuid', id: 'uuid', scope_id: 'uuid' },
)

/** Stops of all workspaces that are not over: a page, after the last one of the page before. */
export async function listActiveStops(
  db: Database,
  { after, limit }: { after: ActiveStop | undefined; limit: number },
): Promise<ActiveStop[]> {
  return await db.many('worker', ACTIVE, [
    after?.workspace_id ?? FIRST_ID,
    after?.scope_id ?? FIRST_ID,
    limit,
  ])
}

const FINISH = statement(
  'stop_update_over',
  `update spend_stops s set state = 'OVER', finished_at = clock_timestamp()
    where s.workspace_id = $1 and s.id = $2 and s.state = 'RESTORING' and not exists (
      select from spend_stop_items i
        left join publications r on r.workspace_id = i.workspace_id and r.id = i.restore_id
       where i.workspace_id = s.workspace_id and i.stop_id = s.id
         and (i.restore_state = 'WAITING'
           or i.restore_state = 'OPENED' and r.state not in ('SUCCEEDED', 'FAILED')))`,
)

/** Ends a stop of which everything is restored that could be; answers whether it did. */
export async function finishStop(tx: Tx, workspaceId: string, id: string): Promise<boolean> {
  return (await tx.run(FINISH, [workspaceId, id])) === 1
}
