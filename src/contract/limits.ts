/** Bounds that the browser says in words; in a file without schemas, which its first page can do without. */

/** Campaigns of one batch. */
export const MAX_BATCH = 500

/** A list of campaigns is narrowed to at most so many accounts: each is a list of its own, and those are merged. */
export const MAX_FILTER_ACCOUNTS = 10

/** Campaigns of one edit: 10,000 cells in four columns. */
export const MAX_EDITED_CAMPAIGNS = 2500

/** Texts of one find and replace. */
export const MAX_REPLACED_TEXTS = 10_000
