import { displayWidth } from '../../contract/width.ts'
import classes from './counter.module.css'

/** How much of the allowed width a text takes, by Google's count: full-width characters are two. */
export function Counter({ text, limit }: { text: string; limit: number }) {
  const width = displayWidth(text)
  return (
    <span
      className={classes.counter}
      data-over={width > limit || undefined}
      title="Display width: full-width characters count two"
    >
      {width}/{limit}
    </span>
  )
}
