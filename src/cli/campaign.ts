import { readFile } from 'node:fs/promises'
import { text as readAll } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import Table from 'cli-table3'
import { Command, Option } from 'commander'
import pc from 'picocolors'
import { AppError } from '../base/errors.ts'
import type { CampaignListItem } from '../contract/campaign.ts'
import { FILTER_MATCHES } from '../contract/campaign-filter.ts'
import { CAMPAIGN_PUBLICATION_STATES, CAMPAIGN_SORTS } from '../contract/campaign-list.ts'
import { MAX_FILTER_ACCOUNTS } from '../contract/limits.ts'
import { microsToDecimal } from '../contract/money.ts'
import { authorWords, type CampaignDrift } from '../contract/drift.ts'
import type { Finding, MeteredPlan, Publication } from '../contract/publication.ts'
import { type CallInput, routes } from '../contract/routes.ts'
import { CAMPAIGN_STATUSES, CAMPAIGN_TYPES, type CampaignStatus } from '../contract/words.ts'
import { type Call, withApi } from './api-client.ts'
import { editMany, undoEdit } from './edit-many.ts'
import { followBatch, publishBatch } from './publish-batch.ts'
import { replaceMany } from './replace-texts.ts'
import { createFromTemplate, type TemplateOptions } from './template.ts'

interface Common {
  workspace?: string
  json?: true
}

/** `gacm campaign ...`: the same API, rules and words as the web interface. */
export function campaignCommand(): Command {
  const command = new Command('campaign').description('campaigns of a running gacm')
  const add = (usage: string, description: string): Command =>
    command
      .command(usage)
      .description(description)
      .option('--workspace <name>', 'default: demo')
      .option('--json', 'as JSON')
  addList(add)
  add('show <id>', 'one campaign with its whole tree').action(show)
  add('create [file]', 'create a draft from a JSON file, from standard input, or from a template')
    .option('--template <name>', 'begin from this template, instead of a file')
    .option('--name <name>', 'with --template: what the campaign is called; default: as the template')
    .option('--account <account>', 'with --template: customer id or id; needed where there are several')
    .option('--start <date>', 'with --template: its first day, as 2027-03-01')
    .option('--end <date>', 'with --template: its last day')
    .action(create)
  addEdits(add)
  add('preflight <id>', 'what Google would refuse').action(checkOnly)
  add('plan <id>', 'the operations that publishing would send').action(plan)
  add('drift <id>', 'what somebody changed at Google since, and who').action(drift)
  add('publish [ids...]', 'publish, and wait for the outcome; several are published as one unit')
    .option('--batch', 'as one unit, also where it is only one')
    .addOption(
      new Option('--status <status>', 'all campaigns with this status, up to 500').choices([
        ...CAMPAIGN_STATUSES,
      ]),
    )
    .option('--staged', 'of a unit: the first one alone, then the others; stop at the first failure')
    .option('--plan-hash <hash>', 'publish exactly this plan')
    .option('--paused', 'leave it paused at Google')
    .option('--no-wait', 'do not wait')
    .action(publish)
  add('pause <ids...>', 'pause at Google; several, up to 500, as one unit')
    .option('--no-wait', 'do not wait')
    .action(changeStatus('PAUSE'))
  add('resume <ids...>', 'resume at Google; several, up to 500, as one unit')
    .option('--no-wait', 'do not wait')
    .action(changeStatus('RESUME'))
  add('protect <id>', 'let it stay as it is, whoever asks, until an administrator lets go of it')
    .option('--reason <text>', 'why, for those whom it stops')
    .action(protect)
  add('unprotect <id>', 'let go of a campaign that is protected').action(unprotect)
  return command
}

type Add = (usage: string, description: string) => Command

function addList(add: Add): void {
  add('list', 'campaigns, newest first')
    .option('--status <status,...>', `one or several of ${CAMPAIGN_STATUSES.join(', ')}`)
    .option('--type <type,...>', `one or several of ${CAMPAIGN_TYPES.join(', ')}`)
    .option(
      '--publication-state <state,...>',
      `how the last publication stands: one or several of ${CAMPAIGN_PUBLICATION_STATES.join(', ')}`,
    )
    .option('--account-id <id,...>', `of these accounts, up to ${MAX_FILTER_ACCOUNTS}`)
    .addOption(
      new Option(
        '--match <how>',
        'all: what fits every filter (default); any: what fits one of them',
      ).choices([...FILTER_MATCHES]),
    )
    .option('-q, --q <text>', 'text that the name contains')
    .option('--archived', 'those that were archived, instead of the others')
    .addOption(
      new Option('--sort <field>', 'with a minus in front: descending, as --sort=-name').choices(
        CAMPAIGN_SORTS,
      ),
    )
    .option('--limit <n>', 'how many, 1 to 200', '50')
    .option('--cursor <cursor>', 'where another page ended or began')
    .action(list)
}

/** Many campaigns as one. */
function addEdits(add: Add): void {
  add('edit-many', 'change fields of up to 2,500 campaigns at once, all or none')
    .requiredOption(
      '--file <file>',
      'CSV (id, fields; empty: as it is, null: cleared) or JSON; - for standard input',
    )
    .option('--dry-run', 'judge every cell and save nothing')
    .option('--note <text>', 'why, for the history')
    .action(editMany)
  add(
    'replace [ids...]',
    'find and replace in up to 2,500 campaigns; without ids: in all that are not archived',
  )
    .requiredOption('--find <text>', 'what to look for')
    .requiredOption('--by <text>', 'what stands there instead')
    .option(
      '--in <places>',
      'names, texts, urls, keywords; default: all but keywords, which Google makes anew',
    )
    .option('--leave-out <what...>', 'campaigns (ID) and texts (ID:path) of a dry run that stay as they are')
    .option('--name <text>', 'without ids: those whose name contains this')
    .option('--match-case', 'upper and lower case as written')
    .option('--whole-words', 'not where it is a part of a longer word')
    .option('--dry-run', 'tell every change and save nothing')
    .option('--note <text>', 'why, for the history')
    .action(replaceMany)
  add('undo-edit <id>', 'take back what an edit of many changed').action(undoEdit)
}

interface ListOptions extends Common {
  archived?: true
}

async function list({
  workspace,
  json,
  archived,
  ...query
}: ListOptions & Record<string, unknown>): Promise<void> {
  await withApi(workspace, async (call) => {
    const page = await call(routes.listCampaigns, {
      query: { ...query, archived: archived === true ? 'true' : 'false' },
    })
    if (json) return print(page)
    const table = new Table({
      head: ['Id', 'Name', 'Status', 'Type', 'Daily budget', 'Google id'],
      style: { head: [], border: [] },
    })
    for (const item of page.items) table.push(row(item))
    process.stdout.write(`${table.toString()}\n`)
    if (page.nextCursor !== null) process.stdout.write(`More: --cursor ${page.nextCursor}\n`)
    if (page.prevCursor !== null) process.stdout.write(`Back: --cursor ${page.prevCursor}\n`)
  })
}

function row(item: CampaignListItem): string[] {
  const { dailyBudgetMicros: daily, totalBudgetMicros: total } = item
  const budget =
    total !== null ? `${microsToDecimal(total)} in all` : daily === null ? '' : microsToDecimal(daily)
  return [item.id, item.name, item.status, item.campaignType, budget, item.googleCampaignId ?? '']
}

async function show(id: string, { workspace }: Common): Promise<void> {
  await withApi(workspace, async (call) => print(await call(routes.readCampaign, { params: { id } })))
}

async function create(
  file: string | undefined,
  { workspace, json, template, ...use }: Common & TemplateOptions & { template?: string },
): Promise<void> {
  if (template !== undefined) {
    if (file !== undefined) throw new AppError('invalid_request', 'Either a file or --template, not both.')
    return await withApi(
      workspace,
      async (call) => await createFromTemplate(call, template, { ...use, json }),
    )
  }
  if (Object.keys(use).length > 0)
    throw new AppError(
      'invalid_request',
      `--${Object.keys(use)[0]} goes with --template; a file says it itself.`,
    )
  const body = await readJson(file)
  await withApi(workspace, async (call) => {
    const campaign = await call(routes.createCampaign, {
      body: body as NonNullable<CallInput<typeof routes.createCampaign>['body']>,
    })
    if (json) print(campaign)
    else process.stdout.write(`${campaign.id}\n`)
  })
}

async function readJson(file: string | undefined): Promise<unknown> {
  const fromInput = file === undefined || file === '-'
  const what = fromInput ? 'Standard input' : file
  const text = await (fromInput ? readAll(process.stdin) : readFile(file, 'utf8')).catch((error: unknown) => {
    throw new AppError('invalid_request', `${what} cannot be read: ${wordsOf(error)}`)
  })
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new AppError('invalid_request', `${what} is not JSON: ${wordsOf(error)}`)
  }
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

async function checkOnly(id: string, { workspace, json }: Common): Promise<void> {
  await withApi(workspace, async (call) => {
    const { findings } = await call(routes.preflightCampaign, { params: { id } })
    if (json) print({ findings })
    else
      process.stdout.write(findings.length === 0 ? 'Nothing to mend.\n' : findings.map(findingLine).join(''))
    if (findings.some(({ severity }) => severity === 'error')) process.exitCode = 3
  })
}

function findingLine({ severity, path, message, fix }: Finding): string {
  const mark = severity === 'error' ? pc.red('error  ') : pc.yellow('warning')
  return `${mark} ${pc.bold(path)}: ${message} ${fix}\n`
}

async function drift(id: string, { workspace, json }: Common): Promise<void> {
  await withApi(workspace, async (call) => {
    const found = await call(routes.readDrift, { params: { id } })
    if (json) print(found)
    else if (found.isRemoved) process.stdout.write('The campaign was removed at Google.\n')
    else if (found.changes.length === 0) process.stdout.write('Google has it as it was last published.\n')
    else process.stdout.write(found.changes.map(driftLine).join(''))
  })
}

function driftLine({ kind, title, field, before, now, by }: CampaignDrift['changes'][number]): string {
  const what =
    kind === 'removed' ? 'removed' : `${field}: ${JSON.stringify(before)} -> ${JSON.stringify(now)}`
  const who = by === null ? '' : pc.dim(` (${authorWords(by)})`)
  return `${pc.bold(title)}: ${what}${who}\n`
}

async function plan(id: string, { workspace, json }: Common): Promise<void> {
  await withApi(workspace, async (call) => {
    const made = await call(routes.planCampaign, { params: { id } })
    if (json) print(made)
    else printPlan(made)
  })
}

function printPlan({ hash, operations, exposure, quota, removedAtGoogle }: MeteredPlan): void {
  const signs = { create: pc.green('+'), update: pc.yellow('~'), remove: pc.red('-') }
  if (operations.length === 0) process.stdout.write('Google has it as it is here: nothing to do.\n')
  for (const { action, resource, title, changes } of operations) {
    process.stdout.write(`${signs[action]} ${resource}: ${title}\n`)
    if (action !== 'update') continue
    for (const { field, from, to } of changes) {
      process.stdout.write(`    ${field}: ${JSON.stringify(from)} -> ${JSON.stringify(to)}\n`)
    }
  }
  const units = (micros: string): string => `${microsToDecimal(micros)} ${exposure.currencyCode}`
  process.stdout.write(
    `Worst day ${units(exposure.worstDayMicros)}, month ${units(exposure.monthMicros)}, ${quota.operations} API operations${quota.left === null ? '' : ` of ${quota.left} left`}.\n`,
  )
  for (const { message } of removedAtGoogle) process.stdout.write(`${pc.yellow('!')} ${message}\n`)
  process.stdout.write(`Plan ${hash}\n`)
}

interface PublishOptions extends Common {
  planHash?: string
  paused?: true
  wait: boolean
  batch?: true
  status?: CampaignStatus
  staged?: true
}

async function publish(ids: string[], options: PublishOptions): Promise<void> {
  const { workspace, json, planHash, paused, wait, batch, status, staged } = options
  const isUnit = batch === true || status !== undefined || staged === true || ids.length > 1
  if (ids.length === 0 && status === undefined)
    throw new AppError('invalid_request', 'Name a campaign, or a status with --status.')
  if (ids.length > 0 && status !== undefined)
    throw new AppError('invalid_request', 'Either campaigns or --status, not both.')
  if (isUnit && planHash !== undefined)
    throw new AppError(
      'invalid_request',
      '--plan-hash is for one campaign: a unit is published under the plans that it shows.',
    )
  await withApi(workspace, async (call) => {
    if (isUnit) return await publishBatch(call, ids, options)
    const body = { activate: !paused, ...(planHash === undefined ? {} : { planHash }) }
    const { publicationId } = await call(routes.publishCampaign, { params: { id: ids[0]! }, body })
    await follow(call, publicationId, wait, json)
  })
}

function changeStatus(kind: 'PAUSE' | 'RESUME') {
  const one = routes[kind === 'PAUSE' ? 'pauseCampaign' : 'resumeCampaign']
  return async (ids: string[], { workspace, json, wait }: Common & { wait: boolean }): Promise<void> => {
    await withApi(workspace, async (call) => {
      if (ids.length > 1) {
        const campaigns = ids.map((id) => ({ id }))
        return await followBatch(call, await call(routes.createBatch, { body: { kind, campaigns } }), {
          wait,
          json,
        })
      }
      const { publicationId } = await call(one, { params: { id: ids[0]! } })
      await follow(call, publicationId, wait, json)
    })
  }
}

async function protect(id: string, { workspace, json, reason }: Common & { reason?: string }): Promise<void> {
  await withApi(workspace, async (call) => {
    const body = { reason: reason ?? null }
    const campaign = await call(routes.protectCampaign, { params: { id }, body })
    if (json) return print(campaign)
    process.stdout.write(
      `“${campaign.name}” is protected: it stays as it is until an administrator lifts it.\n`,
    )
  })
}

async function unprotect(id: string, { workspace, json }: Common): Promise<void> {
  await withApi(workspace, async (call) => {
    const campaign = await call(routes.unprotectCampaign, { params: { id } })
    if (json) return print(campaign)
    process.stdout.write(`“${campaign.name}” is no longer protected.\n`)
  })
}

/** Shows the steps as they are done, and ends as the publication does. */
async function follow(call: Call, id: string, wait: boolean, json: true | undefined): Promise<void> {
  if (!wait) return json ? print({ publicationId: id }) : void process.stdout.write(`${id}\n`)
  const shown = new Set<number>()
  let told = ''
  for (;;) {
    const publication = await call(routes.readPublication, { params: { id } })
    for (const step of publication.steps) {
      if (step.state !== 'DONE' || shown.has(step.position)) continue
      shown.add(step.position)
      process.stderr.write(`${pc.green('✓')} ${step.title}\n`)
    }
    if (publication.message !== null && publication.message !== told)
      process.stderr.write(`  ${publication.message}\n`)
    told = publication.message ?? told
    if (['SUCCEEDED', 'FAILED', 'NEEDS_ATTENTION'].includes(publication.state)) return end(publication, json)
    await sleep(300)
  }
}

function end(publication: Publication, json: true | undefined): void {
  if (json) print(publication)
  else process.stdout.write(`${publication.state} ${publication.googleCampaignId ?? ''}\n`)
  for (const { path, message, fix, code } of publication.errors) {
    process.stderr.write(`${pc.red('✗')} ${path ?? 'campaign'}: ${message} ${fix ?? ''} (${code})\n`)
  }
  if (publication.state === 'FAILED') process.exitCode = 3
  if (publication.state === 'NEEDS_ATTENTION') process.exitCode = 5
}

function print(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`)
}
