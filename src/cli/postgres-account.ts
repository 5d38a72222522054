import { spawnSync } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'
import { AppError } from '../base/errors.ts'

/** The account whose processes the server is made of. Undefined: our own. */
export interface PostgresAccount {
  name: string
  uid: number
  gid: number
}

/** Preferred first. initdb insists on an account that has a name, so a bare number will not do. */
const CANDIDATES = ['gacm', 'nobody']

/**
 * PostgreSQL refuses to run as root. Then it gets the owner of the cluster that is there already, else an account of
 * its own called gacm where an administrator made one, else nobody.
 */
export function pickAccount(cluster: string): PostgresAccount | undefined {
  if (process.getuid?.() !== 0) return undefined
  const accounts = readAccounts()
  const owner = statSync(cluster, { throwIfNoEntry: false })
  if (owner !== undefined && owner.uid !== 0) {
    return {
      name: accounts.find(({ uid }) => uid === owner.uid)?.name ?? `uid ${owner.uid}`,
      uid: owner.uid,
      gid: owner.gid,
    }
  }
  const account = CANDIDATES.map((wanted) => accounts.find(({ name }) => name === wanted)).find(Boolean)
  if (account === undefined) {
    throw new AppError(
      'misconfigured',
      'PostgreSQL does not run as root, and there is no account called gacm or nobody to run it. Start as another user, or set DATABASE_URL.',
    )
  }
  return account
}

/** Options for spawn: the account, and a working directory that every account may be in. */
export function asAccount(account: PostgresAccount | undefined): { uid?: number; gid?: number; cwd: string } {
  return account === undefined ? { cwd: '/' } : { uid: account.uid, gid: account.gid, cwd: '/' }
}

/** Whether the account can get to this directory and write there. Asked of the kernel, which knows ACLs and mounts. */
export function canWriteIn(directory: string, account: PostgresAccount | undefined): boolean {
  const probe = spawnSync('/bin/sh', ['-c', 'cd "$1" && test -w .', 'sh', directory], {
    ...asAccount(account),
    stdio: 'ignore',
  })
  return probe.status === 0
}

function readAccounts(): PostgresAccount[] {
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n')
  return lines.flatMap((line) => {
    const [name, , uid, gid] = line.split(':')
    // macOS writes nobody as -2.
    return name && uid && gid && uid !== '0' ? [{ name, uid: Number(uid) >>> 0, gid: Number(gid) >>> 0 }] : []
  })
}
