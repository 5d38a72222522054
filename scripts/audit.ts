// Asks the registry for known holes in what is shipped, and fails on a high or critical one. A registry that keeps no advisories,
// or that cannot be reached, is said and fails nothing: nobody is kept from working without a network.
//   node scripts/audit.ts [options of npm audit]
import { spawnSync } from 'node:child_process'

interface Advisory {
  severity: string
  range: string
  fixAvailable: unknown
}
interface Report {
  vulnerabilities?: Record<string, Advisory>
  message?: string
}

const BAD = new Set(['high', 'critical'])

const { stdout } = spawnSync('npm', ['audit', '--json', '--omit=dev', ...process.argv.slice(2)], {
  encoding: 'utf8',
})
const { vulnerabilities, message } = reportOf(stdout)
if (vulnerabilities === undefined) {
  console.log(`No audit of the dependencies: the registry gives no advisories (${message ?? 'no answer'}).`)
} else {
  const found = Object.entries(vulnerabilities)
  for (const [name, { severity, range, fixAvailable }] of found)
    console.log(
      `${severity}: ${name} ${range}${fixAvailable === false ? ', no fix yet' : ', there is a fix'}`,
    )
  const bad = found.filter(([, { severity }]) => BAD.has(severity))
  console.log(
    `Audit of the dependencies: ${found.length} known holes, ${bad.length} of them high or critical.`,
  )
  if (bad.length > 0) process.exit(1)
}

function reportOf(text: string): Report {
  try {
    return JSON.parse(text) as Report
  } catch {
    return { message: text.trim().split('\n').at(-1) ?? '' }
  }
}
