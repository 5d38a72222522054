import { z } from 'zod'

// To be quicker, zod makes functions out of text where it may. A page may not, by its content security policy, and to try is a
// violation that browsers report; every file with schemas imports this one.
if ('document' in globalThis) z.config({ jitless: true })

const MAX_BIGINT = 9_223_372_036_854_775_807n
// oxlint-disable-next-line no-control-regex
const CONTROL_CHARACTERS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/u
const NO_DATE = 'Must be a date that exists, as YYYY-MM-DD.'
const LONE_SURROGATE = /\p{Surrogate}/u

/**
 * Text as people type it: no control characters (PostgreSQL cannot hold NUL, and a terminal obeys those of Latin-1 too) and no half of a
 * surrogate pair, which is not valid UTF-8.
 */
export function text(maxLength: number) {
  return z
    .string()
    .max(maxLength, { error: `At most ${maxLength} characters.` })
    .refine((value) => !CONTROL_CHARACTERS.test(value) && !LONE_SURROGATE.test(value), {
      error: 'Contains characters that cannot be shown. Type the text again.',
    })
}

/** A line of text: like `text`, and without line breaks or tabs. */
export function line(maxLength: number) {
  return text(maxLength).refine((value) => !/[\t\n]/.test(value), { error: 'Must be a single line.' })
}

export const uuid = z.guid({ error: 'Must be a UUID.' }).transform((value) => value.toLowerCase())

/** A calendar date in the account's time zone, `2026-12-31`. */
export const isoDate = z.iso
  .date({ error: NO_DATE })
  // A year that JavaScript knows and PostgreSQL does not.
  .refine((value) => !value.startsWith('0000'), { error: NO_DATE })

export const timestamp = z.iso.datetime({ offset: true })

/**
 * Money: micros of the account's currency (1,000,000 = one unit) as a string of digits, because a JSON number loses
 * digits. 1 to 2^63-1.
 */
export const micros = z
  .string({ error: 'Must be a string of digits: micros, so "50000000" is 50.00.' })
  .regex(/^[1-9]\d{0,18}$/, {
    error: 'Must be micros as a string of digits greater than zero: "50000000" is 50.00.',
  })
  .refine((value) => !/^\d{1,19}$/.test(value) || BigInt(value) <= MAX_BIGINT, {
    error: 'Larger than 9,223,372,036,854,775,807 micros.',
  })

/** An identifier made by Google: a positive int64, as a string. */
export const googleId = z
  .string()
  .regex(/^[1-9]\d{0,18}$/, { error: 'Must be a Google identifier: a string of digits.' })
  .refine((value) => !/^\d{1,19}$/.test(value) || BigInt(value) <= MAX_BIGINT, {
    error: 'Too large for an identifier.',
  })

/** A Google Ads customer id. Dashes, as Google's pages show it, are accepted and dropped. */
export const customerId = z
  .string()
  .transform((value) => value.replaceAll('-', ''))
  .pipe(z.string().regex(/^\d{10}$/, { error: 'Must be 10 digits, like 123-456-7890.' }))

/** A colour as Google writes it: `#1a73e8`. */
export const colour = z
  .string()
  .regex(/^#[0-9a-fA-F]{6}$/, { error: 'Must be a colour as # and six hex digits, like #1a73e8.' })

/** A video at YouTube by its id, the eleven characters after `v=` in its address. */
export const youtubeVideoId = z
  .string()
  .regex(/^[A-Za-z0-9_-]{11}$/, { error: 'Must be the id of a YouTube video: 11 letters, digits, - or _.' })

/** How many rows of a list to answer. */
export const pageLimit = z.coerce
  .number()
  .int()
  .min(1, { error: '1 to 200.' })
  .max(200, { error: '1 to 200.' })

/** Where the page before ended. Long enough for a name of 256 characters of four bytes, in base64. */
export const pageCursor = z.string().min(1).max(1500)
