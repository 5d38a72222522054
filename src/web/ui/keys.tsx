import { Kbd } from '@mantine/core'
import classes from './keys.module.css'

/** What this keyboard calls the key of commands. */
const MODIFIER =
  typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘' : 'Ctrl'

/** Keys as they are pressed: `Keys of="g c"`. */
export function Keys({ of }: { of: string }) {
  return (
    <span className={classes.keys}>
      {of
        .replace('Ctrl', MODIFIER)
        .split(' ')
        .map((key) => (
          <Kbd key={key} size="xs">
            {key}
          </Kbd>
        ))}
    </span>
  )
}
