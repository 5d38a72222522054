import { newSecret, sha256 } from '../base/ids.ts'
import type { Context } from './context.ts'

/**
 * A browser in which somebody signed in is known again by a sealed note in a cookie, so that whoever fails their password on purpose
 * from elsewhere does not keep them out. It lets nobody in: it says by what wrong passwords are counted. Without GACM_SECRET_KEY no
 * browser is known.
 */

const PLACE = 'browser cookie'
const DAYS = 180
/** Of several people who share a browser. */
const MOST_NOTES = 4
const BETWEEN = '~'

type Sealing = Pick<Context, 'secrets' | 'now'>

/** What the cookie holds from now on, where this person has signed in; undefined: nothing can be sealed. */
export function rememberBrowser(ctx: Sealing, email: string, cookie: string | undefined): string | undefined {
  if (!ctx.secrets.isReady) return undefined
  const whose = plain(email)
  const others = notesOf(cookie).filter((note) => {
    const known = read(ctx, note)
    return known !== undefined && known.email !== whose
  })
  const note = ctx.secrets.seal(JSON.stringify([newSecret(), ctx.now().getTime(), whose]), PLACE)
  return [note, ...others].slice(0, MOST_NOTES).join(BETWEEN)
}

/** Names this browser in 32 hex digits, where this person has signed in in it; undefined: they have not. */
export function knownBrowser(ctx: Sealing, email: string, cookie: string | undefined): string | undefined {
  const whose = plain(email)
  const theirs = notesOf(cookie)
    .map((note) => read(ctx, note))
    .find((known) => known?.email === whose)
  return theirs === undefined ? undefined : sha256(theirs.secret).slice(0, 32)
}

function notesOf(cookie: string | undefined): string[] {
  return cookie === undefined ? [] : cookie.split(BETWEEN).slice(0, MOST_NOTES)
}

function read({ secrets, now }: Sealing, note: string): { secret: string; email: string } | undefined {
  try {
    const [secret, at, email] = JSON.parse(secrets.open(note, PLACE)) as [string, number, string]
    return now().getTime() - at < DAYS * 864e5 ? { secret, email } : undefined
  } catch {
    // Sealed by nobody here, or by a key that is gone.
    return undefined
  }
}

function plain(email: string): string {
  return email.trim().toLowerCase()
}
