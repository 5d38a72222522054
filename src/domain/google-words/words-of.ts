import { ACCOUNT_WORDS } from './account-words.ts'
import { AD_WORDS } from './ad-words.ts'
import { CAMPAIGN_WORDS } from './campaign-words.ts'
import { REQUEST_WORDS } from './request-words.ts'
import { TARGETING_WORDS } from './targeting-words.ts'
import type { Words, WordTable } from './word-table.ts'

/** Every code that has words of its own. One enumeration stands in one part alone; a test looks. */
export const GOOGLE_WORDS: WordTable = {
  ...ACCOUNT_WORDS,
  ...CAMPAIGN_WORDS,
  ...AD_WORDS,
  ...TARGETING_WORDS,
  ...REQUEST_WORDS,
}

/** What a code like `campaignError.DUPLICATE_CAMPAIGN_NAME` means; undefined: Google has a code that we do not know. */
export function wordsOf(code: string): Words | undefined {
  const dot = code.indexOf('.')
  const family = Object.hasOwn(GOOGLE_WORDS, code.slice(0, dot))
    ? GOOGLE_WORDS[code.slice(0, dot)]
    : undefined
  const name = code.slice(dot + 1)
  return family === undefined ? undefined : Object.hasOwn(family, name) ? family[name] : family['*']
}
