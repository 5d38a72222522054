import type { ButtonProps } from '@mantine/core'
import { ActionIcon, Button, Tooltip } from '@mantine/core'
import type { ReactNode } from 'react'

interface Action {
  label: string
  icon: ReactNode
  /** Why it is not possible now; null: it is. */
  reason: string | null
  onClick: () => void
}

/**
 * A button that is disabled with its reason. It stays focusable, so that the reason is there for the keyboard and for
 * screen readers too.
 */
export function ActionButton({ label, icon, reason, onClick, ...props }: Action & ButtonProps) {
  return (
    <Tooltip
      label={reason ?? ''}
      disabled={reason === null}
      events={{ hover: true, focus: true, touch: true }}
    >
      <Button
        leftSection={icon}
        {...props}
        data-disabled={reason === null ? undefined : true}
        aria-disabled={reason !== null}
        onClick={(event) => (reason === null ? onClick() : event.preventDefault())}
      >
        {label}
      </Button>
    </Tooltip>
  )
}

export function ActionIconButton({ label, icon, reason, onClick, tabIndex }: Action & { tabIndex?: 0 | -1 }) {
  return (
    <Tooltip label={reason === null ? label : `${label}: ${reason}`}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={26}
        aria-label={label}
        tabIndex={tabIndex}
        data-disabled={reason === null ? undefined : true}
        aria-disabled={reason !== null}
        onClick={(event) => {
          event.stopPropagation()
          if (reason === null) onClick()
        }}
      >
        {icon}
      </ActionIcon>
    </Tooltip>
  )
}
