import { Tooltip, VisuallyHidden } from '@mantine/core'
import { IconLock } from '@tabler/icons-react'
import type { Protection } from '../../contract/campaign.ts'

/** A small lock beside a name; the reason comes with the pointer, and with the cell for those who hear the page. */
export function ProtectedMark({ protection }: { protection: Protection | null }) {
  if (protection === null) return null
  const { by, reason } = protection
  const words = `Protected by ${by}${reason === null ? '' : `: ${reason}`}`
  return (
    <Tooltip label={words} multiline maw={320}>
      <span style={{ marginInlineStart: 6, verticalAlign: '-2px', display: 'inline-block' }}>
        <IconLock size={14} aria-hidden />
        <VisuallyHidden>{words}</VisuallyHidden>
      </span>
    </Tooltip>
  )
}
