import { useEffect, useRef } from 'react'
import { useDone } from '../components/use-undo.tsx'

/**
 * What is taken out of a list is gone from the draft a second later, so it is said, with the way back to where it stood.
 * Answers what takes an entry out; `rest` is what the list is then.
 */
export function useRemoval<Entry>(list: readonly Entry[], onChange: (list: Entry[]) => void) {
  const done = useDone()
  const latest = useRef({ list, onChange })
  useEffect(() => {
    latest.current = { list, onChange }
  })
  return (index: number, words: string, rest = list.filter((_, at) => at !== index)): void => {
    const gone = list[index]
    if (gone === undefined) return
    onChange([...rest])
    done(`${words} removed.`, {
      takeBack: async () => {
        const now = latest.current
        now.onChange(putBack(now.list, index, gone, rest.length === list.length ? rest[index] : undefined))
        return `${words} is back.`
      },
      doAgain: async () => {
        const now = latest.current
        const others = takeOut(now.list, index, gone)
        now.onChange(others.length === 0 ? [...rest] : others)
        return `${words} removed again.`
      },
    })
  }
}

/** With the entry where it stood, and in the place of the blank one that was put there for it. */
export function putBack<Entry>(
  list: readonly Entry[],
  index: number,
  entry: Entry,
  blank: Entry | undefined,
): Entry[] {
  const replaces = blank !== undefined && isSame(list[index], blank)
  return list.toSpliced(Math.min(index, list.length), replaces ? 1 : 0, entry)
}

/** Without the entry, of which another one may say the same: that one stays. */
export function takeOut<Entry>(list: readonly Entry[], index: number, entry: Entry): Entry[] {
  const at = isSame(list[index], entry) ? index : list.findIndex((each) => isSame(each, entry))
  return at === -1 ? [...list] : list.toSpliced(at, 1)
}

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)
