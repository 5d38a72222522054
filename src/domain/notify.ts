import { newId } from '../base/ids.ts'
import { roleMay } from '../contract/actions.ts'
import type { CampaignAction } from '../contract/campaign.ts'
import type { NotificationFacts } from '../contract/notifications.ts'
import { type NotificationKind, type NotificationTarget, type Role, ROLES } from '../contract/words.ts'
import type { Tx } from '../store/db.ts'
import { insertNotifications, type NewNotification } from '../store/notifications.ts'

/** Of one fact; a longer one is cut, so that no name and no message can stop what is being told of. */
const MOST_OF_A_FACT = 500

/** Who is told: one person, all who may do something to campaigns, all of some roles, or who stands in history as the author. */
export type Recipients =
  | { userId: string }
  | ({ may: CampaignAction } & Where)
  | ({ roles: readonly Role[] } & Where)
  /** As `createdBy` says it. An API key, and somebody who has left, is nobody: then those who may do `orMay`, if anybody. */
  | ({ author: string; orMay?: CampaignAction } & Where)

/** The accounts in which their role counts, one of them being enough, of what belongs to some. Without it: in the workspace, or in any account. */
interface Where {
  accountIds?: readonly string[]
}

export interface Notice {
  kind: NotificationKind
  /** What it opens. */
  target?: { kind: NotificationTarget; id: string }
  /** What the browser makes words of: web/ui/notification-words.ts. */
  facts?: NotificationFacts
  to: Recipients
  /** Who did it, and needs not be told: the `userId` of an actor. */
  except?: string | null
}

/**
 * Tells people of something, in the transaction that does it: both are there, or neither. Whoever does not want to be told
 * of this kind is not. Locks nobody, and comes before the entry of the audit log, which is last.
 */
export async function notify(tx: Tx, workspaceId: string, ...notices: readonly Notice[]): Promise<void> {
  if (notices.length === 0) return
  await insertNotifications(tx, workspaceId, notices.map(rowOf))
}

function rowOf({ kind, target, facts = {}, to, except = null }: Notice): NewNotification {
  const row = { id: newId(), kind, target: target ?? null, facts: cut(facts), notTo: except }
  const nobody = { userId: null, roles: null, author: null, orRoles: null, accountIds: null }
  if ('userId' in to) return { ...row, ...nobody, userId: to.userId }
  const { accountIds = null } = to
  if ('roles' in to) return { ...row, ...nobody, accountIds, roles: to.roles }
  if ('may' in to) return { ...row, ...nobody, accountIds, roles: rolesThat(to.may) }
  return {
    ...row,
    ...nobody,
    accountIds,
    author: to.author,
    orRoles: to.orMay === undefined ? null : rolesThat(to.orMay),
  }
}

function rolesThat(action: CampaignAction): Role[] {
  return ROLES.filter((role) => roleMay(role, action))
}

function cut(facts: NotificationFacts): NotificationFacts {
  const entries = Object.entries(facts).map(([name, value]) => [
    name,
    typeof value === 'string' && value.length > MOST_OF_A_FACT
      ? `${value.slice(0, MOST_OF_A_FACT - 1).toWellFormed()}…`
      : value,
  ])
  return Object.fromEntries(entries) as NotificationFacts
}
