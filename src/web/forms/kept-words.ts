import type { Campaign, CampaignDocument } from '../../contract/campaign.ts'

/**
 * What was typed and could not be saved because the session had ended, kept in this tab until somebody has signed in
 * again. `campaign` is what the server had then; null: nothing yet.
 */
export interface KeptWords {
  campaign: Campaign | null
  document: CampaignDocument
}

const keyOf = (id: string | null): string => `gacm.words.${id ?? 'new'}`

/** Whether they are kept: a browser may forbid it. */
export function keepWords(words: KeptWords): boolean {
  try {
    window.sessionStorage.setItem(keyOf(words.campaign?.id ?? null), JSON.stringify(words))
    return true
  } catch {
    return false
  }
}

export function keptWords(id: string | null): KeptWords | null {
  try {
    const text = window.sessionStorage.getItem(keyOf(id))
    return text === null ? null : (JSON.parse(text) as KeptWords)
  } catch {
    return null
  }
}

export function forgetWords(id: string | null): void {
  try {
    window.sessionStorage.removeItem(keyOf(id))
  } catch {
    // Nothing was kept then.
  }
}
