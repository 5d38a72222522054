import type { Client } from 'pg'
import { beforeEach, expect, it } from 'vitest'
import { untilWaiting } from './waiting.ts'
import { createSchemaWorld, HEX64, IDS, type SchemaWorld } from './world.ts'

// A request has its approvals exactly when those count that it has, whoever settles it beside whom.

let world: SchemaWorld
let first: Client
let second: Client

beforeEach(async () => {
  world = await createSchemaWorld()
  ;[first, second] = [await world.connect(), await world.connect()]
  await world.owner.query(
    `insert into members (workspace_id, user_id, role) values ('${IDS.mine}', '${IDS.otherUser}', 'approver')`,
  )
  await policy(2, '2')
  return async () => await world.close()
})

const policy = async (number: number, approvals: string, over = 'null, null'): Promise<void> => {
  await world.owner.query(
    `insert into approval_policies (workspace_id, id, number, approvals, set_by, clients_count, threshold_micros, currency_code)
     values ('${IDS.mine}', gen_random_uuid(), ${number}, ${approvals}, 'ann', true, ${over})`,
  )
}
const approve = async (client: Client, by: string, column = 'user_id'): Promise<void> => {
  await client.query(
    `insert into approvals (workspace_id, id, request_id, plan_hash, ${column})
     values ('${IDS.mine}', gen_random_uuid(), '${IDS.request}', '${HEX64}', '${by}')`,
  )
}
const standing = async (id: string = IDS.request): Promise<unknown> =>
  (
    await world.owner.query({
      text: 'select state, approvals_needed from approval_requests where id = $1',
      values: [id],
      rowMode: 'array',
    })
  ).rows[0]
/** Until it is done, or waits for another connection. */
const begun = async (work: Promise<unknown>, client: Client): Promise<void> => {
  await Promise.race([work, untilWaiting(world.owner, client)])
}

it('who approves and who may approve no more at the same moment see each other', async () => {
  await approve(world.owner, IDS.approver)
  await first.query('begin')
  await approve(first, IDS.otherUser)
  const demoted = second.query(`update members set role = 'viewer' where user_id = '${IDS.approver}'`)
  await begun(demoted, second)
  await first.query('commit')
  await demoted
  expect(await standing()).toEqual(['REQUESTED', 2])
})

it('the other way round too', async () => {
  await approve(world.owner, IDS.approver)
  await first.query('begin')
  await first.query(`update members set role = 'viewer' where user_id = '${IDS.approver}'`)
  const approved = approve(second, IDS.otherUser)
  await begun(approved, second)
  await first.query('commit')
  await approved
  expect(await standing()).toEqual(['REQUESTED', 2])
})

it('a client and an approver at the same moment count both', async () => {
  await first.query('begin')
  await approve(first, IDS.approver)
  const approved = approve(second, IDS.link, 'review_link_id')
  await begun(approved, second)
  await first.query('commit')
  await approved
  expect(await standing()).toEqual(['APPROVED', 2])
})

it('a link that is taken back settles its own request, and waits for no other', async () => {
  await policy(3, '1')
  await approve(world.owner, IDS.link, 'review_link_id')
  expect(await standing()).toEqual(['APPROVED', 1])
  await world.owner.query(
    `insert into approval_requests (workspace_id, id, campaign_id, account_id, version, plan_hash, baseline_version,
       rule_pack_version, plan, sent, created_by)
     values ('${IDS.mine}', '${IDS.free}', '${IDS.unasked}', '${IDS.account}', 1, '${HEX64}', 0, 'r', '{}', '{}', 'eve')`,
  )
  await first.query('begin')
  await first.query(`select from approval_requests where id = '${IDS.free}' for update`)
  await second.query(`set lock_timeout = '5s'`)
  await second.query(`update review_links set revoked_at = now() where id = '${IDS.link}'`)
  expect(await standing()).toEqual(['REQUESTED', 1])
})

it('an approval counts again when its person is a member again', async () => {
  await approve(world.owner, IDS.approver)
  await approve(world.owner, IDS.otherUser)
  await world.owner.query(`delete from members where user_id = '${IDS.approver}'`)
  expect(await standing()).toEqual(['REQUESTED', 2])
  await world.owner.query(
    `insert into members (workspace_id, user_id, role) values ('${IDS.mine}', '${IDS.approver}', 'approver')`,
  )
  expect(await standing()).toEqual(['APPROVED', 2])
})

it('what the operations cost at worst is noted as a request is made, and settles it', async () => {
  const sent = (micros: number): string =>
    `'${JSON.stringify({ operations: [{ body: { create: { amountMicros: `${micros}` } } }] })}'`
  await world.owner.query(
    `insert into approval_requests (workspace_id, id, campaign_id, account_id, version, plan_hash, baseline_version,
       rule_pack_version, plan, sent, created_by)
     values ('${IDS.mine}', '${IDS.free}', '${IDS.unasked}', '${IDS.account}', 1, '${HEX64}', 0, 'r', '{}', ${sent(60)}, 'eve')`,
  )
  await policy(3, '2', `119, 'USD'`)
  expect(await standing(IDS.free)).toEqual(['REQUESTED', 2])
  await policy(4, '2', `120, 'USD'`)
  expect(await standing(IDS.free)).toEqual(['REQUESTED', 1])
  // The plan itself is not walked again: by this one it would need two.
  await world.owner.query(`update approval_requests set sent = ${sent(61)} where id = '${IDS.free}'`)
  await policy(5, '2', `121, 'USD'`)
  expect(await standing(IDS.free)).toEqual(['REQUESTED', 1])
})
