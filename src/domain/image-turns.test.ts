import { expect, test } from 'vitest'
import { inTurn } from './image-turns.ts'

/** A thing to do that goes on until it is let go. */
function held(): { work: () => Promise<void>; begun: () => boolean; end: () => void } {
  let begun = false
  let end = (): void => {}
  const gate = new Promise<void>((resolve) => (end = resolve))
  return {
    work: async () => {
      begun = true
      await gate
    },
    begun: () => begun,
    end: () => end(),
  }
}

const settled = async (): Promise<void> => await new Promise((resolve) => setImmediate(resolve))

test('one link has one turn at a time, and everybody else the other one', async () => {
  const [first, second, member] = [held(), held(), held()]
  const all = [inTurn(first.work, 'link'), inTurn(second.work, 'link'), inTurn(member.work)]
  await settled()
  expect([first.begun(), second.begun(), member.begun()]).toEqual([true, false, true])
  first.end()
  await settled()
  expect(second.begun()).toBe(true)
  for (const one of [second, member]) one.end()
  await Promise.all(all)
})

test('whoever comes when too many wait is told when to come again, and a failure gives its turn back', async () => {
  const gates = [held(), held()]
  const busy = gates.map(async ({ work }) => await inTurn(work))
  const waiting = Array.from({ length: 50 }, async () => await inTurn(async () => {}))
  const refused = { code: 'unavailable', retryAfterSeconds: 5 }
  await expect(inTurn(async () => {})).rejects.toMatchObject(refused)
  await expect(inTurn(async () => {}, 'link')).rejects.toMatchObject(refused)
  for (const { end } of gates) end()
  await Promise.all([...busy, ...waiting])

  const gate = held()
  const first = inTurn(gate.work, 'link')
  const behind = Array.from({ length: 20 }, async () => await inTurn(async () => {}, 'link'))
  await settled()
  await expect(inTurn(async () => {}, 'link')).rejects.toMatchObject(refused)
  await inTurn(async () => {}, 'another link')
  gate.end()
  await Promise.all([first, ...behind])

  for (let n = 0; n < 5; n += 1)
    await expect(
      inTurn(async () => {
        throw new Error('broken')
      }, 'link'),
    ).rejects.toThrow('broken')
  await Promise.all([inTurn(async () => {}, 'link'), inTurn(async () => {}), inTurn(async () => {})])
})
