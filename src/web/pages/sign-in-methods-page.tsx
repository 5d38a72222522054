import { Alert, Skeleton, Stack } from '@mantine/core'
import { IconLink, IconUnlink } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import type { SignInMethods } from '../../contract/sign-in.ts'
import { call } from '../client/call.ts'
import { signInMethodsQuery, waysInQuery } from '../client/people-queries.ts'
import { wordsOf } from '../client/problem-words.ts'
import { goToProvider } from '../client/provider.ts'
import { ActionButton, ActionIconButton } from '../components/action-button.tsx'
import { PageError } from '../components/page-state.tsx'
import { ChangePassword, SetPassword } from '../components/password-sections.tsx'
import { PasskeySection } from '../components/passkey-section.tsx'
import { SecondFactorSection } from '../components/second-factor-section.tsx'
import { SettingsFrame } from '../components/settings-frame.tsx'
import { SettingsList, SettingsRow } from '../components/settings-list.tsx'
import { SignInAgain } from '../components/sign-in-again.tsx'
import { reasonOf, useDeed } from '../components/use-deed.ts'
import { askToConfirm } from '../ui/confirm.ts'
import { formatAgo, formatMoment } from '../ui/format.ts'
import { Section } from '../ui/section.tsx'

export function SignInMethodsPage() {
  const methods = useQuery(signInMethodsQuery)
  const provider = useQuery(waysInQuery).data?.provider ?? null
  return (
    <SettingsFrame title="How you sign in" under="For you alone, in every workspace.">
      {methods.isPending && <Skeleton h={180} aria-busy />}
      {methods.isError && <PageError error={methods.error} reset={() => void methods.refetch()} />}
      {methods.data?.fresh === false && <SignInAgain next="/settings/sign-in" />}
      {methods.data !== undefined &&
        (methods.data.hasPassword ? <ChangePassword /> : <SetPassword methods={methods.data} />)}
      {methods.data !== undefined && <PasskeySection methods={methods.data} />}
      {methods.data !== undefined && <SecondFactorSection methods={methods.data} />}
      {(provider !== null || (methods.data?.identities.length ?? 0) > 0) && (
        <Section
          title={provider === null ? 'Other accounts' : provider.name}
          text="An account elsewhere that signs you in here. It has to be under your address."
        >
          <SettingsList query={methods} itemsOf={({ identities }) => identities} empty="None yet.">
            {(identity) => <IdentityRow key={identity.id} identity={identity} methods={methods.data!} />}
          </SettingsList>
          <LinkButton methods={methods.data} />
        </Section>
      )}
    </SettingsFrame>
  )
}

/** Whoever is signed in here and there is one and the same. */
function LinkButton({ methods }: { methods: SignInMethods | undefined }) {
  const provider = useQuery(waysInQuery).data?.provider ?? null
  const go = useMutation({ mutationFn: () => goToProvider({ next: '/settings/sign-in' }) })
  if (provider === null || methods === undefined) return null
  return (
    <Stack gap="xs" align="flex-start" mt="sm">
      {go.error !== null && (
        <Alert color="red" variant="light" role="alert">
          {wordsOf(go.error).detail}
        </Alert>
      )}
      <ActionButton
        label={`Add ${provider.name}`}
        icon={<IconLink size={15} aria-hidden />}
        variant="default"
        reason={reasonOf(methods.actions, 'link')}
        loading={go.isPending || go.isSuccess}
        onClick={() => go.mutate()}
      />
    </Stack>
  )
}

function IdentityRow({
  identity: { id, issuer, email, createdAt, lastUsedAt },
  methods,
}: {
  identity: SignInMethods['identities'][number]
  methods: SignInMethods
}) {
  const { doIt } = useDeed()
  const unlink = () =>
    askToConfirm({
      title: 'Remove this way to sign in?',
      text: `${email} does not sign you in here any more, until you add it again.`,
      confirm: 'Remove it',
      cancel: 'Cancel',
      isDanger: true,
      onConfirm: () =>
        doIt({ run: () => call('unlinkIdentity', { params: { id } }), done: 'It signs you in no more.' }),
    })
  return (
    <SettingsRow
      title={<b>{email}</b>}
      facts={`at ${new URL(issuer).host} · since ${formatMoment(createdAt)} · used ${formatAgo(lastUsedAt)}`}
    >
      <ActionIconButton
        label={`Remove ${email}`}
        icon={<IconUnlink size={16} />}
        reason={reasonOf(methods.actions, 'unlink')}
        onClick={unlink}
      />
    </SettingsRow>
  )
}
