import type { LeftOut, TemplateContent } from '../contract/templates.ts'
import type { AccountRow } from '../store/accounts.ts'

type AccountFacts = Pick<AccountRow, 'id' | 'name' | 'currency_code'>

const AMOUNTS = [
  'dailyBudgetMicros',
  'totalBudgetMicros',
  'targetCpaMicros',
  'targetCpcMicros',
  'cpcBidCeilingMicros',
] as const
const GROUP_AMOUNTS = ['cpcBidMicros', 'cpmBidMicros'] as const

/**
 * The content as it can stand in another account. Images are the workspace's and go along. Audiences are one account's:
 * Google refuses their ids elsewhere. An amount in another currency would be another amount, so somebody decides it anew.
 */
export function fitToAccount(
  content: TemplateContent,
  from: AccountFacts,
  to: AccountFacts,
): { content: TemplateContent; leftOut: LeftOut[] } {
  if (from.id === to.id) return { content, leftOut: [] }
  const leftOut: LeftOut[] = []
  const withoutAudiences = content.adGroups.map((group, index) => {
    const count = group.audiences.length
    if (count === 0) return group
    const what = count === 1 ? 'The audience' : `${count} audiences`
    const message = `${what} of “${group.name}” belong${count === 1 ? 's' : ''} to the account ${from.name}. Choose those of ${to.name}.`
    leftOut.push({ path: `adGroups[${index}].audiences`, message })
    return { ...group, audiences: [] }
  })
  const fitted = { ...content, adGroups: withoutAudiences }
  if (from.currency_code === to.currency_code) return { content: fitted, leftOut }
  return withoutAmounts(fitted, { from, to, leftOut })
}

function withoutAmounts(
  content: TemplateContent,
  { from, to, leftOut }: { from: AccountFacts; to: AccountFacts; leftOut: LeftOut[] },
): { content: TemplateContent; leftOut: LeftOut[] } {
  const paths: string[] = AMOUNTS.filter((field) => content[field] !== null)
  const adGroups = content.adGroups.map((group, index) => {
    const bids = GROUP_AMOUNTS.filter((field) => group[field] !== null)
    paths.push(...bids.map((field) => `adGroups[${index}].${field}`))
    const keywords = group.keywords.map((keyword, at) => {
      if (keyword.cpcBidMicros !== null) paths.push(`adGroups[${index}].keywords[${at}].cpcBidMicros`)
      return { ...keyword, cpcBidMicros: null }
    })
    return { ...group, cpcBidMicros: null, cpmBidMicros: null, keywords }
  })
  const message = `The template has an amount in ${from.currency_code}; ${to.name} pays in ${to.currency_code}. Decide it anew.`
  const none = Object.fromEntries(AMOUNTS.map((field) => [field, null]))
  return {
    content: { ...content, ...none, adGroups },
    leftOut: [...leftOut, ...paths.map((path) => ({ path, message }))],
  }
}
