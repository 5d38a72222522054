import { refuse } from '../refusal.ts'
import type { Account } from '../state.ts'
import type { World } from '../world.ts'

/** The account that a request is about, if the signed-in user reaches it the way the request says. */
export function findAccount(
  { state }: World,
  customerId: string,
  loginCustomerId: string | undefined,
): Account {
  if (!/^\d{10}$/.test(customerId))
    throw refuse('requestError.INVALID_CUSTOMER_ID', `'${customerId}' is not a customer id of ten digits.`, {
      trigger: customerId,
    })
  if (loginCustomerId !== undefined && !/^\d{10}$/.test(loginCustomerId)) {
    throw refuse(
      'headerError.INVALID_LOGIN_CUSTOMER_ID',
      `The login-customer-id '${loginCustomerId}' has not ten digits.`,
      { trigger: loginCustomerId },
    )
  }
  const account = state.accounts.get(customerId)
  if (!account)
    throw refuse('authenticationError.CUSTOMER_NOT_FOUND', 'There is no account with this customer id.', {
      trigger: customerId,
    })
  const isReached =
    loginCustomerId === undefined || loginCustomerId === customerId
      ? account.directAccess
      : account.managerIds.includes(loginCustomerId) &&
        state.accounts.get(loginCustomerId)?.directAccess === true
  if (isReached) return account
  const message =
    "User doesn't reach this account. Through a manager, its id belongs in the login-customer-id header."
  throw refuse('authorizationError.USER_PERMISSION_DENIED', message)
}
