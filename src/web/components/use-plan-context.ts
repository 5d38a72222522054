import { useMemo } from 'react'
import type { PlanContext } from '../ui/edit-plan.ts'
import { useAccounts, useSession } from './use-session.ts'

/** What cells are judged by before the server judges them. */
export function usePlanContext(): PlanContext {
  const { workspace } = useSession()
  const accounts = useAccounts()
  return useMemo(() => ({ rights: workspace, accounts, locale: navigator.language }), [workspace, accounts])
}
