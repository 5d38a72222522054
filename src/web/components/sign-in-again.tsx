import { Alert, Button } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'

const WORDS = {
  ways: {
    title: 'Sign in again to change something here',
    text: 'How you sign in can be changed in the quarter of an hour after you did, so that nobody does it on a computer that you left.',
  },
  people: {
    title: 'Sign in again to let others in',
    text: 'Who comes in, and with which rights, is changed in the quarter of an hour after you signed in, so that nobody does it on a computer that you left.',
  },
}

/** What opens doors is changed soon after one signed in. */
export function SignInAgain({ next, what = 'ways' }: { next: string; what?: keyof typeof WORDS }) {
  const navigate = useNavigate()
  const { title, text } = WORDS[what]
  return (
    <Alert variant="light" color="gray" title={title}>
      {text}
      <br />
      <Button
        mt="sm"
        size="xs"
        variant="default"
        onClick={() => void navigate({ to: '/sign-in', search: { next } })}
      >
        Sign in again
      </Button>
    </Alert>
  )
}
