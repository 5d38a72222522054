import { Alert, Button, PasswordInput, Stack } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { useState } from 'react'
import { newPassword } from '../../contract/people.ts'
import type { SignInMethods } from '../../contract/sign-in.ts'
import { call } from '../client/call.ts'
import { wordsOf } from '../client/problem-words.ts'
import { reasonOf } from './use-deed.ts'
import { Section } from '../ui/section.tsx'

/** The password of somebody who has one. */
export function ChangePassword() {
  const queries = useQueryClient()
  const [currentPassword, setCurrent] = useState('')
  const [chosen, setChosen] = useState('')
  const [tooShort, setTooShort] = useState<string | null>(null)
  const change = useMutation({
    mutationFn: () => call('changePassword', { body: { currentPassword, newPassword: chosen } }),
    onSuccess: async () => {
      setCurrent('')
      setChosen('')
      notifications.show({
        color: 'green',
        message: 'Your password is changed. Every other session has ended.',
      })
      await queries.invalidateQueries({ queryKey: ['people'] })
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const problem = newPassword.safeParse(chosen).error?.issues[0]?.message ?? null
    setTooShort(problem)
    if (problem === null) change.mutate()
  }
  const failure = change.error === null ? null : wordsOf(change.error)
  const at = (path: string) => failure?.fields.find((field) => field.path === path)?.message ?? null
  return (
    <Section title="Password" text="Changing it ends every other session of yours.">
      <form onSubmit={submit}>
        <Stack gap="sm" maw={360} align="stretch">
          {failure !== null && failure.fields.length === 0 && (
            <Alert color="red" variant="light" role="alert">
              {failure.detail}
            </Alert>
          )}
          <PasswordInput
            label="Present password"
            autoComplete="current-password"
            required
            withAsterisk={false}
            value={currentPassword}
            error={at('currentPassword')}
            onChange={(event) => setCurrent(event.currentTarget.value)}
          />
          <PasswordInput
            label="New password"
            description="At least 12 characters. A few words in a row are easy to keep in mind."
            autoComplete="new-password"
            required
            withAsterisk={false}
            value={chosen}
            error={tooShort ?? at('newPassword')}
            onChange={(event) => setChosen(event.currentTarget.value)}
          />
          <Button type="submit" size="sm" loading={change.isPending} style={{ alignSelf: 'flex-start' }}>
            Change the password
          </Button>
        </Stack>
      </form>
    </Section>
  )
}

/** The first password of somebody who signs in in another way. */
export function SetPassword({ methods }: { methods: SignInMethods }) {
  const queries = useQueryClient()
  const [chosen, setChosen] = useState('')
  const [tooShort, setTooShort] = useState<string | null>(null)
  const reason = reasonOf(methods.actions, 'setPassword')
  const set = useMutation({
    mutationFn: () => call('setPassword', { body: { newPassword: chosen } }),
    onSuccess: async () => {
      notifications.show({ color: 'green', message: 'You have a password. Every other session has ended.' })
      await queries.invalidateQueries({ queryKey: ['people'] })
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const problem = newPassword.safeParse(chosen).error?.issues[0]?.message ?? null
    setTooShort(problem)
    if (problem === null) set.mutate()
  }
  return (
    <Section title="Password" text="You have none. With one, you can sign in here in two ways.">
      <form onSubmit={submit}>
        <Stack gap="sm" maw={360} align="stretch">
          <PasswordInput
            label="New password"
            description="At least 12 characters. A few words in a row are easy to keep in mind."
            autoComplete="new-password"
            required
            withAsterisk={false}
            disabled={reason !== null}
            value={chosen}
            error={tooShort ?? (set.error === null ? null : wordsOf(set.error).detail)}
            onChange={(event) => setChosen(event.currentTarget.value)}
          />
          <Button
            type="submit"
            size="sm"
            disabled={reason !== null}
            loading={set.isPending}
            style={{ alignSelf: 'flex-start' }}
          >
            Set the password
          </Button>
        </Stack>
      </form>
    </Section>
  )
}
