import { useNavigate, useRouter } from '@tanstack/react-router'
import { leftList } from '../ui/list-left.ts'
import { useSession } from './use-session.ts'

/** Leads to the list of campaigns as it was left: with its search, its filters and its order. */
export function useBackToList(): () => Promise<void> {
  const router = useRouter()
  const navigate = useNavigate()
  const { workspace } = useSession()
  return async () => {
    const { search, isOneBack } = leftList(workspace.id)
    if (isOneBack) router.history.back()
    else await navigate({ to: '/campaigns', search })
  }
}
