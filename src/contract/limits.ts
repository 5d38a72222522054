/** Bounds that the browser says in words; in a file without schemas, which its first page can do without. */

/** Campaigns of one batch. */
export const MAX_BATCH = 500
