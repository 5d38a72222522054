/**
 * Everything that the audit log tells of, and what it is called: the code stands in the log, in its export and in its filter. What is
 * written is held to this table by its type, and what the database writes itself by a test.
 */
export const AUDIT_WORDS = {
  Campaigns: {
    'campaign.create': 'Created the campaign',
    'campaign.edit': 'Edited the campaign',
    'campaign.edit_many': 'Edited many campaigns',
    'campaign.undo_edit_many': 'Undid an edit of many campaigns',
    'campaign.undo': 'Undid a revision',
    'campaign.restore': 'Restored an earlier revision',
    'campaign.import': 'Imported campaigns',
    'campaign.delete': 'Deleted the draft',
    'campaign.archive': 'Archived the campaign',
    'campaign.unarchive': 'Brought the campaign back from the archive',
    'campaign.publish': 'Published the campaign',
    'campaign.pause': 'Paused the campaign',
    'campaign.resume': 'Resumed the campaign',
    'campaign.protect': 'Protected the campaign',
    'campaign.unprotect': 'Lifted the protection of the campaign',
    'campaign.removed_at_google': 'Found the campaign removed at Google',
  },
  Publishing: {
    'publication.retry': 'Let a publication go on',
    'publication.abandon': 'Gave a publication up',
    'batch.create': 'Began a batch',
    'batch.cancel': 'Stopped a batch',
    'batch.resume': 'Let a stopped batch go on',
    'batch.stop': 'Stopped a batch by itself',
    'batch.retry': 'Retried the failed ones of a batch',
    'stop.create': 'Stopped everything that was live',
    'stop.restore': 'Let a stop be restored',
    'stop.retry': 'Retried the pauses of a stop',
    'stop.notice': 'Found campaigns running although they are stopped',
    'stop.finish': 'Came to the end of restoring a stop',
    'spend.set_caps': 'Set caps on spend',
  },
  Approvals: {
    'approval.request': 'Asked for approval',
    'approval.approve': 'Approved a plan',
    'approval.changes': 'Asked for changes',
    'approval.cancel': 'Took a request for approval back',
    'approval.void': 'Made a request for approval void',
    'approval.comment': 'Commented on a request for approval',
    'approval.resolve': 'Settled a comment, or opened it again',
    'approval.link': 'Made a review link',
    'approval.copy_link': 'Copied a review link again',
    'approval.unlink': 'Took a review link back',
    'approval.policy': 'Set a policy of approvals',
  },
  'Images, templates and views': {
    'asset.create': 'Added an image',
    'asset.remove': 'Removed an image',
    'asset.restore': 'Brought an image back',
    'template.create': 'Made a template',
    'template.edit': 'Edited a template',
    'template.delete': 'Deleted a template',
    'view.create': 'Kept a view',
    'view.edit': 'Changed a view',
    'view.delete': 'Deleted a view',
  },
  'Accounts and connections': {
    'account.connect': 'Connected an account',
    'account.reconnect': 'Moved an account to another connection',
    'google_connection.create': 'Connected Google Ads',
    'google_connection.reconnect': 'Renewed a connection to Google Ads',
    'google_connection.edit': 'Changed a connection to Google Ads',
    'google_connection.disconnect': 'Disconnected Google Ads',
  },
  'People and keys': {
    'invitation.create': 'Invited somebody',
    'invitation.accept': 'Accepted an invitation',
    'invitation.refuse': 'Failed to accept an invitation',
    'invitation.revoke': 'Took an invitation back',
    'member.change_role': 'Changed a member’s role',
    'member.limit': 'Changed the accounts that a member is limited to',
    'member.remove': 'Removed a member',
    'member.leave': 'Left the workspace',
    'member.end_sessions': 'Signed a member out everywhere',
    'member.unlock': 'Let a member sign in again after wrong passwords',
    'member.reset_password': 'Made a link for a new password of a member',
    'member.remove_password': 'Took a member’s password away',
    'member.reset_second_factor': 'Reset a member’s second factor',
    'api_key.create': 'Made an API key',
    'api_key.revoke': 'Revoked an API key',
    'user.set_password': 'Set a first password',
    'user.reset_password': 'Chose a new password by a link',
    'user.change_password': 'Changed their password',
    'user.add_totp': 'Added a second factor',
    'user.remove_totp': 'Removed their second factor',
    'user.add_passkey': 'Added a passkey',
    'user.rename_passkey': 'Renamed a passkey',
    'user.remove_passkey': 'Removed a passkey',
    'user.renew_recovery_codes': 'Renewed their recovery codes',
    'user.unlink_identity': 'Unlinked a way to sign in',
  },
  'The workspace': {
    'workspace.set_up': 'Set the workspace up',
    'workspace.require_second_factor': 'Changed whether a second factor is needed',
    'demo.complete': 'Completed the demo data',
    'demo.delete': 'Deleted the demo data',
  },
} as const

type Groups = typeof AUDIT_WORDS
export type AuditAction = { [Group in keyof Groups]: keyof Groups[Group] }[keyof Groups]

const WORDS: ReadonlyMap<string, string> = new Map(
  Object.values<Record<string, string>>(AUDIT_WORDS).flatMap((group) => Object.entries(group)),
)

/** What was done, in words; an action of another version of the program by its code. */
export function auditWords(action: string): string {
  return WORDS.get(action) ?? action
}
