import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { listReachableAccounts } from '../../src/domain/reachable-accounts.ts'
import { createPublishingWorld, type PublishingWorld } from './world.ts'

/** As many as nobody picks from a list. */
const CUSTOMERS = Array.from({ length: 52 }, (_, index) => String(1_000_000_001 + index))

let world: PublishingWorld
beforeAll(async () => {
  world = await createPublishingWorld({ customerIds: ['1234567890', ...CUSTOMERS.slice(1)] })
})
afterEach(() => world.emulator.control.faults.clear())
afterAll(async () => await world.close())

it('the list of what credentials reach says what it leaves out', async () => {
  world.emulator.control.injectFault({
    kind: 'error',
    code: 'authorizationError.USER_PERMISSION_DENIED',
    match: { path: CUSTOMERS[3]! },
  })
  const { items, unread, notAsked } = await listReachableAccounts(world.ctx, world.home.actor)
  expect(notAsked).toBe(2)
  expect(unread).toEqual([{ customerId: CUSTOMERS[3], message: expect.any(String) as string }])
  expect(items).toHaveLength(49)
})

it('and is for administrators: it costs an operation for each root', async () => {
  const viewer = { ...world.home.actor, role: 'viewer' as const }
  await expect(listReachableAccounts(world.ctx, viewer)).rejects.toMatchObject({ code: 'forbidden' })
})
