import { Command } from 'commander'
import { resetSecondFactorOf } from '../domain/second-factor-policy.ts'
import { withDatabase } from './with-database.ts'

/** `gacm member reset-second-factor`: for whoever runs the server, where no administrator can help. */
export function memberCommand(): Command {
  const command = new Command('member').description('people who sign in')
  command
    .command('reset-second-factor')
    .description(
      'take second factor and passkeys of somebody away, who has lost them; they are signed out everywhere',
    )
    .argument('<email>', 'who')
    .action(async (email: string) => {
      await withDatabase(async (db) => await resetSecondFactorOf({ db }, email))
      process.stdout.write(
        `${email} has no second factor and no passkey any more: the password alone signs them in.\n`,
      )
    })
  return command
}
