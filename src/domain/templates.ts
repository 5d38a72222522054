import { AppError } from '../base/errors.ts'
import { newId } from '../base/ids.ts'
import { refusal, refusalAnywhere } from '../contract/actions.ts'
import { completeDocument } from '../contract/empty-campaign.ts'
import {
  type LeftOut,
  MAX_TEMPLATES,
  TEMPLATE_CONTENT_VERSION,
  type Template,
  type TemplateAction,
  type TemplateContent,
  type TemplateCreate,
  type TemplateDetail,
  type TemplatePatch,
  type TemplateUse,
} from '../contract/templates.ts'
import { listAccountsIn } from '../store/accounts.ts'
import type { Database, Tx } from '../store/db.ts'
import {
  deleteTemplate as deleteRow,
  findTemplate,
  findTemplateContent,
  insertTemplate,
  listTemplates as listRows,
  lockTemplate,
  updateTemplate,
} from '../store/templates.ts'
import { auditBy } from './audit-by.ts'
import { type CampaignAnswer, campaignOf, documentOfTree, requireTree } from './campaign-answer.ts'
import { contentOf, documentOfContent } from './campaign-document.ts'
import { changesOf, noted } from './audit-changes.ts'
import type { Actor, Context } from './context.ts'
import { decodeCursor } from './cursor.ts'
import { insertDraft, onlyAccount } from './edit-campaigns.ts'
import { type Verdict, verdictsOf } from './people-rights.ts'
import { type Page, pageOf } from './publications.ts'
import { assertRole, assertRoleAnywhere, scopeOf } from './role.ts'
import { fitToAccount } from './template-account.ts'

/** What the caller may do with templates: the same for each. */
function templateVerdicts(actor: Actor): Verdict<TemplateAction>[] {
  const mayNot = refusal(actor, 'edit')
  return verdictsOf({ edit: mayNot, delete: mayNot, use: refusalAnywhere(actor, 'edit') })
}

/** One page of the workspace's templates, by name. */
export async function listTemplates(
  ctx: Context,
  actor: Actor,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<Page<Template> & { actions: Verdict<TemplateAction>[] }> {
  const isName = (key: string): boolean => key.length >= 1 && key.length <= 100 && !/\p{Cc}/u.test(key)
  const after = cursor === undefined ? undefined : decodeCursor(cursor, isName)
  const rows = await listRows(ctx.db.reader, actor.workspaceId, { after, limit: limit + 1 })
  return { ...pageOf(rows, limit, ({ name }) => name), actions: templateVerdicts(actor) }
}

/** One template with its content. */
export async function readTemplate(ctx: Context, actor: Actor, id: string): Promise<TemplateDetail> {
  const { template, content } = await requireContent(ctx.db, actor.workspaceId, id)
  return { ...template, content, actions: templateVerdicts(actor) }
}

/** Keeps the content of a campaign. Its images are written down beside it, so that none of them can go. */
export async function createTemplate(
  ctx: Context,
  actor: Actor,
  { campaignId, name, description }: TemplateCreate,
): Promise<Template> {
  assertRole(actor, 'edit')
  const { workspaceId } = actor
  const id = newId()
  return await ctx.db.transaction(scopeOf(actor), async (tx) => {
    const tree = await requireTree(tx, workspaceId, campaignId)
    const document = documentOfTree(tree)
    const made = {
      id,
      accountId: document.accountId,
      campaignType: document.campaignType,
      name,
      description: spoken(description),
      content: contentOf(document),
      contentVersion: TEMPLATE_CONTENT_VERSION,
      assetIds: campaignOf(tree).assets.map((asset) => asset.id),
      createdBy: actor.name,
    }
    if (!(await insertTemplate(tx, workspaceId, made, MAX_TEMPLATES))) {
      const message = `The workspace has ${MAX_TEMPLATES} templates already. Delete one first.`
      const errors = [{ path: 'name', code: 'too_many_templates', message }]
      throw new AppError('not_allowed', message, { errors })
    }
    await audit(tx, actor, 'create', { id, name, campaignId })
    return (await findTemplate(tx, workspaceId, id))!
  })
}

/** Changes name or description. `version` is the one that the caller has seen. */
export async function editTemplate(
  ctx: Context,
  actor: Actor,
  id: string,
  version: number,
  { name, description }: TemplatePatch,
): Promise<Template> {
  assertRole(actor, 'edit')
  const { workspaceId } = actor
  return await ctx.db.transaction(scopeOf(actor), async (tx) => {
    const before = await lockVersion(tx, workspaceId, id, version)
    if (name !== undefined || description !== undefined) {
      const patch = { name, description: description === undefined ? undefined : spoken(description) }
      const seen = (await findTemplate(tx, workspaceId, id))!
      await updateTemplate(tx, workspaceId, id, patch)
      const kept = (await findTemplate(tx, workspaceId, id))!
      const changes = noted(changesOf(seen, kept, ['name', 'description']))
      await audit(tx, actor, 'edit', { id, name: name ?? before.name, ...changes })
      return kept
    }
    return (await findTemplate(tx, workspaceId, id))!
  })
}

export async function deleteTemplate(ctx: Context, actor: Actor, id: string, version: number): Promise<void> {
  assertRole(actor, 'edit')
  await ctx.db.transaction(scopeOf(actor), async (tx) => {
    const { name } = await lockVersion(tx, actor.workspaceId, id, version)
    await deleteRow(tx, actor.workspaceId, id)
    await audit(tx, actor, 'delete', { id, name })
  })
}

export interface BegunCampaign {
  campaign: CampaignAnswer
  leftOut: LeftOut[]
}

/** Begins a draft with what a template holds. What means nothing in the account stays out, and is told. */
export async function createFromTemplate(
  ctx: Context,
  actor: Actor,
  id: string,
  use: TemplateUse,
): Promise<BegunCampaign> {
  assertRoleAnywhere(actor, 'edit')
  const { workspaceId } = actor
  return await ctx.db.transaction(scopeOf(actor), async (tx) => {
    const { template, content } = await requireContent(tx, workspaceId, id)
    const accountId = use.accountId ?? (await onlyAccount(tx, workspaceId))
    const accounts = await listAccountsIn(tx, workspaceId)
    const to = accounts.find((account) => account.id === accountId)
    if (to === undefined) {
      const message = 'There is no such account in this workspace.'
      throw new AppError('not_allowed', message, {
        errors: [{ path: 'accountId', code: 'unknown_account', message }],
      })
    }
    const from = accounts.find((account) => account.id === template.accountId)!
    const fitted = fitToAccount(content, from, to)
    const { name, startDate, endDate } = use
    const document = documentOfContent(fitted.content, {
      accountId,
      name,
      startDate,
      endDate,
      containsEuPoliticalAdvertising: null,
    })
    const campaign = await insertDraft(tx, actor, document, `From the template “${template.name}”`)
    return { campaign, leftOut: fitted.leftOut }
  })
}

async function requireContent(
  db: Database | Tx,
  workspaceId: string,
  id: string,
): Promise<{ template: Template; content: TemplateContent }> {
  const found = await findTemplateContent(db, workspaceId, id)
  if (found === undefined) throw noSuchTemplate()
  const { template, content, content_version: written } = found
  if (written > TEMPLATE_CONTENT_VERSION)
    throw new AppError('conflict', 'A newer version of this program wrote this template. Use that one.')
  return { template, content: completeContent(content) }
}

const NOBODY = {
  accountId: '',
  name: '',
  startDate: null,
  endDate: null,
  containsEuPoliticalAdvertising: null,
}

/** With what campaigns have learnt since it was kept. */
function completeContent(kept: TemplateContent): TemplateContent {
  return contentOf(completeDocument(documentOfContent(kept, NOBODY)))
}

async function lockVersion(
  tx: Tx,
  workspaceId: string,
  id: string,
  version: number,
): Promise<{ name: string }> {
  const locked = await lockTemplate(tx, workspaceId, id)
  if (locked === undefined) throw noSuchTemplate()
  if (locked.version === version) return locked
  const message = `Somebody saved version ${locked.version} meanwhile; you have ${version}. Read it again.`
  throw new AppError('stale', message, { details: { currentVersion: locked.version } })
}

/** Nothing said is nothing, not an empty text. */
function spoken(description: string | null): string | null {
  const said = description?.trim() ?? ''
  return said === '' ? null : said
}

async function audit(
  tx: Tx,
  actor: Actor,
  deed: 'create' | 'edit' | 'delete',
  { id, ...detail }: { id: string; name: string; campaignId?: string; changes?: object[] },
): Promise<void> {
  await auditBy(tx, actor, { action: `template.${deed}`, entityKind: 'template', entityId: id, detail })
}

function noSuchTemplate(): AppError {
  return new AppError('not_found', 'There is no such template in this workspace.')
}
