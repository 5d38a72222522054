/** Unread ones are counted up to here: more are "99+". Apart, because the browser's first page carries no schemas. */
export const MAX_UNREAD = 100
