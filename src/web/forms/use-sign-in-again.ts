import { useNavigate, useRouterState } from '@tanstack/react-router'
import { useEffect } from 'react'
import type { Editor } from './use-editor.ts'

/** An ended session leads to the sign-in page and back here, where the words wait. */
export function useSignInAgain(editor: Editor): void {
  const navigate = useNavigate()
  const next = useRouterState({ select: ({ location }) => location.href })
  const isNeeded = editor.state.kind === 'signed-out' && editor.isKept()
  useEffect(() => {
    if (isNeeded && !next.startsWith('/sign-in')) void navigate({ to: '/sign-in', search: { next } })
  }, [isNeeded, navigate, next])
}
