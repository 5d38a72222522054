import { AppError } from './errors.ts'

/** What of TLS the driver has verify the server and its name, if under other words. */
const VERIFIED = new Set(['prefer', 'require', 'verify-ca', 'verify-full'])

/**
 * The address of a database as it is used: where it speaks TLS, the certificate and its name are verified, whatever the words.
 * `require` alone means that today and will mean less in the driver's next version, as it does for psql. Throws `misconfigured`,
 * naming the setting, for a server that is not on this machine and is not to be reached so.
 */
export function verifiedDatabaseUrl(setting: string, url: string): string {
  const [beforeQuery, query = ''] = url.split(/\?(.*)/s) as [string, string?]
  const parameters = new URLSearchParams(query)
  const mode = parameters.get('sslmode') ?? (/^(true|1)$/.test(parameters.get('ssl') ?? '') ? 'require' : '')
  if (VERIFIED.has(mode)) {
    for (const name of ['ssl', 'uselibpqcompat']) parameters.delete(name)
    parameters.set('sslmode', 'verify-full')
    return `${beforeQuery}?${parameters.toString()}`
  }
  if (isNear(beforeQuery, parameters)) return url
  throw new AppError(
    'misconfigured',
    `${setting}: names another machine, so it has to end in ?sslmode=verify-full (and &sslrootcert=/path/to/ca.pem where an authority of your own made the certificate); DATABASE_TLS=any takes a connection that others may read or answer`,
  )
}

/**
 * On this machine, or by a name without a dot: that is what containers call each other in a network of their own. As the driver
 * reads it: a host among the parameters goes first, and a path is a socket.
 */
function isNear(address: string, parameters: URLSearchParams): boolean {
  const host =
    parameters.get('host') ?? decodeURIComponent(new URL(address.replace('@/', '@localhost/')).hostname)
  return host.startsWith('/') || /^([\w-]*|127(\.\d{1,3}){3}|\[?::1\]?)$/.test(host)
}
