import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { ActionButton } from './action-button.tsx'

interface SubmitButtonProps {
  label: string
  icon: ReactNode
  /** Why it is not possible now; null: it is. */
  reason: string | null
  loading: boolean
}

/** Sends the form that it stands in, or says why that is not possible. */
export function SubmitButton({ label, icon, reason, loading }: SubmitButtonProps) {
  if (reason !== null)
    return <ActionButton size="sm" label={label} icon={icon} reason={reason} onClick={() => undefined} />
  return (
    <Button type="submit" size="sm" loading={loading} leftSection={icon}>
      {label}
    </Button>
  )
}
