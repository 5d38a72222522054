import { useNavigate, useRouter } from '@tanstack/react-router'
import { leftList } from '../ui/list-left.ts'
import { useEscape } from '../ui/use-escape.ts'
import { useSession } from './use-session.ts'

/** Escape leads to the list of campaigns as it was left: with its search, its filters and its order. */
export function useEscapeToList(): void {
  const router = useRouter()
  const navigate = useNavigate()
  const { workspace } = useSession()
  useEscape(() => {
    const { search, isOneBack } = leftList(workspace.id)
    if (isOneBack) router.history.back()
    else void navigate({ to: '/campaigns', search })
  })
}
