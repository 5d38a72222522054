import type { Campaign, CampaignDocument } from '../../contract/campaign.ts'
import { completeDocument } from '../../contract/campaign.ts'
import type { CampaignType } from '../../contract/words.ts'

/**
 * What was typed and could not be saved because the session had ended, kept in this tab until somebody has signed in
 * again. `campaign` is what the server had then; null: nothing yet.
 */
export interface KeptWords {
  campaign: Campaign | null
  document: CampaignDocument
}

/** A campaign by its id, or a new one by its type. */
export type WordsOf = { id: string } | { type: CampaignType }

const keyOf = (of: WordsOf): string => `gacm.words.${'id' in of ? of.id : `new.${of.type}`}`

/** Whether they are kept: a browser may forbid it. */
export function keepWords(words: KeptWords): boolean {
  try {
    const { campaign, document } = words
    const of = campaign === null ? { type: document.campaignType } : { id: campaign.id }
    window.sessionStorage.setItem(keyOf(of), JSON.stringify(words))
    return true
  } catch {
    return false
  }
}

export function keptWords(of: WordsOf): KeptWords | null {
  try {
    const text = window.sessionStorage.getItem(keyOf(of))
    if (text === null) return null
    const words = JSON.parse(text) as KeptWords
    // They may be older than the program that reads them.
    return { ...words, document: completeDocument(words.document) }
  } catch {
    return null
  }
}

export function forgetWords(of: WordsOf): void {
  try {
    window.sessionStorage.removeItem(keyOf(of))
  } catch {
    // Nothing was kept then.
  }
}
