import { Suspense, useEffect, useState } from 'react'
import { lazyPart } from '../client/load-part.ts'
import type { Question } from '../ui/confirm.ts'
import { onQuestion } from '../ui/confirm.ts'

const ConfirmDialog = lazyPart(() => import('./confirm-dialog.tsx'), 'ConfirmDialog')

/** Shows the question that is open; the dialog's code comes with the first one. */
export function ConfirmHost() {
  const [question, setQuestion] = useState<Question | null>(null)
  useEffect(() => onQuestion(setQuestion), [])
  if (question === null) return null
  return (
    <Suspense fallback={null}>
      <ConfirmDialog question={question} onClose={() => setQuestion(null)} />
    </Suspense>
  )
}
