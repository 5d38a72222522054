import type { Campaign, CampaignDocument } from '../../contract/campaign.ts'
import { completeDocument } from '../../contract/empty-campaign.ts'
import type { CampaignType } from '../../contract/words.ts'

/**
 * What was typed and is not saved: of a new campaign always, of a saved one when the session has ended. Kept in this tab,
 * for whoever typed it and in the workspace that it was meant for. `campaign` is what the server had then; null: nothing yet.
 */
export interface KeptWords {
  campaign: Campaign | null
  document: CampaignDocument
}

/** A campaign by its id, or a new one by its type. */
export type WordsOf = { id: string } | { type: CampaignType }

/** Nobody else is ever shown them. */
export interface WordsOwner {
  email: string | null
  workspaceId: string
}

const keyOf = ({ email, workspaceId }: WordsOwner, of: WordsOf): string =>
  `gacm.words.${email}.${workspaceId}.${'id' in of ? of.id : `new.${of.type}`}`

/** Whether they are kept: a browser may forbid it. */
export function keepWords(owner: WordsOwner, words: KeptWords): boolean {
  try {
    const { campaign, document } = words
    const of = campaign === null ? { type: document.campaignType } : { id: campaign.id }
    window.sessionStorage.setItem(keyOf(owner, of), JSON.stringify(words))
    return true
  } catch {
    return false
  }
}

export function keptWords(owner: WordsOwner, of: WordsOf): KeptWords | null {
  try {
    const text = window.sessionStorage.getItem(keyOf(owner, of))
    if (text === null) return null
    const words = JSON.parse(text) as KeptWords
    // They may be older than the program that reads them.
    return { ...words, document: completeDocument(words.document) }
  } catch {
    return null
  }
}

export function forgetWords(owner: WordsOwner, of: WordsOf): void {
  try {
    window.sessionStorage.removeItem(keyOf(owner, of))
  } catch {
    // Nothing was kept then.
  }
}
