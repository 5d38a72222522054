import type { Operation } from '../mutate/operation.ts'
import { audienceName, audiencesOf } from '../reference/audiences.ts'

/** The id of an audience that the account can aim at, or undefined with the reason noted. */
export function knownAudience(op: Operation, name: string, field: string): string | undefined {
  const { account } = op.scope.caller
  const audience = audiencesOf(account).find((one) => audienceName(account.id, one) === name)
  if (audience?.status === 'ENABLED') return audience.id
  op.refuse('mutateError.RESOURCE_NOT_FOUND', field, `There is no audience '${name}'.`, { trigger: name })
  return undefined
}
