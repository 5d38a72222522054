import type { Campaign } from '../../src/contract/campaign.ts'
import type { AdGroup } from '../../src/contract/campaign-parts.ts'
import { documentOf } from '../../src/contract/empty-campaign.ts'
import type { Publication } from '../../src/contract/publication.ts'
import { planCampaign, tokenOf } from '../../src/domain/campaign-plan.ts'
import { desiredResources } from '../../src/domain/plan/desired.ts'
import { matchRemote } from '../../src/domain/plan/match.ts'
import { readRemote } from '../../src/domain/plan/remote.ts'
import { listPublications } from '../../src/domain/publications.ts'
import { listOf, subMessage, textOf } from '../../src/emulator/schema.ts'
import type { Row, Table } from '../../src/emulator/state.ts'
import { now } from './campaigns.ts'
import { checkTypedGroups } from './check-types.ts'
import type { Place, Stage } from './stage.ts'

/** What must be so in the end, as a list of what is not. */
export class Findings {
  readonly wrong: string[] = []

  equal(what: string, found: unknown, expected: unknown): void {
    const [a, b] = [JSON.stringify(found), JSON.stringify(expected)]
    if (a !== b) this.wrong.push(`${what}: ${a} instead of ${b}`)
  }

  isTrue(what: string, condition: boolean): void {
    if (!condition) this.wrong.push(what)
  }
}

/** The rows of an account as the emulator keeps them, read past its API: no fault and no mistake of ours in between. */
export class Raw {
  readonly #stage: Stage
  readonly #customerId: string

  constructor(stage: Stage, { customerId }: Place) {
    this.#stage = stage
    this.#customerId = customerId
  }

  all(table: Table): Row[] {
    return [...this.#stage.emulator.control.stateForTests().list(table, this.#customerId)]
  }

  living(table: Table): Row[] {
    return this.all(table).filter(({ data }) => data['status'] !== 'REMOVED')
  }

  below(table: Table, field: string, parent: string): Row[] {
    return this.living(table).filter(({ data }) => textOf(data, field) === parent)
  }
}

/** One tree at Google per campaign, nothing beside it, and field by field what stands here. */
export async function checkTrees(
  stage: Stage,
  place: Place,
  ids: readonly string[],
  findings: Findings,
): Promise<void> {
  const raw = new Raw(stage, place)
  checkNoOrphans(raw, ids.length, findings)
  for (const id of ids) {
    const campaign = await now(stage, id)
    const found = raw
      .living('campaign')
      .filter(({ data }) => textOf(data, 'id') === campaign.googleCampaignId)
    findings.equal(`campaigns of the id ${campaign.googleCampaignId}`, found.length, 1)
    if (found[0] !== undefined) await checkTree(stage, raw, campaign, found[0], findings)
    await checkByReader(stage, place, campaign, findings)
  }
}

function checkNoOrphans(raw: Raw, campaigns: number, findings: Findings): void {
  findings.equal('living campaigns', raw.living('campaign').length, campaigns)
  findings.equal('living budgets', raw.living('campaign_budget').length, campaigns)
  findings.equal('living labels', raw.living('label').length, campaigns)
  const linked = new Set(raw.all('campaign_label').map(({ data }) => textOf(data, 'label')))
  findings.equal('linked labels', linked.size, campaigns)
  const budgets = new Set(raw.living('campaign').map(({ data }) => textOf(data, 'campaignBudget')))
  findings.isTrue(
    'a budget has no campaign',
    raw.living('campaign_budget').every(({ name }) => budgets.has(name)),
  )
}

async function checkTree(
  stage: Stage,
  raw: Raw,
  campaign: Campaign,
  row: Row,
  findings: Findings,
): Promise<void> {
  const { data } = row
  const budget = raw.living('campaign_budget').find(({ name }) => name === textOf(data, 'campaignBudget'))
  findings.equal('name', textOf(data, 'name'), campaign.name)
  findings.equal('budget', textOf(budget?.data, 'amountMicros'), campaign.dailyBudgetMicros)
  findings.equal('shared budget', budget?.data['explicitlyShared'] ?? false, false)
  findings.equal('start', textOf(data, 'startDateTime').slice(0, 10), campaign.startDate ?? '')
  const end = textOf(data, 'endDateTime').slice(0, 10)
  // Google gives a campaign without an end the last day that it knows.
  findings.equal('end', end.startsWith('2037-12-30') ? '' : end, campaign.endDate ?? '')
  findings.equal('tracking', textOf(data, 'trackingUrlTemplate'), campaign.trackingUrlTemplate ?? '')
  findings.equal(
    'status',
    textOf(data, 'status'),
    campaign.status === 'PUBLISHED' ? 'ENABLED' : campaign.status,
  )
  findings.equal('status as seen', campaign.google.status, textOf(data, 'status'))
  const links = raw.all('campaign_label').filter((link) => textOf(link.data, 'campaign') === row.name)
  findings.equal('labels of the campaign', links.length, 1)
  if (campaign.campaignType !== 'DEMAND_GEN') {
    checkTypedGroups(raw, campaign, row, findings)
    return
  }
  const groups = raw.below('ad_group', 'campaign', row.name)
  findings.equal('ad groups', sorted(groups, nameOf), sorted(campaign.adGroups, nameOf))
  const ids = await partIds(stage, campaign.id)
  for (const group of campaign.adGroups) {
    const remote = groups.find(({ data: { name } }) => name === group.name)
    if (remote === undefined) continue
    findings.equal(`id of ad group ${group.name}`, ids.get(group.id), textOf(remote.data, 'id'))
    checkGroup(raw, campaign, group, remote, ids, findings)
  }
}

function checkGroup(
  raw: Raw,
  campaign: Campaign,
  group: AdGroup,
  remote: Row,
  ids: ReadonlyMap<string, string>,
  findings: Findings,
): void {
  const criteria = raw.below('ad_group_criterion', 'adGroup', remote.name).map(({ data }) => {
    const target =
      textOf(subMessage(data, 'location'), 'geoTargetConstant') ||
      textOf(subMessage(data, 'language'), 'languageConstant')
    return `${target}${data['negative'] === true ? ' not' : ''}`
  })
  const wanted = [
    ...group.locations.map(
      ({ geoTargetId, negative }) => `geoTargetConstants/${geoTargetId}${negative ? ' not' : ''}`,
    ),
    ...group.languages.map(({ languageId }) => `languageConstants/${languageId}`),
  ]
  findings.equal(`criteria of ${group.name}`, criteria.sort(), wanted.sort())
  const ads = raw.below('ad_group_ad', 'adGroup', remote.name)
  findings.equal(
    `ads of ${group.name}`,
    sorted(ads, ({ data }) => textOf(subMessage(data, 'ad'), 'name')),
    sorted(group.ads, nameOf),
  )
  const images = new Map(campaign.assets.map(({ id, sha256 }) => [id, sha256]))
  for (const ad of group.ads) {
    const message = ads.map(({ data }) => subMessage(data, 'ad')).find((other) => other?.['name'] === ad.name)
    const content = subMessage(message, 'demandGenMultiAssetAd')
    if (message === undefined || content === undefined) continue
    findings.equal(`id of ad ${ad.name}`, ids.get(ad.id), textOf(message, 'id'))
    const texts = (field: string) => listOf(content, field).map((item) => textOf(item, 'text'))
    findings.equal(
      `headlines of ${ad.name}`,
      texts('headlines'),
      ad.headlines.map(({ text }) => text),
    )
    findings.equal(
      `descriptions of ${ad.name}`,
      texts('descriptions'),
      ad.descriptions.map(({ text }) => text),
    )
    findings.equal(`business of ${ad.name}`, textOf(content, 'businessName'), ad.businessName)
    findings.equal(`final url of ${ad.name}`, message['finalUrls'], [ad.finalUrl])
    for (const [field, ours] of [
      ['marketingImages', ad.marketingImages],
      ['logoImages', ad.logoImages],
    ] as const) {
      const hashes = listOf(content, field).map((item) => contentOf(raw, textOf(item, 'asset')))
      findings.equal(
        `${field} of ${ad.name}`,
        hashes,
        ours.map((id) => `IMAGE:${images.get(id)}`),
      )
    }
  }
}

function contentOf(raw: Raw, name: string): string | undefined {
  return raw.all('asset').find((row) => row.name === name)?.contentHash
}

async function partIds(stage: Stage, campaignId: string): Promise<Map<string, string>> {
  const rows = await stage.sql<{ id: string; google_id: string }>(
    `select id, google_ad_group_id::text as google_id from ad_groups where campaign_id = $1
     union all select a.id, a.google_ad_id::text from ads a join ad_groups g on g.id = a.ad_group_id where g.campaign_id = $1`,
    [campaignId],
  )
  return new Map(rows.map((row) => [row.id, row.google_id]))
}

/** The same by the product's own reader, and by its plan: nothing is left to do. */
async function checkByReader(
  stage: Stage,
  place: Place,
  campaign: Campaign,
  findings: Findings,
): Promise<void> {
  const customer = { customerId: place.customerId, loginCustomerId: null }
  const remote = await readRemote(
    stage.ctx.google,
    customer,
    campaign.googleCampaignId ?? '0',
    campaign.campaignType,
  )
  if (remote.kind !== 'applied' || typeof remote.value === 'string') {
    findings.wrong.push(`the reader answers ${JSON.stringify(remote).slice(0, 200)}`)
    return
  }
  const known = await stage.sql<{ asset_id: string; google_asset_id: string }>(
    'select asset_id, google_asset_id::text from account_assets where account_id = $1',
    [place.accountId],
  )
  const names = new Map(
    known.map((row) => [row.asset_id, `customers/${place.customerId}/assets/${row.google_asset_id}`]),
  )
  const match = matchRemote(
    desiredResources(documentOf(campaign), tokenOf(campaign.id), customer.customerId),
    remote.value.resources,
    names,
  )
  findings.equal(
    'missing for the reader',
    match.missing.map(({ title }) => title),
    [],
  )
  findings.equal('different for the reader', match.mismatches, [])
  findings.equal(
    'too much for the reader',
    match.surplus.map(({ resourceName }) => resourceName),
    [],
  )
  const plan = await planCampaign(stage.ctx, stage.actor, campaign.id)
  findings.equal(
    'left to do',
    plan.operations.map(({ title }) => title),
    [],
  )
}

/** The journal of a campaign's publications: what it says is possible, and nothing was sent that it does not know. */
export async function checkJournal(
  stage: Stage,
  place: Place,
  ids: readonly string[],
  findings: Findings,
): Promise<Publication[]> {
  const publications: Publication[] = []
  for (const id of ids) {
    const { items } = await listPublications(stage.ctx, stage.actor, id, { limit: 50 })
    publications.push(...items)
  }
  for (const { state, steps, message } of publications) {
    findings.isTrue(`${state} without a word`, state === 'SUCCEEDED' || message !== null)
    for (const { kind, state: stepState, attempts } of steps) {
      const applied = attempts.filter(({ outcome }) => outcome === 'APPLIED').length
      findings.isTrue(`${kind} was applied ${applied} times`, applied <= 1)
      findings.isTrue(`${kind} is ${stepState} after it was applied`, applied === 0 || stepState === 'DONE')
      findings.equal(
        `numbers of ${kind}`,
        attempts.map(({ number }) => number),
        attempts.map((_, at) => at + 1),
      )
      const hashes = new Set(attempts.map(({ requestSha256 }) => requestSha256))
      findings.isTrue(
        `${kind} sent ${hashes.size} different requests`,
        hashes.size <= 1 || kind === 'VERIFY' || stage.handicap === 'forgetful',
      )
      if (state === 'SUCCEEDED') findings.equal(`${kind} of a success`, stepState, 'DONE')
    }
  }
  const journalled = publications.flatMap(({ steps }) => steps.flatMap(({ attempts }) => attempts)).length
  const arrived = stage.emulator.control
    .requests()
    .filter(({ path }) => path.includes(`/${place.customerId}/`) && path.endsWith(':mutate')).length
  findings.isTrue(`${arrived} changes arrived and ${journalled} are in the journal`, arrived <= journalled)
  return publications
}

/** The chain of the audit log, the kept counters and the kept states. */
export async function checkBooks(stage: Stage, findings: Findings): Promise<void> {
  const [chain] = await stage.sql<{ rows: number; broken: number }>(
    `select count(*)::int as rows,
            count(*) filter (where hash <> audit_row_hash(l) or seq <> position
                                or previous_hash <> coalesce(before, decode(repeat('00', 32), 'hex')))::int as broken
       from (select a as l, a.seq, a.hash, a.previous_hash, row_number() over (order by a.seq) as position,
                    lag(a.hash) over (order by a.seq) as before
               from audit_log a where a.workspace_id = $1) links`,
    [stage.actor.workspaceId],
  )
  findings.equal('broken links of the audit chain', chain?.broken, 0)
  findings.isTrue('the audit chain is empty', (chain?.rows ?? 0) > 0)
  const counts = await stage.sql<{ status: string; kept: number; real: number }>(
    `select status, sum(kept)::int as kept, sum(real)::int as real
       from (select status, campaigns as kept, 0 as real from campaign_counts where workspace_id = $1
             union all
             select status, 0, 1 from campaigns where workspace_id = $1 and archived_at is null) both_sides
      group by status`,
    [stage.actor.workspaceId],
  )
  for (const { status, kept, real } of counts) findings.equal(`campaigns counted as ${status}`, kept, real)
  const states = await stage.sql<{ id: string; kept: string; real: string }>(
    `select id, publication_state as kept, real from campaigns c,
            lateral (select coalesce((select p.state from publications p
              where p.workspace_id = c.workspace_id and p.campaign_id = c.id order by p.id desc limit 1), 'NONE') as real) n
      where c.workspace_id = $1`,
    [stage.actor.workspaceId],
  )
  for (const { id, kept, real } of states) findings.equal(`publication state of campaign ${id}`, kept, real)
}

function nameOf({ name, data }: { name: string; data?: Row['data'] }): string {
  return data === undefined ? name : textOf(data, 'name')
}

function sorted<Item>(items: readonly Item[], text: (item: Item) => string): string[] {
  return items.map(text).sort()
}
