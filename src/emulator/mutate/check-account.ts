import { undeclaredKey } from '../indexes.ts'
import { refuse } from '../refusal.ts'
import { textOf } from '../schema.ts'
import type { RequestScope } from './operation.ts'
import type { Mutate } from './run-mutate.ts'

/** Refuses the whole request for reasons that lie with the account. */
export function checkAccount({ world, caller }: RequestScope, mutate: Mutate): void {
  const { account } = caller
  if (account.status === 'SUSPENDED') {
    throw refuse('authorizationError.ACTION_NOT_PERMITTED_FOR_SUSPENDED_ACCOUNT', 'The account is suspended.')
  }
  if (account.status !== 'ENABLED')
    throw refuse('authorizationError.CUSTOMER_NOT_ENABLED', 'The account is not enabled.')
  if (account.manager && mutate.operations.some(({ noun }) => noun !== 'label')) {
    throw refuse(
      'requestError.CANNOT_BE_EXECUTED_BY_MANAGER_ACCOUNT',
      'A manager account holds no campaigns.',
    )
  }
  // One campaign without a declaration blocks the account; declaring is the one thing that goes through.
  const isBlocked = world.state.lookUp(undeclaredKey(account.id)).length > 0
  if (isBlocked && !mutate.operations.every(isDeclaration)) {
    const message = 'A campaign of this account does not say whether it contains EU political advertising.'
    throw refuse('mutateError.EU_POLITICAL_ADVERTISING_DECLARATION_REQUIRED', message)
  }
}

function isDeclaration({ noun, body }: Mutate['operations'][number]): boolean {
  return (
    noun === 'campaign' &&
    /^(containsEuPoliticalAdvertising|contains_eu_political_advertising)$/.test(
      textOf(body, 'updateMask').trim(),
    )
  )
}
