import { Badge, Tooltip } from '@mantine/core'
import { IconFlask2 } from '@tabler/icons-react'
import classes from './emulator-badge.module.css'

/** `folds`: to its sign, on a telephone. Stands wherever Google is not the real one, so that nobody fears spending and nobody trusts the numbers. */
export function EmulatorBadge({ compact = false, folds = false }: { compact?: boolean; folds?: boolean }) {
  return (
    <Tooltip label="Google Ads is emulated on this server. Nothing is sent to Google and no money is spent.">
      <Badge
        color="yellow"
        variant="light"
        size={compact ? 'sm' : 'md'}
        leftSection={<IconFlask2 size={12} stroke={2} aria-hidden />}
        tabIndex={0}
        className={folds ? classes.folds : undefined}
      >
        Emulator
      </Badge>
    </Tooltip>
  )
}
