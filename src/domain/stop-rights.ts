import { refusal, refusalAnywhere, refusalIn, type Rights } from '../contract/actions.ts'
import type { Stop, StopAction, StopPreview } from '../contract/stops.ts'
import type { KeptPreview, KeptStop } from '../store/stops.ts'
import { type Verdict, verdictsOf } from './people-rights.ts'

export const NOT_ON = 'This stop is being restored, or is over.'
export const NOTHING_TO_RETRY = 'Nothing failed to be paused: there is nothing to retry.'
export const WIDER_FIRST = 'The whole workspace is stopped. Restore that first, then this account.'
export const WIDER_IS_ON = 'The whole workspace is stopped: this account is too.'
export const STOPPED_ALREADY = 'This is stopped already.'

/** Why somebody may not stop or restore this account, or the workspace (null); null where they may. */
export function stopRefusal(
  rights: Rights,
  action: 'pause' | 'resume',
  accountId: string | null,
): string | null {
  const nowhere = refusalAnywhere(rights, action)
  if (nowhere !== null) return nowhere
  if (accountId !== null) return refusalIn(rights, action, accountId)
  if (rights.accounts !== null)
    return 'You are limited to accounts: the whole workspace is for somebody who is not.'
  return refusal(rights, action)
}

/** Whether there is anything that somebody may stop. */
export function anyStopVerdicts(rights: Rights): Verdict<'create'>[] {
  return verdictsOf({ create: refusalAnywhere(rights, 'pause') })
}

/** What a stop would find, and whether the caller may stop it. */
export function previewAs(
  rights: Rights,
  accountId: string | null,
  { isStopped, isWiderOn, ...preview }: KeptPreview,
): StopPreview {
  const standing = accountId !== null && isWiderOn ? WIDER_IS_ON : isStopped ? STOPPED_ALREADY : null
  return { ...preview, actions: verdictsOf({ create: stopRefusal(rights, 'pause', accountId) ?? standing }) }
}

/** A stop with what the caller may do, and why not. `isWiderOn`: the whole workspace is stopped. */
export function stopAs(rights: Rights, stop: KeptStop, isWiderOn: boolean): Stop {
  const mayNot = stopRefusal(rights, 'resume', stop.accountId) ?? (stop.state === 'ON' ? null : NOT_ON)
  const reasons: Record<StopAction, string | null> = {
    retry: mayNot ?? ((stop.outcomes.FAILED ?? 0) === 0 ? NOTHING_TO_RETRY : null),
    restore: mayNot ?? (stop.accountId !== null && isWiderOn ? WIDER_FIRST : null),
  }
  return { ...stop, actions: verdictsOf(reasons) }
}
