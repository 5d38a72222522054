import type { Account } from '../../contract/session.ts'

/** Somebody who works in Google Ads itself, past this program: the emulator's control API plays that part. */
export interface PersonAtGoogle {
  /** Makes a campaign of this name, unless the account has one. */
  createCampaign(account: Account, name: string): Promise<void>
  removeCampaign(account: Account, googleCampaignId: string): Promise<void>
  /** Makes it a campaign that has been running for so many days, with the numbers of each. */
  letRunSince(account: Account, googleCampaignId: string, days: number): Promise<void>
}

const TIMEOUT_MS = 10_000
const DAILY_MICROS = '20000000'
const DAY_MS = 86_400_000

export function personAtGoogle(emulatorUrl: string): PersonAtGoogle {
  const ask = async (control: string, body: object): Promise<Response> =>
    await fetch(`${emulatorUrl}/_emulator/${control}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
  const edit = async ({ customerId }: Account, mutateOperations: readonly unknown[]): Promise<Response> =>
    await ask('edit-as-user', { customerId, mutateOperations })
  return {
    createCampaign: async (account, name) => {
      const answer = await edit(account, campaignByHand(account.customerId, name))
      const text = await answer.text()
      if (!answer.ok && !text.includes('DUPLICATE_CAMPAIGN_NAME'))
        throw new Error(`The emulator refused: ${text}`)
    },
    removeCampaign: async (account, googleCampaignId) => {
      const resourceName = `customers/${account.customerId}/campaigns/${googleCampaignId}`
      const answer = await edit(account, [{ campaignOperation: { remove: resourceName } }])
      if (!answer.ok) throw new Error(`The emulator refused: ${await answer.text()}`)
    },
    letRunSince: async ({ customerId }, campaignId, days) => {
      const runningSince = new Date(Date.now() - days * DAY_MS).toISOString()
      const answer = await ask('metrics', { customerId, campaignId, runningSince })
      if (!answer.ok) throw new Error(`The emulator refused: ${await answer.text()}`)
    },
  }
}

function campaignByHand(customerId: string, name: string): unknown[] {
  const budget = `customers/${customerId}/campaignBudgets/-1`
  return [
    {
      campaignBudgetOperation: {
        create: {
          resourceName: budget,
          name,
          amountMicros: DAILY_MICROS,
          deliveryMethod: 'STANDARD',
          explicitlyShared: false,
        },
      },
    },
    {
      campaignOperation: {
        create: {
          resourceName: `customers/${customerId}/campaigns/-2`,
          name,
          status: 'PAUSED',
          advertisingChannelType: 'DEMAND_GEN',
          campaignBudget: budget,
          maximizeConversions: {},
          containsEuPoliticalAdvertising: 'DOES_NOT_CONTAIN_EU_POLITICAL_ADVERTISING',
        },
      },
    },
  ]
}
