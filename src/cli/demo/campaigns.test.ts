import { describe, expect, it } from 'vitest'
import type { CampaignDocument } from '../../contract/campaign.ts'
import { preflight } from '../../contract/preflight.ts'
import type { Finding } from '../../contract/publication.ts'
import type { Account } from '../../contract/session.ts'
import { documentOfCreate } from '../../domain/campaign-document.ts'
import { inspectImage } from '../../domain/inspect-image.ts'
import { bodyOf } from './campaign-body.ts'
import { CAMPAIGNS } from './campaigns.ts'
import { ACCOUNTS, type AccountKey, type DemoCampaign } from './demo-campaign.ts'
import type { Flaw } from './flaws.ts'
import { PICTURES } from './pictures.ts'

const TODAY = '2026-11-23'
const uuid = (index: number): string => `00000000-0000-7000-8000-${String(index).padStart(12, '0')}`

const pictures = await Promise.all(
  PICTURES.map(async ({ name, draw }, index) => {
    const content = await draw()
    const facts = await inspectImage(content, 'file')
    return { id: uuid(index), name, bytes: content.length, sha256: String(index), ...facts }
  }),
)
const library = new Map(pictures.map(({ id, name }) => [name as string, id]))

function account(key: AccountKey): Account {
  const [currencyCode, timeZone] = {
    us: ['USD', 'America/New_York'],
    de: ['EUR', 'Europe/Berlin'],
    jp: ['JPY', 'Asia/Tokyo'],
  }[key] as [string, string]
  const facts = {
    name: key,
    loginCustomerId: null,
    connection: null,
    syncedAt: null,
    environment: 'EMULATOR',
  } as const
  return { id: uuid(900), customerId: ACCOUNTS[key], currencyCode, timeZone, today: TODAY, ...facts }
}

function documentOf(row: DemoCampaign): CampaignDocument {
  const names = row.adGroups.flatMap(({ audience }) => audience ?? [])
  const audiences = new Map(names.map((name) => [name, '77']))
  return documentOfCreate(bodyOf(row, account(row.account), library, audiences), uuid(900), {})
}

function errorsOf(row: DemoCampaign): Finding[] {
  const { currencyCode, timeZone } = account(row.account)
  const findings = preflight(documentOf(row), {
    account: { currencyCode, timeZone, environment: 'EMULATOR' },
    today: TODAY,
    assets: new Map(pictures.map((picture) => [picture.id, picture])),
    places: new Map(),
    takenNames: new Set(),
    published: null,
  })
  return findings.filter(({ severity }) => severity === 'error')
}

describe('the campaigns of the demo', () => {
  const flawed = CAMPAIGNS.filter(({ flaw }) => flaw !== undefined)
  const sound = CAMPAIGNS.filter(({ flaw }) => flaw === undefined)

  it('are forty-four, with names of their own within an account', () => {
    expect(CAMPAIGNS).toHaveLength(44)
    expect(new Set(CAMPAIGNS.map(({ account: key, name }) => `${key} ${name}`)).size).toBe(44)
  })

  it.each(sound.map((row) => [row.name, row] as const))(
    '%s has nothing that Google would refuse',
    (_, row) => {
      expect(errorsOf(row)).toEqual([])
    },
  )

  it('have every flaw once, and each shows', () => {
    const codes: Record<Flaw, string> = {
      'no EU declaration': 'eu_declaration_required',
      'headline too wide': 'text_too_wide',
      'image of a wrong shape': 'image_ratio_wrong',
      'budget not billable': 'budget_not_billable',
      'budget below the minimum': 'budget_below_minimum',
      'no logo': 'logo_required',
      'end date past': 'end_date_past',
      'no landing page': 'final_url_required',
      'no target': 'target_cpa_required',
      'only an idea': 'ad_group_required',
    }
    const shown = Object.fromEntries(flawed.map((row) => [row.flaw, errorsOf(row).map(({ code }) => code)]))
    expect(Object.keys(shown).sort()).toEqual(Object.keys(codes).sort())
    for (const [flaw, code] of Object.entries(codes)) expect(shown[flaw], flaw).toContain(code)
  })

  it('an edit after the publication is one that Google would take', () => {
    for (const row of CAMPAIGNS.filter(({ fate }) => fate === 'edited')) {
      const { budget = row.budget, headline } = row.edit ?? {}
      expect(errorsOf({ ...row, budget })).toEqual([])
      expect(headline?.length ?? 0).toBeLessThanOrEqual(30)
    }
  })
})

describe('the pictures of the demo', () => {
  it('are small files', () => {
    expect(pictures.filter(({ bytes }) => bytes > 150_000)).toEqual([])
  })

  it('are the same on every run', async () => {
    const [first] = PICTURES
    expect(await first!.draw()).toEqual(await first!.draw())
  })
})
