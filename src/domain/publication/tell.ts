import type { NotificationKind, PublicationState } from '../../contract/words.ts'
import type { Tx } from '../../store/db.ts'
import { findToldPublication } from '../../store/notifications.ts'
import { notify } from '../notify.ts'

const KINDS: Partial<Record<PublicationState, NotificationKind>> = {
  SUCCEEDED: 'PUBLICATION_SUCCEEDED',
  FAILED: 'PUBLICATION_FAILED',
  NEEDS_ATTENTION: 'PUBLICATION_NEEDS_ATTENTION',
}

/** Tells who asked for a publication how it ended, or that it needs somebody; while its batch is under way, that one tells. */
export async function tellOfPublication(
  tx: Tx,
  workspaceId: string,
  id: string,
  state: PublicationState,
  { message = null, except = null }: { message?: string | null; except?: string | null } = {},
): Promise<void> {
  const kind = KINDS[state]
  if (kind === undefined) return
  const told = await findToldPublication(tx, workspaceId, id)
  if (told.in_running_batch) return
  await notify(tx, workspaceId, {
    kind,
    target: { kind: 'PUBLICATION', id },
    facts: {
      campaignName: told.campaign_name,
      publicationKind: told.kind,
      activate: told.activate,
      ...(message === null ? {} : { message }),
    },
    // What went well is the author's alone; what did not must not be lost with one who is gone.
    to: {
      author: told.created_by,
      accountIds: [told.account_id],
      ...(state === 'SUCCEEDED' ? {} : { orMay: 'publish' as const }),
    },
    except,
  })
}
