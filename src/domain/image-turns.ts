import { AppError } from '../base/errors.ts'

/** Decoding takes a core and much memory: more at once would be slower for all. */
const AT_ONCE = 2
/** So many may wait, from everybody and from one link; whoever comes then is told to come again. */
const MAX_WAITING = 50
const MAX_WAITING_OF_ONE = 20

let running = 0
const waiting: (() => void)[] = []
/** Of each whose images are made one after the other: what waits behind the one that has its turn. */
const lines = new Map<string, (() => void)[]>()

/**
 * Does something with a decoded image when its turn has come. Its bytes belong inside of `work`: what waits holds nothing. Whoever has a
 * name, such as a link that anybody may have got hold of, has one turn at a time, whatever they ask for at once.
 */
export async function inTurn<Result>(work: () => Promise<Result>, whose?: string): Promise<Result> {
  if (whose !== undefined) await enterLine(whose)
  try {
    await enter()
    try {
      return await work()
    } finally {
      leave()
    }
  } finally {
    if (whose !== undefined) leaveLine(whose)
  }
}

async function enter(): Promise<void> {
  if (running < AT_ONCE) running += 1
  else await wait(waiting, MAX_WAITING)
}

function leave(): void {
  const next = waiting.shift()
  if (next === undefined) running -= 1
  else next()
}

async function enterLine(whose: string): Promise<void> {
  const line = lines.get(whose)
  if (line === undefined) lines.set(whose, [])
  else await wait(line, MAX_WAITING_OF_ONE)
}

function leaveLine(whose: string): void {
  const next = lines.get(whose)?.shift()
  if (next === undefined) lines.delete(whose)
  else next()
}

async function wait(line: (() => void)[], most: number): Promise<void> {
  if (line.length >= most)
    throw new AppError('unavailable', 'Too many images are being read right now. Try again in a moment.', {
      retryAfterSeconds: 5,
    })
  await new Promise<void>((resolve) => line.push(resolve))
}
