import Table from 'cli-table3'
import { Command } from 'commander'
import pc from 'picocolors'
import { AppError } from '../base/errors.ts'
import { routes } from '../contract/routes.ts'
import type { Template } from '../contract/templates.ts'
import { accountIdOf } from './account.ts'
import { type Call, withApi } from './api-client.ts'

interface Common {
  workspace?: string
  json?: true
}

/** `gacm template list|show|save|rename|delete`: what campaigns can begin from. */
export function templateCommand(): Command {
  const command = new Command('template').description('templates that campaigns begin from')
  const add = (usage: string, description: string): Command =>
    command
      .command(usage)
      .description(description)
      .option('--workspace <name>', 'default: demo')
      .option('--json', 'as JSON')
  add('list', 'the templates of the workspace, by name').action(async ({ workspace, json }: Common) => {
    await withApi(workspace, async (call) => printList(await allTemplates(call), json))
  })
  add('show <name>', 'one template with what it holds').action(
    async (name: string, { workspace }: Common) => {
      await withApi(workspace, async (call) => {
        const { id } = await templateOf(call, name)
        print(await call(routes.readTemplate, { params: { id } }))
      })
    },
  )
  add('save <campaign-id> <name>', 'keep what a campaign holds as a template')
    .option('--description <text>', 'what it is for')
    .action(save)
  add('rename <name> <new-name>', 'call a template something else').action(rename)
  add('delete <name>', 'delete a template; campaigns that began from it stay').action(remove)
  return command
}

/** What is said of a campaign that begins from a template. */
export interface TemplateOptions {
  name?: string
  account?: string
  start?: string
  end?: string
}

/** Begins a draft, and says on standard error what stays empty in it. */
export async function createFromTemplate(
  call: Call,
  template: string,
  { name, account, start, end, json }: TemplateOptions & { json: true | undefined },
): Promise<void> {
  const { id } = await templateOf(call, template)
  const body = {
    name: name ?? template,
    startDate: start ?? null,
    endDate: end ?? null,
    ...(account === undefined ? {} : { accountId: await accountIdOf(call, account) }),
  }
  const begun = await call(routes.createFromTemplate, { params: { id }, body })
  if (json) return print(begun)
  process.stdout.write(`${begun.campaign.id}\n`)
  for (const { path, message } of begun.leftOut)
    process.stderr.write(`${pc.yellow('!')} ${path}: ${message}\n`)
}

function printList(templates: readonly Template[], json: true | undefined): void {
  if (json) return print({ items: templates })
  const table = new Table({ head: ['Name', 'Type', 'For', 'Made by'], style: { head: [], border: [] } })
  for (const { name, campaignType, description, createdBy } of templates)
    table.push([name, campaignType, description ?? '', createdBy])
  process.stdout.write(`${table.toString()}\n`)
}

async function save(
  campaignId: string,
  name: string,
  { workspace, json, description = null }: Common & { description?: string | null },
): Promise<void> {
  await withApi(workspace, async (call) => {
    const template = await call(routes.createTemplate, { body: { campaignId, name, description } })
    if (json) print(template)
    else process.stdout.write(`Kept as “${template.name}”.\n`)
  })
}

async function rename(name: string, newName: string, { workspace, json }: Common): Promise<void> {
  await withApi(workspace, async (call) => {
    const { id, version } = await templateOf(call, name)
    const ifMatch = `"${version}"`
    const template = await call(routes.editTemplate, { params: { id }, ifMatch, body: { name: newName } })
    if (json) print(template)
    else process.stdout.write(`“${name}” is called “${template.name}” now.\n`)
  })
}

async function remove(name: string, { workspace }: Common): Promise<void> {
  await withApi(workspace, async (call) => {
    const { id, version } = await templateOf(call, name)
    await call(routes.deleteTemplate, { params: { id }, ifMatch: `"${version}"` })
    process.stdout.write(`Deleted “${name}”. Campaigns that began from it stay.\n`)
  })
}

async function allTemplates(call: Call): Promise<Template[]> {
  const all: Template[] = []
  let cursor: string | undefined
  do {
    const query = { limit: 200, ...(cursor === undefined ? {} : { cursor }) }
    const page = await call(routes.listTemplates, { query })
    all.push(...page.items)
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined)
  return all
}

/** By its name, as people know it, or by its id. */
async function templateOf(call: Call, written: string): Promise<Template> {
  const found = (await allTemplates(call)).find(({ id, name }) => name === written || id === written)
  if (found !== undefined) return found
  throw new AppError('not_found', `There is no template “${written}” here. "gacm template list" shows them.`)
}

function print(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`)
}
