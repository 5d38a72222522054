import Table from 'cli-table3'
import { Command, Option } from 'commander'
import { AppError } from '../base/errors.ts'
import type { ApprovalGroup, GroupMade } from '../contract/approval-groups.ts'
import {
  APPROVAL_BOXES,
  type ApprovalBox,
  type ApprovalRequest,
  type ApprovalSummary,
  MAX_LINK_DAYS,
} from '../contract/approvals.ts'
import { microsToDecimal } from '../contract/money.ts'
import { routes } from '../contract/routes.ts'
import { type Call, withApi } from './api-client.ts'
import { printable } from './printable.ts'
import { policyCommand } from './approval-policy.ts'
import { parseCount, parseDuration } from './duration.ts'

interface Common {
  workspace?: string
  json?: true
}

/** `gacm approval ...`: who is asked to agree to exactly what. */
export function approvalCommand(): Command {
  const command = new Command('approval').description('requests for approval of plans, and links for clients')
  const add = adding(command)
  add('list', 'requests for approval, newest first; what waits for somebody by when it is due')
    .addOption(
      new Option('--box <box>', 'mine: asked for by this key. ready: approved, not published. done: over')
        .choices(APPROVAL_BOXES)
        .default('mine'),
    )
    .action(list)
  add('show <id>', 'a request with its comments and links').action(show)
  add('group <id>', 'the requests that were made together').action(group)
  add('request <campaign-ids...>', 'ask for approval of the plans as they stand; several are one group')
    .option('--due <duration>', 'until when an answer is wanted, from now, as 12h or 2d', parseDuration)
    .option('--reviewer <email...>', 'who is asked; default: all who may approve')
    .option('--note <text>', 'what reviewers should know')
    .action(request)
  add('cancel <id>', 'take a request back').action(async (id: string, { workspace, json }: Common) => {
    await withApi(workspace, async (call) =>
      print(await call(routes.cancelApproval, { params: { id } }), json),
    )
  })
  add('comment <id> <text>', 'say something about the whole, or about a field')
    .option('--field <path>', 'like adGroups[0].ads[0].headlines[1].text')
    .action(
      async (id: string, body: string, { workspace, json, field = '' }: Common & { field?: string }) => {
        await withApi(workspace, async (call) =>
          print(await call(routes.commentOnApproval, { params: { id }, body: { body, path: field } }), json),
        )
      },
    )
  add('approve <id>', 'says where a person approves').action(sayWhere)
  command.addCommand(linkCommand())
  command.addCommand(policyCommand())
  return command
}

function adding(to: Command) {
  return (usage: string, description: string): Command =>
    to
      .command(usage)
      .description(description)
      .option('--workspace <name>', 'default: demo')
      .option('--json', 'as JSON')
}

function linkCommand(): Command {
  const link = new Command('link').description('links by which somebody without an account answers')
  const addLink = adding(link)
  addLink('list <id>', 'the links of a request').action(listLinks)
  addLink('create <id>', 'make a link')
    .requiredOption('--for <name>', 'whom it is for, as their comments are signed')
    .option('--days <days>', `how long it is good, at most ${MAX_LINK_DAYS}`, parseCount, 14)
    .action(createLink)
  addLink('show <link-id>', 'where a link leads, again, as long as it opens something').action(showLink)
  addLink('revoke <link-id>', 'take a link back').action(async (id: string, { workspace, json }: Common) => {
    await withApi(workspace, async (call) => {
      await call(routes.revokeReviewLink, { params: { id } })
      process.stdout.write(json ? `${JSON.stringify({ id })}\n` : 'Taken back.\n')
    })
  })
  return link
}

/** An approval is a person's: no command gives one. */
async function sayWhere(id: string, { workspace }: Common): Promise<void> {
  await withApi(workspace, async (call, url) => {
    const { campaignName } = await call(routes.readApproval, { params: { id } })
    throw new AppError(
      'forbidden',
      `An approval is a person’s, and an API key is nobody in particular. Whoever approves “${campaignName}” does it signed in, at ${url}/approvals/${id}`,
    )
  })
}

async function list({ workspace, json, box }: Common & { box: ApprovalBox }): Promise<void> {
  await withApi(workspace, async (call) => {
    if (box === 'waiting')
      process.stderr.write('Nothing waits for an API key: an approval is a person’s, signed in.\n')
    const items: ApprovalSummary[] = []
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const query = { box, limit: 200, ...(cursor === undefined ? {} : { cursor }) }
      const page: { items: ApprovalSummary[]; nextCursor: string | null } = await call(routes.listApprovals, {
        query,
      })
      items.push(...page.items)
      cursor = page.nextCursor
    }
    process.stdout.write(json ? `${JSON.stringify({ items })}\n` : tableOf(items))
  })
}

async function show(id: string, { workspace, json }: Common): Promise<void> {
  await withApi(workspace, async (call) => print(await call(routes.readApproval, { params: { id } }), json))
}

async function group(id: string, { workspace, json }: Common): Promise<void> {
  await withApi(workspace, async (call) => {
    const found = await call(routes.readApprovalGroup, { params: { id } })
    process.stdout.write(json ? `${JSON.stringify(found)}\n` : tableOf(found.items))
  })
}

interface RequestOptions extends Common {
  due?: number
  reviewer?: string[]
  note?: string
}

async function request(ids: string[], options: RequestOptions): Promise<void> {
  const { workspace, json, due, reviewer = [], note = '' } = options
  await withApi(workspace, async (call) => {
    const asked = {
      message: note,
      dueAt: due === undefined ? null : new Date(Date.now() + due).toISOString(),
      reviewers: await reviewersOf(call, reviewer),
    }
    if (ids.length === 1) {
      const params = { id: ids[0]! }
      const { hash: planHash } = await call(routes.planCampaign, { params })
      print(await call(routes.askForApproval, { params, body: { planHash, ...asked } }), json)
      return
    }
    const { items } = await call(routes.planBatch, { body: { campaignIds: ids } })
    const problems = items.flatMap(({ campaignId, name, problem }) =>
      problem === null ? [] : [{ campaignId, campaignName: name, reason: problem }],
    )
    const campaigns = items.flatMap(({ campaignId, hash }) =>
      hash === null ? [] : [{ id: campaignId, planHash: hash }],
    )
    if (campaigns.length === 0) {
      const errors = problems.map(({ campaignId, reason }) => ({
        path: campaignId,
        code: 'not_asked',
        message: reason,
      }))
      throw new AppError('not_allowed', 'None of these can be published as it is.', { errors })
    }
    const made = await call(routes.askForGroup, { body: { campaigns, ...asked } })
    printMade({ group: made.group, left: [...problems, ...made.left] }, json)
  })
}

async function reviewersOf(call: Call, emails: readonly string[]): Promise<string[]> {
  if (emails.length === 0) return []
  const { items } = await call(routes.listMembers)
  return emails.map((email) => {
    const member = items.find((each) => each.email.toLowerCase() === email.toLowerCase())
    if (member !== undefined) return member.id
    throw new AppError('not_found', `There is no member ${email}: gacm member list shows them.`)
  })
}

async function listLinks(id: string, { workspace, json }: Common): Promise<void> {
  await withApi(workspace, async (call) => {
    const { links } = await call(routes.readApproval, { params: { id } })
    if (json) return void process.stdout.write(`${JSON.stringify({ items: links })}\n`)
    const table = new Table({ head: ['Id', 'For', 'By', 'Until'], style: { head: [], border: [] } })
    for (const { id: linkId, name, createdBy, expiresAt, revokedAt } of links)
      table.push([linkId, name, createdBy, revokedAt === null ? expiresAt : 'taken back'])
    process.stdout.write(`${table.toString()}\n`)
  })
}

async function createLink(id: string, options: Common & { for: string; days: number }): Promise<void> {
  const { workspace, json, for: name, days } = options
  await withApi(workspace, async (call, url) => {
    const { link, path } = await call(routes.createReviewLink, { params: { id }, body: { name, days } })
    const address = `${url}${path}`
    process.stdout.write(json ? `${JSON.stringify({ link, url: address })}\n` : `${address}\n`)
  })
}

async function showLink(id: string, { workspace, json }: Common): Promise<void> {
  await withApi(workspace, async (call, url) => {
    const { path } = await call(routes.copyReviewLink, { params: { id } })
    const address = `${url}${path}`
    process.stdout.write(json ? `${JSON.stringify({ id, url: address })}\n` : `${address}\n`)
  })
}

function printMade(
  { group: made, left }: Pick<GroupMade, 'left'> & { group: ApprovalGroup },
  json?: true,
): void {
  if (json) return void process.stdout.write(`${JSON.stringify({ group: made, left })}\n`)
  for (const { campaignId, campaignName, reason } of left)
    process.stderr.write(`! ${campaignName ?? campaignId} is left out: ${reason}\n`)
  process.stdout.write(`${tableOf(made.items)}Group ${made.id}\n`)
}

function print(one: ApprovalRequest, json?: true): void {
  if (json) return void process.stdout.write(`${JSON.stringify(one)}\n`)
  const { reviewers, approvals, comments } = one
  const lines = [
    `Request    ${one.id}`,
    `Campaign   ${printable(one.campaignName)} (${one.campaignId}), revision ${one.version}`,
    `Plan       ${one.planHash}`,
    `State      ${stateOf(one)}`,
    `Approvals  ${one.approvalsGiven} of ${one.approvalsNeeded}${approvals.map(({ by }) => `, ${by}`).join('')}`,
    `Worst day  ${microsToDecimal(one.worstDayMicros)} ${one.currencyCode}`,
    `Asked      ${one.createdAt} by ${one.createdBy}${one.dueAt === null ? '' : `, due ${one.dueAt}`}`,
    `Reviewers  ${reviewers.length === 0 ? 'all who may approve' : reviewers.map(({ name }) => name).join(', ')}`,
    ...(one.message === '' ? [] : [`Note       ${printable(one.message)}`]),
    ...(one.group === null ? [] : [`Group      ${one.group.id}, of ${one.group.size}`]),
    ...comments.map(
      ({ createdBy, path, body, wantsChanges, resolvedAt }) =>
        `Comment    ${printable(createdBy)}${path === '' ? '' : ` about ${path}`}: ${printable(body)}${wantsChanges ? ' [wants changes]' : ''}${resolvedAt === null ? '' : ' [done]'}`,
    ),
  ]
  process.stdout.write(`${lines.join('\n')}\n`)
}

function stateOf({ state, voidCause }: Pick<ApprovalSummary, 'state' | 'voidCause'>): string {
  return voidCause === null ? state : `${state} (${voidCause})`
}

function tableOf(items: readonly ApprovalSummary[]): string {
  const table = new Table({
    head: ['Id', 'Campaign', 'State', 'Approvals', 'Worst day', 'By', 'Due'],
    style: { head: [], border: [] },
  })
  for (const one of items) {
    table.push([
      one.id,
      one.campaignName,
      stateOf(one),
      `${one.approvalsGiven} of ${one.approvalsNeeded}`,
      `${microsToDecimal(one.worstDayMicros)} ${one.currencyCode}`,
      one.createdBy,
      one.dueAt ?? '',
    ])
  }
  return `${table.toString()}\n`
}
