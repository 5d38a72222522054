import { ROLES, type Role } from '../../contract/words.ts'

export const ROLE_LABELS: Record<Role, { label: string; hint: string }> = {
  viewer: { label: 'Viewer', hint: 'Sees everything, changes nothing.' },
  editor: { label: 'Editor', hint: 'Drafts and edits campaigns.' },
  approver: { label: 'Approver', hint: 'Edits and reviews; publishes nothing.' },
  publisher: { label: 'Publisher', hint: 'Edits, publishes, pauses and archives.' },
  admin: { label: 'Administrator', hint: 'Everything, people and keys included.' },
}

/** For a list to choose from. */
export const ROLE_OPTIONS = ROLES.map((role) => ({ value: role, label: ROLE_LABELS[role].label }))
