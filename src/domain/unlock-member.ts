import { sha256 } from '../base/ids.ts'
import { listPasskeys } from '../store/passkeys.ts'
import { forgetBrowsers, forgetFailures } from '../store/sign-in-limits.ts'
import type { Context } from './context.ts'
import { asOwner, personCalled } from './passwords-of.ts'
import { browsersOf, type Whose, whoseOf } from './sign-in-limit.ts'

/**
 * Lets somebody who has to wait after wrong passwords, codes or passkeys try again at once, in their own browsers too. Counts by
 * address stay: they are of everybody behind it. For the owner of the database.
 */
export async function unlockMemberOf(ctx: Pick<Context, 'db'>, email: string): Promise<void> {
  const user = await personCalled(ctx, email)
  await asOwner(ctx, user, 'member.unlock', async (tx) => {
    const passkeys = await listPasskeys(tx, user.id)
    const counted: Whose[] = [
      { email: user.email },
      { userId: user.id, whose: user.email },
      ...passkeys.map((one) => ({ credentialId: one.credential_id.toString('base64url') })),
    ]
    for (const one of counted) {
      await forgetFailures(tx, 'EMAIL', sha256(whoseOf(one)))
      await forgetBrowsers(tx, browsersOf(whoseOf(one)))
    }
    return {}
  })
}
