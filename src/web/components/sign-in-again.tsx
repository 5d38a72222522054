import { Alert, Button } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'

/** How one signs in is changed soon after one did. */
export function SignInAgain({ next }: { next: string }) {
  const navigate = useNavigate()
  return (
    <Alert variant="light" color="gray" title="Sign in again to change something here">
      How you sign in can be changed in the quarter of an hour after you did, so that nobody does it on a
      computer that you left.
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
