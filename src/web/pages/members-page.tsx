import { Button, Menu, NativeSelect, Switch, TextInput } from '@mantine/core'
import {
  IconChevronDown,
  IconDeviceDesktopOff,
  IconDoorExit,
  IconKey,
  IconLink,
  IconShieldOff,
  IconTrash,
} from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import type { FormEvent } from 'react'
import { useState } from 'react'
import type { AskedLimits, Invitation, Member, Members } from '../../contract/people.ts'
import { ROLES, type Role } from '../../contract/words.ts'
import { call, etagOf } from '../client/call.ts'
import { invitationsQuery, membersQuery } from '../client/people-queries.ts'
import { rememberWorkspace } from '../client/workspace.ts'
import { ActionButton, ActionIconButton } from '../components/action-button.tsx'
import { LimitChoice } from '../components/limit-choice.tsx'
import { LimitButton } from '../components/limit-member.tsx'
import { OneTimeSecret } from '../components/one-time-secret.tsx'
import { SettingsFrame } from '../components/settings-frame.tsx'
import { SettingsList, SettingsRow } from '../components/settings-list.tsx'
import classes from '../components/settings.module.css'
import { reasonOf, useDeed } from '../components/use-deed.ts'
import { useSession } from '../components/use-session.ts'
import { SignInAgain } from '../components/sign-in-again.tsx'
import { SubmitButton } from '../components/submit-button.tsx'
import { askToConfirm } from '../ui/confirm.ts'
import { formatAgo, formatMoment } from '../ui/format.ts'
import { limitWords } from '../ui/limits.ts'
import { ROLE_LABELS, ROLE_OPTIONS } from '../ui/roles.ts'
import { Section } from '../ui/section.tsx'

export function MembersPage() {
  const { workspace } = useSession()
  const members = useQuery(membersQuery)
  const [made, setMade] = useState<ResetLink | null>(null)
  return (
    <SettingsFrame title="Members" under={`Who works in ${workspace.name}, and as what.`}>
      {members.data?.fresh === false && workspace.role === 'admin' && (
        <SignInAgain next="/settings/members" what="people" />
      )}
      <Section title="In the workspace">
        <SettingsList query={members} itemsOf={({ items }) => items} empty="Nobody yet.">
          {(member) => <MemberRow key={member.id} member={member} onLink={setMade} />}
        </SettingsList>
        {made !== null && (
          <OneTimeSecret
            title={`Hand this link to ${made.name}. It is shown this once, and works once within an hour.`}
            label="Link for a new password"
            value={made.link}
            onClose={() => setMade(null)}
          />
        )}
      </Section>
      {members.data !== undefined && <SecondFactorOfAll members={members.data} />}
      <Invite reason={reasonOf(members.data?.actions, 'invite')} />
      <Invited />
    </SettingsFrame>
  )
}

function MemberRow({ member, onLink }: { member: Member; onLink: (made: ResetLink) => void }) {
  const { name, email, joinedAt, lastSeenAt, you, hasSecondFactor, actions } = member
  const { doIt } = useDeed()
  const params = { id: member.id }
  const endSessions = () =>
    askToConfirm({
      title: `Sign ${name} out everywhere?`,
      text: 'Every browser in which they are signed in asks for the password again, in other workspaces too.',
      confirm: 'Sign out everywhere',
      cancel: 'Cancel',
      isDanger: true,
      onConfirm: () =>
        doIt({ run: () => call('endMemberSessions', { params }), done: `${name} is signed out everywhere.` }),
    })
  return (
    <SettingsRow
      title={
        <>
          <b>{name}</b>
          {you && ' (you)'}
        </>
      }
      facts={`${email} · ${limitWords(member.accounts)} · since ${formatMoment(joinedAt)} · ${lastSeenAt === null ? 'never seen here' : `seen ${formatAgo(lastSeenAt)}`}${hasSecondFactor === false ? ' · no second factor' : ''}`}
    >
      <RoleMenu member={member} />
      <LimitButton member={member} />
      {!you && hasSecondFactor !== null && <ResetPassword member={member} onMade={onLink} />}
      {!you && hasSecondFactor !== null && <ResetSecondFactor member={member} />}
      {!you && (
        <ActionIconButton
          label={`Sign ${name} out everywhere`}
          icon={<IconDeviceDesktopOff size={16} />}
          reason={reasonOf(actions, 'endSessions')}
          onClick={endSessions}
        />
      )}
      {you ? <LeaveButton member={member} /> : <RemoveButton member={member} />}
    </SettingsRow>
  )
}

function SecondFactorOfAll({ members }: { members: Members }) {
  const { doIt, isBusy } = useDeed()
  const reason = reasonOf(members.actions, 'requireSecondFactor')
  const change = (secondFactorRequired: boolean) =>
    doIt({
      run: () => call('requireSecondFactor', { body: { secondFactorRequired } }),
      done: secondFactorRequired
        ? 'Whoever has no second factor sets one up before they go on.'
        : 'A second factor is up to everybody now.',
    })
  return (
    <Section title="Second factor" text="API keys go on working as they are.">
      <Switch
        label="Ask everybody for a second factor"
        description={reason ?? 'People without one can do nothing in this workspace but set one up.'}
        checked={members.secondFactorRequired}
        disabled={reason !== null || isBusy}
        onChange={(event) => change(event.currentTarget.checked)}
      />
    </Section>
  )
}

interface ResetLink {
  name: string
  link: string
}

function ResetPassword({
  member: { id, name, actions },
  onMade,
}: {
  member: Member
  onMade: (made: ResetLink) => void
}) {
  const { doIt } = useDeed()
  const reset = () =>
    askToConfirm({
      title: `Make a link for a new password of ${name}?`,
      text: 'For whoever forgot it. The link works once, within an hour; using it signs them out everywhere, and a second factor stays. Whoever has the link chooses the password: make sure that it is they who ask.',
      confirm: 'Make the link',
      cancel: 'Cancel',
      isDanger: false,
      onConfirm: () =>
        doIt({
          run: () => call('createPasswordReset', { params: { id } }),
          after: ({ link }) => onMade({ name, link: `${window.location.origin}${link}` }),
        }),
    })
  return (
    <ActionIconButton
      label={`Make a link for a new password of ${name}`}
      icon={<IconKey size={16} />}
      reason={reasonOf(actions, 'resetPassword')}
      onClick={reset}
    />
  )
}

function ResetSecondFactor({ member: { id, name, actions } }: { member: Member }) {
  const { doIt } = useDeed()
  const reset = () =>
    askToConfirm({
      title: `Take the second factor of ${name} away?`,
      text: 'For whoever lost telephone and recovery codes. Their passkeys go too. They are signed out everywhere, and their password alone signs them in until they set up a new one. Make sure that it is they who ask.',
      confirm: 'Take it away',
      cancel: 'Cancel',
      isDanger: true,
      onConfirm: () =>
        doIt({
          run: () => call('resetSecondFactor', { params: { id } }),
          done: `${name} has no second factor any more.`,
        }),
    })
  return (
    <ActionIconButton
      label={`Take the second factor of ${name} away`}
      icon={<IconShieldOff size={16} />}
      reason={reasonOf(actions, 'resetSecondFactor')}
      onClick={reset}
    />
  )
}

function RoleMenu({ member: { id, name, role, version, actions } }: { member: Member }) {
  const { doIt, isBusy } = useDeed()
  const reason = reasonOf(actions, 'changeRole')
  const { label } = ROLE_LABELS[role]
  if (reason !== null)
    return <ActionButton label={label} icon={null} variant="default" reason={reason} onClick={() => {}} />
  const change = (to: Role) =>
    doIt({
      run: () => call('changeMember', { params: { id }, body: { role: to }, ifMatch: etagOf(version) }),
      done: `${name}: ${ROLE_LABELS[to].label}.`,
    })
  return (
    <Menu position="bottom-end" width={280}>
      <Menu.Target>
        <Button
          variant="default"
          loading={isBusy}
          rightSection={<IconChevronDown size={13} aria-hidden />}
          aria-label={`Role of ${name}: ${label}`}
        >
          {label}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {ROLES.map((each) => (
          <Menu.Item key={each} disabled={each === role} onClick={() => change(each)}>
            {ROLE_LABELS[each].label}
            <div className={classes.facts}>{ROLE_LABELS[each].hint}</div>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

function RemoveButton({ member: { id, name, actions } }: { member: Member }) {
  const { doIt } = useDeed()
  const remove = () =>
    askToConfirm({
      title: `Remove ${name}?`,
      text: 'They are out of this workspace at once. What they did stays in the history; API keys that they made go on working until you revoke them.',
      confirm: 'Remove',
      cancel: 'Cancel',
      isDanger: true,
      onConfirm: () =>
        doIt({ run: () => call('removeMember', { params: { id } }), done: `${name} is removed.` }),
    })
  return (
    <ActionIconButton
      label={`Remove ${name}`}
      icon={<IconTrash size={16} />}
      reason={reasonOf(actions, 'remove')}
      onClick={remove}
    />
  )
}

function LeaveButton({ member: { id, actions } }: { member: Member }) {
  const { workspace } = useSession()
  const { doIt } = useDeed()
  const queries = useQueryClient()
  const router = useRouter()
  const left = () => {
    rememberWorkspace(null)
    queries.clear()
    void router.navigate({ to: '/campaigns' }).then(async () => await router.invalidate())
  }
  const leave = () =>
    askToConfirm({
      title: `Leave ${workspace.name}?`,
      text: 'You come back only by a new invitation.',
      confirm: 'Leave',
      cancel: 'Stay',
      isDanger: true,
      onConfirm: () => doIt({ run: () => call('removeMember', { params: { id } }), after: left }),
    })
  return (
    <ActionIconButton
      label="Leave the workspace"
      icon={<IconDoorExit size={16} />}
      reason={reasonOf(actions, 'leave')}
      onClick={leave}
    />
  )
}

function Invite({ reason }: { reason: string | null }) {
  const { doIt, isBusy } = useDeed()
  const [email, setEmail] = useState('')
  const [role, setRole] = useState<Role>('editor')
  const [accounts, setAccounts] = useState<AskedLimits>(null)
  const [made, setMade] = useState<{ link: string; email: string; until: string } | null>(null)
  const invite = () =>
    doIt({
      run: () =>
        call('invite', { body: { email: email.trim(), role, accounts: role === 'admin' ? null : accounts } }),
      after: ({ link, invitation }) => {
        setMade({
          link: `${window.location.origin}${link}`,
          email: invitation.email,
          until: invitation.expiresAt,
        })
        setEmail('')
        setAccounts(null)
      },
    })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (reason === null) invite()
  }
  return (
    <Section
      title="Invite"
      text="No e-mail is sent: you get a link to hand on. It works once, for seven days."
    >
      <form className={classes.form} onSubmit={submit}>
        <TextInput
          label="E-mail"
          type="email"
          autoComplete="off"
          required
          withAsterisk={false}
          disabled={reason !== null}
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <NativeSelect
          label="Role"
          data={ROLE_OPTIONS}
          disabled={reason !== null}
          value={role}
          onChange={(event) => setRole(event.currentTarget.value as Role)}
        />
        <div className={classes.wide}>
          <LimitChoice
            value={role === 'admin' ? null : accounts}
            onChange={setAccounts}
            reason={reason ?? (role === 'admin' ? 'An administrator works in all accounts.' : null)}
          />
        </div>
        <SubmitButton
          label="Make the link"
          icon={<IconLink size={15} aria-hidden />}
          reason={reason}
          loading={isBusy}
        />
      </form>
      {made !== null && (
        <OneTimeSecret
          title={`Hand this link to ${made.email}. It is shown this once and works until ${formatMoment(made.until)}.`}
          label="Link of the invitation"
          value={made.link}
          onClose={() => setMade(null)}
        />
      )}
    </Section>
  )
}

function Invited() {
  const invitations = useQuery(invitationsQuery)
  const reason = reasonOf(invitations.data?.actions, 'revoke')
  return (
    <Section title="Invited">
      <SettingsList query={invitations} itemsOf={({ items }) => items} empty="Nobody is waiting to join.">
        {(invitation) => <InvitationRow key={invitation.id} invitation={invitation} reason={reason} />}
      </SettingsList>
    </Section>
  )
}

function InvitationRow({ invitation, reason }: { invitation: Invitation; reason: string | null }) {
  const { id, email, role, invitedBy, expiresAt, expired } = invitation
  const { doIt } = useDeed()
  const revoke = () =>
    askToConfirm({
      title: `Take the invitation of ${email} back?`,
      text: 'The link opens nothing any more. You can make a new one at any time.',
      confirm: 'Revoke',
      cancel: 'Cancel',
      isDanger: true,
      onConfirm: () =>
        doIt({ run: () => call('revokeInvitation', { params: { id } }), done: 'The invitation is revoked.' }),
    })
  return (
    <SettingsRow
      title={<b>{email}</b>}
      facts={`${ROLE_LABELS[role].label} · ${limitWords(invitation.accounts)} · invited by ${invitedBy} · ${expired ? 'expired' : 'until'} ${formatMoment(expiresAt)}`}
    >
      <ActionIconButton
        label={`Revoke the invitation of ${email}`}
        icon={<IconTrash size={16} />}
        reason={reason}
        onClick={revoke}
      />
    </SettingsRow>
  )
}
