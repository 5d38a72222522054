import type { ConnectionCheck } from '../contract/google-connections.ts'
import type { Answer } from '../google/answer.ts'
import type { GoogleAds } from '../google/google-ads.ts'
import { type AccountRow, listAccounts } from '../store/accounts.ts'
import { findConnectionSecret, noteConnection } from '../store/google-connections.ts'
import type { Actor, Context } from './context.ts'
import { clientOf, isClosed, unknownConnection } from './google-client.ts'
import { wordsOf } from './google-words/words-of.ts'
import { assertAdmin } from './people-rights.ts'
import { meteredGoogle } from './quota.ts'
import { searchClients } from './reachable-accounts.ts'

/** Each is a request to Google, while somebody waits. */
const MAX_TRIED = 20

type Requirement = ConnectionCheck['requirement']
type Failure = { code: string; message: string }

const MET: Record<Requirement, string> = {
  SECRET: 'What opens Google is here, sealed.',
  SIGN_IN: 'Google takes it.',
  API: 'The Cloud project may use the Google Ads API.',
  ACCOUNTS: 'It reaches accounts that can hold campaigns.',
  CHANGES: 'Google would take changes.',
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
  const changes =
    row.access === 'READ_ONLY'
      ? notChecked(
          wordsOf('connection.READ_ONLY')?.[0] ?? 'It only reads, as was chosen.',
          'connection.READ_ONLY',
        )
      : await tryChanges(
          metered,
          (await listAccounts(ctx.db, workspaceId)).filter((a) => a.connection_id === id),
        )
  return [...report('CHANGES', undefined).slice(0, -1), changes]
}

/** Google judges one change in each account that goes by the connection, and makes none of them. */
async function tryChanges(google: GoogleAds, accounts: readonly AccountRow[]): Promise<ConnectionCheck> {
  if (accounts.length === 0)
    return notChecked('Connect an account first: whether it may be changed is asked of each.')
  const taken: string[] = []
  const refused: { words: string; failure: Failure; fix: string | null }[] = []
  const silent: string[] = []
  for (const account of accounts.slice(0, MAX_TRIED)) {
    const { name, customer_id: customerId, login_customer_id: loginCustomerId } = account
    const answer = await google.tryChange({ customerId, loginCustomerId })
    const failure = failureOf(answer)
    if (failure === undefined) taken.push(name)
    else if (answer.kind === 'refused') {
      const [message, fix] = wordsOf(failure.code) ?? [failure.message, null]
      refused.push({ words: `${name}: ${message}`, failure, fix })
    } else silent.push(name)
  }
  const more = accounts.length > MAX_TRIED ? ` The first ${MAX_TRIED} accounts were asked about.` : ''
  const others = silent.length === 0 ? '' : ` Google gave no answer about ${silent.join(', ')}.`
  if (refused[0] !== undefined) {
    const message = `${refused.map(({ words }) => words).join(' ')}${others}${more}`
    return {
      requirement: 'CHANGES',
      outcome: 'MISSING',
      message,
      fix: refused[0].fix,
      code: refused[0].failure.code,
    }
  }
  if (silent.length > 0) return notChecked(`${others.trim()}${more}`)
  const message = `Google would take changes in ${taken.join(', ')}.${more}`
  return { requirement: 'CHANGES', outcome: 'MET', message, fix: null, code: null }
}

function notChecked(message: string, code: string | null = null): ConnectionCheck {
  return { requirement: 'CHANGES', outcome: 'NOT_CHECKED', message, fix: null, code }
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
