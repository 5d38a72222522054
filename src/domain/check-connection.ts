import type { ConnectionCheck } from '../contract/google-connections.ts'
import type { Answer } from '../google/answer.ts'
import type { GoogleAds } from '../google/google-ads.ts'
import { findConnectionSecret, noteConnection } from '../store/google-connections.ts'
import type { Actor, Context } from './context.ts'
import { clientOf, isClosed, unknownConnection } from './google-client.ts'
import { wordsOf } from './google-words/words-of.ts'
import { assertAdmin } from './people-rights.ts'
import { meteredGoogle } from './quota.ts'
import { searchClients } from './reachable-accounts.ts'

type Requirement = ConnectionCheck['requirement']
type Failure = { code: string; message: string }

const MET: Record<Requirement, string> = {
  SECRET: 'What opens Google is here, sealed.',
  SIGN_IN: 'Google takes it.',
  API: 'The Cloud project may use the Google Ads API.',
  ACCOUNTS: 'It reaches accounts that can hold campaigns.',
  CHANGES: 'Changes may be sent through it.',
}
const NOT_CHECKED: Record<Requirement, string> = {
  SECRET: 'Whether what opens Google is here.',
  SIGN_IN: 'Whether Google takes it.',
  API: 'Whether the Cloud project may use the Google Ads API.',
  ACCOUNTS: 'Whether it reaches accounts that can hold campaigns.',
  CHANGES: 'Whether changes may be sent through it.',
}
const ORDER: readonly Requirement[] = ['SECRET', 'SIGN_IN', 'API', 'ACCOUNTS', 'CHANGES']

/** Asks for everything that a connection takes, one after the other; what comes after a failure is not asked. */
export async function checkConnection(ctx: Context, actor: Actor, id: string): Promise<ConnectionCheck[]> {
  assertAdmin(actor)
  const { workspaceId } = actor
  const row = await findConnectionSecret(ctx.db, workspaceId, id)
  if (row === undefined) throw unknownConnection()
  let google: GoogleAds
  try {
    google = await clientOf(ctx, workspaceId, id)
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    return report('SECRET', { code: 'connection.SECRET', message })
  }
  const metered = meteredGoogle({ db: ctx.db, google }, 'read')
  const accessible = await metered.listAccessibleCustomers()
  const failure = failureOf(accessible)
  const problem = failure !== undefined && isClosed(failure.code) ? failure.code : null
  // What only did not answer says nothing about the connection.
  if (failure === undefined || problem !== null)
    await noteConnection(ctx.db, workspaceId, id, { version: row.version, problem })
  if (accessible.kind !== 'applied')
    return report(/^(oauth|authenticationError)\./.test(failure?.code ?? '') ? 'SIGN_IN' : 'API', failure)
  const { clients, unread } = await searchClients(metered, accessible.value)
  if (clients.length === 0) {
    return report(
      'ACCOUNTS',
      unread[0] ?? {
        code: 'connection.NO_ACCOUNTS',
        message: 'It reaches no account that can hold campaigns.',
      },
    )
  }
  if (row.access === 'READ_ONLY') {
    const done = report('CHANGES', { code: 'connection.READ_ONLY', message: 'It only reads, as was chosen.' })
    return done.map((check) =>
      check.requirement === 'CHANGES' ? { ...check, outcome: 'NOT_CHECKED' } : check,
    )
  }
  return report(undefined, undefined)
}

/** Everything before `at` is met, everything after it was not asked; without one, all is met. */
function report(at: Requirement | undefined, failure: Failure | undefined): ConnectionCheck[] {
  const broken = at === undefined ? ORDER.length : ORDER.indexOf(at)
  return ORDER.map((requirement, index) => {
    const nothing = { fix: null, code: null }
    if (index < broken) return { requirement, outcome: 'MET', message: MET[requirement], ...nothing }
    if (index > broken || failure === undefined)
      return { requirement, outcome: 'NOT_CHECKED', message: NOT_CHECKED[requirement], ...nothing }
    const [message, fix] = wordsOf(failure.code) ?? [failure.message, null]
    return { requirement, outcome: 'MISSING', message, fix, code: failure.code }
  })
}

function failureOf(answer: Answer<unknown>): Failure | undefined {
  if (answer.kind === 'applied') return undefined
  const [first] = answer.errors
  return { code: first?.code ?? 'unknown', message: first?.message ?? 'Google gave no reason.' }
}
