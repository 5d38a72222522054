/** What Google's code means, and what to do about it; null: nothing, or nothing that a person can do. */
export type Words = readonly [message: string, fix: string | null]

/** Google's error codes by the enumeration that they belong to; `*` is for those of it that have no words of their own. */
export type WordTable = Readonly<Record<string, Readonly<Record<string, Words>>>>
