import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { ask, createPerson, setPolicy } from '../../test/approvals.ts'
import { completeBody, createCampaignOf } from '../../test/campaigns.ts'
import { openOwnerPool } from '../../test/database.ts'
import { refusal } from '../../test/refusal.ts'
import { createTestWorkspace, createTestWorld, type TestWorld } from '../../test/workspace.ts'
import { newId } from '../base/ids.ts'
import { campaignEditsRequestSchema } from '../contract/campaign-edits.ts'
import type { AskedLimits } from '../contract/people.ts'
import type { AccountRole, Role } from '../contract/words.ts'
import { insertAccount } from '../store/accounts.ts'
import { findMember } from '../store/members.ts'
import { approve, countApprovals, listApprovals, readApproval } from './approvals.ts'
import { editCampaigns, undoCampaignEdit } from './campaign-edits.ts'
import type { Actor } from './context.ts'
import { createCampaign, readCampaign } from './edit-campaigns.ts'
import { changeMember, listMembers, rightsOf } from './members.ts'
import { notify } from './notify.ts'
import { runBatches } from './publication/run-batches.ts'
import { createBatch, listBatchItems, readBatch } from './publish-batches.ts'
import { publishCampaign } from './publish-campaign.ts'
import { createStop } from './stops.ts'

// What no single request shows: several accounts at once, what goes on after the limits have changed, and who is told.

let world: TestWorld
let owner: ReturnType<typeof openOwnerPool>
let admin: Actor
let one: string
let two: string

beforeAll(async () => {
  world = await createTestWorld()
  owner = openOwnerPool(world.databaseUrl)
})
beforeEach(async () => {
  const home = await createTestWorkspace(world.ctx)
  const { workspaceId } = home.actor
  one = home.accountId
  two = newId()
  await world.ctx.db.transaction({ workspaceId }, (tx) =>
    insertAccount(tx, workspaceId, {
      id: two,
      customer_id: '2345678901',
      login_customer_id: null,
      name: 'The second account',
      currency_code: 'USD',
      time_zone: 'America/New_York',
      environment: 'EMULATOR',
    }),
  )
  admin = await createPerson(world.ctx, workspaceId, 'admin')
})
afterAll(async () => {
  await owner.close()
  await world.close()
})

const only = (...limits: [accountId: string, role: AccountRole][]): AskedLimits =>
  limits.map(([accountId, role]) => ({ accountId, role }))

/** The person as their next request finds them. */
async function again(person: Actor): Promise<Actor> {
  const { workspaceId, userId } = person
  const row = await world.ctx.db.transaction({ workspaceId }, (tx) => findMember(tx, workspaceId, userId!))
  return { ...person, ...rightsOf(row!) }
}

async function limited(role: Role, accounts: AskedLimits): Promise<Actor> {
  const person = await createPerson(world.ctx, admin.workspaceId, role)
  await changeMember(world.ctx, admin, person.userId!, { accounts })
  return await again(person)
}

const draft = async (accountId: string, over: object = {}): Promise<string> => {
  const body = await completeBody(world.ctx, admin, { accountId, ...over })
  return (await createCampaignOf(world.ctx, admin, body)).id
}

it('is changed by administrators, told by name, and noted with what was before', async () => {
  const person = await limited('publisher', only([two, 'editor']))
  expect(person.accounts).toEqual({ [two]: 'editor' })
  const shown = { accountId: two, name: 'The second account', role: 'editor' }
  const caller = { fresh: true, apiKey: false, hasSecondFactor: false }
  const { items } = await listMembers(world.ctx, admin, caller, false)
  expect(items.find(({ id }) => id === person.userId)?.accounts).toEqual([shown])
  await changeMember(world.ctx, admin, person.userId!, { accounts: null })
  // The same again changes nothing, and is no deed.
  await changeMember(world.ctx, admin, person.userId!, { accounts: null })
  const log = `select detail from audit_log where action = 'member.limit' and entity_id = $1 order by seq`
  const { rows } = await owner.query<{ detail: object }>(log, [person.userId])
  expect(rows.map(({ detail }) => detail)).toEqual([
    { email: person.name, before: null, after: [shown] },
    { email: person.name, before: [shown], after: null },
  ])
  expect((await again(person)).accounts).toBeNull()
})

it('is not for administrators, whichever way round, nor for accounts that there are not', async () => {
  const person = await limited('editor', only([one, 'publisher']))
  const change = async (patch: object): Promise<unknown> =>
    (await refusal(changeMember(world.ctx, admin, person.userId!, patch))).message
  expect(await change({ role: 'admin' })).toContain('cannot be limited')
  expect(await change({ accounts: only([newId(), 'editor']) })).toContain('no such account')
  expect((await again(person)).accounts).toEqual({ [one]: 'publisher' })
  await changeMember(world.ctx, admin, person.userId!, { role: 'admin', accounts: null })
  const { message } = await refusal(
    changeMember(world.ctx, person, person.userId!, { accounts: only([one, 'editor']) }),
  )
  // As they were when they came: an editor.
  expect(message).toContain('Ask an administrator')
})

it('leaves a viewer where the list of accounts is empty, with the role in the workspace for the rest', async () => {
  const person = await limited('editor', [])
  const id = await draft(one)
  const { json } = await readCampaign(world.ctx, person, id)
  const { actions } = JSON.parse(json) as { actions: { action: string; allowed: boolean; reason: string }[] }
  expect(actions.every(({ allowed }) => !allowed)).toBe(true)
  expect(actions[0]!.reason).toBe('You are limited to other accounts: in this one you may not do this.')
  const { code } = await refusal(createCampaign(world.ctx, person, { accountId: one, name: 'x' } as never))
  expect(code).toBe('forbidden')
  await completeBody(world.ctx, person)
})

it('judges every campaign of an edit, and undoes only what somebody may change whole', async () => {
  const person = await limited('editor', only([one, 'editor']))
  const [own, other] = [await draft(one), await draft(two)]
  const edits = [own, other].map((id) => ({ id, set: { objective: 'SALES' } }))
  const request = (dryRun: boolean) => campaignEditsRequestSchema.parse({ edits, dryRun })
  const { items } = await editCampaigns(world.ctx, person, request(true))
  expect(items.map(({ outcome, error }) => [outcome, error?.code])).toEqual([
    ['CHANGED', undefined],
    ['REFUSED', 'beyond_limits'],
  ])
  const { code, errors } = await refusal(editCampaigns(world.ctx, person, request(false)))
  expect([code, errors.map(({ path }) => path)]).toEqual(['forbidden', ['edits.1.id']])
  const { editId } = await editCampaigns(world.ctx, admin, request(false))
  expect(await refusal(undoCampaignEdit(world.ctx, person, editId!))).toMatchObject({
    code: 'forbidden',
    message: expect.stringContaining('limited to other accounts') as string,
  })
  expect((await undoCampaignEdit(world.ctx, admin, editId!)).changed).toBe(2)
})

it('a batch needs the right in all of its accounts, and stops where whoever began it has it no more', async () => {
  const person = await limited('editor', only([one, 'publisher']))
  const [own, other] = [await draft(one), await draft(two)]
  const batch = (...ids: string[]) => ({
    activate: true,
    staged: false,
    campaigns: ids.map((id) => ({ id })),
  })
  const refused = await refusal(createBatch(world.ctx, person, batch(own, other)))
  expect([refused.code, refused.errors.map(({ path }) => path)]).toEqual(['forbidden', ['campaigns[1].id']])
  const both = await createBatch(world.ctx, admin, batch(other, own))
  expect((await readBatch(world.ctx, person, both.id)).actions).toContainEqual({
    action: 'cancel',
    allowed: false,
    reason: 'You are limited to accounts, and this batch has campaigns where you may not publish.',
  })
  await owner.query(`update publish_batch_items set state = 'STOPPED'`)
  // As if somebody had written a campaign of another account into a batch past the program.
  const mine = await createBatch(world.ctx, person, batch(own))
  await owner.query(
    `insert into publish_batch_items (workspace_id, batch_id, position, campaign_id, account_id, campaign_name)
     values ($1, $2, 1, $3, $4, 'x')`,
    [admin.workspaceId, mine.id, other, two],
  )
  await changeMember(world.ctx, admin, person.userId!, { accounts: [] })
  while (await runBatches(world.ctx)) {
    // Until nothing is left to open.
  }
  const { items } = await listBatchItems(world.ctx, admin, mine.id, { limit: 10 })
  expect(items.map(({ outcome, message }) => [outcome, message])).toEqual([
    ['STOPPED', null],
    ['STOPPED', null],
  ])
})

it('a publication beside a change of limits is either opened before it, or refused', async () => {
  const person = await limited('editor', only([one, 'publisher']))
  for (let round = 0; round < 8; round += 1) {
    await changeMember(world.ctx, admin, person.userId!, { accounts: only([one, 'publisher']) })
    const id = await draft(one)
    const publish = async (): Promise<'opened' | 'forbidden'> =>
      await publishCampaign(world.ctx, await again(person), id, { activate: true }).then(
        () => 'opened',
        async (error: unknown) => (await refusal(Promise.reject(error as Error))).code as 'forbidden',
      )
    const [outcome] = await Promise.all([
      publish(),
      changeMember(world.ctx, admin, person.userId!, { accounts: only([two, 'publisher']) }),
    ])
    expect(['opened', 'forbidden']).toContain(outcome)
    // Whoever asks once the change is answered is refused, whatever became of the other one.
    expect(await publish()).toBe('forbidden')
    const sql = 'select count(*)::int as n from publications where campaign_id = $1'
    const { rows } = await owner.query<{ n: number }>(sql, [id])
    expect(rows[0]!.n).toBe(outcome === 'opened' ? 1 : 0)
  }
})

it('an approval is one of the account, waits for those of the account, and counts while they may give it', async () => {
  const person = await limited('viewer', only([one, 'approver']))
  const editor = await createPerson(world.ctx, admin.workspaceId, 'editor')
  await setPolicy(world.ctx, admin, 1)
  const [own, other] = [
    await ask(world.ctx, editor, await draft(one)),
    await ask(world.ctx, editor, await draft(two)),
  ]
  expect(await countApprovals(world.ctx, person)).toEqual({ waiting: 1 })
  const waiting = await listApprovals(world.ctx, person, { box: 'waiting', limit: 10 })
  expect(waiting.items.map(({ id }) => id)).toEqual([own.id])
  expect(await refusal(approve(world.ctx, person, other.id, other.planHash))).toMatchObject({
    code: 'forbidden',
    message: expect.stringContaining('limited to other accounts') as string,
  })
  expect(
    await refusal(ask(world.ctx, editor, await draft(two), { reviewers: [person.userId!] })),
  ).toMatchObject({
    code: 'not_allowed',
    message: expect.stringContaining('may not approve in this account') as string,
  })
  expect((await approve(world.ctx, person, own.id, own.planHash)).state).toBe('APPROVED')
  await changeMember(world.ctx, admin, person.userId!, { accounts: only([two, 'approver']) })
  expect((await readApproval(world.ctx, admin, own.id)).state).toBe('REQUESTED')
  await changeMember(world.ctx, admin, person.userId!, { accounts: null, role: 'approver' })
  expect((await readApproval(world.ctx, admin, own.id)).state).toBe('APPROVED')
})

it('the database refuses an approval beyond the account too', async () => {
  const person = await limited('approver', only([two, 'approver']))
  const editor = await createPerson(world.ctx, admin.workspaceId, 'editor')
  const request = await ask(world.ctx, editor, await draft(one))
  // As the program would be without its own check.
  const forged = { ...person, accounts: null }
  expect(await refusal(approve(world.ctx, forged, request.id, request.planHash))).toMatchObject({
    code: 'forbidden',
    message: 'Only an approver or an administrator approves.',
  })
})

it('people are told of their accounts, and of the whole workspace', async () => {
  const inOne = await limited('viewer', only([one, 'publisher']))
  const inTwo = await limited('publisher', only([two, 'publisher']))
  const { workspaceId } = admin
  const told = async (): Promise<string[]> => {
    const sql = `select user_id from notifications where workspace_id = $1 and user_id = any ($2) and read_at is null`
    const { rows } = await owner.query<{ user_id: string }>(sql, [workspaceId, [inOne.userId, inTwo.userId]])
    await owner.query('update notifications set read_at = now()')
    return rows.map(({ user_id }) => (user_id === inOne.userId ? 'one' : 'two')).sort()
  }
  await createStop(world.ctx, inOne, {
    accountId: one,
    name: 'Test account',
    reason: null,
    leaveProtected: false,
  })
  expect(await told()).toEqual([])
  await world.ctx.db.transaction({ workspaceId }, (tx) =>
    notify(
      tx,
      workspaceId,
      { kind: 'AD_DISAPPROVED', to: { may: 'edit', accountIds: [two] } },
      { kind: 'BATCH_STOPPED', to: { author: 'nobody@example.com', orMay: 'publish', accountIds: [one] } },
    ),
  )
  expect(await told()).toEqual(['one', 'two'])
  await world.ctx.db.transaction({ workspaceId }, (tx) =>
    notify(tx, workspaceId, { kind: 'EVERYTHING_STOPPED', to: { may: 'pause' } }),
  )
  expect(await told()).toEqual(['one', 'two'])
})
