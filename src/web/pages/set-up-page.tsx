import { Alert, Anchor, Button, PasswordInput, Stack, Text, TextInput } from '@mantine/core'
import { schemaResolver, useForm } from '@mantine/form'
import { useDocumentTitle } from '@mantine/hooks'
import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { setUpSchema } from '../../contract/session.ts'
import { call } from '../client/call.ts'
import { wordsOf } from '../client/problem-words.ts'
import { AuthFrame } from '../components/auth-frame.tsx'
import { useLinkToken } from '../components/use-link-token.ts'
import { useSignedIn } from '../components/use-signed-in.ts'

const SHOWN = ['name', 'email', 'password']

export function SetUpPage() {
  useDocumentTitle('Set up')
  const token = useLinkToken()
  if (token === undefined) {
    return (
      <AuthFrame
        title="The link is not complete"
        text="Copy the whole set-up link from the terminal where the server started."
      >
        <Anchor component={Link} to="/sign-in">
          Sign in instead
        </Anchor>
      </AuthFrame>
    )
  }
  return <SetUpForm key={token} token={token} />
}

function SetUpForm({ token }: { token: string }) {
  const goOn = useSignedIn()
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { token, name: '', email: '', password: '' },
    validate: schemaResolver(setUpSchema, { sync: true }),
    validateInputOnBlur: true,
  })
  const setUp = useMutation({
    mutationFn: (body: typeof form.values) => call('setUp', { body }),
    onSuccess: async (answer) => await goOn(answer, { joined: true }),
    onError: (error) => {
      form.setErrors(Object.fromEntries(wordsOf(error).fields.map(({ path, message }) => [path, message])))
    },
  })
  const failure = setUp.error === null ? null : wordsOf(setUp.error)
  const shownAtField = failure?.fields.some(({ path }) => SHOWN.includes(path)) ?? false
  return (
    <AuthFrame title="Welcome" text="Make the first administrator of this server. The link works once.">
      <form onSubmit={form.onSubmit((values) => setUp.mutate(values))} noValidate>
        <Stack gap="md">
          {failure !== null && !shownAtField && (
            <Alert color="red" variant="light" role="alert">
              {failure.fields[0]?.message ?? failure.detail}
            </Alert>
          )}
          <TextInput
            label="Your name"
            autoComplete="name"
            autoFocus
            key={form.key('name')}
            {...form.getInputProps('name')}
          />
          <TextInput
            label="E-mail"
            type="email"
            autoComplete="username"
            key={form.key('email')}
            {...form.getInputProps('email')}
          />
          <PasswordInput
            label="Password"
            description="At least 12 characters; a few words in a row are easy to keep in mind. If you sign in on this server already, the one that you have."
            autoComplete="new-password"
            key={form.key('password')}
            {...form.getInputProps('password')}
          />
          <Button type="submit" size="sm" loading={setUp.isPending}>
            Create the administrator
          </Button>
          <Text size="xs" c="dimmed">
            Everything stays on this server: there is no account with us, and no e-mail is sent.
          </Text>
        </Stack>
      </form>
    </AuthFrame>
  )
}
