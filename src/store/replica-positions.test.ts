import { beforeEach, describe, expect, it } from 'vitest'
import { SILENCE_MS } from './db-pool.ts'
import { positionOf, WalPositions } from './replica-positions.ts'

const MINE = { workspaceId: '00000000-0000-7000-8000-000000000001' }
const THEIRS = { workspaceId: '00000000-0000-7000-8000-000000000002' }

let positions: WalPositions
beforeEach(() => {
  positions = new WalPositions()
})

it.each([
  ['0/0', 0n],
  ['0/16B3748', 0x16b3748n],
  ['16/B374D848', 0x16_b374d848n],
  ['FFFFFFFF/FFFFFFFF', 0xffffffff_ffffffffn],
  [null, 0n],
  ['1/2/3', 0n],
])('position %s is %s', (text, number) => {
  expect(positionOf(text)).toBe(number)
})

describe('what a replica must have replayed', () => {
  it('is what was written in the workspace, and nothing for another one', () => {
    positions.replicaIsAt(0x100n)
    positions.wrote(MINE, '0/200')
    expect(positions.neededBy(MINE)).toBeUndefined()
    expect(positions.neededBy(THEIRS)).toBe(0n)
    positions.replicaIsAt(0x200n)
    expect(positions.neededBy(MINE)).toBe(0x200n)
  })

  it('never goes back: of two commits that report in the wrong order the later counts', () => {
    positions.replicaIsAt(0x300n)
    positions.wrote(MINE, '0/300')
    positions.wrote(MINE, '0/200')
    expect(positions.neededBy(MINE)).toBe(0x300n)
    expect(positions.of(MINE.workspaceId)).toBe('0/300')
  })

  it('takes what callers say, but no words, and no more than the primary has', () => {
    positions.replicaIsAt(0x100n)
    positions.seen(MINE.workspaceId, 'tomorrow')
    expect(positions.neededBy(MINE)).toBe(0n)
    positions.seen(MINE.workspaceId, 'FFFFFFFF/FFFFFFFF')
    expect(positions.neededBy(MINE)).toBeUndefined()
    positions.primaryWasAt(0x100n, performance.now() + 1)
    expect(positions.neededBy(MINE)).toBe(0x100n)
  })

  it('is not cut to what the primary had before it was noted', () => {
    const asked = performance.now() - 1
    positions.wrote(MINE, '0/200')
    positions.primaryWasAt(0x100n, asked)
    positions.replicaIsAt(0x100n)
    expect(positions.neededBy(MINE)).toBeUndefined()
  })

  it('is unknown to everybody while a commit’s fate is, and then where the primary is', () => {
    positions.replicaIsAt(0x500n)
    positions.wrote(MINE, undefined)
    for (const scope of [MINE, THEIRS]) expect(positions.neededBy(scope)).toBeUndefined()
    expect(positionOf(positions.of(MINE.workspaceId)!)).toBeGreaterThan(0x500n)
    positions.primaryWasAt(0x600n, performance.now())
    expect(positions.neededBy(MINE)).toBeUndefined()
    positions.primaryWasAt(0x600n, performance.now() + SILENCE_MS + 1)
    expect(positions.neededBy(MINE)).toBeUndefined()
    positions.replicaIsAt(0x600n)
    expect(positions.neededBy(THEIRS)).toBe(0x600n)
  })
})
