import { setTimeout as sleep } from 'node:timers/promises'
import { AppError } from '../../base/errors.ts'
import type { CampaignListItem } from '../../contract/campaign.ts'
import type { Account } from '../../contract/session.ts'
import { connectAccount, listAccounts } from '../../domain/accounts.ts'
import { createAsset, listAssets } from '../../domain/assets.ts'
import { listAudiences } from '../../domain/audiences.ts'
import type { Actor, Context } from '../../domain/context.ts'
import { createCampaign } from '../../domain/edit-campaigns.ts'
import { listCampaigns } from '../../domain/list-campaigns.ts'
import { listReachableAccounts } from '../../domain/reachable-accounts.ts'
import { liveOn, openPublication, readGoogleSide, type Seeded, type Seeding } from './bring-to-fate.ts'
import { type AudienceIds, bodyOf, type Library } from './campaign-body.ts'
import { CAMPAIGNS } from './campaigns.ts'
import { isComplete, markComplete } from './completion-mark.ts'
import { ACCOUNTS, type AccountKey } from './demo-campaign.ts'
import { personAtGoogle } from './person-at-google.ts'
import { PICTURES, type Picture } from './pictures.ts'
import { settled } from './publish-and-wait.ts'

/** All of it takes about five seconds on two cores. On a slower machine the start goes on meanwhile. */
const FOREGROUND_MS = 8_000
/** After this something is wrong with the worker or with the emulator. */
const PATIENCE_MS = 120_000
const PAGE = 100
/** The server fills the workspace itself, whichever its settings serve. */
const BY_SERVER = { asOwner: true }

type Accounts = Record<AccountKey, Account>
const ACCOUNT_KEYS = Object.keys(ACCOUNTS) as AccountKey[]

/**
 * Fills the workspace with the demo, once, through the same functions as a person's clicks; the running worker
 * publishes. A run that was killed is continued by the next one: everything is looked for by its name before it is
 * made. A workspace with campaigns of anybody else is left alone. Never throws: a failure is logged once.
 */
export async function seedDemo(
  ctx: Context,
  workspaceId: string,
  emulatorUrl: string,
  { foregroundMs = FOREGROUND_MS }: { foregroundMs?: number } = {},
): Promise<void> {
  const filled = fillOnce(ctx, workspaceId, emulatorUrl).catch((error: unknown) => {
    // The program may be stopped while this runs in the background; the database is the first to be missed.
    const stopped = error instanceof AppError && error.code === 'unavailable'
    ctx.log[stopped ? 'debug' : 'error'](
      { err: error },
      'The demo data is not complete. The next start goes on with it.',
    )
  })
  await Promise.race([filled, sleep(foregroundMs, undefined, { ref: false })])
}

async function fillOnce(ctx: Context, workspaceId: string, emulatorUrl: string): Promise<void> {
  if (await isComplete(ctx, workspaceId)) return
  const actor: Actor = {
    workspaceId,
    role: 'admin',
    accounts: null,
    name: 'Demo data',
    userId: null,
    door: 'system',
    requestId: null,
  }
  const present = await presentCampaigns(ctx, actor)
  if (present.length > 0 && !(await areOfTheDemo(ctx, actor, present))) return
  await fillOnOneDay({ ctx, actor, person: personAtGoogle(emulatorUrl) })
  await markComplete(ctx, actor)
}

/** Dates count from today in each account. Where midnight passes meanwhile, what Google refuses for it is done again. */
async function fillOnOneDay(seeding: Seeding): Promise<void> {
  const accounts = await connectAccounts(seeding)
  const [refused] = await Promise.allSettled([fill(seeding, accounts)])
  const later = await connectAccounts(seeding)
  const passed = ACCOUNT_KEYS.some((key) => accounts[key].today !== later[key].today)
  if (passed) await fill(seeding, later)
  else if (refused.status === 'rejected') throw refused.reason
}

async function fill(seeding: Seeding, accounts: Accounts): Promise<void> {
  const { ctx, actor } = seeding
  const present = await presentCampaigns(ctx, actor)
  const library = await fillLibrary(ctx, actor)
  const audiences = await audiencesByName(ctx, actor, accounts)
  const all: Seeded[] = []
  for (const row of CAMPAIGNS) {
    const account = accounts[row.account]
    const known = present.find(({ accountId, name }) => accountId === account.id && name === row.name)
    const id =
      known?.id ??
      (await createCampaign(ctx, actor, bodyOf(row, account, library, audiences[row.account]))).id
    all.push({ row, account, id })
  }
  for (const seeded of all) await openPublication(seeding, seeded)
  const deadline = Date.now() + PATIENCE_MS
  for (const seeded of all) {
    await settled(ctx, actor, seeded.id, deadline)
    await liveOn(seeding, seeded)
  }
  for (const seeded of all) {
    await settled(ctx, actor, seeded.id, deadline)
    await readGoogleSide(seeding, seeded)
  }
}

/** The campaigns of the workspace, archived ones too, as far as they can be the demo's. */
async function presentCampaigns(ctx: Context, actor: Actor): Promise<CampaignListItem[]> {
  const pages = [true, false].map(async (archived) => {
    const page = await listCampaigns(ctx, actor, { archived: archived ? 'true' : 'false', limit: PAGE })
    return (JSON.parse(page) as { items: CampaignListItem[] }).items
  })
  return (await Promise.all(pages)).flat()
}

async function areOfTheDemo(
  ctx: Context,
  actor: Actor,
  present: readonly CampaignListItem[],
): Promise<boolean> {
  const customers = new Map(
    (await listAccounts(ctx, actor)).items.map(({ id, customerId }) => [id, customerId]),
  )
  const own = new Set(CAMPAIGNS.map(({ account, name }) => `${ACCOUNTS[account]} ${name}`))
  return present.every(({ accountId, name }) => own.has(`${customers.get(accountId)} ${name}`))
}

async function connectAccounts({ ctx, actor }: Seeding): Promise<Accounts> {
  const wanted = new Set<string>(Object.values(ACCOUNTS))
  const { items } = await listReachableAccounts(ctx, actor, null, BY_SERVER)
  for (const { customerId, loginCustomerId, connected } of items) {
    if (!connected && wanted.has(customerId))
      await connectAccount(ctx, actor, { customerId, loginCustomerId }, BY_SERVER)
  }
  const { items: connected } = await listAccounts(ctx, actor)
  const entries = Object.entries(ACCOUNTS).map(([key, customerId]) => {
    const account = connected.find((candidate) => candidate.customerId === customerId)
    if (account === undefined) throw new Error(`The emulator has no account ${customerId}.`)
    return [key, account]
  })
  return Object.fromEntries(entries) as Accounts
}

async function audiencesByName(
  ctx: Context,
  actor: Actor,
  accounts: Accounts,
): Promise<Record<AccountKey, AudienceIds>> {
  const entries = Object.entries(accounts).map(async ([key, { id }]) => {
    const audiences = await listAudiences(ctx, actor, id)
    return [key, new Map(audiences.map((audience) => [audience.name, audience.id]))]
  })
  return Object.fromEntries(await Promise.all(entries)) as Record<AccountKey, AudienceIds>
}

/** Draws and uploads the pictures that are not there yet. */
async function fillLibrary(ctx: Context, actor: Actor): Promise<Library> {
  const page = JSON.parse(await listAssets(ctx, actor, { limit: PAGE })) as {
    items: { id: string; name: string }[]
  }
  const library = new Map(page.items.map(({ id, name }) => [name, id]))
  const upload = async (picture: Picture): Promise<void> => {
    const { name } = picture
    const asset = await createAsset(ctx, actor, { content: await picture.draw(), name, path: 'file' })
    library.set(name, (JSON.parse(asset) as { id: string }).id)
  }
  await Promise.all(PICTURES.filter(({ name }) => !library.has(name)).map(upload))
  return library
}
